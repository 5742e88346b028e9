"""Whom to accept (guide G1.6, G1.10): invitations judged by the person's policy, and what became of the accepted."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kreds.composition.invitation_outcomes import Accepted, Outcome, outcomes
from kreds.composition.invitations import grounds, judge_invitation, unwanted
from kreds.errors import UsageError
from kreds.model.decision import Decided, DecisionKind
from kreds.model.goal import Audience
from kreds.model.invitation import Policy, Ruling, Verdict
from kreds.model.level import Level
from kreds.model.outsider import Outsider
from kreds.services.decide import say_of_all
from kreds.services.kept import Kept
from kreds.services.outsiders import read_around, whole_people
from kreds.services.relation_rows import day as day_of
from kreds.services.relation_rows import shown_id
from kreds.services.said import said_trials
from kreds.services.said_goals import active_goal
from kreds.services.said_invitations import policy_of, said_verdicts
from kreds.services.standing import stamp
from kreds.services.trials import put_on_trial
from kreds.store import candidates
from kreds.store.database import Store
from kreds.text.dates import months_from

WAITING, ANSWERED, ACCEPTED = "waiting", "answered", "accepted"
SHOWS = (WAITING, ANSWERED, ACCEPTED)
_EPOCH = date(1970, 1, 1)
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Received:
    """One invitation to the owner and what the policy says of it; ``level`` is that of the relation it led to."""

    outsider: Outsider
    ruling: Ruling
    level: Level | None = None

    @property
    def id(self) -> str:
        """The id as people see it."""
        return shown_id(self.outsider.person)


@dataclass(frozen=True, slots=True)
class InvitationsPage:
    """The invitations that the owner got, newest first.

    Attributes:
        received: those shown.
        counts: how many wait, are answered by the person's own word, and have become relations.
        verdicts: how many of those that wait get which verdict.
        policy: by which they are judged, and ``has_policy`` whether the person has laid it down.
        to_try: people accepted on trial who are relations now and on no trial yet.
        outcomes: what became of those accepted, by ground.
        has_goal: whether a goal says with whom to talk.
    """

    received: tuple[Received, ...]
    counts: Mapping[str, int]
    verdicts: Mapping[Verdict, int]
    policy: Policy
    has_policy: bool
    to_try: tuple[int, ...]
    outcomes: tuple[Outcome, ...]
    has_goal: bool
    owner: str


@dataclass(frozen=True, slots=True)
class _Mail:
    """Everybody who has invited the owner, in the three heaps of `SHOWS`."""

    heaps: Mapping[str, tuple[Outsider, ...]]
    said: Mapping[int, Verdict]
    policy: Policy
    has_policy: bool
    audience: Audience
    to_try: tuple[int, ...]
    owner: str
    has_goal: bool
    rulings: Mapping[int, Ruling]
    verdicts: Mapping[Verdict, int]
    outcomes: tuple[Outcome, ...]


_kept: Kept[_Mail] = Kept(most=2)


def invitations(store: Store, show: str = WAITING, *, verdict: Verdict | None = None) -> InvitationsPage:
    """The invitations to the owner: those that wait (or were ignored: no file tells), are answered, or were accepted.

    Args:
        verdict: only those that get this one.

    Raises:
        UsageError: there is no such heap.
    """
    if show not in SHOWS:
        raise UsageError("CHOICE", name="show", value=show, choices=", ".join(SHOWS))
    mail = _mail(store)
    shown = [
        Received(one, mail.rulings[one.person], one.level if show == ACCEPTED else None) for one in mail.heaps[show]
    ]
    return InvitationsPage(
        received=tuple(one for one in shown if verdict is None or one.ruling.verdict is verdict),
        counts={heap: len(people) for heap, people in mail.heaps.items()},
        verdicts=mail.verdicts,
        policy=mail.policy,
        has_policy=mail.has_policy,
        to_try=mail.to_try,
        outcomes=mail.outcomes,
        has_goal=mail.has_goal,
        owner=mail.owner,
    )


def count_waiting(store: Store, *, since: date) -> int:
    """How many of the invitations that wait came on a day or later; nothing else of them is read."""
    with store.reading() as db:
        said = said_verdicts(db)
        invited = candidates.invited_since(db, (since - _EPOCH).days * _SECONDS_A_DAY)
    heaps = (
        _heap(person, said, gone is not None, day_of(gone or ""), _EPOCH + timedelta(seconds=at))
        for person, at, gone in invited
    )
    return sum(heap == WAITING for heap in heaps)


def would_get(store: Store, policy: Policy) -> Mapping[Verdict, int]:
    """How many of the invitations that wait would get which verdict by another policy; nothing is changed."""
    mail = _mail(store)
    return _counted([_ruled(one, policy, mail.audience, mail.said) for one in mail.heaps[WAITING]])


def say_verdict(store: Store, people: Collection[int], verdict: Verdict | None, *, at: int) -> Decided:
    """Say what to do with invitations; it stands above the policy. None lets the policy speak again.

    Raises:
        UsageError: nobody is meant.
    """
    value = {"verdict": verdict.value if verdict else None}
    with store.writing() as db:
        decided = say_of_all(db, people, kind=DecisionKind.INVITATION, value=value, at=at)
    if not decided.relations:
        raise UsageError("WHO-MISSING")
    return decided


def try_accepted(store: Store, *, today: date, at: int) -> Decided:
    """Put those who were accepted on trial, and are relations now, on trial for the policy's months; one undo.

    Raises:
        UsageError: there is nobody.
    """
    mail = _mail(store)
    return put_on_trial(store, mail.to_try, months_from(today, mail.policy.months), today=today, at=at)


def _mail(store: Store) -> _Mail:
    with store.reading() as db:
        key = stamp(db).all
    return _kept.get(store, key, lambda: _read(store))


def _read(store: Store) -> _Mail:
    with store.reading() as db:
        around, said = read_around(db), said_verdicts(db)
        goal, (policy, has_policy), tried = active_goal(db), policy_of(db), said_trials(db)
        people = whole_people(db, around, sorted(around.received))
    people.sort(key=lambda one: (one.received or date.min, one.person), reverse=True)
    heaps: dict[str, list[Outsider]] = {show: [] for show in SHOWS}
    for one in people:
        heaps[_heap(one.person, said, one.is_listed, one.no_longer_since, one.received)].append(one)
    audience = goal.audience if goal else Audience()
    rulings = {one.person: _ruled(one, policy, audience, said) for one in people}
    return _Mail(
        heaps={show: tuple(heap) for show, heap in heaps.items()},
        said=said,
        policy=policy,
        has_policy=has_policy,
        audience=audience,
        to_try=tuple(
            one.person
            for one in heaps[ACCEPTED]
            if said.get(one.person) is Verdict.TRIAL and one.is_relation and one.person not in tried
        ),
        owner=around.owner,
        has_goal=goal is not None,
        rulings=rulings,
        verdicts=_counted([rulings[one.person] for one in heaps[WAITING]]),
        outcomes=_outcomes(heaps[ACCEPTED], audience),
    )


def _heap(
    person: int, said: Collection[int], is_listed: bool, no_longer_since: date | None, received: date | None
) -> str:
    """A former relation who has asked anew since is somebody who waits."""
    asked_again = no_longer_since is not None and received is not None and received > no_longer_since
    if is_listed and not asked_again:
        return ACCEPTED
    return ANSWERED if person in said else WAITING


def _ruled(one: Outsider, policy: Policy, audience: Audience, said: Mapping[int, Verdict]) -> Ruling:
    return judge_invitation(one, policy, audience, said=said.get(one.person))


def _counted(rulings: Collection[Ruling]) -> dict[Verdict, int]:
    counts = Counter(ruling.verdict for ruling in rulings)
    return {verdict: counts.get(verdict, 0) for verdict in Verdict}


def _outcomes(people: Iterable[Outsider], audience: Audience) -> tuple[Outcome, ...]:
    accepted = [
        Accepted(frozenset({*grounds(one, audience), *unwanted(one)}), one.level or Level.UNKNOWN) for one in people
    ]
    return outcomes(accepted)
