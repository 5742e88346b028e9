"""How much is read at most, so that no file can fill the memory or the disk."""

from dataclasses import dataclass

FIELD_LIMIT = 10 * 1024 * 1024
"""Characters of one field; a row with a longer one is set aside."""

LINE_LIMIT = 32 * 1024 * 1024
"""Bytes without a line end; a file with a longer line is no table."""

DEPTH_LIMIT = 3
"""Folders around a file. LinkedIn's own ``Articles/Articles`` counts as none."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of one unpacked file, bytes of all together, and their number.

    Absolute, because honest tables of repeated text shrink three hundredfold: a ratio says nothing.
    """

    member: int = 1 << 30
    total: int = 4 << 30
    members: int = 5_000
