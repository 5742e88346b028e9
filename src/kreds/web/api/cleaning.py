"""The clean-up: read and decided on, a portion at a time."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import Field

from kreds.errors import UsageError
from kreds.model.review import LARGEST, MOST_DAILY, Choice, Fate
from kreds.services import after_review, review_portion
from kreds.services.cleanup_shapes import card_shape, history_shape, review_shape, work_list_shape
from kreds.services.review_state import review_state, shown_card
from kreds.services.say_groups import known_group
from kreds.web.api import shapes
from kreds.web.api.cleanup_shapes import (
    CardShape,
    ChoiceName,
    FateName,
    HistoryShape,
    ReviewShape,
    Times,
    WorkListShape,
)
from kreds.web.api.deciding import MOST, Said, decided_shape
from kreds.web.api.failing import ERRORS
from kreds.web.api.reading import Json, Person
from kreds.web.site import reader_of, site_of, translator_of

router = APIRouter(prefix="/api", responses=ERRORS)

People = Annotated[list[shapes.PersonId], Field(min_length=1, max_length=MOST)]


class SaidFate(Said):
    """What becomes of people; ``until`` is the day a trial ends, half a year from today without one."""

    people: People
    fate: FateName
    until: date | None = None


class SaidPortion(Said):
    """Which part of the network to take; ``value`` is a group, a part of a company's name or a year."""

    choice: ChoiceName = "likely"
    value: str = Field("", max_length=200)
    size: int = Field(50, ge=1, le=LARGEST)


class SaidPlan(Said):
    """Parts of the plan; what is null stays as it is."""

    times: Times | None = None
    size: Annotated[int, Field(ge=1, le=LARGEST)] | None = None
    line: Annotated[float, Field(ge=0.5, le=1)] | None = None
    daily: Annotated[int, Field(ge=1, le=MOST_DAILY)] | None = None


class SaidSafe(Said):
    """Whom never to propose: people, an organization, or a group; one of the three."""

    people: list[shapes.PersonId] = Field(default_factory=list, max_length=MOST)
    company: str = Field("", max_length=400)
    group: str = Field("", max_length=200)
    on: bool = True


class SaidTick(Said):
    """Whether people were removed on LinkedIn by hand."""

    people: People
    on: bool = True


class SaidBack(Said):
    """People to keep after all."""

    people: People


class SaidFinish(Said):
    """Nothing more has to be said."""


@router.get("/cleanup", operation_id="cleanup", response_model=ReviewShape)
def cleanup(request: Request) -> Json:
    """Where the clean-up stands, with the next card of the open portion."""
    reader, today = reader_of(request), site_of(request).app.today()
    state = review_state(reader.store, today=today, incognito=reader.incognito)
    return review_shape(state, translator_of(request).phrase)


@router.get("/cleanup/cards/{person}", operation_id="cleanup_card", response_model=CardShape)
def card(request: Request, person: Person) -> Json:
    """A relation as the deck shows it: what is known, what the rules say, what would be lost.

    Raises:
        UnknownPersonError: it is nobody's id.
    """
    reader, today = reader_of(request), site_of(request).app.today()
    shown = shown_card(reader.store, person, today=today, incognito=reader.incognito)
    return card_shape(shown, translator_of(request).phrase)


@router.get("/cleanup/list", operation_id="cleanup_list", response_model=WorkListShape)
def work_list(request: Request) -> Json:
    """Who is to be removed by hand, and what goes with them."""
    return work_list_shape(reader_of(request).work_list())


@router.get("/cleanup/history", operation_id="cleanup_history", response_model=HistoryShape)
def history(request: Request) -> Json:
    """What became of the clean-ups."""
    return history_shape(reader_of(request).cleanup_history())


@router.post("/cleanup/fates", operation_id="say_fate", response_model=shapes.DecidedShape)
def say_fate(request: Request, said: SaidFate) -> dict[str, int]:
    """Say what becomes of relations, in the open portion or outside of one; one undo takes it back.

    Raises:
        UsageError: nobody of them is a current relation, or the day cannot be.
    """
    if said.until and Fate(said.fate) is not Fate.TRIAL:
        raise UsageError("CHOICES-CLASH", one="until", other=said.fate)
    app = site_of(request).app
    people = [int(one, 16) for one in said.people]
    done = review_portion.say_fate(
        app.store, people, Fate(said.fate), today=app.today(), at=app.now(), until=said.until
    )
    return decided_shape(done)


@router.post("/cleanup/portion", operation_id="take_portion", response_model=shapes.DecidedShape)
def take(request: Request, said: SaidPortion) -> dict[str, int]:
    """Take a portion to go through; for how many relations. One undo gives it up.

    Raises:
        UsageError: another one is open, the value cannot be, or nobody is left to look at.
    """
    app = site_of(request).app
    value = known_group(said.value) if said.choice == "segment" and said.value else said.value
    made = review_portion.open_portion(
        app.store, Choice(said.choice), value, said.size, today=app.today(), at=app.now()
    )
    return {"id": int(made.id), "relations": len(made.people)}


@router.post("/cleanup/portion/finish", operation_id="finish_portion", response_model=shapes.DecidedShape)
def finish(request: Request, _said: SaidFinish) -> dict[str, int]:
    """Close the open portion, whatever is left of it.

    Raises:
        UsageError: none is open.
    """
    app = site_of(request).app
    return decided_shape(review_portion.finish(app.store, today=app.today(), at=app.now()))


@router.post("/cleanup/plan", operation_id="say_plan", response_model=shapes.DecidedShape)
def say_plan(request: Request, said: SaidPlan) -> dict[str, int]:
    """Change parts of the plan.

    Raises:
        UsageError: a part cannot be so.
    """
    app = site_of(request).app
    return decided_shape(after_review.settle(app.store, said.model_dump(exclude_none=True), at=app.now()))


@router.post("/cleanup/protected", operation_id="say_protected", response_model=shapes.DecidedShape)
def say_protected(request: Request, said: SaidSafe) -> dict[str, int]:
    """Never propose these people, this organization or this group, or let them be proposed again.

    Raises:
        UsageError: not one of the three is said, or there is no such organization or group.
    """
    app = site_of(request).app
    if sum(map(bool, (said.people, said.company, said.group))) != 1:
        raise UsageError("CHOICE-MISSING", choices="people, company, group")
    if said.company:
        return decided_shape(after_review.protect_company(app.store, said.company, on=said.on, at=app.now()))
    if said.group:
        return decided_shape(after_review.protect_group(app.store, known_group(said.group), on=said.on, at=app.now()))
    people = [int(one, 16) for one in said.people]
    return decided_shape(after_review.protect(app.store, people, on=said.on, at=app.now()))


@router.post("/cleanup/removed", operation_id="say_removed", response_model=shapes.DecidedShape)
def say_removed(request: Request, said: SaidTick) -> dict[str, int]:
    """Say that people were removed on LinkedIn by hand, or were not. Ids of nobody are left out."""
    app = site_of(request).app
    people = [int(one, 16) for one in said.people]
    return decided_shape(after_review.tick_off(app.store, people, on=said.on, today=app.today(), at=app.now()))


@router.post("/cleanup/back", operation_id="keep_after_all", response_model=shapes.DecidedShape)
def keep_after_all(request: Request, said: SaidBack) -> dict[str, int]:
    """Change one's mind about people who were let go, connected or gone. Those who were not are left out."""
    app = site_of(request).app
    return decided_shape(after_review.reconsider(app.store, [int(one, 16) for one in said.people], at=app.now()))
