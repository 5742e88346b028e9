"""``docs/benchmarks.md``: each benchmark rewrites its own section and leaves the others alone."""

import os
import platform
import re
import sqlite3
from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
_HEAD = (
    "# Benchmarks\n\nThe figures of the design: what they are measured against, and how they stand. "
    "Each section is rewritten by its command.\n"
)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def machine() -> str:
    """What the figures were measured on."""
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"


def write_section(title: str, text: str) -> None:
    """Put a section in place of the one with this title, or at the end."""
    old = PAGE.read_text(encoding="utf-8") if PAGE.exists() else _HEAD
    head, *sections = re.split(r"^(?=## )", old if "\n## " in old else _HEAD, flags=re.MULTILINE)
    section = f"## {title}\n\n{text.strip()}\n"
    kept = [one.rstrip() + "\n" for one in sections if not one.startswith(f"## {title}\n")]
    places = [place for place, one in enumerate(sections) if one.startswith(f"## {title}\n")]
    kept.insert(places[0] if places else len(kept), section)
    PAGE.write_text("\n".join([head.rstrip() + "\n", *kept]), encoding="utf-8")
