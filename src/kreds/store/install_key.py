"""The install key: makes marks of forgotten people that nobody can guess names from who has the database alone.

It lies outside the database: beside a file, or in the user's data folder for servers. One key a line, in hexadecimal;
the first makes new marks, and all are asked, so that a key brought from another machine is simply added as a line.
It is never part of a backup (decision 15).
"""

import hashlib
import hmac
import os
import secrets
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from kreds.errors import StorePlaceError
from kreds.store.location import Location, create_private, sync_folder

ENDING = ".forget-key"
_SIZE = 32
_NAME = 8
"""Digits that say of which key a mark is."""


def key_file(location: Location) -> Path:
    """Where the keys of a store lie, whether the file is there or not."""
    if location.path is not None:
        return location.path.with_name(location.path.name + ENDING)
    from platformdirs import user_data_path

    return user_data_path("kreds", appauthor=False) / f"kreds{ENDING}"


def read_keys(location: Location) -> tuple[bytes, ...]:
    """The keys that are here; none before somebody is forgotten.

    Raises:
        StorePlaceError: the file cannot be read, or holds something else.
    """
    return _keys_in(key_file(location))


def _keys_in(file: Path) -> tuple[bytes, ...]:
    try:
        lines = file.read_text(encoding="ascii").split()
        return tuple(bytes.fromhex(line) for line in lines)
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        raise StorePlaceError(store=str(file), detail=str(error)) from error


def first_key(location: Location) -> bytes:
    """The key for new marks, made when it is first needed, for the owner's eyes alone.

    Raises:
        StorePlaceError: it cannot be read or made.
    """
    if known := read_keys(location):
        return known[0]
    key = secrets.token_bytes(_SIZE)
    _write_keys(key_file(location), [key])
    return key


def adopt_keys(location: Location, names: Collection[str], folders: Iterable[Path]) -> None:
    """Add keys of these names, where a key file in one of the folders has them.

    Raises:
        StorePlaceError: they cannot be written.
    """
    keys = list(read_keys(location))
    here = {key_name(key) for key in keys}
    for file in (file for folder in folders if folder.is_dir() for file in sorted(folder.glob(f"*{ENDING}"))):
        with suppress(StorePlaceError):
            keys += [key for key in _keys_in(file) if key_name(key) in set(names) - here]
            here = {key_name(key) for key in keys}
    if len(keys) > len(read_keys(location)):
        _write_keys(key_file(location), keys)


def _write_keys(file: Path, keys: Iterable[bytes]) -> None:
    """Write a key file, whole or not at all: half a key would be another one."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = file.with_name(f".{file.name}.{os.getpid()}.new")
        fresh.unlink(missing_ok=True)
        create_private(fresh)
        with fresh.open("r+b") as out:
            out.write("".join(f"{key.hex()}\n" for key in keys).encode("ascii"))
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(file)
        sync_folder(file.parent)
    except OSError as error:
        raise StorePlaceError(store=str(file), detail=error.strerror or str(error)) from error


def key_name(key: bytes) -> str:
    """What a mark says of its key: enough to tell keys apart, nothing of the key."""
    return hashlib.sha256(b"kreds install key" + key).hexdigest()[:_NAME]


def named_by(digest: str) -> str:
    """The name of the key that a mark is of."""
    return digest[:_NAME]


def mark(key: bytes, text: str) -> str:
    """The mark of an identity key: HMAC-SHA256 (RFC 2104), behind the name of the install key."""
    return key_name(key) + hmac.digest(key, text.encode("utf-8", "replace"), "sha256").hex()
