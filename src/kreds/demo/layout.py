"""How a network is written down: which generation of LinkedIn's download, and what has happened to it since."""

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class Era(IntEnum):
    """Generations of the download, by the year their headers were first seen."""

    Y2020 = 2020
    """No preamble, six columns of connections, no profile address outside the messages' senders."""
    Y2022 = 2022
    """As 2020 with the notes preamble before the connections."""
    Y2023 = 2023
    """Profile addresses in connections, endorsements and message recipients; invitations still without."""
    Y2024 = 2024
    """Invitations with addresses, messages with attachments and draft marks."""
    Y2026 = 2026
    """Messages fully quoted, header included; notes; imported contacts."""


class Quirk(StrEnum):
    """What people and LinkedIn do to archives before a reader sees them."""

    EXCEL_RESAVED = "excel_resaved"
    """Connections, messages and invitations opened and saved in Excel: BOM, CRLF, semicolons, dates as 8-Feb-26."""
    NESTED = "nested"
    """Unpacked and zipped again: everything one folder deeper, with the litter of a Mac."""
    DOUBLED = "doubled"
    """Every row of the large tables served twice."""
    COPIED = "copied"
    """The same archive downloaded twice, the second with ` (1)` in its name."""
    SPLIT = "split"
    """Two deliveries: a first part without connections, messages and invitations, then everything."""
    SPLIT_DISJOINT = "split_disjoint"
    """Two deliveries of which the second lacks what the first held."""
    NUMBERED = "numbered"
    """Large tables cut in numbered files, as Comments_1.csv and Comments_2.csv."""
    FOLDER = "folder"
    """Not zipped: a plain folder."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to write a network; the people and what they did are the same in all of them."""

    era: Era = Era.Y2026
    quirks: frozenset[Quirk] = field(default_factory=frozenset)

    def has(self, quirk: Quirk) -> bool:
        """Whether the layout shows the quirk."""
        return quirk in self.quirks
