"""No zip, however mutilated, gives anything but its own content or a refusal."""

from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from kreds.errors import RefusedError
from kreds.sources.limits import Limits
from kreds.sources.zip_gate import read_entries
from tests.sources.fault_makers import CSV, NAMES
from tests.sources.zip_maker import STORED, STREAMED, Part, zip_bytes

PARTS = [Part("Jobs/", method=STORED), Part("Connections.csv", CSV), Part("Notes.csv", NAMES, flags=STREAMED)]
WHOLE = zip_bytes(PARTS, comment=b"as sent")


def test_entries_tell_what_is_inside() -> None:
    """A right zip gives its members with sizes, times and the place of their data."""
    entries = read_entries(BytesIO(WHOLE), "archive.zip", limits=Limits())
    assert [(entry.name, entry.size, entry.is_folder) for entry in entries] == [
        ("Jobs/", 0, True),
        ("Connections.csv", len(CSV), False),
        ("Notes.csv", len(NAMES), False),
    ]
    assert [WHOLE[entry.data_at :].startswith(part.body) for entry, part in zip(entries, PARTS, strict=True)] == [
        True
    ] * 3


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255))
def test_one_wrong_byte(place: int, byte: int) -> None:
    """A zip with one byte changed is refused, or tells sizes that are still those of the file."""
    content = bytearray(WHOLE)
    content[place] = byte
    _gives_entries_or_refuses(bytes(content))


@given(st.integers(0, len(WHOLE)), st.integers(0, len(WHOLE)), st.binary(max_size=40))
def test_a_part_replaced(start: int, end: int, other: bytes) -> None:
    """A zip with a part taken out or put in is refused, or is the zip it was."""
    first, last = sorted((start, end))
    _gives_entries_or_refuses(WHOLE[:first] + other + WHOLE[last:])


@given(st.binary(max_size=200).map(lambda body: b"PK\x03\x04" + body + WHOLE[-30:]))
def test_any_bytes(content: bytes) -> None:
    """Bytes that only begin and end like a zip are refused."""
    _gives_entries_or_refuses(content)


def _gives_entries_or_refuses(content: bytes) -> None:
    code, packed = "", 0
    try:
        packed = sum(entry.packed for entry in read_entries(BytesIO(content), "archive.zip", limits=Limits()))
    except RefusedError as refusal:
        code = refusal.code
    assert code.startswith("ZIP-") or 0 < packed <= len(content)
