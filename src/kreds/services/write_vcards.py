r"""Write relations as vCards (RFC 6350, version 4.0), one card a person, for address books.

Every text is escaped (section 3.4) and every line folded at 75 octets (section 3.2), so that no name can begin a
property of its own.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO

from kreds.model.relation import Relation

_FOLD_AT = 75
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Card:
    """One relation with what the list does not show: first and last name, and a mail address ("" when not known)."""

    relation: Relation
    first_name: str = ""
    last_name: str = ""
    email: str = ""


def write_vcards(out: BinaryIO, cards: Iterable[Card], *, at: int | None = None) -> int:
    """Write the cards to an open file; how many there were.

    ``at`` (seconds since 1970-01-01 UTC) is when they were made: of two cards of a person, the newer counts.
    """
    made = [] if at is None else [f"REV:{datetime.fromtimestamp(at, UTC):%Y%m%dT%H%M%SZ}"]
    count = 0
    for card in cards:
        lines = ["BEGIN:VCARD", "VERSION:4.0", *made, *_lines(card), "END:VCARD"]
        out.write("".join(map(_folded, lines)).encode("utf-8"))
        count += 1
    return count


def _lines(card: Card) -> list[str]:
    relation = card.relation
    name = relation.name or relation.id
    first, last = (card.first_name, card.last_name) if card.first_name or card.last_name else (name, "")
    lines = [
        f"UID:urn:kreds:{relation.id}",
        f"FN:{escaped(name)}",
        f"N:{escaped(last)};{escaped(first)};;;",
    ]
    if relation.company:
        lines.append(f"ORG:{escaped(relation.company)}")
    if relation.title:
        lines.append(f"TITLE:{escaped(relation.title)}")
    if card.email:
        lines.append(f"EMAIL:{escaped(card.email)}")
    if relation.profile_url:
        lines.append(f"URL:{escaped(relation.profile_url)}")
    lines.append("CATEGORIES:" + ",".join(escaped(word) for word in (relation.level.value, *relation.tags)))
    if relation.note:
        lines.append(f"NOTE:{escaped(relation.note)}")
    return lines


def escaped(text: str) -> str:
    r"""A text as the value of a property.

    >>> print(escaped("Holm, Anna; \\ a\nb"))
    Holm\, Anna\; \\ a\nb
    """
    plain = _NOT_TEXT.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return plain.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line with its end, cut where it is longer than 75 octets and never within a character."""
    pieces: list[str] = []
    room, piece = _FOLD_AT, ""
    for character in line:
        size = len(character.encode("utf-8"))
        if size > room:
            pieces.append(piece)
            # What goes on after a cut begins with a space, which is one of its octets.
            room, piece = _FOLD_AT - 1, ""
        piece += character
        room -= size
    return "\r\n ".join([*pieces, piece]) + "\r\n"
