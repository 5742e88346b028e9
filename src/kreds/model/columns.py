"""What the columns of a list mean: recognized by their names, or said by the person and remembered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kreds.model.segment import AccountStatus
from kreds.text.keys import content_key


class ListKind(StrEnum):
    """What a row of a list is."""

    PEOPLE = "people"
    COMPANIES = "companies"


class Column(StrEnum):
    """What a column can mean, in the order in which a person is asked."""

    NAME = "name"
    FIRST_NAME = "first_name"
    MIDDLE_NAME = "middle_name"
    LAST_NAME = "last_name"
    EMAIL = "email"
    COMPANY = "company"
    TITLE = "title"
    PROFILE = "profile"
    DOMAIN = "domain"
    STATUS = "status"
    SINCE = "since"
    UNTIL = "until"
    LAST_ACTIVITY = "last_activity"
    CITY = "city"
    COUNTRY = "country"
    INDUSTRY = "industry"
    ID = "id"


PEOPLE_ONLY = frozenset({
    Column.FIRST_NAME, Column.MIDDLE_NAME, Column.LAST_NAME, Column.EMAIL, Column.TITLE, Column.PROFILE,
    Column.LAST_ACTIVITY,
})  # fmt: skip
COMPANIES_ONLY = frozenset({Column.UNTIL})


@dataclass(frozen=True, slots=True)
class Matching:
    """How a list is read.

    ``columns``: for each meaning the columns that have it, the best first, each by its name in lower case without
    anything but letters and digits. ``status`` is what everybody of the list is to the owner where no column says.
    """

    kind: ListKind
    columns: Mapping[Column, tuple[str, ...]]
    status: AccountStatus = AccountStatus.NONE

    @property
    def number(self) -> int:
        """A number below a million for this way of reading: another way, another number (but for rare chance)."""
        parts = [f"{meaning}={','.join(names)}" for meaning, names in sorted(self.columns.items())]
        return content_key(self.kind, self.status, *parts) % 1_000_000

    @property
    def can_be_read(self) -> bool:
        """Whether the columns say enough of a person, or of a company, to know them by."""
        people = {Column.NAME, Column.FIRST_NAME, Column.LAST_NAME, Column.EMAIL, Column.PROFILE}
        wanted = people if self.kind is ListKind.PEOPLE else {Column.COMPANY, Column.DOMAIN}
        return any(self.columns.get(meaning) for meaning in wanted)


def signature(columns: Iterable[str]) -> str:
    """What all files with these columns have in common, in whatever order: 16 hexadecimal digits.

    >>> signature(["name", "email"]) == signature(["email", "name"])
    True
    """
    return f"{content_key(*sorted(columns)) & 0xFFFF_FFFF_FFFF_FFFF:016x}"
