"""Where a store lies: its target parsed, its folder and file made for the owner alone, and what the place is like."""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

from kreds.errors import StoreFullError, StorePlaceError
from kreds.text.phrase import Phrase

Dialect = Literal["sqlite", "postgresql"]

# Folder names (their beginnings, lower case) of programs that copy single files behind a database's back.
_SYNCED = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "my drive",
    "icloud",
    "mobile documents",
    "com~apple~clouddocs",
    "cloudstorage",
    "nextcloud",
    "owncloud",
    "syncthing",
    "pcloud",
    "megasync",
    "box sync",
    "seafile",
)
# Types of mounted file systems whose locks cannot be relied on.
_REMOTE = ("nfs", "cifs", "smb", "afs", "9p", "ncp", "fuse.sshfs", "fuse.rclone", "fuse.s3fs", "davfs", "fuse.davfs")
_MOUNTS = Path("/proc/self/mounts")
_DRIVE_REMOTE = 4


@dataclass(frozen=True, slots=True)
class Location:
    """``shown`` is what a person may see (no password); ``path`` is set for files, ``url`` for servers."""

    shown: str
    dialect: Dialect
    path: Path | None = None
    url: str = ""

    @property
    def lock_path(self) -> Path:
        """The file that one writing process at a time holds locked; it is never removed."""
        assert self.path is not None
        return self.path.with_name(self.path.name + ".lock")


def locate(target: str | Path) -> Location:
    """Read a target: ``postgresql://...`` is a server, everything else a file."""
    text = str(target)
    parts = urlsplit(text)
    if parts.scheme.partition("+")[0] in {"postgresql", "postgres"}:
        host = parts.netloc.rpartition("@")
        user = host[0].partition(":")[0]
        shown = urlunsplit(("postgresql", f"{user}@{host[2]}" if user else host[2], parts.path, "", ""))
        if not parts.netloc:
            # urlunsplit drops the empty host of a local socket.
            shown = f"postgresql://{parts.path}"
        return Location(shown, "postgresql", url=f"postgresql+psycopg://{text.partition('://')[2]}")
    path = Path(text).expanduser().absolute()
    return Location(str(path), "sqlite", path=path)


def prepare_file(location: Location) -> None:
    """Make the folder (0700) and an empty file (0600) where there is none; what is there keeps its modes.

    Raises:
        StorePlaceError: the folder or file cannot be made.
    """
    path = location.path
    assert path is not None
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        create_private(path)
    except FileExistsError:
        if path.parent.is_dir():
            return
        detail = Phrase("%(path)s is no folder.", {"path": str(path.parent)})
        raise StorePlaceError(store=location.shown, detail=detail) from None
    except OSError as error:
        raise StorePlaceError(store=location.shown, detail=error.strerror or str(error)) from error


def create_private(path: Path) -> None:
    """Make an empty file that only its owner may read, from its first moment; FileExistsError if there is one."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_CLOEXEC", 0), 0o600))


def sync_file(path: Path) -> None:
    """Have the disk confirm a file's content."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Have the disk confirm names made, moved or removed in a folder (Windows does so by itself)."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def free_bytes(path: Path) -> int:
    """Room left where a file is or would be."""
    folder = path.parent
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free


def require_space(location: Location, needed: int) -> None:
    """Refuse before the first write what could not be finished; a server looks after its own disk.

    Raises:
        StoreFullError: fewer than ``needed`` bytes are free.
    """
    if location.path is not None and (free := free_bytes(location.path)) < needed:
        detail = Phrase("about %(needed)s MB are needed", {"needed": megabytes(needed)})
        raise StoreFullError(store=location.shown, detail=detail, free=megabytes(free))


def megabytes(size: int) -> int:
    """Whole megabytes, as messages show them."""
    return size // 1_000_000


def synced_by(path: PurePath) -> str:
    """The name of the folder by which a synchronizing program would copy the file, "" when none is seen."""
    for part in path.parts[:-1]:
        folded = part.casefold()
        if folded.startswith(_SYNCED):
            return part
    return ""


def remote_kind(path: Path, mounts: str | None = None) -> str:
    """The kind of network file system the file lies on, "" when it is a local disk or cannot be told.

    Args:
        path: absolute.
        mounts: lines as in ``/proc/self/mounts`` (proc(5)); read from there by default.
    """
    if sys.platform == "win32":
        return _remote_drive(path)
    if mounts is None:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace") if _MOUNTS.exists() else ""
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(fields[1].replace("\\040", " "))
        if path.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), fields[2]
    return kind if kind.startswith(_REMOTE) else ""


def _remote_drive(path: Path) -> str:
    """Windows: a UNC path, or a drive letter that stands for one."""
    if str(path).startswith("\\\\"):
        return "smb"
    if sys.platform == "win32":
        import ctypes

        if ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _DRIVE_REMOTE:
            return "smb"
    return ""
