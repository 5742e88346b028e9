"""Foreign text made fit for one line of a file that other programs read: no breaks, no controls, no turning around."""

import unicodedata

_JOINERS = "\u200c\u200d"
"""Emoji, Persian and the Indic scripts need them; every other invisible format character is left out."""


def one_line(text: str) -> str:
    r"""``text`` with every run of white space as one blank, without control characters and direction overrides.

    >>> one_line("Anna\r\nBcc: x\x00\u202eholm ")
    'Anna Bcc: xholm'
    """
    kept = "".join(_one(character) for character in text)
    return " ".join(kept.split())


def _one(character: str) -> str:
    category = unicodedata.category(character)
    if character.isspace() or category in ("Zl", "Zp", "Zs"):
        return " "
    if category == "Cs":
        return "\ufffd"
    return "" if category == "Cc" or (category == "Cf" and character not in _JOINERS) else character
