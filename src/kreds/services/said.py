"""What the person has said of relations and still stands, by person: levels, tags, notes, trials.

Of two of a person's identity keys that have a word each, the newest word counts.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import Connection

from kreds.model.criteria import Fact
from kreds.model.decision import Decision, DecisionKind
from kreds.model.trial import Trial, TrialOutcome
from kreds.store import decisions, relations


def said_levels(db: Connection, persons: Collection[int] | None = None) -> dict[int, str]:
    """The level that was said, for everybody of whom one was."""
    said = {person: str(one.value.get("level") or "") for person, one in _said(db, DecisionKind.LEVEL, persons)}
    return {person: level for person, level in said.items() if level}


def said_tags(db: Connection, persons: Collection[int] | None = None) -> dict[int, set[str]]:
    """The tags that were put on and not taken off."""
    tags: dict[int, set[str]] = {}
    for person, one in _said(db, DecisionKind.TAG, persons):
        name = str(one.value.get("tag") or "")
        if one.value.get("on"):
            tags.setdefault(person, set()).add(name)
        else:
            tags.get(person, set()).discard(name)
    return {person: names for person, names in tags.items() if names}


def said_answers(db: Connection, persons: Collection[int] | None = None) -> dict[int, dict[str, int]]:
    """The answers by fact (`kreds.model.criteria.Fact`): 1 for yes, -1 for no; what was not answered is missing."""
    answers: dict[int, dict[str, int]] = {}
    for person, one in _said(db, DecisionKind.ANSWER, persons):
        yes = one.value.get("yes")
        facts = one.value.get("facts")
        for name in facts if isinstance(facts, list) else ():
            if yes is None:
                answers.get(person, {}).pop(name, None)
            else:
                answers.setdefault(person, {})[name] = 1 if yes else -1
    return {person: facts for person, facts in answers.items() if facts}


def answers_of(db: Connection, person: int) -> Mapping[Fact, bool]:
    """What has been answered about one person."""
    said = said_answers(db, [person]).get(person, {})
    return {fact: said[fact.value] > 0 for fact in Fact if fact.value in said}


def said_notes(db: Connection, persons: Collection[int] | None = None) -> dict[int, str]:
    """The note on everybody who has one."""
    notes = {person: str(one.value.get("text") or "") for person, one in _said(db, DecisionKind.NOTE, persons)}
    return {person: note for person, note in notes.items() if note}


def said_trials(db: Connection, persons: Collection[int] | None = None) -> dict[int, Trial]:
    """The trial of everybody who is on one, or was and the person has said how it ended.

    A trial that is given another day goes on: it began when it was first said.
    """
    trials: dict[int, Trial] = {}
    for person, one in _said(db, DecisionKind.TRIAL, persons):
        day = datetime.fromtimestamp(one.at, UTC).date()
        before = trials.get(person, Trial())
        outcome, until = one.value.get("outcome"), one.value.get("until")
        if outcome:
            trials[person] = replace(before, until=None, outcome=TrialOutcome(str(outcome)), ended=day)
        elif until:
            since = before.since if before.until else day
            trials[person] = Trial(since=since, until=date.fromisoformat(str(until)))
        else:
            trials.pop(person, None)
    return trials


def said_segments(db: Connection, persons: Collection[int] | None = None) -> dict[int, dict[str, bool]]:
    """Of each person the groups that they were said to be in, or not; what was taken back is missing."""
    said: dict[int, dict[str, bool]] = {}
    for person, one in _said(db, DecisionKind.SEGMENT, persons):
        segment, on = str(one.value.get("segment") or ""), one.value.get("on")
        if on is None:
            said.get(person, {}).pop(segment, None)
        else:
            said.setdefault(person, {})[segment] = bool(on)
    return {person: groups for person, groups in said.items() if groups}


def said_matches(db: Connection) -> dict[tuple[str, str], bool]:
    """Pairs of identity keys that were said to be one human (True), or not; unsaid ones are missing."""
    said: dict[tuple[str, str], bool] = {}
    for one in decisions.list_standing(db, DecisionKind.MATCH):
        other, same = str(one.value.get("other") or ""), one.value.get("same")
        pair = (min(one.subject, other), max(one.subject, other))
        if same is None:
            said.pop(pair, None)
        else:
            said[pair] = bool(same)
    return said


def _said(db: Connection, kind: DecisionKind, persons: Collection[int] | None) -> Iterator[tuple[int, Decision]]:
    """What stands of a kind with whom it is about, oldest first; what is about nobody known waits in the store."""
    if persons is None:
        standing = decisions.list_standing(db, kind)
        known = relations.people_by_key(db, list({one.subject for one in standing}))
    else:
        known = relations.keys_of(db, persons)
        standing = decisions.list_standing(db, kind, set(known))
    return ((known[one.subject], one) for one in standing if one.subject in known)
