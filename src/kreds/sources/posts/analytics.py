"""LinkedIn's analytics of posts, exported as a spreadsheet: of many posts at once, or of a single one.

Nobody has seen a file in another language than English, so what is in none of the words known here is told by where it
stands and what it looks like: two rankings side by side of addresses, days and numbers, or a list of names and values
that begins with a post's address. Daily totals, followers and demographics are of no single post and are left.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from kreds.model.post import FIGURES, PostFigures
from kreds.model.record import PostFiguresRecord, Rejected, Skipped
from kreds.sources.sheet_child import Row
from kreds.sources.workbook import Sheet, Workbook
from kreds.text.months import english_month, foreign_month
from kreds.text.names import clean, match_key
from kreds.text.phrase import Phrase
from kreds.text.posts import post_key, posted_at

VERSION = 1
BOTH_RANKINGS = "in both rankings"
NO_NUMBER, NO_POST = "ROW-FIGURE", "ROW-POST"
_MOST = 10**12
_LABELS = {
    "impressions": "impressions|visninger|eksponeringer",
    "members_reached": "members reached|unique views|unique impressions|medlemmer nået|nåede medlemmer",
    "reactions": "reactions|reaktioner|likes",
    "comments": "comments|kommentarer",
    "reposts": "reposts|shares|genopslag|delinger",
    "engagements": "engagements|social engagements|engagementer|interaktioner|sociale interaktioner",
}
LABELS = {word: name for name, words in _LABELS.items() for word in words.split("|")}
_DAY_LABELS = frozenset(
    [
        "post date",
        "post publish date",
        "publish date",
        "posted on",
        "date",
        "dato",
        "opslagsdato",
        "udgivelsesdato",
        "dato for opslag",
    ]
)
_URL_LABELS = frozenset(
    ["post url", "url", "link", "post link", "opslags-url", "url-adresse for opslag", "opslagets url"]
)
_RANKED = frozenset({"top posts", "topopslag", "populære opslag", "bedste opslag"})
_SINGLE = frozenset({"performance", "post analytics", "resultater", "opslagsanalyse", "præstation"})
_SEARCHED = 40
_NUMBER = re.compile(r"[<~≈]?\s*(\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+|\d+)(?:[.,]0+)?")
_SHORT = re.compile(r"(\d{1,4})(?:[.,](\d))?\s?(k|m|t|mio)\.?", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")
_US = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})")
_WORDY = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}), (\d{4})|(\d{1,2})\.? ([A-Za-zæøåÆØÅ]{3,9})\.? (\d{4})")
_SERIAL = re.compile(r"[34]\d{4}")
_SHEET_EPOCH = date(1899, 12, 30)
_PERIOD = re.compile(
    r"(\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d{2}-\d{2})\s*[-–]\s*(\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d{2}-\d{2})"
)

Outcome = PostFiguresRecord | Rejected | Skipped


@dataclass(slots=True)
class AnalyticsRead:
    """What an export says: an outcome for every entry of a ranking; of a single post, one."""

    outcomes: list[Outcome] = field(default_factory=list)
    notes: list[Phrase] = field(default_factory=list)


def sheet_of(book: Workbook) -> str | None:
    """The sheet of an export of analytics that has the posts; None for every other spreadsheet."""
    visible = [sheet for sheet in book.sheets if sheet.is_visible]
    named = [one for one in visible if match_key(one.name) in _RANKED | _SINGLE]
    for sheet in (*named, *visible):
        if _halves(sheet.head) or _is_single(sheet.head):
            return sheet.name
    return None


def read_analytics(book: Workbook) -> AnalyticsRead:
    """Read an export whose sheet `sheet_of` has chosen."""
    found = AnalyticsRead()
    if book.chosen and (halves := _halves(book.rows[:_SEARCHED])):
        found.outcomes += _ranked(book.rows, halves, _last_day(book.sheets))
    elif book.chosen:
        found.outcomes.append(_single(book.rows))
    others = [sheet.name for sheet in book.sheets if sheet.is_visible and sheet.name != book.chosen and sheet.head]
    if others:
        found.notes.append(
            Phrase(
                "Read was the sheet of posts; not of single posts, and not read: %(names)s.",
                {"names": ", ".join(others)},
            )
        )
    return found


# ---- many posts -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Half:
    """One ranking: the row of its names of columns, where the addresses begin, which number it ranks by."""

    row: int
    first: int
    figure: str


def _halves(rows: Sequence[Row]) -> list[_Half]:
    """The rankings of a sheet: an address, a day and a number each; by their names, else by the first row of them."""
    for line, cells in rows[:_SEARCHED]:
        keys = [match_key(cell) for cell in cells]
        places = [place for place, key in enumerate(keys) if key in _URL_LABELS]
        found = [
            _Half(line, place, LABELS[number])
            for place in places
            if len(keys) > place + 2 and keys[place + 1] in _DAY_LABELS and (number := keys[place + 2]) in LABELS
        ]
        if found:
            return found
    for line, cells in rows[:_SEARCHED]:
        places = [
            place
            for place, cell in enumerate(cells[:-2])
            if post_key(cell) and _day(cells[place + 1]) and count_of(cells[place + 2]) is not None
        ]
        if places:
            figures = ("engagements", "impressions") if len(places) > 1 else ("impressions",)
            return [_Half(line - 1, place, figure) for place, figure in zip(places, figures, strict=False)]
    return []


def _ranked(rows: Sequence[Row], halves: Sequence[_Half], day: date | None) -> list[Outcome]:
    """One outcome for each entry; a post in both rankings is one record, and once more left out as known."""
    found: list[Outcome] = []
    places: dict[str, int] = {}
    for line, cells in rows:
        for half in halves:
            if line <= half.row:
                continue
            told = [clean(cell) for cell in [*cells, "", "", ""][half.first : half.first + 3]]
            # A ranking may be shorter than the one beside it, and what fills its cells is no address.
            if not told[0] or told[0].isdecimal():
                continue
            key, number = post_key(told[0]), count_of(told[2])
            if not key or number is None:
                found.append(
                    Rejected(line, NO_NUMBER if key else NO_POST, "\t".join(told), {"value": told[2 if key else 0]})
                )
            elif key in places:
                before = found[places[key]]
                assert isinstance(before, PostFiguresRecord)
                found[places[key]] = replace(before, figures=_with(before.figures, {half.figure: number}))
                found.append(Skipped(line, BOTH_RANKINGS))
            else:
                places[key] = len(found)
                figures = _with(PostFigures(day=day), {half.figure: number})
                found.append(PostFiguresRecord(line, key, _day(told[1]) or _posted(key), figures))
    return found


def _with(figures: PostFigures, numbers: Mapping[str, int]) -> PostFigures:
    changes: dict[str, Any] = {name: numbers[name] for name in FIGURES if name in numbers}
    return replace(figures, **changes)


def _last_day(sheets: Sequence[Sheet]) -> date | None:
    """The last day that an export covers, as its first sheet says."""
    for sheet in sheets:
        for _, cells in sheet.head[:5]:
            for cell in cells:
                if period := _PERIOD.search(cell):
                    return _day(period[2])
    return None


# ---- a single post --------------------------------------------------------------------------------------------------


def _is_single(rows: Sequence[Row]) -> bool:
    told = list(_pairs(rows))
    return any(post_key(value) for _, value in told) and any(match_key(name) in LABELS for name, _ in told)


def _pairs(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    for _, cells in rows:
        if len(cells) > 1 and cells[0].strip():
            yield clean(cells[0]).rstrip(":"), clean(cells[1])


def _single(rows: Sequence[Row]) -> Outcome:
    told = list(_pairs(rows))
    line = rows[0][0] if rows else 1
    raw = "\n".join(f"{name}\t{value}" for name, value in told[:_SEARCHED])
    key = next((key for _, value in told if (key := post_key(value))), "")
    numbers: dict[str, int] = {}
    for name, value in told:
        figure = LABELS.get(match_key(name))
        if figure is None or not value or figure in numbers:
            continue
        number = count_of(value)
        if number is None:
            return Rejected(line, NO_NUMBER, raw, {"value": value})
        numbers[figure] = number
    if not key or not numbers:
        return Rejected(line, NO_POST, raw, {"value": ""})
    days = [day for name, value in told if match_key(name) in _DAY_LABELS and (day := _day(value))]
    figures = _with(PostFigures(), numbers)
    return PostFiguresRecord(line, key, days[0] if days else _posted(key), figures)


# ---- values ---------------------------------------------------------------------------------------------------------


def count_of(text: str) -> int | None:
    """A number as any language writes it; None when it is none.

    >>> count_of("1,316"), count_of("1.316"), count_of("1'006"), count_of("12"), count_of("2.5K"), count_of("12,5 %")
    (1316, 1316, 1006, 12, 2500, None)
    """
    plain = text.strip()
    if found := _NUMBER.fullmatch(plain):
        number = int(re.sub(r"\D", "", found[1]))
        return number if number <= _MOST else None
    if short := _SHORT.fullmatch(plain):
        unit = 1_000_000 if short[3].lower() in {"m", "mio"} else 1_000
        return int(short[1]) * unit + int(short[2] or 0) * unit // 10
    return None


def _day(text: str) -> date | None:
    """A day as LinkedIn and spreadsheets write it: US months first with slashes, days first with dots."""
    plain = text.strip()
    if found := _ISO.fullmatch(plain):
        year, month, day = (int(part) for part in found.groups())
    elif found := _US.fullmatch(plain):
        month, day, year = (int(part) for part in found.groups())
        if month > 12:
            month, day = day, month
    elif found := _DOTTED.fullmatch(plain):
        day, month, year = (int(part) for part in found.groups())
    elif found := _WORDY.fullmatch(plain):
        name, day_text, year_text = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
        month, day, year = english_month(name) or foreign_month(name), int(day_text), int(year_text)
    elif _SERIAL.fullmatch(plain):
        return _SHEET_EPOCH + timedelta(days=int(plain))
    else:
        return None
    try:
        return date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        return None


def _posted(key: str) -> date | None:
    at = posted_at(key)
    return None if at is None else date(1970, 1, 1) + timedelta(days=at // 86_400)
