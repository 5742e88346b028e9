"""Whether the lines of the week hit what is true of invented networks, and whether nobody is overlooked or worn out.

    make bench-agenda

The networks are those of `kreds demo` with all that lies beside them. For eight weeks somebody does every line of the
agenda (or none of them). A line about a person hits when the hidden truth has its occasion: a rhythm that has ended or
is overdue, a need, another job, a real relation that gave something. Lines about nobody (posts, invitations) are not
counted. The networks are ours: expect less of a real one.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select

from kreds.cultivation.cadence import LEAST
from kreds.model.agenda import AgendaLine, LineSaid, LineState, OccasionKind, Week
from kreds.model.level import Level, Trend
from kreds.services.import_files import ImportOptions, import_files
from kreds.services.make_demo import DemoOrder, demo_store, make_whole_demo
from kreds.services.plan_week import say_line, tie_of, week
from kreds.store.database import Store, open_store
from kreds.store.tables import relations
from kreds.text.urls import profile_slug

SEEDS = (1, 2)
WEEKS = 8
_QUIET_TIMES = 1.5
"""A rhythm is overdue, truly, after so many of its own intervals."""

Truth = Mapping[str, Any]


@dataclass
class Outcome:
    """What came of the weeks: hits and lines by kind, gaps shorter than the cadence, and strong fading ones overlooked.

    ``fading`` are the strong relations that were fading in the first week, ``late`` of them stood in neither of the
    first two weeks. ``seen`` are the weeks in which somebody stood, with the days their cadence was then.
    """

    hits: Counter[OccasionKind] = field(default_factory=Counter)
    lines: Counter[OccasionKind] = field(default_factory=Counter)
    others: int = 0
    too_often: int = 0
    fading: int = 0
    late: int = 0
    seen: dict[str, list[tuple[date, int]]] = field(default_factory=lambda: defaultdict(list))

    @property
    def share(self) -> float:
        """The share of lines about somebody that hit, 1 where there are none."""
        return self.hits.total() / self.lines.total() if self.lines else 1.0


def main(arguments: Sequence[str]) -> int:
    """Print the share of lines that hit a true occasion, by seed, for who does everything and for who does nothing."""
    for seed in [int(argument) for argument in arguments] or SEEDS:
        for does in (True, False):
            with TemporaryDirectory() as folder:
                found = measure(Path(folder), DemoOrder(seed=seed, language="en"), does=does)
            kinds = ", ".join(f"{kind.value} {found.hits[kind]}/{count}" for kind, count in found.lines.most_common())
            print(
                f"seed {seed}, {'every line done' if does else 'no line done'}: {found.share:.3f} of "
                f"{found.lines.total()} lines about somebody hit ({kinds}); {found.others} about nobody; "
                f"{found.too_often} too often; {found.late} of {found.fading} strong and fading later than two weeks"
            )
    return 0


def measure(folder: Path, order: DemoOrder, *, does: bool, weeks: int = WEEKS) -> Outcome:
    """Make a network in an empty folder and live with its agenda for some weeks, from the last day of its files."""
    made = make_whole_demo(folder, order)
    told = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    truth = {_slug_of(one["slug"]): one for one in told["relations"]}
    begins = date.fromisoformat(told["day"]) + timedelta(days=1)
    options = ImportOptions(today=begins, now=lambda: _noon(begins), origin="bench", keep_texts=True)
    with open_store(demo_store(folder)) as store:
        import_files(store, made.paths, options)
        return live(store, truth, begins, does=does, weeks=weeks)


def live(store: Store, truth: Mapping[str, Truth], begins: date, *, does: bool, weeks: int) -> Outcome:
    """Go through the weeks from ``begins`` on."""
    outcome = Outcome()
    fading = _strong_and_fading(store)
    for number in range(weeks):
        today = begins + timedelta(weeks=number)
        lines = week(store, today=today, at=_noon(today))
        _count(store, lines, truth, today=today, outcome=outcome)
        for line in lines.lines if does else ():
            if line.state is LineState.OPEN:
                say_line(store, line.id, LineSaid.DONE, today=today, at=_noon(today))
    first_two = {who for who, times in outcome.seen.items() if any((day - begins).days < 14 for day, _ in times)}
    outcome.fading, outcome.late = len(fading), len(fading - first_two)
    return outcome


def _count(store: Store, found: Week, truth: Mapping[str, Truth], *, today: date, outcome: Outcome) -> None:
    seen = outcome.seen
    for line in found.lines:
        if line.relation is None:
            outcome.others += 1
            continue
        true = truth[_slug(line)]
        outcome.lines[line.occasion.kind] += 1
        outcome.hits[line.occasion.kind] += is_hit(line, true, truth, today)
        people = (line.relation, line.other) if line.other else (line.relation,)
        for one in people:
            known = tie_of(store, int(one.id, 16), today=today)
            cadence = max(LEAST, known[1] if known else 0)
            outcome.too_often += any((found.monday - day).days < min(cadence, was) for day, was in seen[one.id])
            seen[one.id].append((found.monday, cadence))


def is_hit(line: AgendaLine, true: Truth, truth: Mapping[str, Truth], today: date) -> bool:
    """Whether the hidden truth has the occasion that a line about somebody claims."""
    kind, is_relation = line.occasion.kind, str(true["level"]) != Level.WORTHLESS.value
    if kind is OccasionKind.QUIET:
        return is_relation and (bool(true["rhythm"]["fades"]) or _overdue(true, today))
    if kind is OccasionKind.DUE:
        return is_relation and _silent_days(true, today) >= int(str(line.occasion.facts["cadence"]))
    if kind is OccasionKind.QUESTION:
        return is_relation and bool(true["needs"])
    if kind is OccasionKind.INTRODUCE:
        other = truth[_slug_of(line.other.profile_url)] if line.other else None
        return bool(true["needs"]) and other is not None and str(other["level"]) != Level.WORTHLESS.value
    if kind is OccasionKind.JOB_SEEKER:
        return is_relation and "seeking" in str(true["title"]).lower()
    if kind is OccasionKind.NEW_JOB:
        return bool(true["job_changes"])
    if kind is OccasionKind.YEARS:
        return is_relation and date.fromisoformat(true["connected_on"]).month == line.day.month
    return is_relation


def _overdue(true: Truth, today: date) -> bool:
    return _silent_days(true, today) > _QUIET_TIMES * float(true["rhythm"]["interval_days"])


def _silent_days(true: Truth, today: date) -> int:
    return (today - date.fromisoformat(true["last_contact"])).days if true["last_contact"] else 10_000


def _strong_and_fading(store: Store) -> set[str]:
    columns = relations.c
    query = select(columns.person).where(
        columns.no_longer_since == "", columns.level == Level.STRONG.value, columns.trend == Trend.FADING.value
    )
    with store.reading() as db:
        return {f"{person:013x}" for person in db.scalars(query)}


def _slug(line: AgendaLine) -> str:
    return _slug_of(line.relation.profile_url) if line.relation else ""


def _slug_of(url: str) -> str:
    return profile_slug(f"https://www.linkedin.com/in/{url.rstrip('/').rpartition('/')[2]}")


def _noon(day: date) -> int:
    return int(datetime.combine(day, time(12), UTC).timestamp())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
