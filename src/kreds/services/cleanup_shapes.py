"""The JSON that stays, of the clean-up: what ``--json`` and the API print.

More keys may be added; none of these is ever renamed.
"""

from dataclasses import asdict
from datetime import date

from kreds.cleanup.losses import Lost
from kreds.model.review import Plan, Proposal
from kreds.services.cleanup_history import Changed, History, Tried, free_to_invite, why_of
from kreds.services.json_shapes import Json, Say, relation_shape
from kreds.services.read_cleanup import LetGo, Past
from kreds.services.relation_rows import shown_id
from kreds.services.review_card import Card
from kreds.services.review_portion import Deck
from kreds.services.review_state import ReviewState
from kreds.services.said_reviews import Safe
from kreds.services.work_list import WorkList


def review_shape(state: ReviewState, say: Say) -> Json:
    """Where the clean-up stands; ``portion`` and ``card`` are null where none is open."""
    found = state.found
    return {
        "plan": plan_shape(found.plan),
        "is_chosen": found.is_chosen,
        "due": _day(found.due),
        "ready": asdict(found.ready),
        "trials_due": found.trials_due,
        "portion": deck_shape(found.open) if found.open else None,
        "card": card_shape(state.card, say) if state.card else None,
        "list": {**{one.value: count for one, count in state.list_counts.items()}, "today": state.done_today},
        "protected": safe_shape(found.safe),
        "as_of": _day(found.as_of),
    }


def plan_shape(plan: Plan) -> Json:
    """The rhythm."""
    return {"times": plan.times, "size": plan.size, "line": plan.line, "daily": plan.daily}


def deck_shape(deck: Deck) -> Json:
    """A portion and how far it is; ``left`` are ids in the order to come, ``seconds`` how long an answer takes."""
    progress = deck.progress
    return {
        "id": deck.portion.id,
        "choice": deck.portion.choice.value,
        "value": deck.portion.value,
        "opened": _day(deck.portion.opened),
        "total": progress.total,
        "done": progress.done,
        "left": list(progress.left),
        "again": progress.again,
        "counts": {fate.value: count for fate, count in progress.counts.items()},
        "seconds": progress.seconds,
    }


def card_shape(shown: Card, say: Say) -> Json:
    """A relation as the deck shows it: with its reasons, what the rules say, and what would be lost."""
    return {
        **relation_shape(shown.view.relation),
        "reasons": [
            {"sign": one.sign, "text": say(one.phrase), "contribution": one.contribution} for one in shown.view.reasons
        ],
        "answers": {fact.value: yes for fact, yes in shown.view.answers.items()},
        "proposal": proposal_shape(shown.proposal),
        "losses": [{"kind": loss.kind.value, "text": say(loss.phrase)} for loss in shown.losses],
        "is_protected": shown.is_safe,
    }


def proposal_shape(proposal: Proposal) -> Json:
    """What the rules say; ``confidence`` is how likely worthless, ``ask`` the facts that only the person knows."""
    return {
        "advice": proposal.advice.value,
        "ground": proposal.ground.value,
        "confidence": proposal.confidence,
        "marks": {mark.value: seen.value for mark, seen in proposal.marks.items()},
        "ask": [fact.value for fact in proposal.ask],
        "needs_messages": proposal.needs_messages,
    }


def safe_shape(safe: Safe) -> Json:
    """Whom a clean-up never proposes."""
    return {
        "people": sorted(map(shown_id, safe.people)),
        "companies": sorted((safe.companies or {}).values()),
        "groups": sorted(safe.groups),
    }


def work_list_shape(found: WorkList) -> Json:
    """Who is to be removed by hand, and what goes with them; those let go first stand first."""
    return {
        "to_do": [let_go_shape(one) for one in found.to_do],
        "ticked": [let_go_shape(one) for one in found.ticked],
        "still_there": [let_go_shape(one) for one in found.still_there],
        "gone": found.gone,
        "today": found.today,
        "daily": found.daily,
        "lost": lost_shape(found.lost),
        "listed_on": _day(found.listed_on),
    }


def let_go_shape(one: LetGo) -> Json:
    """Somebody let go: the relation, when and why, and how it stands; ``invite_from`` is a careful guess."""
    why = why_of(one.said)
    return {
        **relation_shape(one.relation),
        "let_go": _day(one.day),
        "removed": _day(one.removed_on),
        "state": one.state.value,
        "why": {
            "level": why.level.value,
            "confidence": why.confidence,
            "marks": {mark.value: seen.value for mark, seen in why.marks.items()},
        },
        "invite_from": _day(free_to_invite(one)),
    }


def lost_shape(lost: Lost) -> Json:
    """What would be lost with a whole list."""
    return {
        "relations": lost.relations,
        "organizations": list(lost.organizations),
        "places": list(lost.places),
        "segments": [{"segment": key, "before": n, "after": after} for key, n, after in lost.segments],
        "missing": [{"segment": key, "before": n, "after": after} for key, n, after in lost.missing],
        "dormant": lost.dormant,
        "wants_job": lost.wants_job,
    }


def history_shape(found: History) -> Json:
    """What became of the clean-ups, newest first; numbers before, after and now prove no cause."""
    return {
        "let_go": [let_go_shape(one) for one in found.let_go],
        "changed": [_changed(one) for one in found.changed],
        "portions": [_past(one) for one in found.past],
        "trials": [_tried(one) for one in found.trials],
        "now": dict(found.now),
        "as_of": _day(found.as_of),
    }


def _changed(one: Changed) -> Json:
    days = {"let_go": _day(one.let_go.day), "day": _day(one.after.day)}
    return {**relation_shape(one.relation), **days, "fate": one.after.said.fate.value}


def _tried(one: Tried) -> Json:
    return {**relation_shape(one.relation), "day": _day(one.began.day)}


def _past(past: Past) -> Json:
    portion = past.portion
    return {
        "id": portion.id,
        "choice": portion.choice.value,
        "value": portion.value,
        "opened": _day(portion.opened),
        "finished": _day(portion.finished),
        "total": past.total,
        "counts": {fate.value: count for fate, count in past.counts.items()},
        "before": dict(portion.before),
        "after": dict(portion.after or {}),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
