"""The JSON that stays, of inviting and being invited: what ``--json`` and the API print.

More keys may be added; none of these is ever renamed.
"""

from dataclasses import asdict
from datetime import date
from typing import Any

from kreds.model.invitation import Budget, Limits, Ruling
from kreds.model.outsider import Outsider
from kreds.services.invitations import InvitationsPage, Received
from kreds.services.invite import Candidate, InvitePage
from kreds.services.json_shapes import Json, Say
from kreds.services.said_invitations import policy_value


def invite_shape(page: InvitePage, say: Say) -> Json:
    """Whom to invite; ``points`` of the reasons sum to ``score``."""
    return {
        "people": [candidate_shape(one, say) for one in page.candidates],
        "total": page.total,
        "page": page.page,
        "pages": page.pages,
        "counts": dict(page.counts),
        "groups": dict(page.groups),
        "known": page.known,
        "left_out": page.left_out,
        "goal": page.goal.name if page.goal else "",
        "gaps": [
            {"segment": gap.segment, "want": round(gap.want, 2), "missing": round(gap.missing, 2)} for gap in page.gaps
        ],
        "budget": budget_shape(page.budget),
        "has_policy": page.has_policy,
    }


def candidate_shape(one: Candidate, say: Say) -> Json:
    """One person to invite."""
    return {
        "id": one.id,
        **_who(one.outsider),
        "state": one.invited.state.value,
        "day": _day(one.invited.day),
        "again": _day(one.invited.again),
        "score": one.score,
        "segment": one.segment,
        "reasons": [
            {"part": reason.part.value, "text": say(reason.phrase), "points": reason.points} for reason in one.reasons
        ],
        "policy": ruling_shape(one.ruling, say),
    }


def budget_shape(budget: Budget) -> Json:
    """What is used of the limits, and what is left; ``notes_left`` is null without a limit."""
    return {
        "sent": budget.sent,
        "left": budget.left,
        "noted": budget.noted,
        "notes_left": budget.notes_left,
        **limits_shape(budget.limits),
    }


def limits_shape(limits: Limits) -> dict[str, int]:
    """LinkedIn's limits as they are settled."""
    return asdict(limits)


def ruling_shape(ruling: Ruling, say: Say) -> Json:
    """A verdict, its reasons, and whether it is the person's own word."""
    return {
        "verdict": ruling.verdict.value,
        "reasons": [say(one) for one in ruling.reasons],
        "is_said": ruling.is_said,
    }


def invitations_shape(page: InvitationsPage, say: Say) -> Json:
    """The invitations to the owner, the policy, and what became of those who were accepted."""
    return {
        "invitations": [received_shape(one, say) for one in page.received],
        "counts": dict(page.counts),
        "verdicts": {verdict.value: count for verdict, count in page.verdicts.items()},
        "policy": policy_value(page.policy),
        "has_policy": page.has_policy,
        "to_try": [f"{person:013x}" for person in page.to_try],
        "outcomes": [
            {
                "sign": one.sign.value,
                "counts": {level.value: count for level, count in one.counts.items()},
                "good": None if one.good is None else round(one.good, 6),
                "otherwise": None if one.otherwise is None else round(one.otherwise, 6),
                "shows": one.shows.value,
            }
            for one in page.outcomes
        ],
    }


def received_shape(one: Received, say: Say) -> Json:
    """One invitation to the owner; ``level`` is null as long as it has not become a relation."""
    return {
        "id": one.id,
        **_who(one.outsider),
        "invited_on": _day(one.outsider.received),
        "message_length": one.outsider.message_length,
        "level": one.level.value if one.level else None,
        **ruling_shape(one.ruling, say),
    }


def _who(one: Outsider) -> dict[str, Any]:
    return {
        "name": one.name,
        "company": one.company,
        "title": one.title,
        "place": one.place,
        "link": one.link,
        "status": one.status.value,
        "meetings": one.meetings,
        "last_met": _day(one.last_met),
        "messages_in": one.messages_in,
        "messages_out": one.messages_out,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
