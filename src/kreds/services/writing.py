"""What is shared by all files of an import while their facts are written."""

from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl
from sqlalchemy import Connection

from kreds.store import facts
from kreds.store.forgotten import Forgotten
from kreds.store.location import Location


@dataclass(slots=True)
class Writing:
    """The numbers of parties, and what this archive has listed so far."""

    db: Connection
    parties: facts.Parties
    keep_texts: bool
    tick: Callable[[int], None]
    location: Location
    archive: int = 0
    listed: set[int] = field(default_factory=set)
    forgotten: Forgotten | None = None
    """Asks whether somebody is to be left out of the file at hand."""
    messages: pl.DataFrame | None = None
    """All messages of the store, as long as this import has brought every one of them."""

    def begin_archive(self, archive: int) -> None:
        """From here on files belong to this archive."""
        self.archive = archive
        self.listed = facts.listed_in(self.db, archive)
