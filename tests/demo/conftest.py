"""Small networks and their archives read back with Python's own csv module."""

import csv
import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kreds.demo.archive import write_archive
from kreds.demo.layout import Era, Layout, Quirk
from kreds.demo.network import Network, build_network
from kreds.demo.options import DemoOptions

OPTIONS = DemoOptions(relations=300, messages=3_000)


@dataclass(frozen=True)
class ReadBack:
    """The decoded files of all deliveries by base name, and the truth told beside them."""

    files: dict[str, str]
    truth: dict[str, Any]
    names: tuple[str, ...]

    def rows(self, name: str, *, delimiter: str = ",", escapechar: str | None = None) -> list[dict[str, str]]:
        """The rows under the header, which is looked for below any preamble."""
        text = self.files[name].removeprefix("\ufeff")
        options: dict[str, Any] = {"escapechar": escapechar, "doublequote": False} if escapechar else {}
        read = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True, **options))
        start = next(i for i, row in enumerate(read) if len(row) > 1 and row[-1] != "") if "Notes:" in text else 0
        header = read[start]
        assert all(len(row) == len(header) for row in read[start:]), name
        return [dict(zip(header, row, strict=True)) for row in read[start + 1 :]]


def read_back(folder: Path) -> ReadBack:
    """Read every delivery of a folder, later ones over earlier ones."""
    files: dict[str, str] = {}
    names: list[str] = []
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            for entry in archive.infolist():
                names.append(entry.filename)
                if entry.filename.endswith(".csv") and "__MACOSX" not in entry.filename:
                    files[Path(entry.filename).name] = archive.read(entry).decode()
    return ReadBack(files, json.loads((folder / "truth.json").read_text()), tuple(names))


@pytest.fixture(scope="session")
def network() -> Network:
    """A network of 300 relations."""
    return build_network(OPTIONS)


@pytest.fixture(scope="session")
def written(network: Network, tmp_path_factory: pytest.TempPathFactory) -> "Writer":
    """Writes the network once for each layout."""
    return Writer(network, tmp_path_factory)


class Writer:
    """Keeps what was written for a layout."""

    def __init__(self, network: Network, factory: pytest.TempPathFactory) -> None:
        self._network = network
        self._factory = factory
        self._kept: dict[Layout, ReadBack] = {}

    def __call__(self, era: Era, *quirks: Quirk) -> ReadBack:
        """The archive of the layout, read back."""
        layout = Layout(era, frozenset(quirks))
        if layout not in self._kept:
            folder = self._factory.mktemp("demo")
            write_archive(self._network, folder, layout=layout)
            self._kept[layout] = read_back(folder)
        return self._kept[layout]
