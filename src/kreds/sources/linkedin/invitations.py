"""Invitations.csv: requests to connect, sent and received; usually only the pending and the recent ones.

Addresses stand in the file since late 2023. Whether an invitation was accepted is not in it: that is told by the
connections.
"""

from collections.abc import Iterator, Sequence

from kreds.model.interaction import Channel, Direction
from kreds.model.record import InteractionRecord, Party, Skipped
from kreds.sources.csv_table import CsvTable
from kreds.sources.rows import NO_NAME, NOT_A_PERSON, Outcome, Rows, is_nobody, moment
from kreds.text.dates import us_minute
from kreds.text.urls import is_page, profile_slug

VERSION = 1
REQUIRED = ("from", "to", "sentat", "direction")
_DIRECTIONS = {"incoming": Direction.INBOUND, "outgoing": Direction.OUTBOUND}


def read(table: CsvTable) -> Iterator[Outcome]:
    """One invitation a row, with the other person as party and the owner as the row names them."""
    rows = Rows(table)
    parties = zip(
        _parties(rows.names("from"), rows.raw("inviterprofileurl")),
        _parties(rows.names("to"), rows.raw("inviteeprofileurl")),
        strict=True,
    )
    sent_at = rows.dates("sentat", parsers=(us_minute,))
    told = zip(parties, rows.raw("direction"), sent_at, rows.words("message"), strict=True)
    for index, ((sender, receiver), written, sent, text) in enumerate(told):
        direction = _DIRECTIONS.get(written.strip().lower())
        if direction is None:
            yield rows.rejected(index, "ROW-VALUE", value=written, column=rows.heading("direction"))
            continue
        other, owner = (sender, receiver) if direction is Direction.INBOUND else (receiver, sender)
        line = rows.lines[index]
        if is_page(other.slug):
            yield Skipped(line, NOT_A_PERSON)
        elif not other.slug and is_nobody(other.name):
            yield Skipped(line, NO_NAME)
        else:
            at, precision = moment(sent)
            yield InteractionRecord(line, Channel.INVITATION, direction, other, at, precision, text=text, owner=owner)


def _parties(names: Sequence[str], urls: Sequence[str]) -> Iterator[Party]:
    return (Party(slug=profile_slug(url), name=name) for name, url in zip(names, urls, strict=True))
