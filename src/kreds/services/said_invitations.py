"""What the person has said of inviting and of being invited, and still stands."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from kreds.errors import UsageError
from kreds.model.decision import Decided, DecisionKind
from kreds.model.invitation import LIMIT_BOUNDS, Ground, Limits, Policy, Unwanted, Verdict
from kreds.store import decisions, relations
from kreds.store.database import Store

_LIMITS = "limits"
"""The subject under which a POLICY decision keeps the limits; the policy itself has none."""
MONTHS = (1, 60)


class SaidInvite(NamedTuple):
    """The last word on inviting somebody: sent, withdrawn, not_now; ``noted`` when it went with a note."""

    status: str
    day: date
    noted: bool


def said_invites(db: Connection) -> dict[int, SaidInvite]:
    """The last word on everybody of whom one stands."""
    found: dict[int, SaidInvite] = {}
    for person, value in _said(db, DecisionKind.INVITE):
        status = str(value.get("status") or "")
        if status:
            found[person] = SaidInvite(status, date.fromisoformat(str(value["day"])), value.get("note") is True)
        else:
            found.pop(person, None)
    return found


def said_verdicts(db: Connection) -> dict[int, Verdict]:
    """The person's own verdict on invitations they got."""
    found: dict[int, Verdict] = {}
    for person, value in _said(db, DecisionKind.INVITATION):
        verdict = str(value.get("verdict") or "")
        if verdict in set(Verdict):
            found[person] = Verdict(verdict)
        else:
            found.pop(person, None)
    return found


def policy_of(db: Connection) -> tuple[Policy, bool]:
    """The policy that counts, and whether the person has laid one down."""
    said = decisions.standing(db, DecisionKind.POLICY).get("")
    return (policy_from(said.value), True) if said else (Policy(), False)


def policy_from(value: Mapping[str, object]) -> Policy:
    """A policy as a decision or a program wrote it; what it leaves out is as at first.

    Raises:
        UsageError: something in it is no choice.
    """
    usual = policy_value(Policy())
    told = {**usual, **value}
    grounds = {_chosen("accept", one, list(Ground)) for one in _texts(told["accept"])}
    kinds = {_chosen("decline", one, list(Unwanted)) for one in _texts(told["decline"])}
    months = told["months"]
    if not isinstance(months, int) or not MONTHS[0] <= months <= MONTHS[1]:
        raise UsageError("TRIAL-MONTHS", months=months, most=MONTHS[1])
    return Policy(
        accept=frozenset(Ground(one) for one in grounds),
        decline=frozenset(Unwanted(one) for one in kinds),
        asks_silent=bool(told["asks_silent"]),
        otherwise=Verdict(_chosen("otherwise", told["otherwise"], list(Verdict))),
        months=months,
    )


def policy_value(policy: Policy) -> dict[str, object]:
    """A policy as a decision keeps it."""
    return {
        "accept": [one.value for one in Ground if one in policy.accept],
        "decline": [one.value for one in Unwanted if one in policy.decline],
        "asks_silent": policy.asks_silent,
        "otherwise": policy.otherwise.value,
        "months": policy.months,
    }


def lay_down(store: Store, policy: Policy, *, at: int) -> Decided:
    """Let a policy count from now on; number 0 when it does already."""
    with store.writing() as db:
        if policy_of(db) == (policy, True):
            return Decided(0, 0)
        value = policy_value(policy)
        return Decided(decisions.add(db, at=at, kind=DecisionKind.POLICY, subject="", value=value), 0)


def limits_of(db: Connection, settled: Limits) -> Limits:
    """The limits that count: the person's word on a page or in a command, before the settings file."""
    said = decisions.standing(db, DecisionKind.POLICY).get(_LIMITS)
    known = {name: value for name, value in (said.value if said else {}).items() if name in LIMIT_BOUNDS}
    return Limits(**{**asdict(settled), **known})


def limits(store: Store, settled: Limits) -> Limits:
    """The same on a store."""
    with store.reading() as db:
        return limits_of(db, settled)


def say_limits(store: Store, wanted: Mapping[str, int], settled: Limits, *, at: int) -> Decided:
    """Settle limits; those not named stay as they are.

    Raises:
        UsageError: a limit is none that can be set, or its number is out of bounds.
    """
    for name, number in wanted.items():
        if name not in LIMIT_BOUNDS:
            raise UsageError("CHOICE", name="limits", value=name, choices=", ".join(LIMIT_BOUNDS))
        least, most = LIMIT_BOUNDS[name]
        if not least <= number <= most:
            raise UsageError("CHOICE", name=name, value=number, choices=f"{least}–{most}")
    with store.writing() as db:
        now = asdict(limits_of(db, settled))
        value = {**now, **wanted}
        if value == now:
            return Decided(0, 0)
        return Decided(decisions.add(db, at=at, kind=DecisionKind.POLICY, subject=_LIMITS, value=value), 0)


def _said(db: Connection, kind: DecisionKind) -> list[tuple[int, Mapping[str, object]]]:
    standing = decisions.list_standing(db, kind)
    known = relations.people_by_key(db, list({one.subject for one in standing}))
    return [(known[one.subject], one.value) for one in standing if one.subject in known]


def _chosen(name: str, value: object, choices: list[str]) -> str:
    if value not in choices:
        raise UsageError("CHOICE", name=name, value=value, choices=", ".join(choices))
    return str(value)


def _texts(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple, set, frozenset)) else [value]
