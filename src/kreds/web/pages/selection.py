"""What is said of many relations at once, and the views of the list that are kept under a name."""

from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Body, Request, Response
from starlette.datastructures import QueryParams
from starlette.responses import JSONResponse

from kreds.errors import UsageError
from kreds.i18n import Translator
from kreds.i18n.group_words import group_name
from kreds.model.decision import Decided
from kreds.model.level import Level
from kreds.model.trial import TrialOutcome
from kreds.services.judge_relations import overrule_levels
from kreds.services.label_relations import tag_relations
from kreds.services.saved_views import drop_view, save_view
from kreds.services.say_groups import known_group, say_group
from kreds.services.trials import day_of_trial, end_trials, put_on_trial
from kreds.web.list_address import asked, spelled_parameters
from kreds.web.site import address, reader_of, site_of, translator_of

MOST_IDS = 20_000

router = APIRouter()

What = Literal["level", "tag", "untag", "trial", "keep", "let_go", "group", "ungroup"]


@router.post("/relations/decide")
def decide(
    request: Request,
    what: Annotated[What, Body()],
    value: Annotated[str, Body(max_length=200)],
    people: Annotated[tuple[str, ...], Body(max_length=MOST_IDS)] = (),
    query: Annotated[str | None, Body(max_length=4_000)] = None,
) -> Response:
    """Say something of the people named, or of all that the list's ``query`` shows; one undo takes it back."""
    app, t = site_of(request).app, translator_of(request)
    numbers = chosen(request, people, query)
    if what == "level":
        decided = overrule_levels(app.store, numbers, _level(value), at=app.now())
    elif what == "trial":
        today = app.today()
        decided = put_on_trial(app.store, numbers, day_of_trial(None, None, today=today), today=today, at=app.now())
    elif what in ("keep", "let_go"):
        decided = end_trials(app.store, numbers, TrialOutcome(what), at=app.now())
    elif what in ("group", "ungroup"):
        decided = say_group(app.store, numbers, value, what == "group", at=app.now())
    else:
        decided = tag_relations(app.store, numbers, value, on=what == "tag", at=app.now())
    return JSONResponse({"text": _said(what, value, decided, t), "undo": decided.id, "relations": decided.relations})


def chosen(request: Request, people: Sequence[str], query: str | None) -> list[int]:
    """The numbers of the people named by id, or of all whom the list at ``query`` shows."""
    if query is not None:
        return reader_of(request).find_people(asked(QueryParams(query)).query)
    return [int(one, 16) for one in people if len(one) == 13 and set(one) <= set("0123456789abcdef")]


def _level(value: str) -> Level | None:
    """The level that was said; "" lets Kreds judge.

    Raises:
        UsageError: there is no such level. A word that is misspelled must not take back what the person said.
    """
    if value and value not in set(Level):
        raise UsageError("LEVEL", level=value)
    return Level(value) if value else None


def _said(what: str, value: str, decided: Decided, t: Translator) -> str:
    n = decided.relations
    if what == "tag":
        return t.plural("“%(tag)s” is on %(n)s relation.", "“%(tag)s” is on %(n)s relations.", n, tag=value)
    if what in ("group", "ungroup"):
        name = group_name(known_group(value), t)
        if what == "group":
            return t.plural("%(n)s is in “%(group)s” now.", "%(n)s are in “%(group)s” now.", n, group=name)
        return t.plural("%(n)s is not in “%(group)s”.", "%(n)s are not in “%(group)s”.", n, group=name)
    if what == "trial":
        return t.plural("%(n)s relation is on trial.", "%(n)s relations are on trial.", n)
    if what == "keep":
        return t.plural("You keep %(n)s relation.", "You keep %(n)s relations.", n)
    if what == "let_go":
        return t.plural("You let %(n)s relation go.", "You let %(n)s relations go.", n)
    if what == "untag":
        return t.plural("“%(tag)s” is off %(n)s relation.", "“%(tag)s” is off %(n)s relations.", n, tag=value)
    if value not in {one.value for one in Level}:
        return t.plural("Kreds judges %(n)s relation again.", "Kreds judges %(n)s relations again.", n)
    level = t.level_of_many(Level(value)) if n != 1 else t.level(Level(value))
    return t.plural("%(n)s relation is %(level)s now.", "%(n)s relations are %(level)s now.", n, level=level)


@router.post("/relations/views")
def keep_view(request: Request, name: str = Body(max_length=200), query: str = Body(max_length=4_000)) -> Response:
    """Keep the list at ``query`` under a name."""
    app, t = site_of(request).app, translator_of(request)
    plain = address("", spelled_parameters(asked(QueryParams(query)).but())).removeprefix("?")
    decided = save_view(app.store, name, plain, at=app.now())
    return JSONResponse({"text": t.text("The view “%(name)s” is saved.", name=name.strip()), "undo": decided.id})


@router.post("/relations/views/drop")
def forget_view(request: Request, name: str = Body(embed=True, max_length=200)) -> Response:
    """Let a saved view go."""
    app, t = site_of(request).app, translator_of(request)
    decided = drop_view(app.store, name, at=app.now())
    return JSONResponse({"text": t.text("The view “%(name)s” is gone.", name=name), "undo": decided.id})
