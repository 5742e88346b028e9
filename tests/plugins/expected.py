"""Expected results kept in files beside the fixtures; ``--update-expected`` rewrites them, and the diff is read."""

from collections.abc import Callable
from pathlib import Path

import pytest

Compare = Callable[[str, Path], None]


@pytest.fixture
def update_expected(request: pytest.FixtureRequest) -> bool:
    """Whether expected results are to be rewritten instead of compared."""
    return bool(request.config.getoption("--update-expected"))


@pytest.fixture
def compare(update_expected: bool) -> Compare:
    """Compare a text with the file that holds what is expected, or rewrite that file."""

    def compare_with(actual: str, expected: Path) -> None:
        if update_expected:
            expected.parent.mkdir(parents=True, exist_ok=True)
            expected.write_text(actual, encoding="utf-8", newline="\n")
        assert expected.exists(), f"{expected} is not there; make it with: make update-expected"
        assert actual == expected.read_text(encoding="utf-8")

    return compare_with
