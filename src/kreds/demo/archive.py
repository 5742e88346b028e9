"""Writes a network to disk as LinkedIn would deliver it, and its truth file beside it. The only file here that writes."""

import json
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path

from kreds.demo.layout import Layout, Quirk
from kreds.demo.network import Network
from kreds.demo.outside_words import FILE_NAMES
from kreds.demo.reacted import post_files
from kreds.demo.table import Row, Table, excel_day_text, rendered, rendered_by_excel
from kreds.demo.tables import all_tables, articles
from kreds.demo.tables.calendar import calendar_text, cards_text
from kreds.demo.tables.outside import accounts_table, crm_table, google_table
from kreds.demo.truth import truth_of

Write = Callable[[str, Iterable[bytes]], None]
"""Stores the chunks of one file under a path of the archive."""

_COMPRESSION = 4
_LARGE = ("Connections.csv", "messages.csv", "Invitations.csv")
_NUMBERED = ("Comments.csv", "Reactions.csv", "messages.csv", "Endorsement_Received_Info.csv")
_NESTED_IN = "My LinkedIn data"


@dataclass(frozen=True, slots=True)
class WrittenArchive:
    """The deliveries in the order they came, what lies beside them, and the truth that only tests and benchmarks read.

    ``outside`` holds the CRM's contacts, the accounts, the calendar and the address books.
    """

    paths: tuple[Path, ...]
    truth: Path
    outside: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class _Delivery:
    """One archive: its name without ending, its tables and its pages."""

    name: str
    tables: tuple[Table, ...]
    pages: tuple[tuple[str, str], ...]


def write_archive(network: Network, folder: Path, *, layout: Layout | None = None) -> WrittenArchive:
    """Write the network in a layout into ``folder``, which is made if need be; equal input, equal bytes."""
    layout = layout or Layout()
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[str, dict[str, int]] = {}
    paths: list[Path] = []
    for delivery in _deliveries(network, layout):
        path = _write_delivery(delivery, folder, network=network, layout=layout, files=files)
        paths.append(path)
        if layout.has(Quirk.COPIED):
            paths.append(_copied(path))
    names = tuple(path.name for path in paths)
    truth = folder / "truth.json"
    told = json.dumps(truth_of(network, files, archives=names), ensure_ascii=False)
    truth.write_text(told + "\n", encoding="utf-8")
    return WrittenArchive(tuple(paths), truth, write_outside(network, folder))


def write_outside(network: Network, folder: Path) -> tuple[Path, ...]:
    """Write what lies beside the archive into ``folder``; equal networks, equal bytes. Lists as Excel saves them."""
    words = FILE_NAMES[network.options.language]
    accounts = accounts_table(network)
    texts = {
        table.path: "".join(rendered(table, table.rows())) for table in (crm_table(network), google_table(network))
    }
    texts[accounts.path] = "".join(rendered_by_excel(accounts, accounts.rows()))
    texts[words["calendar"]] = calendar_text(network)
    texts[words["cards"]] = cards_text(network)
    paths = []
    for name, text in texts.items():
        paths.append(folder / name)
        paths[-1].write_bytes(text.encode())
    return tuple(paths)


def write_posts(network: Network, folder: Path) -> tuple[Path, ...]:
    """Write how the owner's posts fared into ``folder``; equal networks, equal bytes."""
    paths = []
    for name, content in post_files(network).items():
        paths.append(folder / name)
        paths[-1].write_bytes(content)
    return tuple(paths)


def _deliveries(network: Network, layout: Layout) -> Iterator[_Delivery]:
    date = f"{network.day:%m-%d-%Y}"
    complete, basic = f"Complete_LinkedInDataExport_{date}", f"Basic_LinkedInDataExport_{date}"
    tables, pages = all_tables(network, layout.era), articles(network)
    small = tuple(table for table in tables if table.path not in _LARGE)
    large = tuple(table for table in tables if table.path in _LARGE)
    if layout.has(Quirk.SPLIT_DISJOINT):
        yield _Delivery(basic, small, pages)
        yield _Delivery(complete, large, ())
        return
    if layout.has(Quirk.SPLIT):
        yield _Delivery(basic, small, ())
    yield _Delivery(complete, tables, pages)


def _write_delivery(
    delivery: _Delivery, folder: Path, *, network: Network, layout: Layout, files: dict[str, dict[str, int]]
) -> Path:
    """One zip or folder; counts of rows go into ``files`` by path."""
    if layout.has(Quirk.FOLDER):
        path = folder / delivery.name
        if path.exists():
            shutil.rmtree(path)
        _write_files(delivery, partial(_write_plain, path), layout=layout, files=files)
        return path
    path = folder / f"{delivery.name}.zip"
    moment = (max(network.day.year, 1980), network.day.month, network.day.day, 12, 0, 0)
    with zipfile.ZipFile(path, "w") as archive:
        _write_files(delivery, partial(_write_zipped, archive, moment), layout=layout, files=files)
    return path


def _write_files(delivery: _Delivery, write: Write, *, layout: Layout, files: dict[str, dict[str, int]]) -> None:
    prefix = f"{_NESTED_IN}/" if layout.has(Quirk.NESTED) else ""
    for whole in delivery.tables:
        for table in _numbered(whole) if layout.has(Quirk.NUMBERED) and whole.path in _NUMBERED else (whole,):
            counter = _Counter(_doubled(table, layout))
            write(prefix + table.path, _encoded(table, counter, layout))
            files[table.path] = {"rows": counter.rows, **table.facts}
    for path, page in delivery.pages:
        write(prefix + path, (page.encode(),))
    if prefix:
        write(f"{prefix}.DS_Store", (b"\x00\x00\x00\x01Bud1",))
        write(f"__MACOSX/{prefix}._Connections.csv", (b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        ",))


class _Counter:
    """Counts rows as they pass."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._source = rows
        self.rows = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._source:
            self.rows += 1
            yield row


def _doubled(table: Table, layout: Layout) -> Iterable[Row]:
    if layout.has(Quirk.DOUBLED) and table.path in _LARGE:
        return chain(table.rows(), table.rows())
    return table.rows()


def _numbered(table: Table) -> tuple[Table, ...]:
    """The table in two halves, `_1` and `_2`; its facts stay with the first."""
    half = (sum(1 for _ in table.rows()) + 1) // 2
    stem = table.path.removesuffix(".csv")
    first = table.renamed(f"{stem}_1.csv", lambda: islice(iter(table.rows()), half))
    second = table.renamed(f"{stem}_2.csv", lambda: islice(iter(table.rows()), half, None))
    return first, replace(second, facts={})


def _encoded(table: Table, rows: Iterable[Row], layout: Layout) -> Iterator[bytes]:
    if layout.has(Quirk.EXCEL_RESAVED) and table.path in _LARGE:
        resaved = map(_with_excel_day, rows) if table.path == "Connections.csv" else rows
        texts = rendered_by_excel(table, resaved)
    else:
        texts = rendered(table, rows)
    for text in texts:
        yield text.encode()


def _with_excel_day(row: Row) -> Row:
    return (*row[:-1], excel_day_text(row[-1]))


def _write_zipped(
    archive: zipfile.ZipFile, moment: tuple[int, int, int, int, int, int], path: str, chunks: Iterable[bytes]
) -> None:
    entry = zipfile.ZipInfo(path, moment)
    entry.compress_type = zipfile.ZIP_DEFLATED
    setattr(entry, "_compresslevel", _COMPRESSION)  # noqa: B010 - public as compress_level only since Python 3.13
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    with archive.open(entry, "w", force_zip64=path.endswith("essages.csv")) as stream:
        for chunk in chunks:
            stream.write(chunk)


def _write_plain(folder: Path, path: str, chunks: Iterable[bytes]) -> None:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as stream:
        for chunk in chunks:
            stream.write(chunk)


def _copied(path: Path) -> Path:
    """The same delivery as a browser saves it the second time."""
    copy = path.with_name(f"{path.stem} (1){path.suffix}")
    if path.is_dir():
        shutil.copytree(path, copy, dirs_exist_ok=True)
    else:
        shutil.copyfile(path, copy)
    return copy
