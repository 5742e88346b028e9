"""Counts what grows unnoticed: lengths of files and functions, positional parameters, suppressions, drawers.

The budgets come from the code bases that read best (docs/architecture.md); they may only be made tighter.
"""

import ast
import re
import sys
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FILE_LINES = {".py": 500, ".html": 200, ".js": 200, ".css": 500}
FUNCTION_LINES = 60
POSITIONAL_PARAMETERS = 5
SUPPRESSIONS = 40
DRAWERS = frozenset(
    {"utils", "util", "helpers", "helper", "common", "misc", "base", "core", "manager", "handler", "processor", "data"}
)
FOLDERS = ("src", "tests", "tools", "bench")

# How a table is laid out (``fmt: skip``) hides no fault and is not counted.
_SUPPRESSION = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:\s*no cover|ruff:\s*(?:noqa|ignore|disable))(.*)")
_CODE_AND_REASON = re.compile(r"\s*(?::\s*[A-Z]+[0-9]+(?:\s*,\s*[A-Z]+[0-9]+)*|\[[a-z0-9, -]+\])\s*(?P<reason>.*)")


@dataclass(frozen=True)
class Offence:
    """One place that is over a budget."""

    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


def offences(root: Path) -> tuple[list[Offence], int]:
    """Every place under ``root`` that is over a budget, and how many suppressions there are."""
    found: list[Offence] = []
    suppressions = 0
    for path in _files(root):
        source = path.read_text(encoding="utf-8")
        shown = path.relative_to(root)
        found += _length(shown, source)
        if path.suffix == ".py":
            found += _drawer(shown)
            # A migration is the flat list of what it changes, and is never touched again.
            if "versions" not in shown.parts:
                found += _functions(shown, source)
            for line, kind, rest in _suppressions(path):
                suppressions += 1
                found += _unexplained(shown, line, kind, rest)
    if suppressions > SUPPRESSIONS:
        found.append(Offence(Path(), 0, f"{suppressions} suppressions, at most {SUPPRESSIONS}: mend some"))
    return found, suppressions


def _files(root: Path) -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            # Fixtures are other people's formats, kept as they come.
            if path.suffix in FILE_LINES and path.is_file() and "fixtures" not in path.relative_to(root).parts:
                yield path


def _length(path: Path, source: str) -> Iterator[Offence]:
    lines = len(source.splitlines())
    if lines > FILE_LINES[path.suffix]:
        yield Offence(path, lines, f"{lines} lines, at most {FILE_LINES[path.suffix]}: two ideas in one file?")


def _drawer(path: Path) -> Iterator[Offence]:
    for name in (path.stem, *path.parent.parts):
        if name in DRAWERS:
            yield Offence(path, 1, f"'{name}' says nothing: name the idea")


def _functions(path: Path, source: str) -> Iterator[Offence]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        lines = (node.end_lineno or node.lineno) - node.lineno + 1
        if lines > FUNCTION_LINES:
            yield Offence(path, node.lineno, f"{node.name} has {lines} lines, at most {FUNCTION_LINES}")
        positional = [p.arg for p in node.args.posonlyargs + node.args.args if p.arg not in {"self", "cls"}]
        if len(positional) > POSITIONAL_PARAMETERS:
            limit = f"at most {POSITIONAL_PARAMETERS}: keyword-only, or an options dataclass"
            yield Offence(path, node.lineno, f"{node.name} has {len(positional)} positional parameters, {limit}")


def _suppressions(path: Path) -> Iterator[tuple[int, str, str]]:
    with path.open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            if token.type == tokenize.COMMENT and (match := _SUPPRESSION.search(token.string)):
                yield token.start[0], match[1], match[2]


def _unexplained(path: Path, line: int, kind: str, rest: str) -> Iterator[Offence]:
    coded = _CODE_AND_REASON.fullmatch(rest)
    needs_code = kind.startswith(("noqa", "type", "ruff"))
    if needs_code and coded is None:
        yield Offence(path, line, f"'{kind}' without a code silences everything")
        return
    reason = coded["reason"] if coded else rest
    if not re.search(r"[a-z]{3}", reason):
        yield Offence(path, line, f"'{kind}' without a reason: say why behind it")


def main() -> int:
    """Print the offenders, or one line when there are none."""
    found, suppressions = offences(Path())
    for offence in found:
        print(offence)
    if found:
        print(f"budgets: {len(found)} over")
        return 1
    print(f"budgets: kept, {suppressions} suppressions, all with a reason")
    return 0


if __name__ == "__main__":
    sys.exit(main())
