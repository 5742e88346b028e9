"""How answers look: within the window, whole in a pipe, plain where the terminal is."""

import io

import pytest
from rich.console import Console
from rich.text import Text

from kreds.cli.terminal import Column, bar, cell, console, level_text, print_error, show_table
from kreds.errors import AmbiguousPersonError, RefusedError
from kreds.i18n import Translator
from kreds.model.level import Level


def _console(width: int, *, terminal: bool = True, encoding: str = "utf-8") -> tuple[Console, io.BytesIO]:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding, write_through=True)
    made = Console(file=file, width=width, force_terminal=terminal, color_system=None, markup=False, emoji=False)
    return made, raw


def _table(width: int) -> list[str]:
    out, raw = _console(width)
    columns = (Column("Name", gives=True), Column("Level"), Column("Company", gives=True), Column("Said", right=True))
    rows = [("Anna " + "Holm" * 20, "● strong", "Nordlys", "1,234"), ("Bo", "○ worthless", "Havnen" * 9, "·")]
    show_table(out, columns, rows)
    return raw.getvalue().decode().splitlines()


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_a_table_fits_the_window(width: int) -> None:
    """No line is wider than the window, and no row takes two lines."""
    lines = _table(width)
    assert len(lines) == 4
    assert max(len(line) for line in lines) <= width


def test_only_columns_that_give_are_cut() -> None:
    """Levels and numbers are shown whole while names make room."""
    text = "\n".join(_table(80))
    assert "● strong" in text
    assert "○ worthless" in text
    assert "1,234" in text
    assert "…" in text


def test_a_wide_window_cuts_nothing() -> None:
    """Where there is room everything is shown."""
    assert "…" not in "\n".join(_table(200))


def test_a_pipe_gets_everything_and_no_escape_codes(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever pipes the answer gets whole names and plain text."""
    name = "Anna " + "Holm" * 30
    show_table(console(), (Column("Name", gives=True), Column("Level")), [(cell(name, "bold red"), "strong")])
    shown = capsys.readouterr().out
    assert name in shown
    assert "\x1b" not in shown


def test_ascii_where_nothing_else_comes_out_right() -> None:
    """A terminal that knows only ASCII gets marks and bars of ASCII."""
    out, _ = _console(80, encoding="ascii")
    t = Translator("en")
    shown = [bar(out, 0.5), *(level_text(out, t, level) for level in Level)]
    assert all(text.plain.isascii() for text in shown)


def test_a_dumb_terminal_gets_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """TERM=dumb means no boxes and no blocks."""
    monkeypatch.setenv("TERM", "dumb")
    out, _ = _console(80)
    assert bar(out, 0.5, width=4).plain == "##.."


@pytest.mark.parametrize(("share", "filled"), [(0.0, 0), (0.001, 1), (0.5, 5), (1.0, 10), (7.0, 10), (-1.0, 0)])
def test_bars(share: float, filled: int) -> None:
    """A bar shows its share; a little is never nothing, and no share runs out of its bar."""
    out, _ = _console(80)
    text = bar(out, share).plain
    assert (len(text), text.count("█")) == (10, filled)


def test_a_name_is_not_markup() -> None:
    """Names with square brackets or escape codes print as they are."""
    out, raw = _console(80)
    out.print(cell("[red]Anna[/red] \x1b[31m"))
    assert raw.getvalue().decode().strip() == "[red]Anna[/red] \\x1b[31m"


def test_an_error_says_what_where_and_what_to_do() -> None:
    """A refusal names file, line, code, what was kept and what to do; an ambiguous name its candidates."""
    out, raw = _console(200)
    error = RefusedError("CSV-QUOTE", file="a.zip/Connections.csv", line=7, column="Company")
    print_error(out, Translator("en"), error)
    twins = [("0" * 13, "Bo \x1b[2J Lind", "https://www.linkedin.com/in/bo")]
    print_error(out, Translator("en"), AmbiguousPersonError("Bo", twins))
    shown = raw.getvalue().decode()
    assert all(part in shown for part in ("a.zip/Connections.csv", "7", "CSV-QUOTE", "Nothing was saved", "What to do"))
    assert "Bo \\x1b[2J Lind" in shown
    print_error(out, Translator("en"), AmbiguousPersonError("Bo", twins * 20))
    assert "and 8 more" in raw.getvalue().decode()
    assert "\x1b[2J" not in shown


def test_texts_may_be_plain_or_styled() -> None:
    """A cell is a text or a styled text."""
    out, raw = _console(80)
    show_table(out, (Column(), Column(folds=True)), [("a", Text("b"))])
    assert raw.getvalue().decode().split() == ["a", "b"]
