"""What is true of the files beside the archive: who is who across them, what a company is, whom to invite and accept."""

from typing import Any

from kreds.demo.gestures import Gesture
from kreds.demo.known import Account, Known
from kreds.demo.meetings import Meeting
from kreds.demo.network import Network
from kreds.demo.outside import Outside
from kreds.demo.pending import VERDICTS

_WORTH_INVITING = frozenset(
    {"current_customer", "former_customer", "potential_customer", "partner", "former_colleague"}
)
_RECENT_DAYS = 900


def outside_truth(network: Network) -> dict[str, Any]:
    """The accounts, the outsiders, every row of the CRM and the address books, the meetings, the open invitations."""
    outside = network.outside
    relations = {known.id for known in outside.relations}
    behind = {known.slug: known.id for known in outside.people}
    named = _named(network)

    def who(identity: str) -> dict[str, str | None]:
        return {
            "relation": identity if identity in relations else None,
            "outsider": identity if identity and identity not in relations else None,
        }

    return {
        "accounts": [_account(account) for account in outside.accounts],
        "outsiders": [_outsider(network, known) for known in outside.people if known.id in named],
        "crm": [
            {"record_id": row.record_id, "how": row.how, "done": list(row.done), "email": row.email, **who(row.of)}
            for row in outside.crm
        ],
        "contacts": [{"book": card.book, "emails": list(card.emails), **who(card.of)} for card in outside.cards],
        "mailboxes": _mailboxes(outside),
        "meetings": [
            {
                **_meeting(network, meeting),
                "attendees": [{"email": g.email, **who(g.of)} for g in meeting.guests if g.of],
            }
            for meeting in outside.meetings
        ],
        "open_invitations": [
            _invitation(gesture, behind.get(gesture.who.slug))
            for gesture in network.gestures.invitations
            if gesture.who.relation < 0
        ],
    }


def _account(account: Account) -> dict[str, Any]:
    return {
        "name": account.name,
        "domain": account.domain,
        "status": account.status,
        "listed_as": account.listed_as,
        "listed_name": account.listed_name,
        "since": account.since.isoformat() if account.since else None,
        "until": account.until.isoformat() if account.until else None,
    }


def _outsider(network: Network, known: Known) -> dict[str, Any]:
    why = _why_invite(network, known)
    return {
        "id": known.id,
        "name": known.name,
        "slug": known.slug,
        "email": known.email,
        "company": known.company,
        "title": known.title,
        "segments": [known.kind] if known.kind else [],
        "met": known.met,
        "is_person": known.is_person,
        "worth_inviting": bool(why),
        "why": why,
    }


def _why_invite(network: Network, known: Known) -> list[str]:
    """The good reasons to invite somebody; a lead that nobody has heard from for years has none."""
    fresh = known.last_activity and (network.options.day - known.last_activity).days < _RECENT_DAYS
    reasons = []
    if known.kind in _WORTH_INVITING and (known.kind != "potential_customer" or fresh or known.met):
        reasons.append(known.kind)
    return [*reasons, "met"] if known.met else reasons


def _named(network: Network) -> set[str]:
    """The ids of those whom some file names: nobody can find the others."""
    outside = network.outside
    invited = {gesture.who.slug for gesture in network.gestures.invitations}
    named = {row.of for row in outside.crm} | {card.of for card in outside.cards}
    named |= {guest.of for meeting in outside.meetings for guest in meeting.guests}
    return named | {known.id for known in outside.people if known.slug in invited}


def _mailboxes(outside: Outside) -> dict[str, str]:
    """Whose each address in the files is: the id of a relation or an outsider."""
    made = {guest.email: guest.of for meeting in outside.meetings for guest in meeting.guests if guest.of}
    made |= {mail: card.of for card in outside.cards for mail in card.emails}
    return made | {row.email.lower(): row.of for row in outside.crm if row.email}


def _meeting(network: Network, meeting: Meeting) -> dict[str, Any]:
    return {
        "uid": meeting.uid,
        "kind": meeting.kind,
        "day": meeting.at.date().isoformat(),
        "title": meeting.title,
        "is_series": bool(meeting.rule),
        "is_exception": meeting.moved_from is not None,
        "happened": meeting.happened(network.options.day),
    }


def _invitation(gesture: Gesture, behind: str | None) -> dict[str, Any]:
    who = gesture.who
    told = {
        "name": who.name,
        "slug": who.slug,
        "direction": gesture.direction.value,
        "sent": gesture.at.date().isoformat(),
        "kind": gesture.status,
        "outsider": behind,
    }
    if gesture.direction.value == "INCOMING":
        return {**told, "verdict": VERDICTS[gesture.status]}
    return {**told, "worth_inviting": bool(gesture.status)}
