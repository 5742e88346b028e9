"""What the person says of groups: somebody is in one or not, a rule, what a company is to them."""

from collections.abc import Collection, Mapping
from hashlib import blake2b

from sqlalchemy import Connection

from kreds.composition.rules import CONDITIONS, GroupRule
from kreds.errors import UsageError
from kreds.model.decision import Decided, DecisionKind
from kreds.model.segment import OWN, AccountStatus, Segment
from kreds.model.title import Function, Seniority
from kreds.services.decide import say_of_all
from kreds.services.group_people import group_people
from kreds.services.said_groups import group_rules, said_accounts
from kreds.store import decisions
from kreds.store.database import Store
from kreds.text.dates import iso_day
from kreds.ties.bridging import house_key

LONGEST_GROUP = 40
_LONGEST_WORDS = 200
_CHOICES: Mapping[str, frozenset[str]] = {
    "seniority": frozenset(Seniority) - {""},
    "function": frozenset(Function) - {""},
}


def known_group(text: str) -> str:
    """The key of a group as it was named: one that everybody has, or ``own:`` and a name of the person's making.

    Raises:
        UsageError: it is neither.
    """
    key = text.strip()
    if key in set(Segment):
        return key
    name = " ".join(key.removeprefix(OWN).split())
    if key.startswith(OWN) and any(letter.isalnum() for letter in name) and len(name) <= LONGEST_GROUP:
        return f"{OWN}{name}"
    raise UsageError("GROUP", group=key[:LONGEST_GROUP], choices=", ".join(Segment))


def say_group(store: Store, people: Collection[int], group: str, on: bool | None, *, at: int) -> Decided:
    """Say that people are in a group (None: let Kreds judge again); one undo takes it back.

    Raises:
        UsageError: there is no such group.
    """
    value: dict[str, object] = {"segment": known_group(group), "on": on}
    with store.writing() as db:
        return say_of_all(db, people, kind=DecisionKind.SEGMENT, value=value, at=at)


def checked_rule(group: str, where: Mapping[str, str], *, on: bool, number: str = "") -> GroupRule:
    """A rule whose group and conditions are known; empty conditions are left out.

    Raises:
        UsageError: there is no such group or condition, a day is no day, or nothing is asked.
    """
    wanted = {name: " ".join(text.split())[:_LONGEST_WORDS] for name, text in where.items() if text.strip()}
    for name, text in wanted.items():
        if name not in CONDITIONS:
            raise UsageError("CHOICE", name="--where", value=name, choices=", ".join(CONDITIONS))
        if name in _CHOICES and text not in _CHOICES[name]:
            raise UsageError("CHOICE", name=name, value=text, choices=", ".join(sorted(_CHOICES[name])))
        if name in ("connected_from", "connected_to") and (iso_day(text) is None or len(text) != len("2015-01-01")):
            raise UsageError("CHOICE", name=name, value=text, choices="2015-01-01, …")
    if not wanted or ("company" in wanted and not house_key(wanted["company"])):
        raise UsageError("RULE", choices=", ".join(CONDITIONS))
    return GroupRule(number, known_group(group), on, wanted)


def rule_number(segment: str, where: Mapping[str, str]) -> str:
    """The id of a rule: the same for the same group and the same people."""
    return blake2b(repr((segment, sorted(where.items()))).encode(), digest_size=4).hexdigest()


def add_rule(store: Store, group: str, where: Mapping[str, str], *, on: bool, at: int) -> Decided:
    """Lay down a rule for everybody who meets all of ``where``; the decision, and how many relations there are.

    The same rule said again is the same rule. `kreds.services.decide.take_back` takes it back.

    Raises:
        UsageError: see `checked_rule`.
    """
    rule = checked_rule(group, where, on=on)
    number = rule_number(rule.segment, rule.where)
    value: dict[str, object] = {"segment": rule.segment, "on": rule.on, "where": dict(rule.where)}
    with store.writing() as db:
        return _decide(db, DecisionKind.SEGMENT_RULE, number, value, at=at)


def drop_rule(store: Store, number: str, *, at: int) -> Decided:
    """Take a rule away; `Decided.id` is 0 when there is no such rule."""
    with store.writing() as db:
        if number not in {rule.id for rule in group_rules(db)}:
            return Decided(0, 0)
        return _decide(db, DecisionKind.SEGMENT_RULE, number, {}, at=at)


def rules(store: Store) -> tuple[GroupRule, ...]:
    """The rules that stand, in the order they were last said."""
    with store.reading() as db:
        return group_rules(db)


def say_account(store: Store, company: str, status: AccountStatus | None, *, at: int) -> Decided:
    """Say what a company is to the owner (NONE: nothing of the kind; None: let the lists tell again).

    Raises:
        UsageError: that is no company.
    """
    name = " ".join(company.split())[:_LONGEST_WORDS]
    key = house_key(name)
    if not key:
        raise UsageError("COMPANY", company=name)
    with store.writing() as db:
        if status is None and key not in {one.key for one in said_accounts(db)}:
            return Decided(0, 0)
        value: dict[str, object] = {"name": name, "status": None if status is None else status.value}
        return _decide(db, DecisionKind.ACCOUNT, key, value, at=at)


def _decide(db: Connection, kind: DecisionKind, subject: str, value: Mapping[str, object], *, at: int) -> Decided:
    number = decisions.add(db, at=at, kind=kind, subject=subject, value=value)
    return Decided(number, group_people(db))
