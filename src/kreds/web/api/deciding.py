"""What can be decided: levels, tags, notes and views, for one or many; and taking it back."""

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from kreds.errors import UsageError
from kreds.model.criteria import Criterion, Emphasis, Fact
from kreds.model.decision import Decided
from kreds.model.level import Level
from kreds.model.trial import TrialOutcome
from kreds.services import json_shapes
from kreds.services.answer_questions import answer
from kreds.services.forget import copies_named, forget_shape, forgot_shape, to_forget
from kreds.services.forget import forget as forget_somebody
from kreds.services.judge_relations import overrule_levels, undo
from kreds.services.label_relations import LONGEST_NOTE, tag_relations, write_note
from kreds.services.learn_from_person import forget, take_on
from kreds.services.reader import Reader
from kreds.services.saved_views import LONGEST_ADDRESS, LONGEST_NAME, drop_view, save_view
from kreds.services.trials import end_trials, put_on_trial
from kreds.services.weigh_criteria import weigh, would_change
from kreds.web.api import shapes
from kreds.web.api.failing import ERRORS
from kreds.web.api.reading import Person
from kreds.web.site import reader_of, site_of, translator_of

MOST = 20_000

router = APIRouter(prefix="/api", responses=ERRORS)


class Said(BaseModel):
    """A body; what is not asked for is refused, so that a slip of the pen is noticed."""

    model_config = ConfigDict(extra="forbid")


class SaidLevels(Said):
    """A level for people; null lets Kreds judge again."""

    people: list[shapes.PersonId] = Field(max_length=MOST)
    level: shapes.SaidLevel | None


class SaidTag(Said):
    """A tag to put on people, or to take off."""

    people: list[shapes.PersonId] = Field(max_length=MOST)
    tag: str = Field(min_length=1, max_length=200)
    on: bool = True


class SaidAnswer(Said):
    """Facts about people that no file holds; null takes the answers away."""

    people: list[shapes.PersonId] = Field(max_length=MOST)
    facts: list[Fact] = Field(min_length=1, max_length=len(Fact))
    yes: bool | None


class SaidCriteria(Said):
    """How much criteria count; those not named stay as they are."""

    criteria: dict[Criterion, Emphasis]


class SaidTrial(Said):
    """A day until which people are on trial; or how their trial ended; or neither, to stop it."""

    people: list[shapes.PersonId] = Field(max_length=MOST)
    until: date | None = None
    outcome: Literal["keep", "let_go"] | None = None


class SaidLearned(Said):
    """Whether what was learned counts."""

    on: bool


class SaidNote(Said):
    """A note in place of the one before; an empty one takes it away."""

    text: str = Field(max_length=LONGEST_NOTE)


class SaidView(Said):
    """A view and its name."""

    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    query: str = Field(max_length=LONGEST_ADDRESS)


class SaidName(Said):
    """The name of a view."""

    name: str = Field(min_length=1, max_length=LONGEST_NAME)


class SaidForget(Said):
    """Backups to write anew without the person, by the names that the answer gives them."""

    backups: list[str] = Field(default_factory=list, max_length=100)


class SaidUndo(Said):
    """The number of a decision; null means the latest."""

    id: Annotated[int, Field(ge=1, le=2**53)] | None = None


def decided_shape(decided: Decided) -> dict[str, int]:
    """The number of a decision, and for how many relations it was made."""
    return {"id": decided.id, "relations": decided.relations}


@router.post("/levels", operation_id="say_levels", response_model=shapes.DecidedShape)
def say_levels(request: Request, said: SaidLevels) -> dict[str, int]:
    """Say what relations are; it stands over every import, and one undo takes it back. Ids of nobody are left out."""
    app = site_of(request).app
    people = [int(one, 16) for one in said.people]
    level = Level(said.level) if said.level else None
    return decided_shape(overrule_levels(app.store, people, level, at=app.now()))


@router.post("/tags", operation_id="say_tag", response_model=shapes.DecidedShape)
def say_tag(request: Request, said: SaidTag) -> dict[str, int]:
    """Put a tag on relations, or take it off; one undo takes it back. Ids of nobody are left out."""
    app = site_of(request).app
    people = [int(one, 16) for one in said.people]
    return decided_shape(tag_relations(app.store, people, said.tag, on=said.on, at=app.now()))


@router.post("/answers", operation_id="say_answer", response_model=shapes.DecidedShape)
def say_answer(request: Request, said: SaidAnswer) -> dict[str, int]:
    """Answer what no file holds, such as met or reacts. One undo takes it back. Ids of nobody are left out."""
    app = site_of(request).app
    people = [int(one, 16) for one in said.people]
    return decided_shape(answer(app.store, people, said.facts, said.yes, at=app.now()))


@router.post("/criteria", operation_id="say_criteria", response_model=shapes.DecidedShape)
def say_criteria(request: Request, said: SaidCriteria) -> dict[str, int]:
    """Let criteria count for more or less, and judge everybody by it."""
    app = site_of(request).app
    return decided_shape(weigh(app.store, said.criteria, at=app.now()))


@router.post("/criteria/preview", operation_id="try_criteria", response_model=shapes.CriteriaPreviewShape)
def try_criteria(request: Request, said: SaidCriteria) -> dict[str, Any]:
    """How many relations would change their level, and how many of each there would be; nothing is changed."""
    counts = would_change(site_of(request).app.store, said.criteria)
    return {"changed": counts["changed"], "counts": {level.value: counts.get(level.value, 0) for level in Level}}


@router.post("/trials", operation_id="say_trial", response_model=shapes.DecidedShape)
def say_trial(request: Request, said: SaidTrial) -> dict[str, int]:
    """Put relations on trial until a day, or say how it ended; one undo takes it back. Ids of nobody are left out.

    Raises:
        UsageError: both a day and an outcome were given, the day cannot be, or it concerns nobody.
    """
    app = site_of(request).app
    people = [int(one, 16) for one in said.people]
    if said.until and said.outcome:
        raise UsageError("CHOICES-CLASH", one="until", other="outcome")
    if said.until:
        return decided_shape(put_on_trial(app.store, people, said.until, today=app.today(), at=app.now()))
    outcome = TrialOutcome(said.outcome) if said.outcome else None
    return decided_shape(end_trials(app.store, people, outcome, at=app.now()))


@router.post("/learned", operation_id="say_learned", response_model=shapes.DecidedShape)
def say_learned(request: Request, said: SaidLearned) -> dict[str, int]:
    """Judge everybody by what the person's own levels teach, or as if nothing had been learned."""
    app = site_of(request).app
    return decided_shape(take_on(app.store, at=app.now()) if said.on else forget(app.store, at=app.now()))


@router.post("/relations/{person}/note", operation_id="say_note", response_model=shapes.WhyShape)
def say_note(request: Request, person: Person, said: SaidNote) -> dict[str, Any]:
    """Keep a note on a relation; the relation as it is then."""
    app = site_of(request).app
    write_note(app.store, person, said.text, at=app.now())
    return json_shapes.why_shape(reader_of(request).show_relation(person), translator_of(request).phrase)


@router.get("/relations/{person}/forget", operation_id="what_forgetting_takes", response_model=shapes.ToForgetShape)
def what_forgetting_takes(request: Request, person: Person) -> dict[str, Any]:
    """What would go if they were forgotten, and the backups that would keep it; nothing is changed.

    Raises:
        UsageError: incognito hides who it is, or it is the owner.
    """
    return forget_shape(to_forget(_open_reader(request).store, person), translator_of(request).phrase)


@router.post("/relations/{person}/forget", operation_id="forget", response_model=shapes.ForgotShape)
def forget_person(request: Request, person: Person, said: SaidForget) -> dict[str, Any]:
    """Forget a person: nothing of them is left, and they do not come back. It cannot be undone.

    Raises:
        UsageError: incognito hides who it is, it is the owner, or there is no such backup.
    """
    app, store = site_of(request).app, _open_reader(request).store
    paths = copies_named(store, said.backups)
    return forgot_shape(forget_somebody(store, person, at=app.now(), backups=paths))


def _open_reader(request: Request) -> Reader:
    """Whoever looks at people as they are."""
    reader = reader_of(request)
    if reader.incognito:
        raise UsageError("INCOGNITO")
    return reader


@router.post("/views", operation_id="say_view", response_model=shapes.DecidedShape)
def say_view(request: Request, said: SaidView) -> dict[str, int]:
    """Keep a view of the list under a name, in place of an older one of that name."""
    app = site_of(request).app
    return decided_shape(save_view(app.store, said.name, said.query, at=app.now()))


@router.post("/views/drop", operation_id="drop_view", response_model=shapes.DecidedShape)
def let_view_go(request: Request, said: SaidName) -> dict[str, int]:
    """Let a view go; undo brings it back."""
    app = site_of(request).app
    return decided_shape(drop_view(app.store, said.name, at=app.now()))


@router.post("/undo", operation_id="undo", response_model=shapes.UndoneShape)
def take_back(request: Request, said: SaidUndo) -> dict[str, Literal[True, False]]:
    """Take a decision back, with all that was said at once with it."""
    app = site_of(request).app
    return {"undone": undo(app.store, at=app.now(), number=said.id) is not None}
