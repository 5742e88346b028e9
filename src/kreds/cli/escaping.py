"""Names are hostile text, in a terminal too: nothing that a file says may move the cursor or turn the line around."""

import unicodedata

_KEPT_FORMATS = "\u200c\u200d"
"""Joiners that emoji, Persian and the Indic scripts need; every other invisible format character is left out."""
_MOST_MARKS = 4
_RIGHT_TO_LEFT = ("R", "AL")
_LEFT_TO_RIGHT_MARK = "\u200e"


def printable(text: str) -> str:
    r"""``text`` on one line, safe to print: control characters shown as escapes, direction overrides left out.

    Marks piled on one letter are cut. After right-to-left text stands a mark that keeps the rest of the line in place.

    >>> printable("a\x1b]0;owned\x07b")
    'a\\x1b]0;owned\\x07b'
    >>> printable("two\nlines")
    'two lines'
    """
    if text.isascii() and text.isprintable():
        return text
    shown: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks <= _MOST_MARKS:
            shown.append(_one(character, category))
    line = "".join(shown)
    turned = any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in line)
    return line + _LEFT_TO_RIGHT_MARK if turned else line


def _one(character: str, category: str) -> str:
    if character in "\t\n\r\v\f" or category in ("Zl", "Zp", "Zs"):
        return " "
    if category == "Cc":
        return f"\\x{ord(character):02x}"
    if category == "Cs":
        return "\ufffd"
    if category == "Cf" and character not in _KEPT_FORMATS:
        return ""
    return character
