"""How other systems write a name: typed by ear, without accents, before a wedding, in a hurry."""

import random

_ASCII = (
    ("æ", "ae"), ("ø", "oe"), ("å", "aa"), ("Æ", "Ae"), ("Ø", "Oe"), ("Å", "Aa"), ("ö", "o"), ("ä", "a"), ("ü", "u"),
    ("é", "e"), ("è", "e"), ("ñ", "n"), ("ł", "l"), ("í", "i"), ("ó", "o"), ("á", "a"), ("ç", "c"), ("ß", "ss"),
)  # fmt: skip
_EAR = (("ph", "f"), ("th", "t"), ("ck", "k"), ("sen", "son"), ("kr", "chr"), ("ie", "y"), ("dt", "tt"), ("x", "ks"))


def miswritten(
    rng: random.Random, first: str, last: str, surnames: tuple[str, ...]
) -> tuple[str, str, tuple[str, ...]]:
    """The name as a CRM has it, and what happened to it (nothing for about half)."""
    done: list[str] = []
    chance = rng.random()
    if chance < 0.10 and len(last.split()) > 1:
        last, done = last.rsplit(maxsplit=1)[-1], ["middle name left out"]
    elif chance < 0.16:
        first, done = f"{first[:1]}.", ["initial"]
    elif chance < 0.24:
        last = _typo(rng, last)
        done = ["typo"]
    elif chance < 0.29:
        sound = next(((old, new) for old, new in _EAR if old in last.lower()), None)
        if sound:
            last, done = last.lower().replace(*sound).title(), ["by ear"]
    elif chance < 0.33 and last:
        last, done = rng.choice(surnames), ["another surname"]
    elif chance < 0.345:
        first, last, done = last, first, ["swapped"]
    elif chance < 0.37:
        first, last, done = first.upper(), last.upper(), ["capitals"]
    elif chance < 0.385:
        first, last, done = f"{first} {last}".strip(), "", ["all in one"]
    plain = first, last
    if rng.random() < 0.3:
        plain = _plain(first), _plain(last)
    if plain != (first, last):
        done.append("without accents")
    return *plain, tuple(done)


def _plain(text: str) -> str:
    for letter, plain in _ASCII:
        text = text.replace(letter, plain)
    return text


def _typo(rng: random.Random, word: str) -> str:
    """Two letters swapped, one doubled or one lost; short words stay."""
    if len(word) < 5:
        return word
    place = rng.randrange(1, len(word) - 2)
    kind = rng.randrange(3)
    if kind == 0:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + (word[place] * 2 if kind == 1 else "") + word[place + 1 :]
