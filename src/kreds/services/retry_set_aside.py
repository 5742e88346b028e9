"""Rows that an older version could not read are tried again by a newer one, from the raw text that was kept."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

import numpy as np

from kreds.errors import RefusedError
from kreds.model.importing import FileResult
from kreds.services.read_archives import ParsedFile, Reading, Watch, read_member, reader_versions
from kreds.services.write_facts import write_file
from kreds.services.writing import Writing
from kreds.sources.container import open_archives
from kreds.sources.office import SHEETS
from kreds.sources.recognition import Known
from kreds.store import imports
from kreds.store.imports import SetAside
from kreds.text.phrase import Phrase


def retry_set_aside(writing: Writing, watch: Watch, today: date, lists: Known) -> Iterator[tuple[FileResult, int]]:
    """Read again what waits for a newer reader; what can be read becomes facts of the archive it came with.

    Each result has an equation of its own: the rows that waited are the rows that were read. ``lists`` is what
    was said of the columns of lists.
    """
    for aside in imports.set_aside_by_older(writing.db, reader_versions()):
        file = _read_again(aside, watch, today, lists)
        if file is None:
            continue
        writing.begin_archive(aside.archive)
        result, number = write_file(writing, file)
        imports.note_retries(writing.db, aside, number)
        yield result, number


def _read_again(aside: SetAside, watch: Watch, today: date, lists: Known) -> ParsedFile | None:
    """The rows as a file of their own, with the lines they stood on; None when they are no table at all."""
    places: dict[int, int] = {}
    text, line = f"{aside.header}\n", 2
    for _, original, raw in aside.rows:
        row = raw.rstrip("\r\n")
        places[line] = original
        text += f"{row}\n"
        line += 1 + row.count("\n")
    with tempfile.TemporaryDirectory(prefix="kreds-") as folder:
        # The file keeps its name: where columns are alike, the name tells what it is.
        name = PurePosixPath(aside.name).name
        # What was a sheet is a text by now.
        path = Path(folder) / (f"{name}.csv" if name.lower().endswith(SHEETS) else name)
        path.write_text(text, encoding="utf-8", newline="")
        reading = Reading({}, set(), today, keep_texts=False, lists=lists)
        try:
            archives = open_archives([path])
            file = read_member(archives[0].members[0], reading, watch) if archives and archives[0].members else None
        except RefusedError:
            return None
    if not isinstance(file, ParsedFile) or str(file.kind) != aside.kind:
        return None
    return _as_it_stood(file, aside, places)


def _as_it_stood(file: ParsedFile, aside: SetAside, places: dict[int, int]) -> ParsedFile:
    """The same rows with the lines of the file they came from, and a name that says what they are."""
    file.name = aside.name
    file.header = aside.header if file.rejected else ""
    file.records = [replace(record, line=places.get(record.line, record.line)) for record in file.records]
    file.rejected = [replace(row, line=places.get(row.line, row.line)) for row in file.rejected]
    if file.messages is not None:
        lines = file.messages.columns["line"].tolist()
        file.messages.columns["line"] = np.array([places.get(line, line) for line in lines], dtype=np.int64)
    count = len(aside.rows)
    file.notes.append(
        Phrase(
            "%(n)s row that was set aside earlier was read again.",
            plural="%(n)s rows that were set aside earlier were read again.",
            n=count,
            facts={"n": count},
        )
    )
    return file
