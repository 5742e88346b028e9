"""Address books against what they say: a folder for each case, the input beside the expected result."""

import json
from pathlib import Path

import pytest

from kreds.model.record import ContactRecord, Rejected, Skipped
from kreds.sources.container import open_archives
from kreds.sources.vcards import CardsRead, read_cards
from tests.plugins.expected import Compare
from tests.sources.linkedin.test_readers import plain

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "vcards"
_CASES = sorted(path.parent for path in FIXTURES.glob("*/input.vcf"))


def read(path: Path) -> CardsRead:
    """The address book of a file."""
    return read_cards(open_archives([path])[0].members[0])


def written(folder: Path, text: str | bytes) -> Path:
    """An address book as a file."""
    path = folder / "contacts.vcf"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize("folder", _CASES, ids=lambda folder: folder.name)
def test_cards(folder: Path, compare: Compare) -> None:
    """An address book gives the people, rejected and skipped cards, and notes that stand beside it."""
    found = read(folder / "input.vcf")
    told = {"rows": [plain(one) for one in found.outcomes], "notes": [note.english() for note in found.notes]}
    compare(json.dumps(told, ensure_ascii=False, indent=1) + "\n", folder / "expected.json")


def test_nothing_private_is_kept() -> None:
    """Phone numbers, birthdays, streets, notes and pictures are kept of nobody, not even of cards set aside."""
    kept = " ".join(str(read(folder / "input.vcf").outcomes) for folder in _CASES)
    for word in ("+45", "0203", "Hjemvej", "not kept", "/9j/", "a.jpg", "BDAY", "PHOTO"):
        assert word not in kept


def test_a_picture_of_fifty_megabytes(tmp_path: Path) -> None:
    """A picture, on one line or on a million, is passed over, and the cards around it are read."""
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna Holm\r\n{}END:VCARD\r\n"
    one_line = card.format("PHOTO;ENCODING=b:" + "A" * 20_000_000 + "\r\n")
    folded = card.format("PHOTO;ENCODING=b:" + "\r\n AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" * 300_000 + "\r\n")
    found = read(written(tmp_path, card.format("") + one_line + folded + card.format("")))
    assert [type(one) for one in found.outcomes] == [ContactRecord] * 4


def test_many_cards(tmp_path: Path) -> None:
    """Many cards are read one at a time, each with its own line."""
    cards = "".join(
        f"BEGIN:VCARD\nVERSION:3.0\nFN:Person {n}\nEMAIL:p{n}@example.com\nEND:VCARD\n" for n in range(20_000)
    )
    found = read(written(tmp_path, cards))
    people = [one for one in found.outcomes if isinstance(one, ContactRecord)]
    assert (len(people), people[-1].line, people[-1].emails) == (20_000, 99_996, ("p19999@example.com",))


def test_what_is_no_person() -> None:
    """Groups and companies are told from people, and a card that names nobody is none."""
    rows = [one for folder in _CASES for one in read(folder / "input.vcf").outcomes]
    assert {one.reason for one in rows if isinstance(one, Skipped)} == {"not a person", "no name"}
    assert {one.code for one in rows if isinstance(one, Rejected)} == {"ROW-CUT", "ROW-LINE"}
