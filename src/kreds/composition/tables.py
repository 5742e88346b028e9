"""The tables that a person may mend: words of titles, of companies and of industries, as files with tabs.

A table has one heading line; lines that begin with # are remarks. They come with the package and are read when they
are first needed.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from kreds.text.names import search_key

_ROOM = "kreds.composition"


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table by the names of its columns; empty cells are ""."""
    return tuple(_rows((files(_ROOM) / "words" / name).read_text(encoding="utf-8")))


def fold(text: str) -> str:
    """What two spellings of a word have in common: `search_key`, with ``ae`` and ``ue`` as the one letter they mean.

    >>> fold("Geschäftsführer") == fold("GESCHAEFTSFUEHRER"), fold("Indkøbschef") == fold("indkoebschef")
    (True, True)
    """
    key = search_key(text)
    return key.replace("ae", "a").replace("ue", "u") if "ae" in key or "ue" in key else key


def _rows(text: str) -> Iterator[dict[str, str]]:
    lines = (line.rstrip("\r\n") for line in text.splitlines() if line.strip() and not line.startswith("#"))
    names = next(lines).split("\t")
    for line in lines:
        cells = [cell.strip() for cell in line.split("\t")]
        yield dict(zip(names, [*cells, *[""] * (len(names) - len(cells))], strict=False))
