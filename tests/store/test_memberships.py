"""Groups in the store: what was written is read again, reasons and all."""

from datetime import date
from pathlib import Path

from kreds.model.segment import Membership, MembershipSource
from kreds.store.database import open_store
from kreds.store.memberships import memberships_of, write_memberships
from kreds.text.phrase import Phrase


def test_groups_come_back_as_they_were_written(tmp_path: Path) -> None:
    """Shares, sources and reasons with days and plurals survive; the likeliest group stands first."""
    why = Phrase("%(n)s day since %(day)s", {"n": 2, "day": date(2026, 10, 3)}, "%(n)s days since %(day)s", 2)
    likely = Membership("partner", 0.9, MembershipSource.EVIDENCE, (why, Phrase("At %(x)s", {"x": Phrase("home")})))
    said = Membership("own:Mentors", 0.0, MembershipSource.SAID)
    with open_store(str(tmp_path / "kreds.db")) as store:
        with store.writing() as db:
            write_memberships(db, {7: (said, likely), 8: (likely,)})
            write_memberships(db, {}, persons=[8])
        with store.reading() as db:
            assert memberships_of(db, [7, 8]) == {7: (likely, said)}
