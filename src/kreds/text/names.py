"""Names of people and organizations: cleaned for keeping, folded for matching, searching and sorting.

Everything is text: ``Null``, ``NA`` and ``1e5`` are names. ASCII, the common case, takes a short way through all.
"""

import re
import unicodedata

from anyascii import anyascii

LONGEST = 1_000
"""Characters kept of a name; what is longer is no name (and may be a thousand accents on one letter)."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_CONTROL_IN_PROSE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
# Unicode's Default_Ignorable_Code_Point: zero-width, soft hyphen, bidi marks, fillers, variation selectors, tags.
_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_DIGRAPH = re.compile("a{2,}|oe+")
_AFTER_Z = {
    "æ": "{",
    "ä": "{",
    "ø": "|",
    "ö": "|",
    "ő": "|",
    "œ": "|",
    "å": "}",
    "ü": "y",
    "ű": "y",
    "þ": "th",
    "ð": "d",
}
_TIE_BREAK = "\t"


def clean(text: str) -> str:
    r"""The text on one line as it is kept: NFC, without control characters, at most `LONGEST` characters.

    >>> clean("  Anna\x00 Maria  Holm ")
    'Anna Maria Holm'
    """
    if not (text.isascii() and text.isprintable()):
        text = _CONTROL.sub("", _SURROGATE.sub("\ufffd", text))
        text = unicodedata.normalize("NFC", text)
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[:LONGEST].rstrip()


def prose(text: str) -> str:
    r"""Words of several lines as they are kept: NFC, line feeds only, without control characters.

    >>> prose("Dear Anna,\r\nthank you.\x00 ")
    'Dear Anna,\nthank you.'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROL_IN_PROSE.sub("", _SURROGATE.sub("\ufffd", text))
    return unicodedata.normalize("NFC", text).strip()


def display_name(first: str, last: str) -> str:
    """First and last name as one.

    >>> display_name("Anna", ""), display_name("Bo", "Dam")
    ('Anna', 'Bo Dam')
    """
    return clean(f"{first} {last}")


def match_key(text: str) -> str:
    r"""What two spellings of one name have in common: case, width, composition and invisible characters are gone.

    The folding is that of Unicode's toNFKC_Casefold (The Unicode Standard, 3.13, D146 with NFKC).

    >>> match_key("JOSÉ\u200b  Roe") == match_key("Jose\u0301 Roe")
    True
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.lower().split())
    text = _CONTROL.sub("", _SURROGATE.sub("\ufffd", text))
    text = unicodedata.normalize("NFD", _IGNORABLE.sub("", text)).casefold()
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(_IGNORABLE.sub("", text).split())


def search_key(text: str) -> str:
    """What is typed to find the text: lower-case ASCII, ``å`` and ``aa`` as ``a``, ``ø`` and ``oe`` as ``o``.

    >>> search_key("Søren Aagård"), search_key("soeren aagaard"), search_key("Æblegård")
    ('soren agard', 'soren agard', 'aeblegard')
    """
    key = match_key(text)
    if not key.isascii():
        key = " ".join(key.translate(_SEARCHED).lower().split())
    return _DIGRAPH.sub(_first_letter, key) if "aa" in key or "oe" in key else key


def sort_key(text: str) -> str:
    """The place of the text in the Danish alphabet, for plain comparison of code points or of UTF-8 bytes.

    ``æ ø å`` come after ``z`` and ``aa`` is ``å`` (Retskrivningsordbogen, § 4); accents and punctuation count only
    between texts that are otherwise alike; other scripts come last.

    >>> sorted(["Åse", "Østergaard", "Zoe", "Aase", "Ærø", "Anna"], key=sort_key)
    ['Anna', 'Zoe', 'Ærø', 'Østergaard', 'Aase', 'Åse']
    """
    key = match_key(text)
    if "aa" in key:
        key = key.replace("aa", "å")
    if not key.replace(" ", "").isalpha() or not key.isascii():
        key = " ".join(key.translate(_SORTED).split())
    return f"{key}{_TIE_BREAK}{text}"


def _first_letter(found: re.Match[str]) -> str:
    return found[0][0]


class _Searched(dict[int, str]):
    """Each character as searched for, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        """The nearest ASCII, which is nothing for a lone accent."""
        found = self[code] = anyascii(chr(code))
        return found


class _Sorted(dict[int, str]):
    """Each character as sorted, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        """Letters without their accents; what parts words is a space, other punctuation nothing."""
        found = self[code] = self._place(chr(code))
        return found

    def _place(self, character: str) -> str:
        if character in _AFTER_Z:
            return _AFTER_Z[character]
        parts = unicodedata.decomposition(character)
        if parts and not parts.startswith("<"):
            return self[int(parts.split()[0], 16)]
        category = unicodedata.category(character)
        if category == "Pd" or category[0] == "Z":
            return " "
        if category[0] in "PSCM":
            return ""
        if not character.isascii() and unicodedata.name(character, "").startswith("LATIN"):
            return anyascii(character).lower()
        return character


_SEARCHED = _Searched()
_SORTED = _Sorted()
