"""A reader of vCards for tests, made from RFC 6350 alone: unfold (3.2), split at the first colon, unescape (3.4)."""

import re

LONGEST_LINE = 75
PROPERTIES = {
    "BEGIN", "VERSION", "REV", "UID", "FN", "N", "ORG", "TITLE", "EMAIL", "URL", "CATEGORIES", "NOTE", "END",
}  # fmt: skip


def read(text: str) -> list[dict[str, list[str]]]:
    """The cards, each with its properties and their values as they are written.

    Raises:
        AssertionError: the text is no vCards of version 4.0, each with its one name, and with no line too long.
    """
    assert max(len(line.encode()) for line in text.split("\r\n")) <= LONGEST_LINE
    assert text.endswith("\r\n")
    cards: list[dict[str, list[str]]] = []
    for line in text.replace("\r\n ", "").split("\r\n")[:-1]:
        name, _, value = line.partition(":")
        if line == "BEGIN:VCARD":
            cards.append({})
        cards[-1].setdefault(name, []).append(value)
    for card in cards:
        assert list(card)[:2] == ["BEGIN", "VERSION"]
        assert list(card)[-1] == "END"
        assert (card["BEGIN"], card["VERSION"], card["END"]) == (["VCARD"], ["4.0"], ["VCARD"])
        assert len(card["FN"]) == 1
        assert set(card) <= PROPERTIES
    return cards


def plain(value: str) -> str:
    """A value without its escapes."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)


def values(value: str) -> list[str]:
    """The values of a list such as CATEGORIES: split where a comma has no backslash of its own."""
    return [plain(one) for one in re.findall(r"((?:[^,\\]|\\.)+)", value)]
