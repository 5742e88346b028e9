"""``kreds import --columns``: say what the columns of a list are; and what to say of one that was not read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kreds.cli.session import Session
from kreds.errors import UsageError

if TYPE_CHECKING:
    from kreds.model.columns import Matching
    from kreds.model.importing import ListSample

KINDS = ("people", "companies")
STATUSES = ("current", "former", "potential", "partner", "supplier")


def matching_from(columns: Sequence[str], kind: str | None, status: str | None) -> "Matching | None":
    """How every list of this import is read; None when nothing was said.

    Raises:
        UsageError: a meaning, a kind or a status that is none, or columns by which nobody could be known.
    """
    from kreds.model.columns import ListKind
    from kreds.model.segment import AccountStatus
    from kreds.services.said_columns import matching_of

    if kind is not None and kind not in KINDS:
        raise UsageError("CHOICE", name="--kind", value=kind, choices=", ".join(KINDS))
    if status is not None and status not in STATUSES:
        raise UsageError("CHOICE", name="--status", value=status, choices=", ".join(STATUSES))
    if not columns:
        if kind or status:
            raise UsageError("COLUMNS-FEW")
        return None
    said = [(means, name) for one in columns for means, _, name in (part.partition("=") for part in one.split(","))]
    listed = {"people": ListKind.PEOPLE, "companies": ListKind.COMPANIES}.get(kind or "")
    return matching_of(said, kind=listed, status=AccountStatus(status or ""))


def show_unmatched(session: Session, samples: "Sequence[ListSample]") -> None:
    """Say which lists were not read, what their columns are, and the very words that have them read."""
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import cell, heading, say

    t, out = session.t, session.out
    for sample in samples:
        heading(out, t.text("%(file)s was not read", file=printable(sample.name)))
        say(
            out,
            t.text(
                "Kreds does not know what its columns are: %(columns)s.", columns=printable(", ".join(sample.header))
            ),
            t.text("Say it once, and it is remembered for every file like it:"),
        )
        out.print(cell(f"  {session.command(_command(sample))}", "bold"), overflow="fold")


def _command(sample: "ListSample") -> str:
    """The command that would read the list as far as Kreds can guess; what it cannot is left to fill in."""
    from kreds.model.columns import Column, ListKind
    from kreds.sources.registry import column_key

    written = {column_key(name): name for name in sample.header}
    guessed = [
        (means.value, written[name])
        for means, some in sample.matching.columns.items()
        for name in some
        if name in written
    ]
    told = {means for means, _ in guessed}
    wanted = (
        (Column.NAME, Column.EMAIL, Column.COMPANY)
        if sample.matching.kind is ListKind.PEOPLE
        else (Column.COMPANY, Column.DOMAIN)
    )
    named = told & {Column.FIRST_NAME, Column.LAST_NAME}
    open_ones = [means.value for means in wanted if means not in told and not (means is Column.NAME and named)]
    pairs = [f"{means}={name}" for means, name in guessed] + [f"{means}=…" for means in open_ones]
    quoted = ",".join(pairs).replace('"', "")
    file = f'"{sample.name}"' if " " in sample.name else sample.name
    return f'import {file} --columns "{quoted}" --kind {sample.matching.kind.value}'
