"""One relation: what is known and how surely, the contact over time, and the person's own word on it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Path, Request, Response
from starlette.responses import RedirectResponse

from kreds.errors import UsageError
from kreds.i18n import Translator
from kreds.i18n.group_words import group_name
from kreds.i18n.log_words import effect_lines
from kreds.i18n.relation_words import bridge
from kreds.model.criteria import Fact
from kreds.model.level import LEVELS, Level, Seen, Sign, Trend
from kreds.model.relation import JobSpell, Relation, RelationView
from kreds.model.trial import TrialOutcome
from kreds.services import answer_questions, judge_relations, label_relations, trials
from kreds.services.held_about import held_about, held_json
from kreds.services.log_contact import drop_line
from kreds.services.read_groups import group_keys
from kreds.services.say_groups import known_group, say_group
from kreds.services.what_would_change import what_would_change
from kreds.web.downloads import download
from kreds.web.forms import Form
from kreds.web.giving_card import GivingCard, giving_card
from kreds.web.group_card import GroupCard, group_card
from kreds.web.held_document import held_document
from kreds.web.list_address import whole_number
from kreds.web.log_card import LogCard, line_number, log_card, read_line
from kreds.web.match_words import MatchCard, match_cards
from kreds.web.preferences import preferences_of
from kreds.web.relation_cleanup import CleanupPart, cleanup_part
from kreds.web.relation_lines import ReasonLine, reason_lines, subtitle, verdict
from kreds.web.site import is_part, reader_of, said, show, site_of, tell, translator_of
from kreds.web.time_line import Happening, TimeLine, time_line
from kreds.web.trail import Trail, trail
from kreds.web.trial_card import TrialCard, trial_card

_LISTED = 12
FACT_KEYS = (
    (Fact.KNOWS, "k"),
    (Fact.MET, "m"),
    (Fact.BUSINESS, "b"),
    (Fact.HELPS, "h"),
    (Fact.RELATED, "r"),
    (Fact.REACTS, "p"),
)
"""The facts in the order they are asked, and the key that says yes."""

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


_ANSWERS = {"yes": True, "no": False, "": None}


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact no file holds: ``answer`` is None until it is answered; ``key`` says yes."""

    fact: Fact
    words: str
    key: str
    answer: bool | None


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
    line: TimeLine
    recent: tuple[Happening, ...]
    older: tuple[Happening, ...]
    group_note: str
    jobs: tuple[JobSpell, ...]
    as_of: date
    levels: tuple[tuple[Level, str, str], ...]
    trend: str
    host: str
    tags: tuple[str, ...]
    incognito: bool
    way: Trail | None
    facts: tuple[FactLine, ...]
    trial: TrialCard
    bridge: str
    group_card: GroupCard
    also: tuple[MatchCard, ...]
    log: LogCard
    cleanup: CleanupPart | None = None
    giving: GivingCard | None = None


@router.get("/relations/{person}")
def relation(request: Request, person: PersonId) -> Response:
    """The page of one relation."""
    return show(request, "relation.html", _page(request, person))


@router.get("/relations/{person}/held")
def held(request: Request, person: PersonId) -> Response:
    """All that is held about the person, to hand over: a document, or JSON with ``format=json``.

    Raises:
        UsageError: incognito hides who it is, and this file would tell.
    """
    app, t = site_of(request).app, translator_of(request)
    if preferences_of(request).incognito:
        raise UsageError("INCOGNITO")
    found = held_about(app.store, person)
    name = f"kreds-held-{person}-{app.today().isoformat()}"
    if request.query_params.get("format") == "json":
        content = held_json(found, t.phrase)
        return download(f"{name}.json", "application/json", lambda out: out.write(content))
    content = held_document(found, t, day=app.today())
    return download(f"{name}.html", "text/html; charset=utf-8", lambda out: out.write(content))


@router.get("/relations/{person}/otherwise")
def otherwise(request: Request, person: PersonId) -> Response:
    """What would change the judgement; asked for when somebody wants to know."""
    if not is_part(request):
        return RedirectResponse(f"/relations/{person}", 303)
    t = translator_of(request)
    found = what_would_change(site_of(request).app.store, person)
    lines = tuple((t.phrase(one.phrase), one.level, t.level(one.level)) for one in found)
    return show(request, "relation_otherwise.html", lines)


@router.post("/relations/{person}/level")
def overrule(request: Request, person: PersonId, form: Form) -> Response:
    """Keep the person's word; "" lets Kreds judge again. Answers with the page's changed part."""
    app, t = site_of(request).app, translator_of(request)
    level = form.get("level", "")
    level_said = Level(level) if level in {known.value for known in LEVELS} else None
    if level and level_said is None:
        return tell(400, code="LEVEL", message=t.text("That is not one of the three levels."), advice="")
    decided = judge_relations.overrule_levels(app.store, [_number(request, person)], level_said, at=app.now())
    text = t.text("%(level)s, you say.", level=t.level(level_said).capitalize()) if level_said else ""
    return said(changed(request, person), text or t.text("Kreds judges again."), undo=decided.id)


@router.post("/relations/{person}/answer")
def answer(request: Request, person: PersonId, form: Form) -> Response:
    """Keep a fact that only the person knows: ``say`` is yes, no, or "" to take the answer away."""
    app, t = site_of(request).app, translator_of(request)
    fact, yes = read_answer(form)
    decided = answer_questions.answer(app.store, [_number(request, person)], [fact], yes, at=app.now())
    words = {
        True: t.text("%(fact)s: yes.", fact=t.known_only(fact)),
        False: t.text("%(fact)s: no.", fact=t.known_only(fact)),
        None: t.text("The answer is taken away."),
    }
    return said(changed(request, person), words[yes], undo=decided.id)


@router.post("/relations/{person}/undo")
def undo(request: Request, person: PersonId) -> Response:
    """Take the latest decision back, and show the relation as it stands."""
    app = site_of(request).app
    judge_relations.undo(app.store, at=app.now())
    return changed(request, person)


@router.post("/relations/{person}/group")
def group(request: Request, person: PersonId, form: Form) -> Response:
    """Keep whether they are in the group ``segment``: ``say`` is yes, no, or "" to let Kreds judge again."""
    app, t = site_of(request).app, translator_of(request)
    key, say = known_group(form.get("segment", "")), form.get("say", "")
    if say not in _ANSWERS:
        raise UsageError("CHOICE", name="say", value=say, choices="yes, no")
    decided = say_group(app.store, [_number(request, person)], key, _ANSWERS[say], at=app.now())
    name = group_name(key, t)
    words = {
        True: t.text("%(fact)s: yes.", fact=name),
        False: t.text("%(fact)s: no.", fact=name),
        None: t.text("Kreds judges again."),
    }
    return said(changed(request, person), words[_ANSWERS[say]], undo=decided.id)


@router.post("/relations/{person}/tags")
def tag(request: Request, person: PersonId, form: Form) -> Response:
    """Put a tag on (``tag``), or take one off (``untag``)."""
    app, t = site_of(request).app, translator_of(request)
    name, on = form.get("untag", "") or form.get("tag", ""), "untag" not in form
    decided = label_relations.tag_relations(app.store, [_number(request, person)], name, on=on, at=app.now())
    words = t.text("“%(tag)s” is on.", tag=name.strip()) if on else t.text("“%(tag)s” is off.", tag=name)
    return said(changed(request, person), words, undo=decided.id)


@router.post("/relations/{person}/trial")
def trial(request: Request, person: PersonId, form: Form) -> Response:
    """Put on trial for ``months`` or ``until`` a day, or end the trial: ``outcome`` is "keep", "let_go" or "end"."""
    app, t = site_of(request).app, translator_of(request)
    number = _number(request, person)
    if outcome := form.get("outcome", ""):
        told = {"keep": t.text("You keep it."), "let_go": t.text("You let it go."), "end": t.text("The trial is over.")}
        if outcome not in told:
            raise UsageError("CHOICE", name="outcome", value=outcome, choices=", ".join(told))
        end = None if outcome == "end" else TrialOutcome(outcome)
        decided = trials.end_trials(app.store, [number], end, at=app.now())
        return said(changed(request, person), told[outcome], undo=decided.id)
    today = app.today()
    until = trials.day_of_trial(_day(form.get("until", "")), _months(form), today=today)
    decided = trials.put_on_trial(app.store, [number], until, today=today, at=app.now())
    return said(changed(request, person), t.text("On trial until %(day)s", day=until), undo=decided.id)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError("CHOICE", name="until", value=text, choices="2027-03-01, …") from None


def _months(form: dict[str, str]) -> int | None:
    return whole_number(form["months"]) if form.get("months") else None


@router.post("/relations/{person}/log")
def log(request: Request, person: PersonId, form: Form) -> Response:
    """Log a line: its ``kind``, ``text`` and ``day``."""
    done = read_line(request, form, _number(request, person))
    words = " ".join(effect_lines(done, translator_of(request)))
    return said(changed(request, person), words, undo=done.id)


@router.post("/relations/{person}/log/drop")
def drop_logged(request: Request, person: PersonId, form: Form) -> Response:
    """Take a line back, by the number of its decision."""
    app, t = site_of(request).app, translator_of(request)
    drop_line(app.store, line_number(form), at=app.now())
    return said(changed(request, person), t.text("Taken back: the contact you noted."))


@router.post("/relations/{person}/note", status_code=204)
def note(request: Request, person: PersonId, form: Form) -> None:
    """Keep the note as it is now; the page goes on being written on."""
    app = site_of(request).app
    label_relations.write_note(app.store, person, form.get("note", ""), at=app.now())


def read_answer(form: Mapping[str, str]) -> tuple[Fact, bool | None]:
    """The fact a form names, and what it says of it: yes, no, or "" to take the answer away.

    Raises:
        UsageError: there is no such fact or answer.
    """
    name, say = form.get("fact", ""), form.get("say", "")
    if name not in {fact.value for fact in Fact}:
        raise UsageError("CHOICE", name="fact", value=name, choices=", ".join(Fact))
    if say not in _ANSWERS:
        raise UsageError("CHOICE", name="say", value=say, choices="yes, no")
    return Fact(name), _ANSWERS[say]


def _number(request: Request, person: str) -> int:
    """The person's number; asking for somebody who is not there ends here."""
    return int(reader_of(request).show_relation(person).relation.id, 16)


def changed(request: Request, person: str) -> Response:
    """The page's changed part, for htmx."""
    return show(request, "relation_detail.html", _page(request, person))


def _page(request: Request, person: str) -> RelationDetail:
    t = translator_of(request)
    reader = reader_of(request)
    used = tuple(label_relations.tags_in_use(reader.store))
    way = trail(reader, request.query_params, person, t=t)
    view, today = reader.show_relation(person), site_of(request).app.today()
    groups = group_keys(reader.store)
    also = match_cards(reader.matches_of(view.relation.id), t)
    detail = relation_detail(
        view, t, today=today, way=way, tags=used, groups=groups, also=also, incognito=reader.incognito
    )
    given = giving_card(reader.giving(int(view.relation.id, 16)), t)
    return replace(detail, cleanup=cleanup_part(reader, view.relation, t), giving=given)


def relation_detail(
    view: RelationView,
    t: Translator,
    *,
    today: date,
    way: Trail | None = None,
    tags: tuple[str, ...] = (),
    groups: tuple[str, ...] = (),
    also: tuple[MatchCard, ...] = (),
    incognito: bool = False,
) -> RelationDetail:
    """Say everything about one relation in the translator's language.

    ``tags`` are those in use, to be offered, as are ``groups``; ``also`` whom the relation is one with.
    """
    relation = view.relation
    line = time_line(view, t)
    return RelationDetail(
        relation=relation,
        subtitle=subtitle(relation, t),
        verdict=verdict(relation, t),
        judged=_judged(view, t),
        reasons=reason_lines(view.reasons, t),
        shares=_shares(relation, t),
        signs=tuple(SignLine(t.sign(sign), relation.coverage[sign], t.seen(relation.coverage[sign])) for sign in Sign),
        is_silent_unknown=relation.level is Level.UNKNOWN,
        line=line,
        recent=line.happenings[:_LISTED],
        older=line.happenings[_LISTED:],
        group_note=_group_note(view, t),
        jobs=view.jobs,
        as_of=view.as_of,
        levels=tuple((level, t.level(level), key) for level, key in zip(LEVELS, "123", strict=True)),
        trend=_trend(relation, t),
        host=urlsplit(relation.profile_url).netloc,
        tags=tuple(tag for tag in tags if tag not in relation.tags),
        incognito=incognito,
        way=way,
        facts=tuple(FactLine(fact, t.known_only(fact), key, view.answers.get(fact)) for fact, key in FACT_KEYS),
        trial=trial_card(view, t, today=today),
        bridge=bridge(relation, t),
        group_card=group_card(view, t, groups),
        also=also,
        log=log_card(t, today),
    )


def _trend(relation: Relation, t: Translator) -> str:
    words = {
        Trend.GROWING: t.text("You write more than you used to."),
        Trend.FADING: t.text("You used to write, and it has gone quiet."),
        Trend.STEADY: "",
    }
    return words[relation.trend]


def _judged(view: RelationView, t: Translator) -> str:
    """What Kreds would have said, where the person has said otherwise."""
    if not view.relation.overruled:
        return ""
    if view.judged_level is Level.UNKNOWN:
        return t.text("Kreds itself knows too little to say.")
    return t.text("Kreds would have said %(level)s.", level=t.level(view.judged_level))


def _shares(relation: Relation, t: Translator) -> tuple[Share, ...]:
    shares: list[Share] = []
    x = 0.0
    for level in LEVELS:
        width = 100 * relation.memberships.get(level, 0.0)
        percent = t.percent(relation.memberships.get(level, 0.0))
        shares.append(Share(level, t.level(level), percent, round(x, 2), round(width, 2)))
        x += width
    return tuple(shares)


def _group_note(view: RelationView, t: Translator) -> str:
    if not view.shared_group_messages:
        return ""
    return t.plural(
        "Beside this: %(n)s message in group conversations, which counts for less.",
        "Beside this: %(n)s messages in group conversations, which count for less.",
        view.shared_group_messages,
    )
