"""Invite: whom the person knows and is not connected to, one at a time and as a list, with a draft and what to say."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from kreds.composition.gaps import lacking
from kreds.composition.invite import Part
from kreds.errors import UnknownPersonError, UsageError
from kreds.i18n import Translator
from kreds.i18n.invite_words import group_words, state_words, verdict_words
from kreds.model.invitation import Budget, InviteState, Verdict
from kreds.services.invite import SHOWS, Candidate, InvitePage, InviteQuery, say_invite
from kreds.services.write_tables import Profile, Sheet, Value, write_csv
from kreds.web.downloads import download
from kreds.web.drafts import DraftCard, draft_card
from kreds.web.forms import Form
from kreds.web.site import address, is_part, reader_of, said, show, site_of, translator_of

TEN = 10

router = APIRouter()


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A reason in words and its points."""

    words: str
    points: str


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the list: who they are, the first reason, and where the policy would not have them."""

    candidate: Candidate
    href: str
    words: str
    why: str
    points: str
    warning: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Card:
    """The one person that is looked at; ``state`` says how far it has come, "" as long as nothing was sent."""

    candidate: Candidate
    draft: DraftCard
    reasons: tuple[ReasonLine, ...]
    points: str
    warning: str
    state: str
    invited_you: date | None
    next_href: str
    about: dict[str, str]


@dataclass(frozen=True, slots=True)
class InviteRoom:
    """The page: what is the case, the one, and the list."""

    found: InvitePage
    lead: str
    budget: tuple[str, ...]
    shows: tuple[tuple[str, str, str, int], ...]
    groups: tuple[tuple[str, str, int], ...]
    show: str
    group: str
    card: Card | None
    lines: tuple[Line, ...]
    before: str
    after: str
    ten: str


@dataclass(frozen=True, slots=True)
class TenPage:
    """Ten people to invite, each with the message to send."""

    found: InvitePage
    people: tuple[tuple[Candidate, str, DraftCard], ...]
    csv: str
    back: str
    budget: tuple[str, ...]


@router.get("/invite")
def invite(request: Request) -> Response:
    """The page."""
    return show(request, "invite.html", _room(request, dict(request.query_params)))


@router.get("/invite/draft")
def draft(request: Request) -> Response:
    """Another draft for the one who is looked at."""
    told = request.query_params
    person = told.get("person", "")
    if not is_part(request):
        return RedirectResponse(address("/invite", [("who", person)]), 303)
    reader, t, page = reader_of(request), translator_of(request), _found(request, InviteQuery(person=_number(person)))
    if not page.candidates:
        raise UnknownPersonError(who=person)
    card = draft_card(
        reader,
        page.candidates[0].outsider,
        t,
        limits=page.budget.limits,
        owner=page.owner,
        tone=told.get("tone", ""),
        language=told.get("language", ""),
    )
    return show(request, "invite_draft.html", card)


@router.post("/invite/say")
def say(request: Request, form: Form) -> Response:
    """Keep how far the inviting of somebody is; the next one comes."""
    app, t = site_of(request).app, translator_of(request)
    status = form.get("status", "")
    person = _number(form.get("person", ""))
    decided = say_invite(app.store, [person], status, today=app.today(), at=app.now(), noted=form.get("note") == "yes")
    words = {
        "sent": t.text("Sent today, you say."),
        "withdrawn": t.text("Withdrawn today, you say."),
        "not_now": t.text("Not now, you say."),
        "": t.text("Back on the list."),
    }
    state = {name: form.get(name, "") for name in ("show", "group", "page", "who")}
    return said(show(request, "invite_body.html", _room(request, state)), words[status], undo=decided.id)


@router.get("/invite/ten")
def ten(request: Request) -> Response:
    """Ten people to invite and the messages to send, to print."""
    page, people = _ten(request)
    told = [("group", request.query_params.get("group", ""))]
    t = translator_of(request)
    room = TenPage(page, people, address("/invite/ten.csv", told), address("/invite", told), _budget(page.budget, t))
    return show(request, "invite_ten.html", room)


@router.get("/invite/ten.csv")
def ten_csv(request: Request) -> Response:
    """The same as a file; no cell is ever run as a formula."""
    _, people = _ten(request)
    columns = ("name", "company", "title", "link", "why", "message")
    rows: list[list[Value]] = [
        [one.outsider.name, one.outsider.company, one.outsider.title, one.outsider.link, why, card.text]
        for one, why, card in people
    ]
    sheet = Sheet("Invite", columns, rows)
    name = f"kreds-invite-{site_of(request).app.today().isoformat()}.csv"
    return download(name, "text/csv; charset=utf-8", lambda out: write_csv(out, sheet, profile=Profile.SAFE))


def _ten(request: Request) -> tuple[InvitePage, tuple[tuple[Candidate, str, DraftCard], ...]]:
    reader, t = reader_of(request), translator_of(request)
    page = _found(request, InviteQuery(group=request.query_params.get("group", ""), per_page=TEN))
    limits, owner = page.budget.limits, page.owner
    people = [
        (one, _why(one, t), draft_card(reader, one.outsider, t, limits=limits, owner=owner)) for one in page.candidates
    ]
    return page, tuple(people)


def _found(request: Request, query: InviteQuery) -> InvitePage:
    return reader_of(request).invite(query, site_of(request).app.settings.limits)


def _number(text: str) -> int:
    try:
        return int(text, 16)
    except ValueError:
        raise UsageError("CHOICE", name="person", value=text, choices="id") from None


def _room(request: Request, told: dict[str, str]) -> InviteRoom:
    """The page for what an address or a form says; what it says wrongly is left out."""
    t = translator_of(request)
    shown = told.get("show", "") if told.get("show", "") in SHOWS else InviteState.TO_DO.value
    group, number = told.get("group", ""), told.get("page", "")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    found = _found(request, InviteQuery(show=shown, group=group, page=page))
    state = [("show", "" if shown == InviteState.TO_DO.value else shown), ("group", group)]
    numbered = [*state, ("page", str(found.page) if found.page > 1 else "")]
    card = _card(request, found, told.get("who", ""), shown=shown, state=numbered)
    return InviteRoom(
        found=found,
        lead=_lead(found, t),
        budget=_budget(found.budget, t),
        shows=tuple(
            (one, state_words(one, t), address("/invite", [("show", one)]), found.counts[one])
            for one in SHOWS
            if found.counts[one] or one in (InviteState.TO_DO.value, shown)
        ),
        groups=tuple((one, group_words(one, t), count) for one, count in found.groups.items()),
        show=shown,
        group=group,
        card=card,
        lines=tuple(_line(one, t, numbered, card) for one in found.candidates),
        before=address("/invite", [*state, ("page", str(found.page - 1))]) if found.page > 1 else "",
        after=address("/invite", [*state, ("page", str(found.page + 1))]) if found.page < found.pages else "",
        ten=address("/invite/ten", [("group", group)]),
    )


def _card(request: Request, found: InvitePage, who: str, *, shown: str, state: list[tuple[str, str]]) -> Card | None:
    """The one who is named, else the first of the list."""
    reader, t = reader_of(request), translator_of(request)
    chosen = list(found.candidates)
    if who:
        chosen = [one for one in found.candidates if one.id == who] or list(
            _found(request, InviteQuery(person=_number(who))).candidates
        )
    if not chosen:
        return None
    one = chosen[0]
    order = [other.id for other in found.candidates]
    following = order[(order.index(one.id) + 1) % len(order)] if one.id in order else next(iter(order), "")
    rejoin = following if following != one.id else ""
    return Card(
        candidate=one,
        draft=draft_card(reader, one.outsider, t, limits=found.budget.limits, owner=found.owner),
        reasons=tuple(ReasonLine(t.phrase(r.phrase), t.number(r.points, decimals=1)) for r in one.reasons),
        points=t.number(one.score, decimals=1),
        warning=_warning(one, t, found),
        state=_state(one, t),
        invited_you=one.outsider.received if not one.outsider.is_relation else None,
        next_href=address("/invite", [*state, ("who", rejoin)]) if rejoin else "",
        about={"person": one.id, **dict(state), "show": shown, "who": rejoin},
    )


def _line(one: Candidate, t: Translator, state: list[tuple[str, str]], card: Card | None) -> Line:
    return Line(
        candidate=one,
        href=address("/invite", [*state, ("who", one.id)]),
        words=", ".join(part for part in (one.outsider.title, one.outsider.company) if part),
        why=_state(one, t) or _why(one, t),
        points=t.number(one.score, decimals=1),
        warning=verdict_words(one.ruling.verdict, t) if one.ruling.verdict is not Verdict.ACCEPT else "",
        is_open=card is not None and card.candidate.id == one.id,
    )


def _why(one: Candidate, t: Translator) -> str:
    """What the two have had with each other, else what speaks most for it, and last the gap."""
    met = [reason for reason in one.reasons if reason.part in (Part.MET, Part.WROTE)]
    told = [*met, *(reason for reason in one.reasons if reason.part is not Part.GAP), *one.reasons]
    return t.phrase(told[0].phrase) if told else ""


def _warning(one: Candidate, t: Translator, found: InvitePage) -> str:
    """Why one's own policy would not have them, "" where it would, or none was laid down."""
    if one.ruling.verdict is Verdict.ACCEPT or not found.has_policy:
        return ""
    return ". ".join(t.phrase(reason) for reason in one.ruling.reasons) + "."


def _state(one: Candidate, t: Translator) -> str:
    """How far it has come, in a sentence."""
    day, again = one.invited.day, one.invited.again
    if day is None:
        return ""
    state = one.invited.state
    if state is InviteState.SENT:
        return t.text("Sent on %(day)s, no answer yet.", day=day)
    if state is InviteState.NO_ANSWER:
        return t.text("Sent on %(day)s and not answered: withdraw it on LinkedIn.", day=day)
    if state is InviteState.ACCEPTED:
        return t.text("A relation since %(day)s.", day=day)
    if state is InviteState.NOT_NOW:
        return t.text("Put off on %(day)s.", day=day)
    if again is None:
        return ""
    if state is InviteState.WITHDRAWN:
        return t.text("Withdrawn on %(day)s; LinkedIn lets you invite them again from %(again)s.", day=day, again=again)
    return t.text("You withdrew an invitation on %(day)s; they can be invited again.", day=day)


def _lead(found: InvitePage, t: Translator) -> str:
    count = found.counts[InviteState.TO_DO.value]
    if not count:
        return t.text("There is nobody to suggest yet.")
    words = t.plural(
        "You know %(n)s person who is not in your network.", "You know %(n)s people who are not in your network.", count
    )
    largest = next(iter(lacking(found.gaps)), None)
    if found.goal is None:
        return words + " " + t.text("As long as you have no goal, customers come first.")
    if largest is None:
        return words + " " + t.text("Your goal “%(goal)s” lacks nobody.", goal=found.goal.name)
    lacks = t.plural(
        "What your goal “%(goal)s” lacks most are %(group)s: %(n)s more.",
        "What your goal “%(goal)s” lacks most are %(group)s: %(n)s more.",
        max(1, round(largest.missing)),
        goal=found.goal.name,
        group=group_words(largest.segment, t),
    )
    return f"{words} {lacks}"


def _budget(budget: Budget, t: Translator) -> tuple[str, ...]:
    limits = budget.limits
    week = t.text(
        "You have sent %(sent)s of %(most)s invitations in the last seven days: %(left)s left.",
        sent=budget.sent,
        most=limits.invitations_per_week,
        left=budget.left,
    )
    if budget.notes_left is None:
        return (week,)
    notes = t.text(
        "Of %(most)s notes this month %(left)s are left.", most=limits.notes_per_month, left=budget.notes_left
    )
    return week, notes
