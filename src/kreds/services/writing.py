"""What is shared by all files of an import while their facts are written."""

from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl
from sqlalchemy import Connection

from kreds.store import facts


@dataclass(slots=True)
class Writing:
    """The numbers of parties, and what this archive has listed so far."""

    db: Connection
    parties: facts.Parties
    keep_texts: bool
    tick: Callable[[int], None]
    archive: int = 0
    listed: set[int] = field(default_factory=set)
    messages: pl.DataFrame | None = None
    """All messages of the store, as long as this import has brought every one of them."""

    def begin_archive(self, archive: int) -> None:
        """From here on files belong to this archive."""
        self.archive = archive
        self.listed = facts.listed_in(self.db, archive)
