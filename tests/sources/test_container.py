"""Archives are found in zips, folders and single files, and read only as they are."""

import hashlib
import os
import zipfile
from pathlib import Path

import pytest

from kreds.errors import RefusedError, UsageError
from kreds.sources.container import open_archives
from kreds.sources.limits import Limits
from tests.sources.fault_makers import CSV, MAKERS, NAMES
from tests.sources.zip_maker import STREAMED, Part, central, end, local, zip_bytes


def _written(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_several_deliveries(tmp_path: Path) -> None:
    """Zips, folders and single files may come together; single files of one folder are one archive."""
    first = _written(tmp_path / "first.zip", zip_bytes([Part("Profile.csv", b"x")]))
    folder = _written(tmp_path / "second" / "Connections.csv", CSV).parent
    loose = [_written(tmp_path / "loose" / name, CSV) for name in ("Connections.csv", "Notes.csv")]
    archives = open_archives([first, loose[0], folder, loose[1], first])
    assert [(archive.name, [member.name for member in archive.members]) for archive in archives] == [
        ("first.zip", ["Profile.csv"]),
        ("second", ["Connections.csv"]),
        ("loose", ["Connections.csv", "Notes.csv"]),
    ]
    assert [member.label for archive in archives for member in archive.members] == [
        "first.zip/Profile.csv",
        "second/Connections.csv",
        "Connections.csv",
        "Notes.csv",
    ]


def test_missing_path(tmp_path: Path) -> None:
    """A path that does not exist is a wrong question, not a refused file."""
    with pytest.raises(UsageError) as problem:
        open_archives([tmp_path / "nothing.zip"])
    assert problem.value.code == "PATH-MISSING"


def test_no_path() -> None:
    """Importing nothing is a wrong question."""
    with pytest.raises(UsageError):
        open_archives([])


@pytest.mark.parametrize("name", ["a.zip.crdownload", "Connections.csv.part"])
def test_unfinished_download(tmp_path: Path, name: str) -> None:
    """A browser's unfinished download is called that."""
    with pytest.raises(RefusedError, match="FILE-PARTIAL"):
        open_archives([_written(tmp_path / name, zip_bytes([Part("Connections.csv", CSV)]))])


def test_zip_under_any_name(tmp_path: Path) -> None:
    """A zip is known by its content."""
    path = _written(tmp_path / "my data", zip_bytes([Part("Connections.csv", CSV)]))
    assert open_archives([path])[0].members[0].name == "Connections.csv"


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED], ids=["stored", "deflated"])
def test_zips_of_other_programs(tmp_path: Path, compression: int) -> None:
    """What Python's own writer makes, with folders and 64-bit headers, passes the gate."""
    path = tmp_path / "archive.zip"
    with zipfile.ZipFile(path, "w", compression) as target:
        target.mkdir("Jobs")
        target.writestr("Jobs/Saved Jobs.csv", "x")
        with target.open("Connections.csv", "w", force_zip64=True) as member:
            member.write(CSV)
    (archive,) = open_archives([path])
    assert archive.ignored == ("Jobs/Saved Jobs.csv",)
    with archive.members[0].open() as stream:
        assert stream.read() == CSV


@pytest.mark.parametrize("is_marked", [True, False], ids=["marked", "unmarked"])
def test_zip_written_to_a_pipe(tmp_path: Path, *, is_marked: bool) -> None:
    """Sizes and checksum that follow the data pass the gate, with or without the mark before them."""
    part = Part("Connections.csv", CSV, flags=STREAMED)
    body = local(part) if is_marked else local(part).replace(b"PK\x07\x08", b"")
    folder = central(part, 0)
    path = _written(tmp_path / "archive.zip", body + folder + end(1, len(folder), len(body)))
    with open_archives([path])[0].members[0].open() as stream:
        assert stream.read() == CSV


def test_sha256_in_the_same_pass(tmp_path: Path) -> None:
    """Once a member was read, its SHA-256 is known without reading it again."""
    path = _written(tmp_path / "archive.zip", zip_bytes([Part("Connections.csv", CSV)]))
    member = open_archives([path])[0].members[0]
    with member.open() as stream:
        assert stream.read() == CSV
    path.unlink()
    assert member.sha256() == hashlib.sha256(CSV).hexdigest()


def test_sha256_alone(tmp_path: Path) -> None:
    """The SHA-256 can be had without reading rows, and tells how far it is."""
    member = open_archives([_written(tmp_path / "Connections.csv", CSV)])[0].members[0]
    told: list[int] = []
    assert member.sha256(on_bytes=told.append) == hashlib.sha256(CSV).hexdigest()
    assert sum(told) == member.size == len(CSV)


def test_file_that_changes_after_the_look(tmp_path: Path) -> None:
    """Fault 25: a file that has changed since it was looked at is still being written."""
    path = _written(tmp_path / "archive.zip", zip_bytes([Part("Connections.csv", CSV)]))
    member = open_archives([path])[0].members[0]
    os.utime(path, ns=(1, 1))
    with pytest.raises(RefusedError, match="FILE-CHANGING"):
        member.open()


def test_file_that_changes_during_the_reading(tmp_path: Path) -> None:
    """Fault 25: a file that changes between first and last byte is not believed."""
    path = _written(tmp_path / "Connections.csv", CSV)
    with open_archives([path])[0].members[0].open() as stream:
        stream.read(10)
        with path.open("ab") as file:
            file.write(b"more")
        with pytest.raises(RefusedError, match="FILE-CHANGING"):
            stream.read()


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    """A link in a folder may lead anywhere: it is reported, not read."""
    folder = _written(tmp_path / "data" / "Connections.csv", CSV).parent
    secret = _written(tmp_path / "secret.csv", CSV)
    (folder / "link.csv").symlink_to(secret)
    (archive,) = open_archives([folder])
    assert (len(archive.members), archive.unknown) == (1, ("link.csv",))


def test_folder_of_zips(tmp_path: Path) -> None:
    """A folder that holds the deliveries as they came stands for these."""
    for name in ("Basic.zip", "Complete.zip"):
        _written(tmp_path / "data" / name, zip_bytes([Part("Connections.csv", CSV)]))
    assert [archive.name for archive in open_archives([tmp_path / "data"])] == ["Basic.zip", "Complete.zip"]


def test_too_many_files(tmp_path: Path) -> None:
    """A folder that holds everything is not an archive."""
    for number in range(4):
        _written(tmp_path / f"{number}.csv", CSV)
    with pytest.raises(RefusedError, match="FILE-MANY"):
        open_archives([tmp_path], limits=Limits(members=3))


def test_large_single_file(tmp_path: Path) -> None:
    """The cap holds for single files too, and can be lifted."""
    path = _written(tmp_path / "Connections.csv", CSV)
    with pytest.raises(RefusedError, match="FILE-SIZE"):
        open_archives([path], limits=Limits(member=10))
    assert open_archives([path], limits=Limits(member=10_000))[0].members[0].size == len(CSV)


def test_written_at_is_the_newest_member(tmp_path: Path) -> None:
    """An archive is as old as its newest member, 2026-03-04 10:20:30 here."""
    path = _written(tmp_path / "archive.zip", zip_bytes([Part("Connections.csv", CSV)]))
    assert open_archives([path])[0].written_at == 1_772_619_630


def test_inner_zip_can_be_read_side_by_side(tmp_path: Path) -> None:
    """Two readers of the copy of an inner zip do not disturb each other."""
    inner = zip_bytes([Part("Connections.csv", CSV), Part("Notes.csv", NAMES)])
    path = _written(tmp_path / "outer.zip", zip_bytes([Part("inner.zip", inner)]))
    (archive,) = open_archives([path])
    with archive.members[0].open() as one, archive.members[1].open() as other:
        assert (one.read(5), other.read(5), one.read(), other.read()) == (CSV[:5], NAMES[:5], CSV[5:], NAMES[5:])


def test_unreadable_file(tmp_path: Path) -> None:
    """What the system says of a file is passed on."""
    path = MAKERS["streamed"](tmp_path)
    member = open_archives([path])[0].members[0]
    path.unlink()
    with pytest.raises(RefusedError, match="FILE-READ"):
        member.open()
