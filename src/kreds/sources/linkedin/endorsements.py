"""Endorsement_Given_Info.csv and Endorsement_Received_Info.csv: one row a skill.

Addresses stand in the files since mid-2023, without a scheme (``www.linkedin.com/in/jane-roe``).
"""

from collections.abc import Iterator

from kreds.model.interaction import Channel, Direction
from kreds.model.record import InteractionRecord, Party, Skipped
from kreds.sources.csv_table import CsvTable
from kreds.sources.rows import NO_NAME, Outcome, Rows, is_nobody, moment
from kreds.text.dates import slash_second
from kreds.text.names import display_name
from kreds.text.urls import profile_slug

VERSION = 1
REQUIRED_GIVEN = ("endorsementdate", "skillname", "endorseefirstname", "endorseelastname")
REQUIRED_RECEIVED = ("endorsementdate", "skillname", "endorserfirstname", "endorserlastname")
_STANDING = "ACCEPTED"


def read_given(table: CsvTable) -> Iterator[Outcome]:
    """Skills of others that the owner vouches for."""
    return _read(Rows(table), "endorsee", Direction.OUTBOUND)


def read_received(table: CsvTable) -> Iterator[Outcome]:
    """Skills of the owner that others vouch for."""
    return _read(Rows(table), "endorser", Direction.INBOUND)


def _read(rows: Rows, who: str, direction: Direction) -> Iterator[Outcome]:
    """``detail`` is the skill, with its status where that is anything but accepted (pending, hidden)."""
    told = zip(
        rows.lines,
        map(display_name, rows.raw(f"{who}firstname"), rows.raw(f"{who}lastname")),
        map(profile_slug, rows.raw(f"{who}publicurl", f"{who}profileurl", f"{who}url")),
        rows.names("skillname"),
        rows.names("endorsementstatus", "status"),
        rows.dates("endorsementdate", parsers=(slash_second,)),
        strict=True,
    )
    for line, name, slug, skill, status, endorsed in told:
        if not slug and is_nobody(name):
            yield Skipped(line, NO_NAME)
            continue
        at, precision = moment(endorsed)
        detail = skill if status.upper() in {"", _STANDING} else f"{skill} ({status.lower()})"
        party = Party(slug=slug, name=name)
        yield InteractionRecord(line, Channel.ENDORSEMENT, direction, party, at, precision, detail)
