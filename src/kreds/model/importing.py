"""What an import did: the equation of every file, and how far a running one has come."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kreds.model.columns import Matching
from kreds.text.phrase import Phrase


@dataclass(frozen=True, slots=True)
class FileResult:
    """One file's equation: read = new + updated + unchanged + merged + rejected + sum(skipped)."""

    name: str
    kind: str
    read: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    merged: int = 0
    rejected: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[Phrase, ...] = ()

    @property
    def adds_up(self) -> bool:
        """Whether every row that was read is accounted for."""
        told = self.new + self.updated + self.unchanged + self.merged + self.rejected
        return self.read == told + sum(self.skipped.values())


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row set aside: where it stood, the code of `kreds.errors.PROBLEMS`, the facts behind it, its raw text."""

    file: str
    line: int
    code: str
    facts: Mapping[str, object]
    raw: str


@dataclass(frozen=True, slots=True)
class Owner:
    """The person whose network it is; ``profile_url`` and ``name`` are "" when not known."""

    name: str
    profile_url: str


@dataclass(frozen=True, slots=True)
class ListSample:
    """The beginning of a list of people or companies: names of its columns, first rows, and how it is read.

    ``is_read`` is False when nobody has said what its columns are and they leave doubt: then ``matching`` is a guess,
    and the list waits until somebody says.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    matching: Matching
    is_read: bool


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What one import did. ``ignored`` and ``unknown`` are names of files that were left unread.

    ``owner_is_sure`` is False when the evidence for the owner is thin: then the person is asked
    (``owner_candidates``, best first). ``outsiders`` counts everybody known from lists and meetings, connected or not;
    ``unmatched`` are the lists that were not read, because nobody has said what their columns are.
    """

    import_id: int
    files: tuple[FileResult, ...]
    rejected: tuple[RejectedRow, ...]
    relations: int
    no_longer_connected: int
    owner: Owner
    owner_is_sure: bool
    owner_candidates: tuple[Owner, ...]
    ignored: tuple[str, ...]
    unknown: tuple[str, ...]
    notes: tuple[Phrase, ...]
    seconds: float
    outsiders: int = 0
    unmatched: tuple[ListSample, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 when all is in, 3 when rows or lists were not read or nobody is known: zero people is never a success."""
        is_nobody = self.relations + self.outsiders == 0
        return 3 if self.rejected or self.unmatched or is_nobody else 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import has come: ``done`` of ``total`` bytes of everything that is read."""

    stage: str
    file: str
    done: int
    total: int
    rows: int
