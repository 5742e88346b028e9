"""Connections.csv: who is connected since when, working where as of the day of the archive."""

import zlib
from collections.abc import Iterator
from datetime import timedelta

from kreds.demo.layout import Era
from kreds.demo.network import Network
from kreds.demo.people import Relation
from kreds.demo.table import Row, Table, day_text

_ABOUT_MAIL = (
    "When exporting your connection data, you may notice that some of the email addresses are missing. You will only "
    "see email addresses for connections who have allowed their connections to see or download their email address "
    "using this setting https://www.linkedin.com/psettings/privacy/email. You can learn more here "
    "https://www.linkedin.com/help/linkedin/answer/261"
)
PREAMBLE = (
    "Notes:",
    _ABOUT_MAIL,
    "",
)
_SIX = ("First Name", "Last Name", "Email Address", "Company", "Position", "Connected On")
_SEVEN = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")


def connections(network: Network, era: Era) -> Table:
    """Newest first; without preamble before 2022, without address before 2023."""
    present = sum(relation.vanished_on is None for relation in network.relations)
    twice = sum(network.relations[index].vanished_on is None for index in network.twice)
    return Table(
        "Connections.csv",
        _SEVEN if era >= Era.Y2023 else _SIX,
        lambda: _rows(network, era),
        preamble=PREAMBLE if era >= Era.Y2022 else (),
        ends_with_newline=False,
        facts={"people": present, "hidden": len(network.hidden), "twice": twice},
    )


def _rows(network: Network, era: Era) -> Iterator[Row]:
    dated: list[tuple[int, int, Relation | None]] = []
    twice = set(network.twice)
    for index, relation in enumerate(network.relations):
        if relation.vanished_on is None:
            dated.append((relation.connected_on.toordinal(), index, relation))
            if index in twice:
                again = min(relation.connected_on + timedelta(days=40), network.day)
                dated.append((again.toordinal(), index, relation))
    dated += [(hidden.connected_on.toordinal(), -1 - index, None) for index, hidden in enumerate(network.hidden)]
    dated.sort(key=lambda row: row[:2], reverse=True)
    for ordinal, _, person in dated:
        yield _row(person, day_text(network.day.fromordinal(ordinal)), era)


def _row(relation: Relation | None, day: str, era: Era) -> Row:
    if relation is None:
        return ("",) * (6 if era >= Era.Y2023 else 5) + (day,)
    url = (address(relation),) if era >= Era.Y2023 else ()
    who = (relation.first_name, relation.last_name)
    return (*who, *url, relation.email, relation.company, relation.title, day)


def address(relation: Relation) -> str:
    """The profile address; one in a hundred ends in a slash."""
    slash = "/" if zlib.crc32(relation.slug.encode()) % 97 == 0 else ""
    return relation.url + slash
