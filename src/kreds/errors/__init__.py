"""Every error raised on purpose, and nothing else.

    KredsError                      something asked for cannot be done
    ├── UsageError                  exit 2: the question itself is off
    │   ├── UnknownPersonError      nobody is called that
    │   └── AmbiguousPersonError    several are called that (``candidates``)
    ├── RefusedError                exit 4: a file is refused, nothing changed
    ├── CancelledError              exit 130: stopped on request, nothing changed
    └── StoreError                  exit 5: the store cannot be used as asked
        ├── StoreBusyError          another process writes and does not finish
        ├── StorePlaceError         the file or server cannot be reached or used
        ├── StoreForeignError       there is something else at that place
        ├── StoreFullError          no room left, or the disk fails
        ├── ForgetKeyMissingError   the key to those who were forgotten is gone
        ├── BackupRefusedError      a backup that cannot be trusted; nothing changed
        ├── StoreNewerError         a newer Kreds made this store
        └── StoreDamagedError       what is stored does not match its own checks

Messages are English source strings with ``%(name)s`` placeholders; the interface translates them
(``template`` and ``what_to_do`` are looked up in the catalogue, then filled with ``facts``).
Problems *in a person's data* that leave the rest usable are values (`kreds.model.record.Rejected`), not errors.
"""

from collections.abc import Sequence

from kreds.errors.problems import KEPT_NOTHING, KEPT_ROWS, PROBLEMS, Problem
from kreds.errors.usage import USAGE

__all__ = [
    "PROBLEMS",
    "USAGE",
    "AmbiguousPersonError",
    "BackupRefusedError",
    "CancelledError",
    "ForgetKeyMissingError",
    "KredsError",
    "Problem",
    "RefusedError",
    "StoreBusyError",
    "StoreDamagedError",
    "StoreError",
    "StoreForeignError",
    "StoreFullError",
    "StoreNewerError",
    "StorePlaceError",
    "UnknownPersonError",
    "UsageError",
]


class KredsError(Exception):
    """Something asked for cannot be done; ``str()`` is the English sentence."""

    exit_code = 1
    http_status = 500
    code = "KREDS"
    template = "%(message)s"
    what_to_do = ""

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.template % facts)


class UsageError(KredsError):
    """The question is off: an unknown option value, a path that does not exist.

    Args:
        problem: a key of `USAGE`, or nothing when ``message`` or the class says what is off.
        facts: fill the placeholders.
    """

    exit_code = 2
    http_status = 400
    code = "USAGE"

    def __init__(self, problem: str = "", /, **facts: object) -> None:
        if problem:
            self.code = problem
            self.template = USAGE[problem].message
            self.what_to_do = USAGE[problem].what_to_do
        super().__init__(**facts)


class UnknownPersonError(UsageError):
    """Nobody in the store answers to that name, address or id."""

    http_status = 404
    code = "PERSON-UNKNOWN"
    template = "Nobody here is known as “%(who)s”."
    what_to_do = "Use a profile address, its last part, an id, or the full name."


class AmbiguousPersonError(UsageError):
    """Several people answer to that name; ``candidates`` holds (id, name, profile URL) of each."""

    code = "PERSON-AMBIGUOUS"
    template = "%(count)s people are called “%(who)s”."
    what_to_do = "Choose one by its profile address or id."

    def __init__(self, who: str, candidates: Sequence[tuple[str, str, str]]) -> None:
        self.candidates = tuple(candidates)
        super().__init__(who=who, count=len(self.candidates))


class RefusedError(KredsError):
    """A file whose structure cannot be trusted; the store is as it was.

    Args:
        code: a key of `PROBLEMS`.
        file: the file's name as the person knows it (for a zip: ``archive.zip/Connections.csv``).
        line, column: 1-based physical line and the column's header, where they are known.
        record: 1-based number of the row, where it is known; those before it could be read.
        facts: fill the placeholders of the problem's message.
    """

    exit_code = 4
    http_status = 422

    def __init__(
        self,
        code: str,
        *,
        file: str,
        line: int | None = None,
        column: str | None = None,
        record: int | None = None,
        **facts: object,
    ) -> None:
        problem = PROBLEMS[code]
        self.code = code
        self.file = file
        self.line = line
        self.column = column
        self.record = record
        self.template = problem.message
        self.what_to_do = problem.what_to_do
        rows_before = 0 if record is None else record - 1
        self.kept = KEPT_ROWS if rows_before else KEPT_NOTHING
        super().__init__(file=file, line=line, column=column, rows=rows_before, **facts)

    def __str__(self) -> str:
        """One paragraph: where, what, code, what was kept, what to do."""
        place = self.file
        if self.line is not None:
            place += f", line {self.line}"
        if self.record is not None:
            place += f" (record {self.record})"
        if self.column:
            place += f', column "{self.column}"'
        told = {
            name: f"{fact:,}" if type(fact) is int and name not in {"line", "until"} else fact
            for name, fact in self.facts.items()
        }
        said = f"{self.template % told} [{self.code}] {self.kept % told}"
        return f"{place}: {said} What to do: {self.what_to_do % told}"


class CancelledError(KredsError):
    """Stopped on request before anything was saved."""

    exit_code = 130
    http_status = 409
    code = "CANCELLED"
    template = "Stopped. Nothing was changed."


class StoreError(KredsError):
    """The store cannot be used as asked."""

    exit_code = 5
    http_status = 503
    code = "STORE"


class StoreBusyError(StoreError):
    """Another process holds the write lock for too long."""

    code = "STORE-BUSY"
    template = "Another Kreds is writing to %(store)s and has not finished."
    what_to_do = "Wait until it is done, or close it, and try again."


class StorePlaceError(StoreError):
    """The file, folder or server of a store cannot be reached or used; ``detail`` is the system's own reason."""

    code = "STORE-PLACE"
    template = "%(store)s cannot be used: %(detail)s"
    what_to_do = "Check that the place exists and that you may write there, or name another store with --store."


class StoreForeignError(StoreError):
    """Something else stands where the store should be; it is left untouched."""

    code = "STORE-FOREIGN"
    template = "%(store)s is no Kreds store; it was left untouched."
    what_to_do = "Name another file with --store (or, for PostgreSQL, an empty database)."


class StoreFullError(StoreError):
    """There is no room for what was asked, or the disk fails; the store is as it was. ``free`` is in megabytes."""

    code = "STORE-FULL"
    template = "%(store)s could not be written: %(detail)s (%(free)s MB are free there). Nothing was changed."
    what_to_do = "Free some space, or name a store on another disk with --store, and try again."


class BackupRefusedError(StoreError):
    """A backup that does not match its own checks, or is none; nothing was changed."""

    code = "BACKUP-REFUSED"
    template = "Nothing was changed, for %(backup)s is not fit to be restored. %(detail)s"
    what_to_do = "Choose another backup."


class ForgetKeyMissingError(StoreError):
    """Some were forgotten under a key that is not here, so nobody can tell whether they come again."""

    code = "FORGET-KEY"
    template = "The key by which Kreds knows again whom you asked to forget is missing: %(file)s"
    what_to_do = (
        "Copy the file from where the store was before. If it is lost for good: kreds forget --lost-key. "
        "Those people may then come back with your next import."
    )


class StoreNewerError(StoreError):
    """The store was made by a newer Kreds; it is left untouched."""

    code = "STORE-NEWER"
    template = "%(store)s was made by a newer Kreds (schema %(found)s; this one knows %(known)s)."
    what_to_do = "Update Kreds, or use another store."


class StoreDamagedError(StoreError):
    """What is stored does not match its own checks."""

    code = "STORE-DAMAGED"
    template = "%(store)s is damaged: %(detail)s"
    what_to_do = "Restore the latest backup with `kreds restore`, or import your archives into a new store."
