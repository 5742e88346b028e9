"""What the columns of a list mean, by their names: `words/columns.csv` says it for five languages."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from kreds.model.columns import COMPANIES_ONLY, PEOPLE_ONLY, Column, ListKind, Matching
from kreds.model.segment import AccountStatus
from kreds.sources.registry import column_key
from kreds.sources.statuses import read_status

LEFT_OUT = "-"
"""Stands in the table for columns that are known and not kept: telephone numbers, streets, birthdays."""

_DIGITS = re.compile(r"\d+")
_ANY_NAME = frozenset({"name", "navn", "namn"})
"""Columns that may hold a company's name as well as a human's; "Contact Person" holds a human's."""

_COMPANY_MARKS = frozenset({Column.DOMAIN, Column.INDUSTRY, Column.ID, Column.STATUS, Column.UNTIL})


@dataclass(frozen=True, slots=True)
class Guess:
    """A way to read a list, and whether its columns leave no doubt about it."""

    matching: Matching
    is_sure: bool


@dataclass(frozen=True, slots=True)
class _Word:
    means: str
    place: int
    status: AccountStatus


def guess(header: Sequence[str]) -> Guess:
    """How a list with these names of columns is probably read.

    >>> guess(["Navn", "E-mail", "Firma"]).matching.columns[Column.COMPANY]
    ('firma',)
    """
    found: dict[Column, list[tuple[int, int, str]]] = {}
    implied: list[tuple[int, str, AccountStatus]] = []
    known = 0
    for place, name in enumerate(header):
        words = _words().get(_key(name), ())
        known += bool(words)
        for word in words:
            if word.means == LEFT_OUT:
                continue
            if word.status:
                implied.append((place, column_key(name), word.status))
            else:
                found.setdefault(Column(word.means), []).append((word.place, place, column_key(name)))
    columns = {means: tuple(name for *_, name in sorted(some)) for means, some in found.items()}
    kind = _kind(columns, is_list_of_companies=bool(implied))
    status = AccountStatus.NONE
    if implied and Column.COMPANY not in columns:
        columns[Column.COMPANY] = (implied[0][1],)
        status = implied[0][2]
    if kind is ListKind.COMPANIES and Column.COMPANY not in columns and Column.NAME in columns:
        columns[Column.COMPANY] = columns[Column.NAME]
    matching = Matching(kind, _fitting(columns, kind), status)
    return Guess(matching, _is_sure(matching, known=known, of=sum(bool(name.strip()) for name in header)))


def with_values(matching: Matching, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Matching:
    """A proposal for somebody who is asked: what the first rows show of columns whose names say nothing.

    Where nothing is one yet, a column of addresses is the e-mail, and a column of words such as "former customer" is
    what they are to the owner.

    >>> with_values(guess(["Kunde", "Post"]).matching, ["Kunde", "Post"], [["Acme", "a@acme.example"]]).kind.value
    'people'
    """
    columns, first = dict(matching.columns), list(rows)
    taken = {name for names in columns.values() for name in names}
    for place, title in enumerate(header):
        name, values = column_key(title), [row[place] for row in first if row[place].strip()]
        if not name or name in taken or not values:
            continue
        if Column.EMAIL not in columns and all("@" in value for value in values):
            columns[Column.EMAIL] = (name,)
        elif Column.STATUS not in columns and all(read_status(value) for value in values):
            columns[Column.STATUS] = (name,)
    kind = ListKind.PEOPLE if Column.EMAIL in columns else matching.kind
    return replace(matching, kind=kind, columns=_fitting(columns, kind))


def _kind(columns: Mapping[Column, tuple[str, ...]], *, is_list_of_companies: bool) -> ListKind:
    if PEOPLE_ONLY & columns.keys():
        return ListKind.PEOPLE
    if Column.NAME in columns:
        has_company = Column.COMPANY in columns or is_list_of_companies
        may_be_companies = not has_company and columns[Column.NAME][0] in _ANY_NAME
        return ListKind.COMPANIES if may_be_companies and _COMPANY_MARKS & columns.keys() else ListKind.PEOPLE
    return (
        ListKind.COMPANIES
        if Column.COMPANY in columns or Column.DOMAIN in columns or is_list_of_companies
        else (ListKind.PEOPLE)
    )


def _fitting(columns: Mapping[Column, tuple[str, ...]], kind: ListKind) -> dict[Column, tuple[str, ...]]:
    """Without what the other kind of list has, in the order of the meanings."""
    left = COMPANIES_ONLY if kind is ListKind.PEOPLE else PEOPLE_ONLY | {Column.NAME}
    return {means: columns[means] for means in Column if means in columns and means not in left}


def _is_sure(matching: Matching, *, known: int, of: int) -> bool:
    """Whether nobody has to be asked: there is enough to know somebody by, and most columns are known."""
    columns = matching.columns.keys()
    if not matching.can_be_read:
        return False
    if matching.kind is ListKind.COMPANIES:
        return 2 * known >= of
    if Column.EMAIL in columns or Column.PROFILE in columns:
        return bool({Column.NAME, Column.FIRST_NAME, Column.LAST_NAME} & columns) or 2 * known >= of
    return bool({Column.COMPANY, Column.TITLE} & columns) and 3 * known >= of


def _key(name: str) -> str:
    """The name as the table of words has it: repeated columns ("E-mail 2") are as the first."""
    return _DIGITS.sub("", column_key(name))


@cache
def _words() -> dict[str, tuple[_Word, ...]]:
    text = (files("kreds.sources") / "words" / "columns.csv").read_text(encoding="utf-8")
    words: dict[str, dict[str, _Word]] = {}
    for place, (means, name, _) in enumerate(list(csv.reader(text.splitlines()))[1:]):
        meaning, _, status = means.partition(":")
        words.setdefault(_key(name), {}).setdefault(meaning, _Word(meaning, place, AccountStatus(status)))
    return {key: _one_meaning(found.values()) for key, found in words.items()}


def _one_meaning(words: Iterable[_Word]) -> tuple[_Word, ...]:
    """A column has one meaning, but for an address, which may be a profile's or a website's."""
    found = sorted(words, key=lambda word: word.place)
    addresses = tuple(word for word in found if word.means in (Column.PROFILE, Column.DOMAIN))
    return addresses if len(addresses) == len(found) else (found[0],)
