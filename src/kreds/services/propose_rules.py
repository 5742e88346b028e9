"""Rules that Kreds proposes: whom each would move, taken with one word, dismissed once and not asked again."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from kreds.composition.known import Known
from kreds.composition.rule_proposals import Ground, Proposal, rule_proposals
from kreds.composition.rules import GroupRule, Rules
from kreds.model.decision import Decided, DecisionKind
from kreds.model.relation import Relation
from kreds.services.group_people import known_people, own_of, titles_among
from kreds.services.kept import Kept
from kreds.services.read_groups import changes_by
from kreds.services.relation_rows import COLUMNS, relations_in
from kreds.services.said import said_segments
from kreds.services.said_goals import active_goal
from kreds.services.say_groups import add_rule, rule_number
from kreds.services.standing import current_stamp
from kreds.store import decisions, groups
from kreds.store.database import Store
from kreds.store.memberships import memberships_of
from kreds.store.tables import relations

SHOWN = 5
"""So many are asked about at once; the next ones come when these are answered."""
_NAMED = 12
_LEAST_OF_A_LIST = 2
"""Fewer people are sooner said one by one than by a rule on their company."""
_SUREST = tuple(Ground)


@dataclass(frozen=True, slots=True)
class ProposedRule:
    """A rule to ask about: how many meet it, how many it would move, and the first of these."""

    rule: GroupRule
    ground: Ground
    count: int
    place: str
    people: int
    moved: int
    examples: tuple[Relation, ...]


_kept: Kept[tuple[ProposedRule, ...]] = Kept()


def proposed_rules(store: Store) -> tuple[ProposedRule, ...]:
    """The rules worth asking about, those of the surest grounds and with most people first; at most `SHOWN`."""
    return _kept.get(store, current_stamp(store).all, lambda: _read(store))


def accept_proposal(store: Store, number: str, *, at: int) -> tuple[ProposedRule | None, Decided]:
    """Lay down the rule that was proposed; None and a `Decided.id` of 0 where it is proposed no longer."""
    found = next((one for one in proposed_rules(store) if one.rule.id == number), None)
    if found is None:
        return None, Decided(0, 0)
    rule = found.rule
    return found, add_rule(store, rule.segment, rule.where, on=rule.on, at=at)


def dismiss_proposal(store: Store, number: str, *, at: int) -> Decided:
    """Never ask about a rule again; `Decided.id` is 0 where it is proposed no longer, and undo asks again."""
    if all(one.rule.id != number for one in proposed_rules(store)):
        return Decided(0, 0)
    with store.writing() as db:
        # A rule that says nothing: it moves nobody, and stands as an answer.
        said = decisions.add(db, at=at, kind=DecisionKind.SEGMENT_RULE, subject=number, value={"dismissed": True})
    return Decided(said, 0)


def _read(store: Store) -> tuple[ProposedRule, ...]:
    with store.reading() as db:
        facts = groups.relation_facts(db)
        current = set(db.scalars(select(relations.c.person).where(relations.c.no_longer_since == "")))
        people = [one for one in known_people(db, facts) if one.person in current]
        own = own_of(db, active_goal(db), titles_among(facts))
        answered = {one.subject for one in decisions.list_standing(db, DecisionKind.SEGMENT_RULE)}
        asked = [
            (rule, one)
            for one in rule_proposals(people, own, said_segments(db))
            if (rule := _rule(one)).id not in answered
        ]
        found = _counted(db, asked, people)
        found.sort(key=lambda one: (_SUREST.index(one[1].ground), -len(one[3]), one[0].id))
        return tuple(_shown(db, *one) for one in found[:SHOWN])


def _rule(one: Proposal) -> GroupRule:
    return GroupRule(rule_number(one.segment, one.where), one.segment, one.on, one.where)


def _counted(
    db: Connection, asked: Sequence[tuple[GroupRule, Proposal]], people: Sequence[Known]
) -> list[tuple[GroupRule, Proposal, int, list[int]]]:
    """With how many meet each rule, and whom it would move; rules that move too few are left out."""
    by_company, by_domain = _index(people)
    hits: list[tuple[GroupRule, Proposal, list[int]]] = []
    for rule, one in asked:
        known = by_domain.get(rule.where.get("domain", ""), ()) or by_company.get(rule.where.get("company", ""), ())
        ready = Rules([rule])
        hits.append((rule, one, [each.person for each in known if ready.said(each)]))
    groups_now = memberships_of(db, sorted({person for *_, hit in hits for person in hit}))
    found = []
    for rule, one, hit in hits:
        moved = [person for person in hit if changes_by(groups_now.get(person, ()), rule)]
        if len(moved) >= (_LEAST_OF_A_LIST if one.ground is Ground.LIST else 1):
            found.append((rule, one, len(hit), moved))
    return found


def _index(people: Sequence[Known]) -> tuple[Mapping[str, Sequence[Known]], Mapping[str, Sequence[Known]]]:
    """People by each spelling of their company (all of its house), and by the domains of their mail."""
    by_house: dict[str, list[Known]] = defaultdict(list)
    by_domain: dict[str, list[Known]] = defaultdict(list)
    names: dict[str, str] = {}
    for one in people:
        if one.house:
            by_house[one.house].append(one)
            names[one.company] = one.house
        for domain in one.domains:
            by_domain[domain].append(one)
    return {name: by_house[house] for name, house in names.items()}, by_domain


def _shown(db: Connection, rule: GroupRule, one: Proposal, people: int, moved: Sequence[int]) -> ProposedRule:
    rows = db.execute(select(*COLUMNS).where(relations.c.person.in_(moved[:_NAMED]))).all()
    return ProposedRule(rule, one.ground, one.count, one.place, people, len(moved), relations_in(db, rows))
