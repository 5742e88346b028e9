"""A large file of messages read in two halves is the file read in one piece."""

import csv
import io
import tempfile
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kreds.errors import CancelledError
from kreds.sources.container import Member, open_archives
from kreds.sources.csv_table import open_table
from kreds.sources.linkedin.message_halves import Cut, Half, HalvesRunning, joined, read_half
from kreds.sources.linkedin.messages import RawMessages, read_raw

HEADER = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER"
)
_TEXTS = st.text(alphabet='ab",\n\r æ?', max_size=20)


def member(folder: Path, text: str) -> Member:
    """The text as messages.csv."""
    path = folder / "messages.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return open_archives([path])[0].members[0]


def messages(texts: list[str], *, quoted: bool) -> str:
    """A file of messages with these contents, as LinkedIn writes it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerow(HEADER.split(","))
    for number, text in enumerate(texts):
        url = f"https://www.linkedin.com/in/person-{number % 3}"
        day = f"2024-01-{number % 28 + 1:02d} 10:00:00 UTC"
        writer.writerow([f"2-{number % 4}", "", f"P {number % 3}", url, "Me", url, day, "", text, "INBOX"])
    return out.getvalue()


def halves(of: Member) -> tuple[RawMessages | None, RawMessages | None]:
    """Both halves, read in this process."""
    layout = open_table(of).layout
    first, second = (read_half(Half(of, is_second=is_second), layout, lambda _: None) for is_second in (False, True))
    return first, second


def assert_same(one: RawMessages, other: RawMessages) -> None:
    """Every field of both is the same."""
    for item in fields(RawMessages):
        if item.name != "columns":
            assert getattr(one, item.name) == getattr(other, item.name)
    assert one.columns.keys() == other.columns.keys()
    assert all(np.array_equal(one.columns[name], other.columns[name]) for name in one.columns)


@settings(max_examples=60)
@given(st.lists(_TEXTS, min_size=2, max_size=12), st.booleans())
def test_two_halves_are_the_whole(texts: list[str], quoted: bool) -> None:
    """Whatever the messages hold, two halves give the same rows on the same lines; or they are not used."""
    with tempfile.TemporaryDirectory() as folder:
        file = member(Path(folder), messages(texts, quoted=quoted))
        first, second = halves(file)
        if first is not None and second is not None:
            assert_same(joined(first, second), read_raw(open_table(file)))


def test_plain_files_are_cut(tmp_path: Path) -> None:
    """Line feeds and quotes inside messages do not keep a file from being read in halves."""
    texts = [f'He said "no",\nand left {number}?' for number in range(50)]
    file = member(tmp_path, messages(texts, quoted=True))
    first, second = halves(file)
    assert first is not None
    assert second is not None
    assert 0 < first.read < first.read + second.read == len(texts)
    assert_same(joined(first, second), read_raw(open_table(file)))


def test_an_open_quote_is_never_cut_over(tmp_path: Path) -> None:
    """A file with a quote that never closes is not read in halves; the reading in one piece says where it is."""
    text = messages([f"text {number}" for number in range(60)], quoted=False).replace("text 20", '"text 20', 1)
    assert None in halves(member(tmp_path, text))


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_cut_does_not_depend_on_blocks(size: int) -> None:
    """The cut and the lines before it are the same however the bytes come."""
    data = b'a,"x\r\ny"\nb,"""q"""\r\nc,"z\n"\nd,e\n' * 3
    cut, place = Cut(len(data) // 2), None
    for start in range(0, len(data), size):
        found = cut.feed(data[start : start + size])
        if found is not None:
            place = start + found
            break
    assert place is not None
    assert data[:place].count(b'"') % 2 == 0
    assert data[place - 1 : place] == b"\n"
    assert place > len(data) // 2
    assert cut.lines == len(data[:place].decode().splitlines())


def test_two_processes_read_it(tmp_path: Path) -> None:
    """Real processes give the same messages, the hash of the file, and their progress."""
    file = member(tmp_path, messages([f"text {number}" for number in range(300)], quoted=True))
    with HalvesRunning(file, open_table(file).layout) as running:
        raw = running.result(lambda _: None)
    assert raw is not None
    whole = member(tmp_path, messages([f"text {number}" for number in range(300)], quoted=True))
    assert_same(raw, read_raw(open_table(whole)))
    assert file.sha256() == whole.sha256()


def test_cancel_ends_the_processes(tmp_path: Path) -> None:
    """Stopping while they read leaves no process behind."""
    file = member(tmp_path, messages(["text"] * 300, quoted=True))

    def stop(_: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError), HalvesRunning(file, open_table(file).layout) as running:
        running.result(stop)
    assert [child.returncode is None for child in running.children] == [False, False]
