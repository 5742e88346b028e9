"""One relation: what is known and how surely, the contact over time, and the person's own word on it."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from kreds.i18n import Translator
from kreds.model.level import LEVELS, Level, Seen, Sign
from kreds.model.relation import Evidence, JobSpell, Reason, Relation, RelationView, TimelineEntry
from kreds.services import judge_relations
from kreds.web.charts import Chart, Column, draw_columns, months_between
from kreds.web.forms import Form
from kreds.web.site import reader_of, show, site_of, tell, translator_of
from kreds.web.trail import Trail, trail

_CHART_HEIGHT = 84.0
_MONTHS_AT_MOST = 84
_LISTED = 12

PersonId = Annotated[str, Path(pattern=r"^[0-9a-f]{13}$")]

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Share:
    """One level's part of the judgement; ``x`` and ``width`` are per cent of the bar."""

    level: Level
    word: str
    percent: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class SignLine:
    """One sign, and whether the files show it, do not show it, or could not have."""

    word: str
    state: Seen
    said: str


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A reason in words: ``lifts`` says which way it counts, ``weight`` in [0, 100] how much."""

    text: str
    lifts: bool
    weight: int
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """Contact on one day, in words."""

    day: date
    text: str


@dataclass(frozen=True, slots=True)
class RelationDetail:
    """All that the page shows of one relation."""

    relation: Relation
    subtitle: str
    verdict: str
    judged: str
    reasons: tuple[ReasonLine, ...]
    shares: tuple[Share, ...]
    signs: tuple[SignLine, ...]
    is_silent_unknown: bool
    months: Chart
    months_summary: str
    contacts: tuple[Contact, ...]
    older: tuple[Contact, ...]
    group_note: str
    jobs: tuple[JobSpell, ...]
    as_of: date
    levels: tuple[tuple[Level, str, str], ...]
    way: Trail | None


@router.get("/relations/{person}")
def relation(request: Request, person: PersonId) -> Response:
    """The page of one relation."""
    return show(request, "relation.html", _page(request, person))


@router.post("/relations/{person}/level")
def overrule(request: Request, person: PersonId, form: Form) -> Response:
    """Keep the person's word; "" lets Kreds judge again. Answers with the page's changed part."""
    app = site_of(request).app
    level = form.get("level", "")
    said = Level(level) if level in {known.value for known in LEVELS} else None
    if level and said is None:
        t = translator_of(request)
        return tell(400, code="LEVEL", message=t.text("That is not one of the three levels."), advice="")
    judge_relations.overrule_level(app.store, person, said, at=app.now())
    return _changed(request, person)


@router.post("/relations/{person}/undo")
def undo(request: Request, person: PersonId) -> Response:
    """Take the latest decision back, and show the relation as it stands."""
    app = site_of(request).app
    judge_relations.undo(app.store, at=app.now())
    return _changed(request, person)


def _changed(request: Request, person: str) -> Response:
    return show(request, "relation_detail.html", _page(request, person))


def _page(request: Request, person: str) -> RelationDetail:
    t = translator_of(request)
    view = reader_of(request).show_relation(person)
    return relation_detail(view, t, way=trail(reader_of(request), request.query_params, person, t=t))


def relation_detail(view: RelationView, t: Translator, *, way: Trail | None = None) -> RelationDetail:
    """Say everything about one relation in the translator's language."""
    relation = view.relation
    months, summary = _months(view, t)
    contacts = tuple(Contact(entry.day, _contact(entry, t)) for entry in view.timeline)
    return RelationDetail(
        relation=relation,
        subtitle=_subtitle(relation, t),
        verdict=_verdict(relation, t),
        judged=_judged(view, t),
        reasons=_reasons(view.reasons, t),
        shares=_shares(relation, t),
        signs=tuple(SignLine(t.sign(sign), relation.coverage[sign], t.seen(relation.coverage[sign])) for sign in Sign),
        is_silent_unknown=relation.level is Level.UNKNOWN,
        months=months,
        months_summary=summary,
        contacts=contacts[:_LISTED],
        older=contacts[_LISTED:],
        group_note=_group_note(view, t),
        jobs=view.jobs,
        as_of=view.as_of,
        levels=tuple((level, t.level(level), key) for level, key in zip(LEVELS, "123", strict=True)),
        way=way,
    )


def _subtitle(relation: Relation, t: Translator) -> str:
    parts = [", ".join(part for part in (relation.title, relation.company) if part)]
    if relation.no_longer_since:
        parts.append(t.text("no longer connected since %(month)s", month=t.month(relation.no_longer_since)))
    elif relation.connected_on:
        parts.append(t.text("connected since %(month)s", month=t.month(relation.connected_on)))
    return " · ".join(part for part in parts if part)


def _verdict(relation: Relation, t: Translator) -> str:
    word = t.level(relation.level)
    if relation.overruled:
        return t.text("%(level)s, you say", level=word)
    if relation.level is Level.UNKNOWN:
        return t.text("we know too little")
    return t.text("probably %(level)s, %(share)s", level=word, share=t.percent(relation.memberships[relation.level]))


def _judged(view: RelationView, t: Translator) -> str:
    """What Kreds would have said, where the person has said otherwise."""
    if not view.relation.overruled:
        return ""
    if view.judged_level is Level.UNKNOWN:
        return t.text("Kreds itself knows too little to say.")
    return t.text("Kreds would have said %(level)s.", level=t.level(view.judged_level))


def _reasons(reasons: tuple[Reason, ...], t: Translator) -> tuple[ReasonLine, ...]:
    most = max((abs(reason.contribution) for reason in reasons), default=0.0) or 1.0
    return tuple(
        ReasonLine(
            text=t.phrase(reason.phrase),
            lifts=reason.contribution > 0,
            weight=max(2, round(100 * abs(reason.contribution) / most)),
            evidence=tuple(_evidence(one, t) for one in reason.evidence),
        )
        for reason in reasons
    )


def _evidence(evidence: Evidence, t: Translator) -> str:
    parts = (t.phrase(evidence.phrase), t.short_day(evidence.day) if evidence.day else "", evidence.source)
    return " · ".join(part for part in parts if part)


def _shares(relation: Relation, t: Translator) -> tuple[Share, ...]:
    shares: list[Share] = []
    x = 0.0
    for level in LEVELS:
        width = 100 * relation.memberships.get(level, 0.0)
        percent = t.percent(relation.memberships.get(level, 0.0))
        shares.append(Share(level, t.level(level), percent, round(x, 2), round(width, 2)))
        x += width
    return tuple(shares)


def _months(view: RelationView, t: Translator) -> tuple[Chart, str]:
    """Contact by month, or by year when the two go back far; theirs down, yours up."""
    if not view.timeline:
        return draw_columns((), height=_CHART_HEIGHT, labels=1), ""
    last = max(view.as_of, view.timeline[0].day)
    months = months_between(view.timeline[-1].day, last)
    by_year = len(months) > _MONTHS_AT_MOST
    sums: dict[tuple[int, int], list[int]] = {}
    for entry in view.timeline:
        total = sums.setdefault((entry.day.year, 0 if by_year else entry.day.month), [0, 0])
        total[0] += entry.outbound
        total[1] += entry.inbound
    spans = [date(year, 1, 1) for year in range(months[0].year, last.year + 1)] if by_year else months
    columns = [_column(day, sums.get((day.year, 0 if by_year else day.month), [0, 0]), t, by_year) for day in spans]
    sent, received = (sum(entry.outbound for entry in view.timeline), sum(entry.inbound for entry in view.timeline))
    summary = t.text("%(out)s from you, %(in_)s to you in all.", out=sent, in_=received)
    return draw_columns(columns, height=_CHART_HEIGHT, labels=8), summary


def _column(day: date, sums: list[int], t: Translator, by_year: bool) -> Column:
    return Column(
        label=str(day.year) if by_year or day.month == 1 else "",
        text=t.text(
            "%(month)s: %(out)s from you, %(in_)s to you",
            month=str(day.year) if by_year else t.month(day),
            out=sums[0],
            in_=sums[1],
        ),
        up=sums[0],
        down=sums[1],
    )


def _contact(entry: TimelineEntry, t: Translator) -> str:
    words = {
        "message": _messages(entry, t),
        "invitation": t.text("You invited them") if entry.outbound else t.text("They invited you"),
        "endorsement": t.text("You endorsed them") if entry.outbound else t.text("They endorsed you"),
        "recommendation": t.text("You recommended them") if entry.outbound else t.text("They recommended you"),
        "note": t.text("You wrote a note"),
        "follow": t.text("You follow them"),
    }
    said = words.get(entry.channel, entry.channel)
    return f"{said}: {entry.detail}" if entry.detail else said


def _messages(entry: TimelineEntry, t: Translator) -> str:
    sent = t.plural("%(n)s message from you", "%(n)s messages from you", entry.outbound)
    received = t.plural("%(n)s message to you", "%(n)s messages to you", entry.inbound)
    return ", ".join(said for said, count in ((sent, entry.outbound), (received, entry.inbound)) if count)


def _group_note(view: RelationView, t: Translator) -> str:
    if not view.shared_group_messages:
        return ""
    return t.plural(
        "Beside this: %(n)s message in group conversations, which counts for less.",
        "Beside this: %(n)s messages in group conversations, which count for less.",
        view.shared_group_messages,
    )
