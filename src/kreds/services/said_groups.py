"""What the person has said of groups as a whole: rules, and what companies are to them."""

from typing import Any, NamedTuple

from sqlalchemy import Connection

from kreds.composition.rules import GroupRule
from kreds.model.decision import DecisionKind
from kreds.model.segment import AccountStatus
from kreds.store import decisions


class SaidAccount(NamedTuple):
    """What the person said a company is; NONE when it is nothing of the kind."""

    key: str
    name: str
    status: AccountStatus


def group_rules(db: Connection) -> tuple[GroupRule, ...]:
    """The rules that stand, in the order they were last said: of two that speak of one group, the later one counts."""
    found: dict[str, GroupRule] = {}
    for one in decisions.list_standing(db, DecisionKind.SEGMENT_RULE):
        found.pop(one.subject, None)
        if rule := _rule(one.subject, dict(one.value)):
            found[one.subject] = rule
    return tuple(found.values())


def said_accounts(db: Connection) -> tuple[SaidAccount, ...]:
    """What the person said of companies, the newest word on each, by name."""
    found: dict[str, SaidAccount] = {}
    for one in decisions.list_standing(db, DecisionKind.ACCOUNT):
        name, status = str(one.value.get("name") or ""), one.value.get("status")
        if status is None:
            found.pop(one.subject, None)
        else:
            found[one.subject] = SaidAccount(one.subject, name, AccountStatus(str(status)))
    return tuple(sorted(found.values(), key=lambda account: (account.name.casefold(), account.key)))


def _rule(number: str, value: dict[str, Any]) -> GroupRule | None:
    segment, where = str(value.get("segment") or ""), value.get("where")
    if not segment or not isinstance(where, dict):
        return None
    return GroupRule(number, segment, bool(value.get("on")), {str(name): str(text) for name, text in where.items()})
