"""From the bytes of a table to clean UTF-8: marks, encodings, NULs, and lines without an end.

The ladder is mark, UTF-8, UTF-16 without mark, and Windows-1252 line by line for what is not UTF-8. Nothing is lost
without being counted.
"""

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from kreds.errors import RefusedError
from kreds.sources.limits import LINE_LIMIT
from kreds.text.phrase import Phrase

_MARK = codecs.BOM_UTF8
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The five bytes that Windows-1252 leaves open stay the control characters they are in Latin-1.
_WINDOWS_1252 = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))
_NO_LETTER = "�"
_SAMPLES = 3
_SAMPLE_LENGTH = 60


class EndlessLineError(Exception):
    """A line does not end; which one is counted only then, with `endless_line`."""


@dataclass(slots=True)
class Repairs:
    """What had to be mended on the way."""

    encoding: str = "utf-8"
    nuls: int = 0
    marks: int = 0
    odd_lines: int = 0
    broken_lines: int = 0
    samples: list[str] = field(default_factory=list)

    def show(self, line: str) -> None:
        """Keep a mended line to show, if there are not enough yet."""
        if len(self.samples) < _SAMPLES:
            self.samples.append(line.strip()[:_SAMPLE_LENGTH])

    def notes(self) -> list[Phrase]:
        """The repairs in words."""
        told: list[Phrase] = []
        if self.encoding != "utf-8":
            told.append(Phrase("The file is written in %(encoding)s, not UTF-8.", {"encoding": self.encoding.upper()}))
        counted = (
            (
                self.odd_lines,
                Phrase(
                    "%(n)s line is not UTF-8 and was read as Windows-1252; check the letters: %(samples)s",
                    plural="%(n)s lines are not UTF-8 and were read as Windows-1252; check the letters: %(samples)s",
                ),
            ),
            (
                self.broken_lines,
                Phrase(
                    "%(n)s line holds bytes that are no letters, shown as �: %(samples)s",
                    plural="%(n)s lines hold bytes that are no letters, shown as �: %(samples)s",
                ),
            ),
            (self.nuls, Phrase("%(n)s NUL character was taken out.", plural="%(n)s NUL characters were taken out.")),
            (
                self.marks,
                Phrase(
                    "%(n)s byte order mark in the middle of the text was taken out.",
                    plural="%(n)s byte order marks in the middle of the text were taken out.",
                ),
            ),
        )
        facts = {"samples": " · ".join(self.samples)}
        told += [replace(phrase, n=n, facts={"n": n, **facts}) for n, phrase in counted if n]
        return told


def detect(head: bytes) -> str:
    """The encoding of a text by its first bytes.

    >>> detect("Å".encode("utf-16")), detect(b"First Name"), detect("Name".encode("utf-16-be"))
    ('utf-16-le', 'utf-8', 'utf-16-be')
    """
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    even, odd = head[0:400:2], head[1:400:2]
    if odd and odd.count(0) > 0.4 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even and even.count(0) > 0.4 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return "utf-8"


def decoded(start: bytes) -> str:
    """A page's text: UTF-8, whose last character may be cut; whatever is not UTF-8 was saved again on Windows."""
    try:
        return codecs.getincrementaldecoder("utf-8-sig")("strict").decode(start)
    except UnicodeDecodeError:
        return start.decode("cp1252", "replace")


def clean_blocks(blocks: Iterable[bytes], repairs: Repairs, *, label: str, is_lenient: bool) -> Iterator[bytes]:
    """The text as UTF-8 without marks and NULs; ``repairs.encoding`` says what it comes in.

    With ``is_lenient``, lines that are no UTF-8 are read as Windows-1252; without, they come through as they are, for
    the decoder to stumble over.

    Raises:
        RefusedError: CSV-ENCODING.
        EndlessLineError: a line is longer than any of ours.
    """
    if repairs.encoding != "utf-8":
        blocks = _transcoded(blocks, repairs.encoding, label)
    elif is_lenient:
        blocks = _mended(_in_lines(blocks), repairs)
    held = b""
    pending = 0
    is_first = True
    for block in blocks:
        whole = held + block if held else block
        held = b""
        if is_first:
            whole = whole.removeprefix(_MARK)
            is_first = False
        if b"\0" in whole:
            repairs.nuls += whole.count(b"\0")
            whole = whole.replace(b"\0", b"")
        if b"\xef" in whole:
            whole, held = _without_marks(whole, repairs)
        end = whole.rfind(b"\n")
        if end < 0:
            end = whole.rfind(b"\r")
        pending = len(whole) - end if end >= 0 else pending + len(whole)
        if pending > LINE_LIMIT:
            raise EndlessLineError
        if whole:
            yield whole
    if held:
        yield held


def endless_line(blocks: Iterable[bytes]) -> int:
    """The number of the first line that does not end."""
    line, pending = 1, 0
    for block in blocks:
        count = block.count(b"\n")
        line += count
        pending = len(block) - block.rfind(b"\n") if count else pending + len(block)
        if pending > LINE_LIMIT:
            break
    return line


def _without_marks(block: bytes, repairs: Repairs) -> tuple[bytes, bytes]:
    """The block without byte order marks, and the beginning of one at its end, held back."""
    held = block[-2:] if block.endswith(_MARK[:2]) else block[-1:] if block.endswith(_MARK[:1]) else b""
    kept = block[: len(block) - len(held)]
    count = kept.count(_MARK)
    if count:
        repairs.marks += count
        kept = kept.replace(_MARK, b"")
    return kept, held


def _transcoded(blocks: Iterable[bytes], encoding: str, label: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for block in blocks:
            yield decoder.decode(block).encode("utf-8")
        yield decoder.decode(b"", final=True).encode("utf-8")
    except UnicodeError:
        raise RefusedError("CSV-ENCODING", file=label, encoding=encoding.upper()) from None


def _in_lines(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, cut at line ends where there are any within reach."""
    rest = b""
    for block in blocks:
        *lines, rest = (rest + block).splitlines(keepends=True) or [b""]
        if rest.endswith(b"\n") or len(rest) > LINE_LIMIT:
            lines.append(rest)
            rest = b""
        yield from lines
    if rest:
        yield rest


def _mended(lines: Iterable[bytes], repairs: Repairs) -> Iterator[bytes]:
    for line in lines:
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            yield _mended_line(line, repairs).encode("utf-8")
        else:
            yield line


def _mended_line(line: bytes, repairs: Repairs) -> str:
    """A line that is not UTF-8: with surrogates (as Java writes them), with a few broken letters, or Windows-1252."""
    try:
        pairs = line.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
    except UnicodeDecodeError:
        text = line.decode("utf-8", "replace")
        whole = sum(letter > "\x7f" and letter != _NO_LETTER for letter in text)
        if not whole or whole < text.count(_NO_LETTER):
            text = codecs.charmap_decode(line, "strict", _WINDOWS_1252)[0]
            repairs.odd_lines += 1
            repairs.show(text)
            return text
    else:
        text = pairs.decode("utf-16-le", "replace")
    if _NO_LETTER in text:
        repairs.broken_lines += 1
        repairs.show(text)
    return text
