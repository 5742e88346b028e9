"""What has changed in the network since an earlier day: both days are judged from the same files, by the same rules."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import Connection, func, select

from kreds.errors import UsageError
from kreds.model.change import Change, ChangeKind, Changes, Compared
from kreds.model.frames import CONTEXT
from kreds.model.level import Level
from kreds.services.judging import coverage_of, half_life_days, judged, judging_day, rule_of
from kreds.services.kept import Kept
from kreds.services.read_frames import frames
from kreds.services.relation_rows import COLUMNS, relations_in
from kreds.services.standing import as_of, stamp
from kreds.services.trust import EMPTY, NO_MESSAGES, nothing_dated
from kreds.store.database import Store
from kreds.store.imports import CALENDARS
from kreds.store.relations import read_features
from kreds.store.tables import archives, files, relations
from kreds.text.phrase import Phrase
from kreds.ties import features
from kreds.ties.backtest import SHORT
from kreds.ties.changes import kind_of_change, why_changed
from kreds.ties.silence import silence

QUARTER_DAYS = 90
"""What is looked back over where no download before says otherwise."""
OFFERED_DAYS = (QUARTER_DAYS, 182, 365)
DOWNLOAD = "download"
LEAST_DAYS_APART = 30
"""Two deliveries closer together than this are parts of one download."""
MOST = 200
"""So many changes of a kind are told; all are counted."""
_EPOCH = date(1970, 1, 1).toordinal()

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Measured:
    """What passed between the owner and each relation, as it stood then and (for silence) as it stands now."""

    then: pl.DataFrame
    silent_then: frozenset[int]
    silences: Mapping[int, Row]


_measured: Kept[_Measured] = Kept(most=4)
_told: Kept[Changes] = Kept(most=4)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which day is compared with which, and what the answer follows from."""

    earlier: int
    until: date
    offered: tuple[Compared, ...]
    follows_from: tuple[tuple[int, ...], int]


def changes(store: Store, since: date | None = None) -> Changes:
    """What has changed since ``since``; without one, since the download before, else in the last quarter.

    What the person has said of a relation holds for both days. Everything is reckoned anew after an import; after a
    decision, only what follows from it.

    Raises:
        UsageError: ``since`` is not a day before the last on which messages were covered.
    """
    asked = _asked(store, since)
    if isinstance(asked, Changes):
        return asked
    return _told.get(store, asked.follows_from, lambda: _compared(store, asked))


def known_changes(store: Store, since: date | None = None) -> Changes | None:
    """The same where nothing has to be reckoned first, for a page that must not wait.

    Raises:
        UsageError: see `changes`.
    """
    asked = _asked(store, since)
    return asked if isinstance(asked, Changes) else _told.known(store, asked.follows_from)


def _asked(store: Store, since: date | None) -> "_Asked | Changes":
    """What is compared, or why nothing is."""
    with store.reading() as db:
        now, day, until, coverage = stamp(db), judging_day(db), as_of(db), coverage_of(db)
        begins = coverage.since_day if coverage.has_messages else None
        offered = _offered(db, day, begins) if until and begins is not None else ()
        if until is None:
            return Changes(None, None, refusal=EMPTY, missing=nothing_dated(db))
    if begins is None:
        missing = Phrase("Your messages are not among the files, so nobody can see who has gone silent.")
        return Changes(None, until, refusal=NO_MESSAGES, missing=missing)
    too_short = Phrase("Your messages begin on %(since)s: that is too short to compare.", {"since": _date(begins)})
    if begins >= day:
        return Changes(None, until, refusal=SHORT, missing=too_short)
    if since is not None:
        earlier = _number(since)
        if not begins <= earlier < day:
            first, last = _date(begins), _date(day - 1)
            raise UsageError("SINCE", value=since.isoformat(), first=first.isoformat(), last=last.isoformat())
    elif offered:
        earlier = _number(offered[0].since)
    else:
        return Changes(None, until, refusal=SHORT, missing=too_short)
    return _Asked(earlier, until, offered, (now.all, earlier))


def _offered(db: Connection, day: int, begins: int) -> tuple[Compared, ...]:
    """The days to compare with: that of the download before first, where there is one."""
    days = [(str(back), day - back) for back in OFFERED_DAYS]
    before = _download_before(db, day)
    if before is not None:
        days.insert(0, (DOWNLOAD, before))
    return tuple(Compared(basis, _date(number)) for basis, number in days if begins <= number)


def _download_before(db: Connection, day: int) -> int | None:
    """The last day that was covered before the newest download came; None when there was no other."""
    newest = (
        select(func.max(files.c.last_day))
        .join(archives, archives.c.id == files.c.archive_id)
        .where(files.c.last_day != "", files.c.kind.not_in(CALENDARS))
        .group_by(archives.c.import_id)
    )
    days = (_number(date.fromisoformat(last)) for last in db.execute(newest).scalars())
    return max((one for one in days if one <= day - LEAST_DAYS_APART), default=None)


def _compared(store: Store, asked: _Asked) -> Changes:
    earlier = asked.earlier
    with store.reading() as db:
        half_life = half_life_days(db)
        key = (stamp(db).messages, half_life, earlier)
    measured = _measured.get(store, key, lambda: _measure(store, earlier, half_life))
    with store.reading() as db:
        now = read_features(db)
        then = measured.then.drop(set(CONTEXT) - {"person"}).join(now.select(list(CONTEXT)), on="person", how="left")
        # The chance of contact changes no level.
        rule = replace(rule_of(db), day=earlier, alive_model=None)
        before = judged(db, rule, then.select(now.columns)).select("person", "score", pl.col("level").alias("then"))
        return _sorted_out(db, _Sides(measured, before, now), asked)


def _measure(store: Store, earlier: int, half_life: float) -> _Measured:
    network = frames(store)
    known = pl.col("connected_day").is_null() | (pl.col("connected_day") <= earlier)
    listed = network.relations.filter(known)
    then = features(network.interactions, listed, day=earlier, half_life_days=half_life)
    before, now = (
        silence(network.interactions, day=day).join(listed, on="person", how="semi") for day in (earlier, network.day)
    )
    return _Measured(
        then=then,
        silent_then=frozenset(before.filter(pl.col("is_silent") == 1)["person"]),
        silences={row["person"]: row for row in now.rows(named=True)},
    )


@dataclass(frozen=True, slots=True)
class _Sides:
    """Both days: what was measured, the judgement of then, the features of now."""

    measured: _Measured
    judged: pl.DataFrame
    now: pl.DataFrame

    def fell_silent(self, person: int) -> bool:
        """Whether the silence has become far longer than usual in between."""
        silent = self.measured.silences.get(person)
        return bool(silent and silent["is_silent"]) and person not in self.measured.silent_then


def _sorted_out(db: Connection, sides: _Sides, asked: _Asked) -> Changes:
    c, since = relations.c, _date(asked.earlier)
    current = c.no_longer_since == ""
    stated = {row.person: row for row in db.execute(select(c.person, c.level, c.overruled, c.score).where(current))}
    before, now = dict.fromkeys(Level, 0), dict.fromkeys(Level, 0)
    moved: dict[ChangeKind, list[tuple[bool, float, int, Level]]] = {kind: [] for kind in ChangeKind}
    for person, then_score, then_level in sides.judged.select("person", "score", "then").rows():
        row = stated.get(person)
        if row is None:
            continue
        is_, was = Level(row.level), Level(row.level if row.overruled else then_level)
        before[was] += 1
        now[is_] += 1
        kind = kind_of_change(was, is_, fell_silent=sides.fell_silent(person))
        if kind is not None:
            # Those who were or became strong first, then those whose score has moved furthest.
            moved[kind].append((Level.STRONG not in (was, is_), -abs(row.score - then_score), person, was))
    chosen = {kind: sorted(those)[:MOST] for kind, those in moved.items()}
    told = {kind: _told_of(db, kind, [one[2:] for one in those], sides) for kind, those in chosen.items()}
    return Changes(
        since,
        asked.until,
        silent=told[ChangeKind.SILENT],
        stronger=told[ChangeKind.STRONGER],
        fading=told[ChangeKind.FADING],
        counts={kind: len(those) for kind, those in moved.items()},
        before=before,
        now=now,
        new=_count(db, c.connected_on > since.isoformat(), current),
        gone=_count(db, c.no_longer_since > since.isoformat()),
        offered=asked.offered,
    )


def _count(db: Connection, *conditions: Any) -> int:
    return db.execute(select(func.count()).select_from(relations).where(*conditions)).scalar_one()


def _told_of(db: Connection, kind: ChangeKind, people: list[tuple[int, Level]], sides: _Sides) -> tuple[Change, ...]:
    """The changes of a kind in the order of ``people``, each with its reason."""
    wanted = [person for person, _ in people]
    found = relations_in(db, db.execute(select(*COLUMNS).where(relations.c.person.in_(wanted))).all())
    by_person = {int(relation.id, 16): relation for relation in found}
    then, now = (
        {row["person"]: row for row in frame.filter(pl.col("person").is_in(wanted)).rows(named=True)}
        for frame in (sides.measured.then, sides.now)
    )
    changes: list[Change] = []
    for person, was in people:
        silent = sides.measured.silences.get(person, {})
        changes.append(
            Change(
                relation=by_person[person],
                before=was,
                kind=kind,
                why=why_changed(kind, then[person], now[person], silent),
                usual_gap=silent.get("usual_gap"),
                silent_days=silent.get("silent_days"),
            )
        )
    return tuple(changes)


def _number(day: date) -> int:
    return day.toordinal() - _EPOCH


def _date(day: int) -> date:
    return date.fromordinal(_EPOCH + day)
