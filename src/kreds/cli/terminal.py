"""How answers look in a terminal: calm, readable without color, never wider than the window, whole in a pipe."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kreds.cli.escaping import printable
from kreds.errors import AmbiguousPersonError, KredsError, RefusedError
from kreds.model.level import Level

if TYPE_CHECKING:
    from kreds.i18n import Translator

LEVEL_STYLES = {
    Level.STRONG: "cyan",
    Level.AVERAGE: "yellow",
    Level.WORTHLESS: "bright_black",
    Level.UNKNOWN: "default",
}
_LEVEL_MARKS = {Level.STRONG: "●", Level.AVERAGE: "◐", Level.WORTHLESS: "○", Level.UNKNOWN: "?"}
_PLAIN_MARKS = {Level.STRONG: "#", Level.AVERAGE: "+", Level.WORTHLESS: "-", Level.UNKNOWN: "?"}
_WIDE_ENOUGH_FOR_A_PIPE = 400
_INDENT = 2
_MOST_CANDIDATES = 12
_NARROWEST = 8
_ROOMY = 110
"""Columns from which tables show what a narrow window has no room for."""


def console(*, stderr: bool = False) -> Console:
    """A console that takes text as it is: no markup, no emoji codes, no guessing at numbers.

    Where no terminal reads, nothing is cut to a width and no escape codes are sent.
    """
    made = Console(stderr=stderr, markup=False, emoji=False, highlight=False, soft_wrap=False)
    if not made.is_terminal and not os.environ.get("COLUMNS"):
        made.width = _WIDE_ENOUGH_FOR_A_PIPE
    return made


def is_roomy(out: Console) -> bool:
    """Whether there is room for the columns that are good to have."""
    return out.width >= _ROOMY


def is_plain(out: Console) -> bool:
    """Whether only ASCII can be trusted to come out right."""
    return out.options.ascii_only or os.environ.get("TERM") == "dumb"


def say(out: Console, *lines: str | Text) -> None:
    """Print paragraphs, wrapped at the width of the window."""
    for line in lines:
        text = line if isinstance(line, Text) else Text(line)
        out.print(text, overflow="fold")


def heading(out: Console, title: str) -> None:
    """A blank line and a title for what follows."""
    out.print()
    out.print(Text(title, style="bold"))


def steps(out: Console, title: str, lines: Sequence[tuple[str, str]]) -> None:
    """What can be done next: commands, and what each is good for; commands are never broken, they are to be copied."""
    heading(out, title)
    width = max(cell_len(command) for command, _ in lines) + 2
    in_one_line = width + max(cell_len(purpose) for _, purpose in lines) + _INDENT <= out.width
    for command, purpose in lines:
        gap = " " * (width - cell_len(command)) if in_one_line else "\n      "
        line = Text(f"  {command}{gap}").append(purpose, style="dim")
        out.print(line, soft_wrap=True)


def indented(out: Console, body: RenderableType) -> None:
    """Print something two columns in."""
    out.print(Padding(body, (0, 0, 0, _INDENT), expand=False))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``gives`` room when there is too little; what does not fit is cut, or folded."""

    title: str = ""
    right: bool = False
    gives: bool = False
    folds: bool = False


def show_table(out: Console, columns: Sequence[Column], rows: Sequence[Sequence[Text | str]]) -> None:
    """A table with light lines, two columns in; only columns that give are ever cut."""
    cells = [[Text(value) if isinstance(value, str) else value for value in row] for row in rows]
    titled = any(column.title for column in columns)
    made = Table(
        box=None if is_plain(out) or not titled else SIMPLE_HEAD,
        padding=(0, 1),
        pad_edge=False,
        show_edge=False,
        show_header=titled,
        header_style="dim",
    )
    gap = 3 if made.box else 2
    widths = _widths(columns, cells, room=out.width - _INDENT - gap * (len(columns) - 1))
    for column, width in zip(columns, widths, strict=True):
        made.add_column(
            Text(column.title),
            justify="right" if column.right else "left",
            width=width,
            no_wrap=not column.folds,
            overflow="fold" if column.folds else "ellipsis",
        )
    for row in cells:
        made.add_row(*row)
    indented(out, made)


def _widths(columns: Sequence[Column], cells: Sequence[Sequence[Text]], *, room: int) -> list[int]:
    """What each column needs; where that is too much, those that give share what the others leave."""
    wanted = [
        max([cell_len(column.title), *(row[place].cell_len for row in cells)]) for place, column in enumerate(columns)
    ]
    giving = [place for place, column in enumerate(columns) if column.gives or column.folds]
    left = room - sum(width for place, width in enumerate(wanted) if place not in giving)
    widths = list(wanted)
    # The narrowest first: what one column does not need, the next may have.
    for count, place in enumerate(sorted(giving, key=lambda place: wanted[place])):
        widths[place] = max(_NARROWEST, min(wanted[place], left // (len(giving) - count)))
        left -= widths[place]
    return widths


def cell(text: str, style: str = "") -> Text:
    """A value that came from a file, safe to print."""
    return Text(printable(text), style=style)


def level_text(out: Console, t: "Translator", level: Level, *, overruled: bool = False) -> Text:
    """A level as mark and word; a star where the person has said so."""
    marks = _PLAIN_MARKS if is_plain(out) else _LEVEL_MARKS
    return Text(f"{marks[level]} {t.level(level)}{' *' if overruled else ''}", style=LEVEL_STYLES[level])


def bar(out: Console, share: float, *, width: int = 10, style: str = "") -> Text:
    """A share in [0, 1] as a bar; what is more than nothing shows."""
    share = min(1.0, max(0.0, share))
    filled = round(share * width) or int(share > 0)
    full, empty = ("#", ".") if is_plain(out) else ("█", "░")
    return Text(full * filled, style=style).append(empty * (width - filled), style="bright_black")


def print_error(err: Console, t: "Translator", error: KredsError) -> None:
    """What is wrong and what was kept, whom it could mean, what to do."""
    message, advice = t.error(error)
    said = Text(printable(message), style="bold")
    if isinstance(error, RefusedError):
        said.append(f" [{error.code}]", style="dim")
    err.print(said, overflow="fold")
    if isinstance(error, AmbiguousPersonError):
        for number, name, url in error.candidates[:_MOST_CANDIDATES]:
            err.print(Text(f"  {number}  {printable(name)}  {printable(url)}"), soft_wrap=True)
        more = len(error.candidates) - _MOST_CANDIDATES
        if more > 0:
            err.print(Text("  " + t.plural("and %(n)s more", "and %(n)s more", more)))
    if advice:
        err.print(Text(t.text("What to do: %(advice)s", advice=printable(advice))), overflow="fold")
