"""What two lists of people are compared by: names, companies, titles and addresses, folded to plain words."""

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

import polars as pl

from kreds.resolve.nicknames import house_of, known_as
from kreds.text.names import search_key
from kreds.text.organizations import organization_key

COLUMNS = (
    "unique_id", "key", "first", "last", "middle", "known", "sound", "words", "whole", "handle", "company", "house",
    "title", "place", "address",
)  # fmt: skip
MOST_WORDS = 8
PUBLIC_DOMAINS = frozenset({
    "gmail", "googlemail", "hotmail", "outlook", "live", "msn", "yahoo", "icloud", "me", "mac", "aol", "gmx", "web",
    "proton", "protonmail", "mail", "jubii", "ofir", "stofanet", "tdcadsl", "webspeed", "privat", "example",
})  # fmt: skip
"""Mail domains that say nothing of where somebody works."""
_TITLES = frozenset({"dr", "prof", "mr", "mrs", "ms", "phd", "mba", "msc", "cand", "ing", "jr", "sr", "hr", "fr"})
_LETTERS = re.compile(r"[^a-z]+")
_WORDS = re.compile(r"[^a-z0-9]+")
_TWICE = re.compile(r"(.)\1+")
_SOUNDS = (
    ("ph", "f"), ("ck", "k"), ("ch", "k"), ("th", "t"), ("dh", "d"), ("gh", "g"), ("sch", "s"), ("ae", "a"),
    ("ue", "u"), ("w", "v"), ("c", "k"), ("z", "s"), ("x", "ks"), ("q", "k"), ("y", "i"), ("j", "i"),
)  # fmt: skip


class LinkRow(NamedTuple):
    """Somebody as one side has them; ``key`` is an identity key, ``systems`` are those that surely list them."""

    key: str
    name: str
    emails: tuple[str, ...] = ()
    slug: str = ""
    company: str = ""
    domain: str = ""
    title: str = ""
    place: str = ""
    systems: tuple[str, ...] = ()


class _Name(NamedTuple):
    first: str
    last: str
    middle: str
    known: str
    sound: str
    words: str
    whole: str


def link_frame(rows: Iterable[LinkRow]) -> pl.DataFrame:
    """The columns of `COLUMNS`, rows in the order of their keys; what is not known is null.

    ``unique_id`` is the row's number: a short one, since millions of pairs hold it.
    """
    made: list[tuple[str | None, ...]] = []
    for number, row in enumerate(sorted(rows, key=lambda row: row.key)):
        name = _name(row.name)
        company = _company(row.company)
        told = (
            row.key,
            *name,
            _handle(row),
            company,
            _house(row, company),
            _plain(row.title),
            _plain(row.place),
            row.slug,
        )
        made.append((str(number), *(value or None for value in told)))
    return pl.DataFrame(made, schema=dict.fromkeys(COLUMNS, pl.String), orient="row")


def sample(frame: pl.DataFrame, most: int) -> pl.DataFrame:
    """At most so many of the rows, drawn by a hash of their keys: the same whatever the order."""
    if len(frame) <= most:
        return frame
    keys = frame.get_column("key").to_list()
    drawn = sorted(keys, key=lambda key: blake2b(key.encode("utf-8", "replace"), digest_size=8).digest())[:most]
    return frame.filter(pl.col("key").is_in(drawn))


@lru_cache(maxsize=1 << 18)
def _name(text: str) -> _Name:
    if "," in text and text.count(",") == 1:
        last_part, first_part = text.split(",")
        text = f"{first_part} {last_part}"
    folded = (part for word in text.split()[: 2 * MOST_WORDS] for part in _folded(word))
    words = [word for word in folded if word not in _TITLES][:MOST_WORDS]
    if not words:
        return _Name("", "", "", "", "", "", "")
    first, last, middle = words[0], words[-1] if len(words) > 1 else "", words[1:-1]
    return _Name(
        first,
        last,
        " ".join(middle),
        known_as(first),
        f"{_sound(first)}|{_sound(last)}",
        f" {' '.join(words)} ",
        "".join(words[:1] + words[-1:]) if last else first,
    )


def _words(folded: str) -> list[str]:
    return _WORDS.sub(" ", folded.replace("'", "")).split()


@lru_cache(maxsize=1 << 17)
def _folded(word: str) -> tuple[str, ...]:
    return tuple(_words(search_key(word)))


@lru_cache(maxsize=1 << 17)
def _sound(word: str) -> str:
    for written, said in _SOUNDS:
        word = word.replace(written, said)
    return _TWICE.sub(r"\1", word)


@lru_cache(maxsize=1 << 16)
def _company(name: str) -> str:
    return house_of(organization_key(name))


def _handle(row: LinkRow) -> str:
    """The letters of a mail address before the @."""
    return _LETTERS.sub("", search_key(row.emails[0].partition("@")[0])) if row.emails else ""


def _house(row: LinkRow, company: str) -> str:
    """The company in one word: what its domain is called, else its own name."""
    for domain in (row.domain, *(mail.partition("@")[2] for mail in row.emails)):
        if domain and (name := _domain_name(domain)):
            return name
    return company.replace(" ", "")


@lru_cache(maxsize=1 << 16)
def _domain_name(domain: str) -> str:
    """What stands before the country, "" where it is a public mail service's.

    >>> _domain_name("www.nordlys.dk"), _domain_name("gmail.com"), _domain_name("acme.co.uk")
    ('nordlys', '', 'acme')
    """
    parts = domain.lower().removeprefix("www.").split(".")
    if len(parts) < 2:
        return ""
    name = parts[-2] if len(parts) == 2 or len(parts[-2]) > 3 else parts[-3]
    return "" if name in PUBLIC_DOMAINS else _WORDS.sub("", search_key(name))


@lru_cache(maxsize=1 << 16)
def _plain(text: str) -> str:
    return " ".join(_words(search_key(text)))
