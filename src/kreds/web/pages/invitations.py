"""Invitations to the person: each judged by the policy they lay down once, with the switches that make it."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from starlette.responses import PlainTextResponse

from kreds.composition.invitation_outcomes import FEWEST, Outcome, Shows
from kreds.composition.invite_draft import reply_draft
from kreds.errors import UsageError
from kreds.i18n import Translator
from kreds.i18n.invite_words import draft_text, heap_words, sign_words, verdict_words
from kreds.model.invitation import Ground, Policy, Unwanted, Verdict
from kreds.model.level import Level
from kreds.services.invitations import SHOWS, WAITING, InvitationsPage, Received, say_verdict, try_accepted, would_get
from kreds.services.said_invitations import lay_down, policy_from
from kreds.web.forms import Form
from kreds.web.site import address, reader_of, said, show, site_of, translator_of

PER_PAGE = 25
LONGEST_REPLY = 1_000
_LINKS = "https://www.linkedin.com/mynetwork/invitation-manager/"

router = APIRouter()


@dataclass(frozen=True, slots=True)
class ReceivedLine:
    """One invitation in the list."""

    received: Received
    href: str
    verdict: str
    why: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class ReceivedCard:
    """The one invitation that is looked at, and what to answer in either language."""

    received: Received
    verdict: str
    reasons: tuple[str, ...]
    reply: str
    language: str
    choices: tuple[tuple[Verdict, str, str], ...]
    next_href: str
    about: dict[str, str]
    manage: str


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One ground, and how those who had it turned out."""

    words: str
    counts: str
    verdict: str


@dataclass(frozen=True, slots=True)
class InvitationsRoom:
    """The page: the one, the list, the switches, and how the accepted turned out."""

    found: InvitationsPage
    lead: str
    shows: tuple[tuple[str, str, str, int], ...]
    verdicts: tuple[tuple[Verdict, str, str, int], ...]
    show: str
    verdict: str
    card: ReceivedCard | None
    lines: tuple[ReceivedLine, ...]
    before: str
    after: str
    grounds: tuple[tuple[str, str, bool], ...]
    unwanted: tuple[tuple[str, str, bool], ...]
    otherwise: tuple[tuple[Verdict, str], ...]
    preview: str
    outcomes: tuple[OutcomeLine, ...]


@router.get("/invitations")
def invitations(request: Request) -> Response:
    """The page."""
    return show(request, "invitations.html", _room(request, dict(request.query_params)))


@router.get("/invitations/preview")
def preview(request: Request) -> Response:
    """How many of those that wait would get which verdict, in a sentence; nothing is changed."""
    counts = would_get(site_of(request).app.store, _wanted(dict(request.query_params)))
    return PlainTextResponse(_preview(counts, translator_of(request)))


@router.post("/invitations/say")
def say(request: Request, form: Form) -> Response:
    """Keep the person's own verdict, "" for none; the next one comes."""
    app, t = site_of(request).app, translator_of(request)
    told = form.get("answer", "")
    if told not in ("", *Verdict):
        raise UsageError("CHOICE", name="verdict", value=told, choices=", ".join(Verdict))
    verdict = Verdict(told) if told else None
    decided = say_verdict(app.store, [_number(form.get("person", ""))], verdict, at=app.now())
    words = t.text("%(verdict)s, you say.", verdict=verdict_words(verdict, t)) if verdict else t.text("It waits again.")
    return said(_again(request, form), words, undo=decided.id)


@router.post("/invitations/policy")
def settle(request: Request, form: Form) -> Response:
    """Let this policy count; ``as`` = "first" puts all switches back."""
    app, t = site_of(request).app, translator_of(request)
    decided = lay_down(app.store, Policy() if form.get("as") == "first" else _wanted(form), at=app.now())
    words = t.text("Every invitation is judged by this now.") if decided.id else t.text("Nothing was changed.")
    return said(_again(request, {}), words, undo=decided.id)


@router.post("/invitations/try")
def begin_trials(request: Request) -> Response:
    """Put those who were accepted on trial, and have become relations, on trial."""
    app, t = site_of(request).app, translator_of(request)
    decided = try_accepted(app.store, today=app.today(), at=app.now())
    words = t.plural("%(n)s relation is on trial.", "%(n)s relations are on trial.", decided.relations)
    return said(_again(request, {}), words, undo=decided.id)


def _again(request: Request, told: Mapping[str, str]) -> Response:
    return show(request, "invitations_body.html", _room(request, told))


def _number(text: str) -> int:
    try:
        return int(text, 16)
    except ValueError:
        raise UsageError("CHOICE", name="person", value=text, choices="id") from None


def _wanted(values: Mapping[str, str]) -> Policy:
    """The policy that the switches say: a box that is not sent along is off."""
    months = values.get("months", "6")
    return policy_from(
        {
            "accept": [one.value for one in Ground if values.get(f"accept-{one.value}")],
            "decline": [one.value for one in Unwanted if values.get(f"decline-{one.value}")],
            "asks_silent": bool(values.get("asks_silent")),
            "otherwise": values.get("otherwise", Policy().otherwise.value),
            "months": int(months) if months.isascii() and months.isdigit() and len(months) < 4 else 0,
        }
    )


def _room(request: Request, told: Mapping[str, str]) -> InvitationsRoom:
    t, reader = translator_of(request), reader_of(request)
    shown = told.get("show", "") if told.get("show", "") in SHOWS else WAITING
    verdict = Verdict(told["verdict"]) if told.get("verdict", "") in set(Verdict) else None
    found = reader.invitations(shown, verdict)
    state = [("show", "" if shown == WAITING else shown), ("verdict", verdict.value if verdict else "")]
    number = told.get("page", "")
    pages = max(1, -(-len(found.received) // PER_PAGE))
    page = min(max(1, int(number)), pages) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    part = found.received[(page - 1) * PER_PAGE : page * PER_PAGE]
    numbered = [*state, ("page", str(page) if page > 1 else "")]
    card = _card(request, found, part, told.get("who", ""), numbered)
    policy = found.policy
    return InvitationsRoom(
        found=found,
        lead=_lead(found, t),
        shows=tuple(
            (one, heap_words(one, t), address("/invitations", [("show", one)]), found.counts[one])
            for one in SHOWS
            if found.counts[one] or one in (WAITING, shown)
        ),
        verdicts=tuple(
            (one, verdict_words(one, t), address("/invitations", [("verdict", one.value)]), found.verdicts[one])
            for one in Verdict
            if found.verdicts[one]
        ),
        show=shown,
        verdict=verdict.value if verdict else "",
        card=card,
        lines=tuple(_line(one, t, numbered, card) for one in part),
        before=address("/invitations", [*state, ("page", str(page - 1))]) if page > 1 else "",
        after=address("/invitations", [*state, ("page", str(page + 1))]) if page < pages else "",
        grounds=tuple((one.value, sign_words(one, t), one in policy.accept) for one in Ground),
        unwanted=tuple((one.value, sign_words(one, t), one in policy.decline) for one in Unwanted),
        otherwise=tuple((one, verdict_words(one, t)) for one in Verdict),
        preview=_preview(found.verdicts, t),
        outcomes=tuple(_outcome(one, t) for one in found.outcomes),
    )


def _card(
    request: Request, found: InvitationsPage, part: tuple[Received, ...], who: str, state: list[tuple[str, str]]
) -> ReceivedCard | None:
    t = translator_of(request)
    one = next((one for one in found.received if one.id == who), part[0] if part else None)
    if one is None:
        return None
    language = reader_of(request).language_for(one.outsider, usual=t.language).language
    order = [other.id for other in found.received]
    following = order[(order.index(one.id) + 1) % len(order)]
    rejoin = following if following != one.id else ""
    keys = dict(zip(Verdict, "ATFD", strict=True))
    return ReceivedCard(
        received=one,
        verdict=verdict_words(one.ruling.verdict, t),
        reasons=tuple(t.phrase(reason) for reason in one.ruling.reasons),
        reply=draft_text([reply_draft(one.outsider, one.ruling.verdict, owner=found.owner)], language, LONGEST_REPLY),
        language=language,
        choices=tuple((verdict, verdict_words(verdict, t), keys[verdict]) for verdict in Verdict),
        next_href=address("/invitations", [*state, ("who", rejoin)]) if rejoin else "",
        about={"person": one.id, **dict(state), "who": rejoin},
        manage=_LINKS,
    )


def _line(one: Received, t: Translator, state: list[tuple[str, str]], card: ReceivedCard | None) -> ReceivedLine:
    return ReceivedLine(
        received=one,
        href=address("/invitations", [*state, ("who", one.id)]),
        verdict=verdict_words(one.ruling.verdict, t) if one.level is None else t.level(one.level),
        why=t.phrase(one.ruling.reasons[-1 if one.ruling.is_said else 0]) if one.ruling.reasons else "",
        is_open=card is not None and card.received.id == one.id,
    )


def _lead(found: InvitationsPage, t: Translator) -> str:
    waiting = found.counts[WAITING]
    if not waiting:
        return t.text("No invitation waits for your answer, as far as your files tell.")
    words = t.plural(
        "%(n)s invitation to you has not become a relation: it waits, or was ignored.",
        "%(n)s invitations to you have not become relations: they wait, or were ignored.",
        waiting,
    )
    return words if found.has_policy else words + " " + t.text("Lay down once whom you want to be connected to.")


def _preview(counts: Mapping[Verdict, int], t: Translator) -> str:
    parts = [f"{verdict_words(one, t)}: {t.number(counts.get(one, 0))}" for one in Verdict]
    return t.text("Of those that wait: %(counts)s.", counts=" · ".join(parts))


def _outcome(one: Outcome, t: Translator) -> OutcomeLine:
    levels = (Level.STRONG, Level.AVERAGE, Level.WORTHLESS)
    counts = ", ".join(f"{t.number(one.counts[level])} {t.level_of_many(level)}" for level in levels)
    if one.shows is Shows.THIN or one.good is None or one.otherwise is None:
        words = t.text("Too few to tell: it takes %(n)s with it and %(n)s without.", n=FEWEST)
    else:
        shares = {"share": t.percent(one.good), "rest": t.percent(one.otherwise)}
        words = {
            Shows.BETTER: t.text("More often good: %(share)s, of the others %(rest)s.", **shares),
            Shows.WORSE: t.text("Less often good: %(share)s, of the others %(rest)s.", **shares),
            Shows.NOTHING: t.text("No clear difference: %(share)s good, of the others %(rest)s.", **shares),
        }[one.shows]
    return OutcomeLine(sign_words(one.sign, t), counts, words)
