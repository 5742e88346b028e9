r"""The lines that calendars (RFC 5545) and cards (RFC 6350, 2426, vCard 2.1) are made of.

Lines are unfolded as bytes, because a fold may part the bytes of one letter. Nothing here recurses, and no line and no
part can fill the memory: what is longer than anything a person means is cut.
"""

import codecs
import quopri
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kreds.sources.container import Member
from kreds.sources.text_encoding import detect
from kreds.text.phrase import Phrase

LONGEST_LINE = 64 * 1024
"""Bytes of one unfolded line that are looked at: of a picture in a card the rest is not even kept in memory."""
LONGEST_RAW = 64 * 1024
"""Characters of a part that are kept to be shown, and tried again by a later version."""
MOST_PROPERTIES = 60_000
_BLOCK = 1 << 20
_MARK = codecs.BOM_UTF8
_BEGINS = re.compile(rb"\s*BEGIN:(VCALENDAR|VCARD)\s", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_CARET = re.compile(r"\^(['n^])")
_CARETS = {"'": '"', "n": "\n", "^": "^"}
_NAME = re.compile(r"(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)\Z")
_QUOTED_PRINTABLE = b"QUOTED-PRINTABLE"


@dataclass(frozen=True, slots=True)
class Property:
    """One line: names in capitals, the value as written (without quoted-printable). ``line`` is where it begins."""

    line: int
    name: str
    parameters: Mapping[str, tuple[str, ...]]
    value: str

    def parameter(self, name: str) -> str:
        """The first value of a parameter, "" without."""
        return self.parameters.get(name, ("",))[0]


@dataclass(slots=True)
class Part:
    """What stands between a BEGIN and its END: ``is_whole`` is False when the END never came.

    ``raw`` are its lines as they stood, unfolded; ``odd`` the lines that are no properties. ``outer`` is what is said
    of the calendar around it so far.
    """

    line: int
    name: str
    outer: Mapping[str, str]
    properties: list[Property] = field(default_factory=list)
    odd: list[tuple[int, str]] = field(default_factory=list)
    raw: str = ""
    is_whole: bool = False
    nested: int = 0

    def first(self, name: str) -> Property | None:
        """The first property of this name."""
        return next((one for one in self.properties if one.name == name), None)

    def all(self, *names: str) -> list[Property]:
        """All properties of these names."""
        return [one for one in self.properties if one.name in names]

    def keep(self, text: str) -> None:
        """Remember a line as it stood."""
        if len(self.raw) + len(text) < LONGEST_RAW:
            self.raw += f"{text}\n"


@dataclass(slots=True)
class Repairs:
    """What had to be mended on the way."""

    odd_letters: int = 0
    cut: int = 0

    def notes(self) -> list[Phrase]:
        """The repairs in words."""
        told = []
        if self.odd_letters:
            told.append(
                Phrase(
                    "%(n)s line is not UTF-8 and was read as Windows-1252.",
                    plural="%(n)s lines are not UTF-8 and were read as Windows-1252.",
                    n=self.odd_letters,
                    facts={"n": self.odd_letters},
                )
            )
        return told


def begins_with(head: bytes) -> str:
    r"""What a file of such lines is, by its first bytes: "VCALENDAR", "VCARD", or "" for any other file.

    >>> begins_with(b"BEGIN:VCARD\r\nVERSION:3.0"), begins_with(b"First Name,Last Name")
    ('VCARD', '')
    """
    encoding = detect(head)
    if encoding != "utf-8":
        head = head.decode(encoding, "replace").lstrip("\ufeff").encode()
    found = _BEGINS.match(head.removeprefix(_MARK))
    return found[1].decode().upper() if found else ""


def read_parts(
    member: Member,
    wanted: Mapping[str, Collection[str]],
    repairs: Repairs,
    *,
    kept: Collection[str] = (),
    on_bytes: Callable[[int], None] | None = None,
) -> Iterator[Part]:
    """The parts of a file that are wanted, in its order, one at a time.

    Args:
        member: the file.
        wanted: names of parts, each with the names of the properties that are looked at; all others are passed over.
        repairs: counts what is mended.
        kept: what is remembered of everything around the parts, such as METHOD of a calendar.
        on_bytes: told how many bytes have been read.

    Raises:
        RefusedError: the bytes are not what was announced.
    """
    splitter = _Splitter(wanted, frozenset(kept))
    for number, raw in _unfolded(_lines(member, on_bytes), repairs):
        yield from splitter.take(number, _decoded(raw, repairs))
    yield from splitter.end()


class _Splitter:
    """Tells where parts begin and end; counts instead of recursing."""

    def __init__(self, wanted: Mapping[str, Collection[str]], kept: frozenset[str]) -> None:
        self._wanted = {name: frozenset(properties) for name, properties in wanted.items()}
        self._kept = kept
        self._outer: dict[str, str] = {}
        self._strange = 0
        self._part: Part | None = None

    def take(self, number: int, text: str) -> Iterator[Part]:
        """One line; a part that it ends."""
        if not text.strip():
            return
        mark, _, name = text.partition(":")
        mark, name = mark.strip().upper(), name.strip().upper()
        if mark == "BEGIN":
            yield from self._begin(number, name, text)
        elif mark == "END":
            yield from self._end(name, text)
        elif self._part is not None:
            self._inside(self._part, number, text)
        elif not self._strange:
            self._around(number, text)

    def end(self) -> Iterator[Part]:
        """The file is over; what is still open was cut off."""
        if self._part is not None:
            yield self._part
            self._part = None

    def _begin(self, number: int, name: str, text: str) -> Iterator[Part]:
        part = self._part
        if part is not None and name != "VCALENDAR" and (name not in self._wanted or self._is_agent(part)):
            part.nested += 1
            part.keep(text)
            return
        if part is not None:
            # One that begins before the other has ended: the end of that one is lost.
            yield part
            self._part = None
        if name in self._wanted:
            self._part = Part(number, name, self._outer)
            self._part.keep(text)
        elif name == "VCALENDAR":
            self._outer, self._strange = {}, 0
        else:
            self._strange += 1

    @staticmethod
    def _is_agent(part: Part) -> bool:
        """Whether a card stands in a card as the secretary of its person."""
        return part.name == "VCARD" and (part.nested > 0 or part.raw.rstrip().upper().endswith("AGENT:"))

    def _end(self, name: str, text: str) -> Iterator[Part]:
        part = self._part
        if part is None:
            self._strange = max(0, self._strange - 1) if name != "VCALENDAR" else 0
            return
        if name == part.name and (not part.nested or name != "VCARD"):
            part.keep(text)
            part.is_whole, self._part = True, None
            yield part
        elif part.nested:
            part.nested -= 1
            part.keep(text)
        elif name == "VCALENDAR":
            self._part = None
            yield part

    def _inside(self, part: Part, number: int, text: str) -> None:
        names = self._wanted[part.name]
        if part.nested:
            if not names:
                part.keep(text)
            return
        found = parse_line(number, text)
        if found is None:
            part.odd.append((number, text[:200]))
            part.keep(text[:2_000])
        elif not names or found.name in names:
            part.keep(text)
            if len(part.properties) < MOST_PROPERTIES:
                part.properties.append(found)
        elif found.name == "AGENT":
            part.keep("AGENT:")

    def _around(self, number: int, text: str) -> None:
        found = parse_line(number, text)
        if found is not None and found.name in self._kept:
            self._outer[found.name] = found.value


def parse_line(number: int, text: str) -> Property | None:
    """One unfolded line; None when it is no property at all.

    >>> found = parse_line(1, 'ATTENDEE;CN="Dam, Bo";PARTSTAT=ACCEPTED:mailto:bo@example.com')
    >>> found.name, found.parameter("CN"), found.value
    ('ATTENDEE', 'Dam, Bo', 'mailto:bo@example.com')
    """
    head, value = _parted(text)
    pieces = _split(head, ";") if '"' in head else head.split(";")
    name = _NAME.match(pieces[0].strip())
    if value is None or name is None:
        return None
    parameters: dict[str, tuple[str, ...]] = {}
    for piece in pieces[1:]:
        key, sign, told = piece.partition("=")
        # Cards of version 2.1 write the value alone.
        key, told = (key.strip().upper(), told) if sign else ("TYPE", key)
        values = _split(told, ",") if '"' in told else told.split(",")
        parameters[key] = parameters.get(key, ()) + tuple(_parameter(one) for one in values)
    if parameters.get("ENCODING", ("",))[0].upper() == "QUOTED-PRINTABLE" or "QUOTED-PRINTABLE" in parameters.get(
        "TYPE", ()
    ):
        value = _printed(value, parameters.get("CHARSET", ("utf-8",))[0])
    return Property(number, name[1].upper(), parameters, value)


def unescaped(value: str) -> str:
    r"""A text without its escapes.

    >>> unescaped(r"Dam\, Bo\; jr")
    'Dam, Bo; jr'
    """
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value) if "\\" in value else value


def components_of(value: str, separator: str = ";") -> list[str]:
    r"""The parts of a structured value, each without its escapes.

    >>> components_of(r"Dam;Bo\;Ib;;")
    ['Dam', 'Bo;Ib', '', '']
    """
    if "\\" not in value:
        return value.split(separator)
    parts, start, place = [], 0, 0
    while place < len(value):
        if value[place] == "\\":
            place += 1
        elif value[place] == separator:
            parts.append(value[start:place])
            start = place + 1
        place += 1
    return [unescaped(one) for one in (*parts, value[start:])]


def _parted(text: str) -> tuple[str, str | None]:
    """What stands before and behind the first colon that is not quoted; None without a colon."""
    place, quoted = 0, False
    while True:
        colon, quote = text.find(":", place), text.find('"', place)
        if colon < 0 or (quoted and quote < 0):
            # A quote that never closes is a letter like any other.
            head, colon_found, value = text.partition(":")
            return head, value if colon_found else None
        if quoted:
            place, quoted = quote + 1, False
        elif 0 <= quote < colon:
            place, quoted = quote + 1, True
        else:
            return text[:colon], text[colon + 1 :]


def _split(text: str, separator: str) -> list[str]:
    """The text at each separator that is not quoted."""
    parts: list[str] = []
    held = ""
    for piece in text.split(separator):
        held = f"{held}{separator}{piece}" if held else piece
        if held.count('"') % 2 == 0 or len(held) > LONGEST_LINE:
            parts.append(held)
            held = ""
    return [*parts, held] if held else parts


def _parameter(text: str) -> str:
    text = text.strip().strip('"')
    return _CARET.sub(lambda found: _CARETS[found[1]], text) if "^" in text else text


def _printed(value: str, charset: str) -> str:
    """Quoted-printable undone; a charset that nobody knows is taken for UTF-8, else Windows-1252."""
    plain = quopri.decodestring(value.encode("utf-8", "replace"))
    for name in (charset, "utf-8", "cp1252"):
        try:
            return plain.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return plain.decode("latin-1")


def _decoded(raw: bytes, repairs: Repairs) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        repairs.odd_letters += 1
        return raw.decode("cp1252", "replace")


def _lines(member: Member, on_bytes: Callable[[int], None] | None) -> Iterator[bytes]:
    """The lines as they stand, with their ends; of a very long one the beginning only."""
    held, is_long = b"", False
    for block in _blocks(member, on_bytes):
        lines = (held + block).splitlines(keepends=True)
        # A line end may be parted, too.
        held = lines.pop() if lines and not lines[-1].endswith(b"\n") else b""
        for line in lines:
            if not is_long:
                yield line
            is_long = is_long and not line.endswith((b"\n", b"\r"))
        if len(held) > LONGEST_LINE and not held.endswith(b"\r"):
            if not is_long:
                yield held[:LONGEST_LINE]
            held, is_long = b"", True
    if held and not is_long:
        yield held


def _blocks(member: Member, on_bytes: Callable[[int], None] | None) -> Iterator[bytes]:
    """The bytes as UTF-8 without mark and NULs, or as whatever it is that is not UTF-16."""
    decode: codecs.IncrementalDecoder | None = None
    is_first = True
    with member.open() as stream:
        while block := stream.read(_BLOCK):
            if on_bytes is not None:
                on_bytes(len(block))
            if is_first and (encoding := detect(block)) != "utf-8":
                decode = codecs.getincrementaldecoder(encoding)("replace")
            if decode is not None:
                block = decode.decode(block).replace("\ufeff", "").encode("utf-8", "replace")
            elif is_first:
                block = block.removeprefix(_MARK)
            is_first = False
            yield block.replace(b"\x00", b"")


def _unfolded(lines: Iterable[bytes], repairs: Repairs) -> Iterator[tuple[int, bytes]]:
    """Each line with its continuations, and the number of the line it begins on."""
    parts: list[bytes] = []
    size, start, is_soft = 0, 1, False
    for number, line in enumerate(lines, 1):
        text = line.rstrip(b"\r\n")
        if parts and (is_soft or text[:1] in (b" ", b"\t")):
            more = text if is_soft else text[1:]
            if size < LONGEST_LINE:
                parts.append(more[: LONGEST_LINE - size])
            elif more:
                repairs.cut += 1
            size += len(more)
        else:
            if parts:
                yield start, b"".join(parts)
            parts, size, start = [text], len(text), number
            is_soft = False
        # Version 2.1 breaks quoted-printable softly: the line ends with "=" and goes on below.
        if text.endswith(b"=") and (is_soft or _QUOTED_PRINTABLE in parts[0].upper()):
            parts[-1] = parts[-1].removesuffix(b"=")
            is_soft = True
        else:
            is_soft = False
    if parts:
        yield start, b"".join(parts)
