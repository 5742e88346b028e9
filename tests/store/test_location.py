"""Where a store may lie: places are read right, made private, and doubtful ones are told."""

from pathlib import Path, PureWindowsPath

import pytest

from kreds.errors import StoreFullError
from kreds.store.location import free_bytes, locate, remote_kind, require_space, synced_by

MOUNTS = """sysfs /sys sysfs rw 0 0
/dev/sda1 / ext4 rw 0 0
nas:/homes /people nfs4 rw 0 0
/dev/sdb1 /people/asta/local ext4 rw 0 0
//nas/x /mnt/my\\040share cifs rw 0 0
asta@host: /mnt/far fuse.sshfs rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("target", "shown", "url"),
    [
        ("postgresql://host/db", "postgresql://host/db", "postgresql+psycopg://host/db"),
        ("postgres://u:p%40s@host:5/db", "postgresql://u@host:5/db", "postgresql+psycopg://u:p%40s@host:5/db"),
        ("postgresql:///db?host=/run&password=p", "postgresql:///db", "postgresql+psycopg:///db?host=/run&password=p"),
        ("postgresql+psycopg://u@h/db", "postgresql://u@h/db", "postgresql+psycopg://u@h/db"),
    ],
)
def test_server_addresses(target: str, shown: str, url: str) -> None:
    """Every usual form is a server; what is shown never holds a password."""
    location = locate(target)
    assert (location.dialect, location.shown, location.url) == ("postgresql", shown, url)
    assert location.path is None


def test_everything_else_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Relative names, the home folder, and names that only look odd."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert locate("mine.db").path == tmp_path / "mine.db"
    assert locate("~/mine.db").path == tmp_path / "home" / "mine.db"
    assert locate("a b%#?.db").path == tmp_path / "a b%#?.db"
    assert locate(tmp_path / "x").shown == str(tmp_path / "x")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/kreds.db", ""),
        ("/people/asta/kreds.db", "nfs4"),
        ("/people/asta/local/kreds.db", ""),
        ("/peoples/kreds.db", ""),
        ("/mnt/my share/kreds.db", "cifs"),
        ("/mnt/far/away/kreds.db", "fuse.sshfs"),
    ],
)
def test_network_drives_are_told_by_the_nearest_mount(path: str, kind: str) -> None:
    """The mount that holds the file decides, not one above or beside it."""
    assert remote_kind(Path(path), MOUNTS) == kind


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("C:\\Users\\Asta\\OneDrive - Nordlys\\kreds.db", "OneDrive - Nordlys"),
        ("C:\\Users\\Asta\\Documents\\kreds.db", ""),
        ("/people/asta/Dropbox/kreds/kreds.db", "Dropbox"),
        ("/people/asta/Library/Mobile Documents/com~apple~CloudDocs/kreds.db", "Mobile Documents"),
        ("/people/asta/Library/CloudStorage/GoogleDrive-a@example.org/kreds.db", "CloudStorage"),
        ("/people/asta/dropbox.db", ""),
    ],
)
def test_folders_that_are_copied_behind_our_back_are_told(path: str, folder: str) -> None:
    """Known synchronizing programs, by the names of their folders and not of the file."""
    assert synced_by(PureWindowsPath(path)) == folder


def test_room_is_asked_for_before_the_first_write(tmp_path: Path) -> None:
    """More than there is, is refused with what is needed and what is free, also for a folder yet to be made."""
    location = locate(tmp_path / "not" / "there" / "kreds.db")
    assert location.path is not None
    free = free_bytes(location.path)
    require_space(location, 1)
    with pytest.raises(StoreFullError, match="MB are needed"):
        require_space(location, free + 10**12)
    require_space(locate("postgresql://h/d"), 10**18)
