"""Say something of many relations at once, take it back, and let what is shown follow."""

from collections.abc import Callable, Collection, Mapping

from sqlalchemy import Connection

from kreds.model.decision import Decided, Decision, DecisionKind
from kreds.model.trial import NO_TRIAL
from kreds.services.group_people import group_people
from kreds.services.match_follow import follow, note
from kreds.services.measure_again import measure_again
from kreds.services.rebuild_network import judge_again, rebuild_network
from kreds.services.said import said_answers, said_levels, said_matches, said_notes, said_tags, said_trials
from kreds.services.said_groups import group_rules
from kreds.store import decisions, relations
from kreds.store.database import Store


def say_of_all(
    db: Connection,
    people: Collection[int],
    *,
    kind: DecisionKind,
    value: Mapping[str, object],
    at: int,
    batch_of: int | None = None,
) -> Decided:
    """One decision for each of ``people``, taken back as one; numbers of nobody are left out.

    ``batch_of`` is the number of the batch that they belong to, where more is said at once.
    """
    keys = relations.keys_by_person(db, people)
    batch = {"batch": batch_of or decisions.next_id(db)} if batch_of or len(keys) > 1 else {}
    number = 0
    for person in dict.fromkeys(people):
        if person in keys:
            number = decisions.add(db, at=at, kind=kind, subject=keys[person], value={**value, **batch})
    _SHOWN[kind](db, set(keys))
    return Decided(number, len(keys))


def take_back(store: Store, *, at: int, number: int | None = None, later: bool = False) -> Decision | None:
    """Take the latest standing decision back, or the one with this number, each with its batch.

    None when there is none, or when it was taken back already. With ``later`` the network follows a word on who is who
    when it is next looked at.
    """
    with store.writing() as db:
        matched = said_matches(db)
        taken = decisions.last(db, number)
        for one in taken:
            decisions.add(db, at=at, kind=one.kind, subject=one.subject, value={}, undoes=one.id)
        if taken:
            for kind in dict.fromkeys(one.kind for one in taken):
                _follow(db, kind, {one.subject for one in taken if one.kind is kind})
        if any(one.kind is DecisionKind.MATCH for one in taken):
            note(db, matched)
            if not later:
                follow(db)
    return taken[0] if taken else None


def _follow(db: Connection, kind: DecisionKind, subjects: Collection[str]) -> None:
    if kind in _SHOWN:
        _SHOWN[kind](db, set(relations.people_by_key(db, list(subjects)).values()))
    elif kind in (DecisionKind.CRITERIA, DecisionKind.LEARNED):
        judge_again(db)
    elif kind in (DecisionKind.OWNER, DecisionKind.HALF_LIFE, DecisionKind.POST_LIST):
        rebuild_network(db)
    elif kind in _REGROUPS:
        group_people(db)


def _show_levels(db: Connection, people: Collection[int]) -> None:
    said = said_levels(db, people)
    relations.show_levels(db, {person: said.get(person, "") for person in people})


def _show_answers(db: Connection, people: Collection[int]) -> None:
    said = said_answers(db, people)
    relations.write_answers(db, {person: said.get(person, {}) for person in people})
    judge_again(db, people)
    group_people(db, people)


def _show_tags(db: Connection, people: Collection[int]) -> None:
    said = said_tags(db, people)
    relations.write_tags(db, {person: said.get(person, set()) for person in people})
    if any("tag" in rule.where for rule in group_rules(db)):
        group_people(db, people)


def _show_notes(db: Connection, people: Collection[int]) -> None:
    said = said_notes(db, people)
    relations.write_notes(db, {person: said.get(person, "") for person in people})


def _show_trials(db: Connection, people: Collection[int]) -> None:
    said = said_trials(db, people)
    relations.write_trials(db, {person: said.get(person, NO_TRIAL) for person in people})


def _show_log(db: Connection, people: Collection[int]) -> None:
    measure_again(db, people)


def _show_groups(db: Connection, people: Collection[int]) -> None:
    group_people(db, people)


_REGROUPS = frozenset(
    {
        DecisionKind.SEGMENT_RULE,
        DecisionKind.ACCOUNT,
        DecisionKind.GOAL,
        DecisionKind.ACTIVE_GOAL,
    }
)
"""What everybody's groups follow from."""
_SHOWN: Mapping[DecisionKind, Callable[[Connection, Collection[int]], None]] = {
    DecisionKind.LEVEL: _show_levels,
    DecisionKind.TAG: _show_tags,
    DecisionKind.ANSWER: _show_answers,
    DecisionKind.NOTE: _show_notes,
    DecisionKind.TRIAL: _show_trials,
    # These are shown from the decisions themselves.
    DecisionKind.INVITE: lambda _db, _people: None,
    DecisionKind.INVITATION: lambda _db, _people: None,
    DecisionKind.REVIEW: lambda _db, _people: None,
    DecisionKind.REMOVED: lambda _db, _people: None,
    DecisionKind.SAFE: lambda _db, _people: None,
    DecisionKind.SEGMENT: _show_groups,
    DecisionKind.LOG: _show_log,
    DecisionKind.CADENCE: lambda _db, _people: None,
    DecisionKind.AGENDA: lambda _db, _people: None,
}
