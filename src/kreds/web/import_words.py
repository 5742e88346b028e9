"""What became of every row, in words: each file's equation, and the rows set aside, gathered by what is wrong."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kreds.i18n import Translator
from kreds.model.importing import FileResult, RejectedRow
from kreds.sources.kinds import Kind

SHOWN_OF_EACH = 20
"""So many rows with one trouble are shown; all of them can be saved."""

_RAW_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Equation:
    """One file: every row that was read, and where it went."""

    name: str
    kind: str
    read: int
    terms: tuple[tuple[str, int], ...]
    adds_up: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetAside:
    """A rejected row: where it stood, what is wrong with it, the row itself, and what to do, if that is told by row."""

    place: str
    message: str
    raw: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Rows set aside for one reason: what to do about them, how many there are, and the first of them."""

    title: str
    advice: str
    count: int
    rows: tuple[SetAside, ...]


def equations(files: Sequence[FileResult], t: Translator) -> tuple[Equation, ...]:
    """A line for each file; articles come one a file, and are told as one line."""
    return tuple(_equation(file, t) for file in sorted(_gathered(files, t), key=lambda file: weight_of(file.kind)))


def weight_of(kind: str) -> int:
    """The place of a kind of file among others: what a network is made of comes first."""
    kinds = [str(one) for one in Kind]
    return kinds.index(kind) if kind in kinds else len(kinds)


def troubles(rows: Sequence[RejectedRow], t: Translator) -> tuple[Trouble, ...]:
    """The rows by what is wrong, the most frequent first."""
    by_code: dict[str, list[RejectedRow]] = {}
    for row in rows:
        by_code.setdefault(row.code, []).append(row)
    return tuple(_trouble(some, t) for some in sorted(by_code.values(), key=len, reverse=True))


def advised(rows: Sequence[RejectedRow], t: Translator) -> tuple[SetAside, ...]:
    """The rows in the order of their file; what is wrong and what to do is told once for those in a row."""
    shown: list[SetAside] = []
    above = ("", "")
    for row in rows:
        told = t.problem(row.code, row.facts)
        aside = _set_aside(row, t)
        shown.append(replace(aside, message="") if told == above else replace(aside, advice=told[1]))
        above = told
    return tuple(shown)


def _trouble(rows: list[RejectedRow], t: Translator) -> Trouble:
    message, advice = t.problem(rows[0].code, rows[0].facts)
    title = (
        message if len(rows) == 1 else t.text("%(message)s And %(n)s more like it.", message=message, n=len(rows) - 1)
    )
    return Trouble(title, advice, len(rows), tuple(_set_aside(row, t) for row in rows[:SHOWN_OF_EACH]))


def _set_aside(row: RejectedRow, t: Translator) -> SetAside:
    raw = row.raw if len(row.raw) <= _RAW_LENGTH else row.raw[:_RAW_LENGTH] + " …"
    return SetAside(place=t.place(row.file, row.line), message=t.problem(row.code, row.facts)[0], raw=raw)


def _gathered(files: Sequence[FileResult], t: Translator) -> list[FileResult]:
    articles = [file for file in files if file.kind == "articles"]
    others = [file for file in files if file.kind != "articles"]
    if not articles:
        return others
    skipped: Counter[str] = Counter()
    for file in articles:
        skipped.update(file.skipped)
    one = FileResult(
        name=t.plural("%(n)s article", "%(n)s articles", len(articles)),
        kind="articles",
        read=sum(file.read for file in articles),
        new=sum(file.new for file in articles),
        updated=sum(file.updated for file in articles),
        unchanged=sum(file.unchanged for file in articles),
        merged=sum(file.merged for file in articles),
        rejected=sum(file.rejected for file in articles),
        skipped=skipped,
        notes=tuple(note for file in articles for note in file.notes),
    )
    return [*others, one]


def _equation(file: FileResult, t: Translator) -> Equation:
    terms = [
        (t.text("new"), file.new),
        (t.text("updated"), file.updated),
        (t.text("unchanged"), file.unchanged),
        (t.text("merged"), file.merged),
        (t.text("rejected"), file.rejected),
        *((t.text("left out: %(reason)s", reason=t.reason(reason)), count) for reason, count in file.skipped.items()),
    ]
    return Equation(
        name=file.name,
        kind=t.kind(file.kind),
        read=file.read,
        terms=tuple((word, count) for word, count in terms if count),
        adds_up=file.adds_up,
        notes=tuple(t.phrase(note) for note in file.notes),
    )
