"""How a store is: what was looked at, what was found, what to do about it."""

from dataclasses import dataclass
from enum import StrEnum

from kreds.text.phrase import Phrase


class Verdict(StrEnum):
    """What a check came to, best first."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: ``name`` is a stable word for programs, ``phrase`` the finding, ``what_to_do`` the help."""

    name: str
    verdict: Verdict
    phrase: Phrase
    what_to_do: Phrase | None = None


@dataclass(frozen=True, slots=True)
class DoctorReport:
    """All checks of a store; ``store`` is its place as a person may see it."""

    store: str
    dialect: str
    checks: tuple[Check, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst of all checks."""
        found = {check.verdict for check in self.checks}
        return next((verdict for verdict in (Verdict.ERROR, Verdict.WARNING) if verdict in found), Verdict.OK)
