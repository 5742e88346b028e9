"""Which groups there are and how many are in each, what a rule does, and how well titles were read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from kreds.composition.houses import HouseKind, read_house
from kreds.composition.rules import GroupRule, Rules
from kreds.composition.segments import BELONGS
from kreds.composition.titles import TitleCoverage, title_coverage
from kreds.model.relation import Relation
from kreds.model.segment import OWN, AccountStatus, Membership, MembershipSource, Segment
from kreds.services.group_people import accounts_of, known_people
from kreds.services.kept import Kept
from kreds.services.relation_rows import COLUMNS, relations_in
from kreds.services.said_groups import SaidAccount, group_rules, said_accounts
from kreds.services.standing import current_stamp
from kreds.store import groups
from kreds.store.candidates import own_places
from kreds.store.database import Store
from kreds.store.memberships import memberships_of
from kreds.store.tables import memberships, relations
from kreds.ties.bridging import house_key

_SHOWN = 12
_DIGITS = 6
"""Shares have four decimals: of their sum the database's own order of adding shows only behind these."""
_MOST_ACCOUNTS = 500
_REACHED = (AccountStatus.CURRENT, AccountStatus.POTENTIAL, AccountStatus.FORMER)


@dataclass(frozen=True, slots=True)
class GroupCount:
    """A group of current relations: how many belong to it, how many may, and how many are strong.

    ``expected`` is the sum of the shares: how many there probably are, doubtful ones counted in part. ``said`` are
    those who are in it by the person's own word or rule.
    """

    segment: str
    people: int
    expected: float
    strong: int
    said: int


@dataclass(frozen=True, slots=True)
class RuleCount:
    """A rule, and how many relations meet it."""

    rule: GroupRule
    people: int


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of the network, those of the person's own last; ``ungrouped`` relations belong to none of them."""

    relations: int
    ungrouped: int
    counts: tuple[GroupCount, ...]
    rules: tuple[RuleCount, ...]
    accounts: tuple[SaidAccount, ...]


@dataclass(frozen=True, slots=True)
class RulePreview:
    """What a rule would do: how many meet it, how many of these change, and the first of them."""

    people: int
    changed: int
    examples: tuple[Relation, ...]


_kept: Kept[Groups] = Kept()
_keys: Kept[tuple[str, ...]] = Kept()
_titles: Kept[TitleCoverage] = Kept(most=2)


def read_groups(store: Store) -> Groups:
    """All groups with their numbers, the rules that stand, and what was said of companies.

    They are counted anew only after an import or a decision.
    """
    return _kept.get(store, current_stamp(store).all, lambda: _read(store))


def _read(store: Store) -> Groups:
    with store.reading() as db:
        everybody = int(db.scalar(select(func.count()).where(relations.c.no_longer_since == "")) or 0)
        return Groups(
            relations=everybody,
            ungrouped=everybody - _grouped(db),
            counts=tuple(_counts(db)),
            rules=tuple(_rule_counts(db)),
            accounts=said_accounts(db),
        )


def group_keys(store: Store) -> tuple[str, ...]:
    """The keys of all groups that somebody can be in: those everybody has, and the person's own, by name."""

    def read() -> tuple[str, ...]:
        with store.reading() as db:
            return (*Segment, *_own(db))

    return _keys.get(store, current_stamp(store).all, read)


def groups_of_person(store: Store, person: int) -> tuple[Membership, ...]:
    """The groups of one person with their reasons, likeliest first."""
    with store.reading() as db:
        return memberships_of(db, [person]).get(person, ())


def preview_rule(store: Store, rule: GroupRule) -> RulePreview:
    """What would come of a rule; nothing is changed."""
    with store.reading() as db:
        hit = _meeting(db, [rule])[rule.id]
        found = memberships_of(db, hit)
        changed = [person for person in hit if changes_by(found.get(person, ()), rule)]
        rows = db.execute(select(*COLUMNS).where(relations.c.person.in_(changed[:_SHOWN]))).all()
        return RulePreview(len(hit), len(changed), relations_in(db, rows))


def company_status(store: Store, company: str) -> AccountStatus:
    """What a company is to the owner, by the person's word or else by the lists."""
    with store.reading() as db:
        found = accounts_of(db).get(house_key(company))
    return AccountStatus(found.status) if found else AccountStatus.NONE


def companies_to_reach(store: Store, counted: Mapping[str, int]) -> dict[str, int]:
    """Companies one may want to talk with, each with its relations: the customers and accounts of the lists first.

    ``counted`` are companies of the network with their numbers; of these schools and the owner's own places are left
    out.
    """
    with store.reading() as db:
        listed = {
            key: one.name for key, one in accounts_of(db).items() if one.status in _REACHED and not key.startswith("@")
        }
        names = list(listed.values())[:_MOST_ACCOUNTS]
        column = relations.c.company
        query = select(column, func.count()).where(relations.c.no_longer_since == "", column.in_(names))
        found = {row[0]: int(row[1]) for row in db.execute(query.group_by(column))}
        own = {house_key(one.organization) for one in own_places(db)}
    first = sorted(names, key=lambda name: (-found.get(name, 0), name))
    rest = {
        name: count
        for name, count in counted.items()
        if name and house_key(name) not in {*own, *listed} and read_house(name).kind is not HouseKind.SCHOOL
    }
    return {name: found.get(name, 0) for name in first} | rest


def titles_read(store: Store, *, words: int = 30) -> TitleCoverage:
    """How many titles of current relations could be read, and the words of those that could not."""

    def read() -> TitleCoverage:
        with store.reading() as db:
            titles = db.scalars(select(relations.c.title).where(relations.c.no_longer_since == "")).all()
        return title_coverage(titles, words=words)

    return _titles.get(store, (current_stamp(store).messages, words), read)


def _own(db: Connection) -> list[str]:
    query = select(memberships.c.segment).where(memberships.c.segment.startswith(OWN)).distinct()
    made = {rule.segment for rule in group_rules(db) if rule.segment.startswith(OWN)}
    return sorted({*db.scalars(query), *made}, key=str.casefold)


def _counts(db: Connection) -> list[GroupCount]:
    belongs = memberships.c.share >= BELONGS
    is_said = memberships.c.source != MembershipSource.EVIDENCE.value
    query = (
        select(
            memberships.c.segment,
            func.count().filter(belongs),
            func.sum(memberships.c.share),
            func.count().filter(belongs, relations.c.level == "strong"),
            func.count().filter(belongs, is_said),
        )
        .join(relations, relations.c.person == memberships.c.person)
        .where(relations.c.no_longer_since == "")
        .group_by(memberships.c.segment)
    )
    found = {
        row[0]: GroupCount(row[0], int(row[1]), round(float(row[2]), _DIGITS), int(row[3]), int(row[4]))
        for row in db.execute(query)
    }
    return [found.get(key, GroupCount(key, 0, 0.0, 0, 0)) for key in (*Segment, *_own(db))]


def _grouped(db: Connection) -> int:
    query = (
        select(func.count(memberships.c.person.distinct()))
        .join(relations, relations.c.person == memberships.c.person)
        .where(relations.c.no_longer_since == "", memberships.c.share >= BELONGS)
    )
    return int(db.scalar(query) or 0)


def _rule_counts(db: Connection) -> list[RuleCount]:
    standing = group_rules(db)
    if not standing:
        return []
    met = _meeting(db, standing)
    return [RuleCount(rule, len(met[rule.id])) for rule in standing]


def changes_by(groups_now: tuple[Membership, ...], rule: GroupRule) -> bool:
    """Whether the rule would move somebody in or out; the person's word about one stands above it."""
    now = next((one for one in groups_now if one.segment == rule.segment), None)
    if now is not None and now.source is MembershipSource.SAID:
        return False
    return (now is not None and now.share >= BELONGS) != rule.on


def _meeting(db: Connection, standing: Sequence[GroupRule]) -> dict[str, list[int]]:
    """By number of the rule, the current relations that meet it."""
    ready = [(rule.id, Rules([rule])) for rule in standing]
    met: dict[str, list[int]] = {rule.id: [] for rule in standing}
    current = set(db.scalars(select(relations.c.person).where(relations.c.no_longer_since == "")))
    for one in known_people(db, groups.relation_facts(db)):
        if one.person in current:
            for number, rule in ready:
                if rule.said(one):
                    met[number].append(one.person)
    return met
