"""Go through a portion (guide G3.2): open it, see the next card, say what becomes of a relation, change one's mind."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, select

from kreds.cleanup.portions import RESTS_DAYS, Candidate, choose
from kreds.cleanup.progress import progress
from kreds.cleanup.rules import propose
from kreds.composition.segments import BELONGS
from kreds.errors import UsageError
from kreds.model.decision import Decided, Decision, DecisionKind
from kreds.model.level import Level
from kreds.model.relation import Relation, RelationQuery
from kreds.model.review import LARGEST, NAMED, USUAL_PLAN, Choice, Fate, Plan, Portion, Progress, Proposal, Said
from kreds.model.trial import TrialOutcome
from kreds.services.changes import changes
from kreds.services.decide import say_of_all, take_back
from kreds.services.find_relations import find_people
from kreds.services.learn_from_person import whom_to_ask_next
from kreds.services.network_numbers import numbers
from kreds.services.relation_rows import relations_of, shown_id
from kreds.services.said_reviews import (
    Safe,
    last_fates,
    portion_value,
    said_in,
    said_in_portions,
    said_plan,
    said_portions,
    said_safe,
)
from kreds.services.trials import day_of_trial
from kreds.store import decisions, relations, tables
from kreds.store.database import Store
from kreds.store.memberships import belonging
from kreds.ties.bridging import house_key

_UNDONE = frozenset({DecisionKind.REVIEW, DecisionKind.ANSWER, DecisionKind.TRIAL, DecisionKind.SAFE})
"""What a step of the deck says."""
_RESTING = (Fate.KEEP, Fate.CULTIVATE)
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Deck:
    """A portion and how far it is; ids are 13 hexadecimal digits.

    ``last`` is the number of the step that an undo takes back, 0 where there is none, or the portion is finished.
    """

    portion: Portion
    progress: Progress
    said: tuple[Said, ...]
    last: int = 0

    @property
    def next(self) -> str:
        """The relation to look at next, "" when all were gone through."""
        return self.progress.left[0] if self.progress.left else ""


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a step of the deck: the decision, and what had been said elsewhere meanwhile (None: nothing)."""

    decided: Decided
    meanwhile: Fate | None = None


def open_portion(store: Store, choice: Choice, value: str, size: int, *, today: date, at: int) -> Portion:
    """Take a portion of the network to go through; trials that are due come first.

    Strong relations, those never proposed, those let go and those kept within a year are left out.

    Args:
        choice: which part of the network.
        value: of `NAMED` choices the key of a group, a part of a company's name, or a year.
        size: how many, from 1 to `LARGEST`.

    Raises:
        UsageError: another portion is open, the size or the value cannot be, or nobody is left to look at.
    """
    if not 1 <= size <= LARGEST:
        raise UsageError("PORTION-SIZE", size=size, most=LARGEST)
    among = _among(store, choice, value)
    tells = _tells(store, choice, size)
    with store.writing() as db:
        if open_one(db) is not None:
            raise UsageError("PORTION-OPEN")
        number = decisions.next_id(db)
        due = _due(db, today)
        chosen = choose(_candidates(db, among, tells, choice, today), choice, size=size, seed=number, first=due)
        if not chosen:
            raise UsageError("PORTION-EMPTY")
        keys = relations.keys_by_person(db, chosen)
        portion = Portion(
            id=str(number),
            choice=choice,
            value=value,
            opened=today,
            people=tuple(keys[person] for person in chosen),
            before=numbers(db),
        )
        value_said = portion_value(portion)
        decisions.add(db, at=at, kind=DecisionKind.PORTION, subject=portion.id, value=value_said)
        return portion


def deck(store: Store, *, today: date) -> Deck | None:
    """The portion that is open; None when none is. Trials that have come due since are in it."""
    with store.reading() as db:
        portion = open_one(db)
        if portion is None:
            return None
        latest = _last_step(db, portion)
        return replace(deck_of(db, portion, today=today), last=latest.id if latest else 0)


def deck_of(db: Connection, portion: Portion, *, today: date) -> Deck:
    """How far a portion is, whether it is open or not; relations that are gone by now are left out."""
    said = said_in(db, portion.id)
    known = relations.people_by_key(db, portion.people)
    persons = [known[key] for key in portion.people if key in known]
    answered = {int(one.person, 16) for one in said}
    due = [] if portion.finished else [person for person in _due(db, today) if person not in persons]
    current = _current(db, [*persons, *due])
    there = [person for person in dict.fromkeys((*due, *persons)) if person in current or person in answered]
    return Deck(portion, progress([shown_id(person) for person in there], said), said)


def safe_one(one: Relation, safe: Safe) -> bool:
    """Whether the person wants this relation never proposed."""
    return safe.holds(int(one.id, 16), house_key(one.company), one.segments)


def say_fate(
    store: Store,
    people: Collection[int],
    fate: Fate,
    *,
    today: date,
    at: int,
    until: date | None = None,
) -> Decided:
    """Say what becomes of relations, in the open portion or outside of one; one undo takes all of it back.

    A trial that was running ends with keep, cultivate and let go. Saying the same again changes nothing. Former
    relations and numbers of nobody are left out.

    Args:
        until: the day a trial ends; half a year from today when nothing is said.

    Raises:
        UsageError: the day of the trial cannot be, or nobody is left.
    """
    day = day_of_trial(until, None, today=today) if fate is Fate.TRIAL else None
    with store.writing() as db:
        portion = open_one(db)
        return _say(db, people, fate, portion=portion.id if portion else "", day=day, today=today, at=at)


def say_step(
    store: Store,
    person: int,
    fate: Fate,
    *,
    portion: str,
    step: str,
    seen: int,
    today: date,
    at: int,
    until: date | None = None,
) -> Step:
    """Say what becomes of one relation in the deck; sent twice, or from two windows, it is one step.

    A step that has come already changes nothing, taken back since or not. Where something was said in between that
    the sender had not seen, the later answer counts; a skip or a doubt says less than an answer, and does not touch it.

    Args:
        portion: the portion that was looked at.
        step: what the sender calls this step, and no other.
        seen: the number of the answer that stood when the sender looked, 0 for none.
        until: the day a trial ends; half a year from today when nothing is said.

    Raises:
        UsageError: the portion is finished, the day of the trial cannot be, or the relation is a former one.
    """
    day = day_of_trial(until, None, today=today) if fate is Fate.TRIAL else None
    with store.writing() as db:
        running = open_one(db)
        if running is None or running.id != portion:
            raise UsageError("PORTION-OVER")
        since = int(portion)
        if decisions.holds(db, DecisionKind.REVIEW, f'"step": "{step}"', since=since):
            return Step(Decided(0, 0))
        before = next(reversed(said_in_portions(db, [person], since=since)), None)
        meanwhile = before.fate if before is not None and before.decision != seen else None
        if meanwhile is not None and (fate is meanwhile or fate in (Fate.SKIP, Fate.UNSURE)):
            return Step(Decided(0, 0), meanwhile)
        decided = _say(db, [person], fate, portion=portion, day=day, today=today, at=at, step=step)
        return Step(decided, meanwhile)


def _say(
    db: Connection,
    people: Collection[int],
    fate: Fate,
    *,
    portion: str,
    day: date | None,
    today: date,
    at: int,
    step: str = "",
) -> Decided:
    current = _current(db, people)
    keys = relations.keys_by_person(db, [person for person in dict.fromkeys(people) if person in current])
    if not keys:
        raise UsageError("REVIEW-NOBODY")
    since = int(portion) if portion else 0
    stands = {one.person: one for one in said_in_portions(db, list(keys), since=since) if one.portion == portion}
    going = [person for person in keys if not _stands(stands.get(shown_id(person)), fate)]
    if not going:
        return Decided(0, 0)
    plan, _ = said_plan(db)
    safe = said_safe(db)
    found = {int(one.id, 16): one for one in relations_of(db, going)}
    batch = decisions.next_id(db)
    named = {"step": step} if step else {}
    for person in going:
        one = found[person]
        why = _why(one, propose(one, line=plan.line, is_safe=safe_one(one, safe), today=today))
        value = {"portion": portion, "fate": fate.value, "why": why, "batch": batch, **named}
        last = decisions.add(db, at=at, kind=DecisionKind.REVIEW, subject=keys[person], value=value)
    for trial, people_of_it in _trials([found[person] for person in going], fate, day):
        said = say_of_all(db, people_of_it, kind=DecisionKind.TRIAL, value=trial, at=at, batch_of=batch)
        last = said.id or last
    return Decided(last, len(going))


def take_back_step(store: Store, *, at: int, number: int | None = None) -> str:
    """Take back the last step of the open portion; the id of the relation it was about, "" when there is none.

    With a ``number`` it is taken back only if it is that one: sent twice, it is one undo.
    """
    with store.reading() as db:
        portion = open_one(db)
        latest = _last_step(db, portion) if portion else None
    if latest is None or number not in (None, latest.id):
        return ""
    take_back(store, at=at, number=latest.id)
    with store.reading() as db:
        return "".join(map(shown_id, relations.people_by_key(db, [latest.subject]).values()))


def finish(store: Store, *, today: date, at: int) -> Decided:
    """Close the open portion, whatever is left of it; one undo opens it again.

    Raises:
        UsageError: none is open.
    """
    with store.writing() as db:
        portion = open_one(db)
        if portion is None:
            raise UsageError("PORTION-NONE")
        done = replace(portion, finished=today, after=numbers(db))
        value = portion_value(done)
        return Decided(decisions.add(db, at=at, kind=DecisionKind.PORTION, subject=portion.id, value=value), 0)


def the_plan(store: Store) -> Plan:
    """The rhythm that counts."""
    with store.reading() as db:
        return said_plan(db)[0]


def set_plan(store: Store, plan: Plan, *, at: int) -> Decided:
    """Say how often to clean up, how many at a time, and from which confidence on to propose."""
    with store.writing() as db:
        if said_plan(db) == (plan, True):
            return Decided(0, 0)
        value = {name: getattr(plan, name) for name in Plan.__dataclass_fields__}
        if plan == USUAL_PLAN:
            value = {}
        return Decided(decisions.add(db, at=at, kind=DecisionKind.REVIEW_PLAN, subject="", value=value), 0)


def _last_step(db: Connection, portion: Portion) -> Decision | None:
    """The newest decision that stands, if it is a step of this portion: a fate, an answer, a trial, a protection."""
    latest = next(iter(decisions.last(db)), None)
    if latest is None or latest.kind not in _UNDONE or latest.id < int(portion.id):
        return None
    return latest


def open_one(db: Connection) -> Portion | None:
    """The portion that is not finished; None when all are."""
    return next((one for one in reversed(said_portions(db)) if one.finished is None), None)


def _stands(before: Said | None, fate: Fate) -> bool:
    """Whether the same has been said already: a key pressed twice is one answer, a second skip is another."""
    return before is not None and before.fate is fate and fate not in (Fate.SKIP, Fate.UNSURE, Fate.TRIAL)


def _why(one: Relation, proposal: Proposal) -> dict[str, object]:
    """What was known of a relation when its fate was said, for the list of those let go."""
    return {
        "level": one.level.value,
        "confidence": round(proposal.confidence, 4),
        "ground": proposal.ground.value,
        "marks": {mark.value: seen.value for mark, seen in proposal.marks.items()},
    }


def _trials(going: Sequence[Relation], fate: Fate, day: date | None) -> list[tuple[dict[str, object], list[int]]]:
    """What a fate says of trials, and of whom: a new one, or how a running one ended."""
    if day is not None:
        return [({"until": day.isoformat()}, [int(one.id, 16) for one in going])]
    on_trial = [int(one.id, 16) for one in going if one.trial.until is not None]
    outcomes = {Fate.LET_GO: TrialOutcome.LET_GO, Fate.KEEP: TrialOutcome.KEEP, Fate.CULTIVATE: TrialOutcome.KEEP}
    return [({"outcome": outcomes[fate].value}, on_trial)] if on_trial and fate in outcomes else []


def _current(db: Connection, people: Collection[int]) -> set[int]:
    columns, wanted = tables.relations.c, list(dict.fromkeys(people))
    query = select(columns.person).where(columns.no_longer_since == "")
    found: set[int] = set()
    for start in range(0, len(wanted), _AT_ONCE):
        found.update(db.scalars(query.where(columns.person.in_(wanted[start : start + _AT_ONCE]))))
    return found


def _due(db: Connection, today: date) -> list[int]:
    """Current relations whose trial is due, the longest first.

    Only those of whom a trial was ever said are looked at: reading everybody takes longer than all else of a card.
    """
    said = {one.subject for one in decisions.list_standing(db, DecisionKind.TRIAL)}
    tried = list(relations.people_by_key(db, list(said)).values())
    columns = tables.relations.c
    query = select(columns.trial_until, columns.person).where(
        columns.no_longer_since == "", columns.trial_until != "", columns.trial_until <= today.isoformat()
    )
    found: list[tuple[str, int]] = []
    for start in range(0, len(tried), _AT_ONCE):
        rows = db.execute(query.where(columns.person.in_(tried[start : start + _AT_ONCE])))
        found += [(row.trial_until, row.person) for row in rows]
    return [person for _, person in sorted(found)]


def _among(store: Store, choice: Choice, value: str) -> frozenset[int] | None:
    """Whom a choice is about; None for everybody."""
    if choice is Choice.CHANGED:
        found = changes(store)
        listed = (*found.silent, *found.stronger, *found.fading)
        return frozenset(int(one.relation.id, 16) for one in listed)
    if choice not in NAMED:
        return None
    if not value:
        raise UsageError("PORTION-VALUE", choice=choice.value)
    query = RelationQuery(connected="current")
    if choice is Choice.SEGMENT:
        query = replace(query, segment=value)
    elif choice is Choice.COMPANY:
        query = replace(query, company=value)
    elif not value.isdecimal() or len(value) != len("2019"):
        raise UsageError("PORTION-VALUE", choice=choice.value)
    else:
        query = replace(query, year=int(value))
    return frozenset(find_people(store, query))


def _tells(store: Store, choice: Choice, size: int) -> dict[int, float]:
    if choice is not Choice.TELLING:
        return {}
    asked = whom_to_ask_next(store, count=size)
    return {int(one.relation.id, 16): float(len(asked) - place) for place, one in enumerate(asked)}


def _candidates(
    db: Connection, among: frozenset[int] | None, tells: dict[int, float], choice: Choice, today: date
) -> list[Candidate]:
    """Current relations that may be looked at."""
    columns = tables.relations.c
    safe, fates = said_safe(db), last_fates(db)
    rested = (today - timedelta(days=RESTS_DAYS)).isoformat()
    resting = {
        person
        for person, said in fates.items()
        if said.fate is Fate.LET_GO
        or (said.fate in _RESTING and choice is not Choice.CHANGED and _day(said.at).isoformat() > rested)
    }
    query = select(
        columns.person, columns.level, columns.overruled, columns.p_worthless, columns.last_contact,
        columns.connected_on, columns.company, columns.trial_until,
    ).where(columns.no_longer_since == "", columns.level != Level.STRONG.value)  # fmt: skip
    rows = [
        row
        for row in db.execute(query)
        if row.person not in resting
        and not row.trial_until
        and (among is None or row.person in among)
        and (not tells or row.person in tells)
    ]
    groups = belonging(db, [row.person for row in rows], least=BELONGS) if safe.groups else {}
    return [
        Candidate(
            person=row.person,
            level=Level(row.level),
            worthless=_worthless(row.level, row.overruled, row.p_worthless),
            last_contact=row.last_contact,
            connected_on=row.connected_on,
            tells=tells.get(row.person, 0.0),
        )
        for row in rows
        if not safe.holds(row.person, house_key(row.company) if safe.companies else "", groups.get(row.person, ()))
    ]


def _worthless(level: str, overruled: int, share: float) -> float:
    if overruled:
        return 1.0 if level == Level.WORTHLESS.value else 0.0
    return share


def _day(at: int) -> date:
    return datetime.fromtimestamp(at, UTC).date()
