"""The budgets notice what they are there to notice."""

from pathlib import Path

import pytest

from tools.check_budgets import offences


def written(root: Path, name: str, text: str) -> list[str]:
    """What the check says about a tree that holds this one file."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return [str(offence) for offence in offences(root)[0]]


def function(lines: int, parameters: str = "") -> str:
    """A function of that many lines."""
    return f"def long({parameters}):\n" + "    pass\n" * (lines - 1)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("src/a.py", "x = 1\n" * 501, "src/a.py:501: 501 lines, at most 500"),
        ("src/t/a.html", "<p>\n" * 201, "201 lines, at most 200"),
        ("src/t/a.js", "x\n" * 201, "201 lines, at most 200"),
        ("src/t/a.css", "x\n" * 501, "501 lines, at most 500"),
        ("bench/a.py", function(61), "bench/a.py:1: long has 61 lines, at most 60"),
        ("tools/a.py", function(2, "a, b, c, d, e, f"), "6 positional parameters"),
        ("src/utils.py", "", "'utils' says nothing"),
        ("src/helpers/names.py", "", "'helpers' says nothing"),
        ("tests/a.py", "x = 1  # noqa\n", "'noqa' without a code"),
        ("tests/a.py", "x = 1  # noqa: E501\n", "'noqa' without a reason"),
        ("tests/a.py", "x = 1  # type: ignore\n", "'type: ignore' without a code"),
        ("tests/a.py", "x = 1  # type: ignore[arg-type]\n", "'type: ignore' without a reason"),
        ("tests/a.py", "x = 1  # pragma: no cover\n", "'pragma: no cover' without a reason"),
        ("tests/a.py", "x = 1  # noqa: E501 a reason\n" * 41, "41 suppressions, at most 40"),
    ],
)
def test_over_budget(tmp_path: Path, name: str, text: str, said: str) -> None:
    """Each budget names the place that is over it."""
    assert said in "\n".join(written(tmp_path, name, text))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("src/a.py", "x = 1\n" * 500),
        ("src/a.py", function(60, "self, a, b, c, d, e, *, f, g")),
        ("src/database.py", "x = 1  # noqa: E501, RUF001 (the format's own words)\n"),
        ("src/a.py", "x = 1  # type: ignore[arg-type]  # the stub lacks it\n"),
        ("src/a.py", "x = '# noqa'\n"),
        ("src/kreds/store/migrations/versions/0001_a.py", function(300)),
        ("tests/fixtures/utils/long.html", "<p>\n" * 300),
    ],
)
def test_within_budget(tmp_path: Path, name: str, text: str) -> None:
    """What is within the budgets, or another's format, is left alone."""
    assert written(tmp_path, name, text) == []
