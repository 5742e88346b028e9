"""What a member of a zip may be called, and what it may be."""

import stat
import unicodedata

from kreds.errors import RefusedError

_NAME_LIMIT = 1_024


def decode_name(raw: bytes, *, is_utf8: bool, zip_name: str) -> str:
    """The name as text. Archivers that do not mark UTF-8 often write it all the same; cp437 is what else it may be.

    Raises:
        RefusedError: ZIP-NAME.
    """
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        if is_utf8:
            raise RefusedError("ZIP-NAME", file=zip_name, name=raw[:64].hex(" ")) from None
        name = raw.decode("cp437")
    if not name or len(name) > _NAME_LIMIT or any(unicodedata.category(letter) == "Cc" for letter in name):
        raise RefusedError("ZIP-NAME", file=zip_name, name=raw[:64].hex(" "))
    return name


def check_name(name: str, zip_name: str) -> None:
    """Refuse names that would leave the archive if somebody unpacked it.

    Raises:
        RefusedError: ZIP-PATH.
    """
    parts = name.split("/")
    has_drive = len(name) > 1 and name[1] == ":" and name[0].isalpha()
    if has_drive or "\\" in name or name.startswith("/") or ".." in parts:
        raise RefusedError("ZIP-PATH", file=zip_name, member=name)


def check_kind(name: str, attributes: int, zip_name: str) -> None:
    """Refuse what is neither file nor folder, by the Unix mode in the upper half of the attributes.

    Raises:
        RefusedError: ZIP-LINK.
    """
    if stat.S_IFMT(attributes >> 16) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise RefusedError("ZIP-LINK", file=zip_name, member=name)


def twin_key(name: str) -> str:
    """Equal for names that differ only in case, in the form of their accents, or by a closing slash."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()).rstrip("/")
