"""What the three levels are made of: each sign of the guide can be switched off and weighed, and tried out first."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from starlette.responses import PlainTextResponse

from kreds.errors import UsageError
from kreds.i18n import Translator
from kreds.model.criteria import Criterion, Emphasis
from kreds.model.level import Level
from kreds.services.weigh_criteria import criteria, weigh, would_change
from kreds.web.forms import Form
from kreds.web.site import said, show, site_of, translator_of

router = APIRouter()


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion in words, and how much it counts."""

    criterion: Criterion
    words: str
    meaning: str
    emphasis: Emphasis


@dataclass(frozen=True, slots=True)
class CriteriaPage:
    """All criteria as they are now; ``choices`` are the ways each can count."""

    lines: tuple[CriterionLine, ...]
    choices: tuple[tuple[Emphasis, str], ...]
    is_guide: bool
    preview: str


@router.get("/criteria")
def shown(request: Request) -> Response:
    """The page."""
    return show(request, "criteria.html", _page(request))


@router.get("/criteria/preview")
def preview(request: Request) -> Response:
    """What would change, in a sentence; nothing is changed."""
    t = translator_of(request)
    counts = would_change(site_of(request).app.store, _wanted(dict(request.query_params)))
    return PlainTextResponse(_preview(counts, t))


@router.post("/criteria")
def settle(request: Request, form: Form) -> Response:
    """Let the criteria count as chosen; ``as`` = "guide" puts all of them back."""
    app, t = site_of(request).app, translator_of(request)
    wanted = dict.fromkeys(Criterion, Emphasis.FULL) if form.get("as") == "guide" else _wanted(form)
    decided = weigh(app.store, wanted, at=app.now())
    if not decided.id:
        return said(_again(request), t.text("Nothing was changed."))
    words = t.plural("%(n)s relation is judged anew.", "%(n)s relations are judged anew.", decided.relations)
    return said(_again(request), words, undo=decided.id)


def _again(request: Request) -> Response:
    return show(request, "criteria_body.html", _page(request))


def _page(request: Request) -> CriteriaPage:
    t = translator_of(request)
    now = criteria(site_of(request).app.store)
    meanings = _meanings(t)
    return CriteriaPage(
        lines=tuple(CriterionLine(one, t.criterion(one), meanings[one], now[one]) for one in Criterion),
        choices=tuple((emphasis, t.emphasis(emphasis)) for emphasis in Emphasis),
        is_guide=all(emphasis is Emphasis.FULL for emphasis in now.values()),
        preview=t.text("Choose, and see here how many relations would change before you keep it."),
    )


def _wanted(values: Mapping[str, str]) -> dict[Criterion, Emphasis]:
    known = {emphasis.value: emphasis for emphasis in Emphasis}
    wanted = {}
    for one in Criterion:
        if one.value in values:
            if values[one.value] not in known:
                raise UsageError("CHOICE", name=one.value, value=values[one.value], choices=", ".join(known))
            wanted[one] = known[values[one.value]]
    return wanted


def _preview(counts: Mapping[str, int], t: Translator) -> str:
    changed = t.plural(
        "%(n)s relation would change its level.", "%(n)s relations would change their level.", counts["changed"]
    )
    levels = ", ".join(
        f"{t.number(counts.get(level.value, 0))} {t.level_of_many(level)}"
        for level in (Level.STRONG, Level.AVERAGE, Level.WORTHLESS)
    )
    unknown = counts.get(Level.UNKNOWN.value, 0)
    rest = t.plural("Of %(n)s we know too little.", "Of %(n)s we know too little.", unknown) if unknown else ""
    return " ".join(part for part in (changed, t.text("Then there would be %(levels)s.", levels=levels), rest) if part)


def _meanings(t: Translator) -> Mapping[Criterion, str]:
    return {
        Criterion.KNOWS: t.text("You say so on the page of a relation, or under Questions."),
        Criterion.MET: t.text("Face to face, at a fair, in a meeting. You say so yourself."),
        Criterion.BUSINESS: t.text("You have bought from each other or sold to each other. You say so yourself."),
        Criterion.INTERACT: t.text("Messages: how often, how lately, whether both write, and for how long."),
        Criterion.COMMON: t.text(
            "Recommendations, endorsements, notes, a shared workplace, several ways to be in touch."
        ),
        Criterion.HELPS: t.text("You would like to help them, and they you. You say so yourself."),
    }
