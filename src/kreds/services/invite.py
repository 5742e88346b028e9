"""Whom to invite (guide G1.5): the ranked list, how far each invitation has come, what is left of LinkedIn's limits."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil

import polars as pl
from sqlalchemy import Connection, func, select

from kreds.composition.gaps import Gap, gaps
from kreds.composition.invitations import judge_invitation
from kreds.composition.invite import CANDIDATES, STATUS_SEGMENT, WITHOUT_GOAL, Part, needs, worth
from kreds.composition.invite_language import Chosen, language_for
from kreds.composition.invite_reasons import InviteReason, invite_reasons
from kreds.composition.invite_status import invited
from kreds.errors import UsageError
from kreds.model.decision import Decided, DecisionKind
from kreds.model.goal import Audience, Goal
from kreds.model.invitation import Budget, Invited, InviteState, Limits, Policy, Ruling
from kreds.model.outsider import Outsider
from kreds.services.decide import say_of_all
from kreds.services.kept import Kept
from kreds.services.outsiders import Around, read_around, read_crowd, whole_people
from kreds.services.relation_rows import shown_id
from kreds.services.said_goals import active_goal
from kreds.services.said_invitations import SaidInvite, limits_of, policy_of, said_invites
from kreds.services.standing import stamp
from kreds.store import candidates
from kreds.store.candidates import written_words
from kreds.store.database import Store
from kreds.store.tables import memberships, relations

FORMER = "former"
"""Shows former relations, who stand apart from those who never were one."""
SHOWS = (*(state.value for state in InviteState), FORMER)
STATUSES = ("sent", "withdrawn", "not_now")
_DIGITS = 6
"""Shares have four decimals: of their sum the database's own order of adding shows only behind these."""
SURE_GROUP = 0.5
"""From this share on, somebody is found by the filter of a group."""
WEEK = timedelta(days=7)
ACCEPTED_FOR = timedelta(days=365)
"""So long those who accepted are shown as such, where only LinkedIn's files tell; later they are plain relations."""


@dataclass(frozen=True, slots=True)
class InviteQuery:
    """Which people to show: a state or "former", a group ("" for all), one page of ``per_page``, or one ``person``."""

    show: str = InviteState.TO_DO.value
    group: str = ""
    page: int = 1
    per_page: int | None = 25
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody to invite: the worth with its reasons, how far it has come, and whether they meet the policy."""

    outsider: Outsider
    invited: Invited
    score: float
    segment: str
    reasons: tuple[InviteReason, ...]
    ruling: Ruling

    @property
    def id(self) -> str:
        """The id as people see it."""
        return shown_id(self.outsider.person)


@dataclass(frozen=True, slots=True)
class InvitePage:
    """A page of those to invite, the most worth first.

    Attributes:
        total: how many the query finds, ``pages`` how many pages they make.
        counts: how many there are in each state, and former relations.
        groups: how many of those shown are in each group.
        known: how many people beside the relations any source knows; 0 when nothing has been imported that could say.
        has_lists: whether a CRM, an address book, a list or a calendar was among the sources.
        left_out: how many of these are no people to look for: mailboxes of a role, rooms, nobody named.
        gaps: those of the goal, the largest first; empty without a goal.
        has_policy: whether the person has laid down whom to be connected to.
    """

    candidates: tuple[Candidate, ...]
    total: int
    page: int
    pages: int
    counts: Mapping[str, int]
    groups: Mapping[str, int]
    known: int
    has_lists: bool
    left_out: int
    goal: Goal | None
    gaps: tuple[Gap, ...]
    budget: Budget
    has_policy: bool
    owner: str


@dataclass(frozen=True, slots=True)
class _Ranking:
    """Everything that a page is cut from."""

    around: Around
    ranked: pl.DataFrame
    groups: pl.DataFrame
    states: Mapping[int, Invited]
    goal: Goal | None
    gaps: tuple[Gap, ...]
    policy: Policy
    has_policy: bool
    budget: Budget
    known: int
    has_lists: bool
    left_out: int


_kept: Kept[_Ranking] = Kept(most=2)


def invite(store: Store, query: InviteQuery, *, today: date, settled: Limits) -> InvitePage:
    """A page of people to invite.

    Args:
        today: the day, by which invitations have waited and meetings are recent.
        settled: the limits of the settings file.

    Raises:
        UsageError: there is no such state.
    """
    if query.show not in SHOWS:
        raise UsageError("CHOICE", name="show", value=query.show, choices=", ".join(SHOWS))
    ranking = _ranking(store, today, settled)
    shown = ranking.ranked.filter(pl.col("show") == query.show)
    groups = ranking.groups.join(shown.select("person"), on="person", how="semi")
    if query.group:
        among = groups.filter(pl.col("segment") == query.group).get_column("person")
        shown = shown.filter(pl.col("person").is_in(among.implode()))
    if query.person is not None:
        shown = ranking.ranked.filter(pl.col("person") == query.person)
    size = query.per_page or max(1, len(shown))
    pages = max(1, ceil(len(shown) / size))
    page = min(max(1, query.page), pages)
    counts = dict(ranking.ranked.group_by("show").len().rows())
    return InvitePage(
        candidates=_candidates(store, ranking, shown.slice((page - 1) * size, size)),
        total=len(shown),
        page=page,
        pages=pages,
        counts={show: counts.get(show, 0) for show in SHOWS},
        groups=dict(groups.group_by("segment").len().sort(["len", "segment"], descending=[True, False]).rows()),
        known=ranking.known,
        has_lists=ranking.has_lists,
        left_out=ranking.left_out,
        goal=ranking.goal,
        gaps=tuple(sorted(ranking.gaps, key=lambda gap: -gap.missing)),
        budget=ranking.budget,
        has_policy=ranking.has_policy,
        owner=ranking.around.owner,
    )


def language_of(store: Store, one: Outsider, *, usual: str) -> Chosen:
    """The language to write to somebody in; their kept words are asked first."""
    with store.reading() as db:
        return language_for(one, written=written_words(db, one.person), usual=usual)


def say_invite(
    store: Store, people: Collection[int], status: str, *, today: date, at: int, noted: bool = False
) -> Decided:
    """Say how far the inviting of people is: sent (today), withdrawn, not now; "" takes all that was said away.

    Raises:
        UsageError: there is no such status, or nobody is meant.
    """
    if status not in (*STATUSES, ""):
        raise UsageError("CHOICE", name="status", value=status, choices=", ".join(STATUSES))
    value: dict[str, object] = {"status": status, "day": today.isoformat()}
    if status == "sent":
        value["note"] = noted
    with store.writing() as db:
        decided = say_of_all(db, people, kind=DecisionKind.INVITE, value=value, at=at)
    if not decided.relations:
        raise UsageError("WHO-MISSING")
    return decided


def _ranking(store: Store, today: date, settled: Limits) -> _Ranking:
    with store.reading() as db:
        key = (stamp(db).all, today, settled)
    return _kept.get(store, key, lambda: _rank(store, today, settled))


def _rank(store: Store, today: date, settled: Limits) -> _Ranking:
    with store.reading() as db:
        around, goal, (policy, has_policy) = read_around(db), active_goal(db), policy_of(db)
        limits, said = limits_of(db, settled), said_invites(db)
        counts, current = _counts(db)
        found = gaps(goal, counts, current) if goal else ()
        wanted = needs(found) if goal else dict(WITHOUT_GOAL)
        audience = goal.audience if goal else Audience()
        people, left_out = read_crowd(db, around, audience)
        groups = candidates.group_numbers(db, candidates.known_segments(db))
        has_lists = candidates.has_acquaintances(db)
        begun = whole_people(db, around, sorted({*said, *around.sent}))
    groups = groups.join(people.select("person"), on="person", how="semi")
    by_status = _by_status(people, groups)
    states = {one.person: _state(one, said.get(one.person), limits, today) for one in begun}
    states = {person: one for person, one in states.items() if not _is_long_ago(one, today)}
    ranked = worth(
        people.select(*CANDIDATES), pl.concat([groups, by_status]), needs=wanted, audience=audience, today=today
    )
    return _Ranking(
        around=around,
        ranked=_with_shows(ranked, people, states),
        groups=pl.concat([groups, by_status]).filter(pl.col("share") >= SURE_GROUP),
        states=states,
        goal=goal,
        gaps=found,
        policy=policy,
        has_policy=has_policy,
        budget=_budget(begun, said, limits, today),
        known=len(people) + left_out,
        has_lists=has_lists,
        left_out=left_out,
    )


def _by_status(people: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """For those of whom no group is known the one that their source's own word means."""
    told = pl.DataFrame({"status": [*map(str, STATUS_SEGMENT)], "segment": [*map(str, STATUS_SEGMENT.values())]})
    rest = people.select("person", "status").join(groups.select("person").unique(), on="person", how="anti")
    return rest.join(told, on="status").select("person", "segment", pl.lit(1.0).alias("share"))


def _counts(db: Connection) -> tuple[dict[str, float], int]:
    """How many current relations are in each group, as expected numbers, and how many there are."""
    is_current = relations.c.no_longer_since == ""
    columns = memberships.c
    query = select(columns.segment, func.sum(columns.share)).join(relations, relations.c.person == columns.person)
    counts = {row[0]: round(row[1], _DIGITS) for row in db.execute(query.where(is_current).group_by(columns.segment))}
    return counts, db.scalar(select(func.count()).select_from(relations).where(is_current)) or 0


def _state(one: Outsider, word: SaidInvite | None, limits: Limits, today: date) -> Invited:
    """Where the inviting of somebody stands with whom it has begun; a list without days counts as of today."""
    stands = invited(
        (word.status, word.day) if word else None,
        sent=one.sent or (None if word else today),
        connected_on=(one.connected_on or today) if one.is_relation else None,
        today=today,
        weeks=limits.invitation_weeks,
    )
    return replace(stands, is_said=word is not None)


def _is_long_ago(one: Invited, today: date) -> bool:
    """Whether somebody accepted so long ago, and without a word of the person's, that it is nothing to follow."""
    is_accepted = one.state is InviteState.ACCEPTED and not one.is_said
    return is_accepted and one.day is not None and one.day <= today - ACCEPTED_FOR


def _with_shows(ranked: pl.DataFrame, people: pl.DataFrame, states: Mapping[int, Invited]) -> pl.DataFrame:
    """With the heading under which each is shown; those who accepted are relations, and stand in no list of others."""
    begun = pl.DataFrame(
        [(person, one.state.value) for person, one in states.items() if one.state is not InviteState.TO_DO],
        schema={"person": pl.Int64, "begun": pl.String},
        orient="row",
    )
    former = people.filter("is_former").get_column("person").implode()
    shown = pl.coalesce(
        "begun", pl.when(pl.col("person").is_in(former)).then(pl.lit(FORMER)), pl.lit(InviteState.TO_DO.value)
    )
    ranked = ranked.join(begun, on="person", how="left", maintain_order="left")
    ranked = ranked.with_columns(shown.alias("show")).drop("begun")
    # Without any sign of an acquaintance there is no reason to suggest anybody.
    ranked = ranked.filter(~pl.col("show").is_in([InviteState.TO_DO.value, FORMER]) | (pl.col("score") > 0))
    accepted = [person for person, one in states.items() if one.state is InviteState.ACCEPTED]
    zero = pl.lit(0.0)
    done = pl.DataFrame({"person": accepted}, schema={"person": pl.Int64}).with_columns(
        *(zero.alias(part.value) for part in Part),
        pl.lit("").alias("segment"),
        zero.alias("share"),
        zero.alias("score"),
        pl.lit(InviteState.ACCEPTED.value).alias("show"),
    )
    return pl.concat([ranked, done.select(ranked.columns)])


def _budget(begun: Sequence[Outsider], said: Mapping[int, SaidInvite], limits: Limits, today: date) -> Budget:
    """What has been used, by the person's word and LinkedIn's own list; told by both, counted once."""
    days = {one.person: (one.sent, one.noted) for one in begun if one.sent}
    for person, word in said.items():
        before = days.get(person)
        if word.status == "sent" and (before is None or word.day > before[0]):
            days[person] = (word.day, word.noted)
    week = sum(today - WEEK < day <= today for day, _ in days.values())
    month = sum(noted and day.year == today.year and day.month == today.month for day, noted in days.values())
    return Budget(sent=week, noted=month, limits=limits)


def _candidates(store: Store, ranking: _Ranking, shown: pl.DataFrame) -> tuple[Candidate, ...]:
    audience = ranking.goal.audience if ranking.goal else Audience()
    gap_of = {gap.segment: gap for gap in ranking.gaps}
    rows = {row["person"]: row for row in shown.iter_rows(named=True)}
    with store.reading() as db:
        people = whole_people(db, ranking.around, list(rows))
    return tuple(
        Candidate(
            outsider=one,
            invited=ranking.states.get(one.person, Invited()),
            score=rows[one.person]["score"],
            segment=rows[one.person]["segment"],
            reasons=invite_reasons(one, rows[one.person], gap_of.get(rows[one.person]["segment"])),
            # Here it is the owner who invites: no message of theirs is asked for.
            ruling=judge_invitation(replace(one, received=None), ranking.policy, audience),
        )
        for one in people
    )
