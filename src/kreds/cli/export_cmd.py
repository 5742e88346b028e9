"""``kreds export``: relations or rejected rows to a file for a spreadsheet or a program."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kreds.cli.filters import IncognitoOption, LevelOption, WhereOption, narrowed
from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import Session, open_network, print_json, shown_path
from kreds.errors import UsageError
from kreds.model.relation import RelationQuery

if TYPE_CHECKING:
    from kreds.services.export_data import Exported, ExportOptions

_SUBJECTS = ("relations", "rejected", "everything")
_FORMATS = ("csv", "json", "xlsx", "vcf")
_PROFILES = ("safe", "exact")


def export(
    *,
    subject: Annotated[
        str, typer.Argument(metavar="relations|rejected|everything", help="What to export.", show_default=False)
    ],
    format_: Annotated[
        str,
        typer.Option("--format", metavar="csv|json|xlsx|vcf", help="By the ending of FILE if not given."),
    ] = "",
    profile: Annotated[
        str,
        typer.Option(
            "--profile", metavar="safe|exact", help="safe: no cell can run as a formula; exact: for programs."
        ),
    ] = "safe",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to; - is standard output.", show_default=False),
    ] = None,
    words: Annotated[str, typer.Option("--search", metavar="WORDS", help="Words of a name, company or title.")] = "",
    level: LevelOption = None,
    where: WhereOption = None,
    incognito: IncognitoOption = False,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Write your relations, or the rows that were set aside, to a file."""
    ending = output.suffix.lstrip(".").lower() if output else ""
    format_ = format_ or (ending if ending in _FORMATS else "csv")
    for name, value, choices in (
        ("WHAT", subject, _SUBJECTS),
        ("--format", format_, _FORMATS),
        ("--profile", profile, _PROFILES),
    ):
        if value not in choices:
            raise UsageError("CHOICE", name=name, value=value, choices=", ".join(choices))
    session = open_network(store, language, as_json=as_json)
    if subject == "everything":
        _leave(session, output, force=force)
        return
    from kreds.services.export_data import ExportOptions, Format, Subject
    from kreds.services.write_tables import Profile

    query = RelationQuery(
        text=words, levels=tuple(dict.fromkeys(level or ())), per_page=None, sort="name", descending=False
    )
    options = ExportOptions(
        Subject(subject),
        Format(format_),
        Profile(profile),
        query=replace(narrowed(query, where or ()), today=session.app.today()),
        say=session.t.phrase,
        incognito=incognito,
        at=session.app.now(),
    )
    _write(session, output, options, force=force)


def _write(session: Session, output: Path | None, options: "ExportOptions", *, force: bool) -> None:
    from kreds.services.export_data import Subject, export_data, export_file, file_name

    if output == Path("-"):
        if session.as_json:
            raise UsageError("CHOICES-CLASH", one="--output -", other="--json")
        export_data(session.app.store, sys.stdout.buffer, options)
        return
    path = output or Path(file_name(options, session.app.today()))
    done = export_file(session.app.store, path, options, force=force)
    _say(session, path, done, holds_people=options.subject is Subject.RELATIONS)


def _leave(session: Session, output: Path | None, *, force: bool) -> None:
    from kreds.services.export_data import write_file
    from kreds.services.leave_with_everything import leave_with_everything

    path = output or Path(f"kreds-everything-{session.app.today().isoformat()}.zip")
    names = write_file(
        path, lambda out: leave_with_everything(session.app.store, out, say=session.t.phrase), force=force
    )
    if session.as_json:
        print_json({"file": str(path.absolute()), "holds": list(names)})
        return
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import say

    t = session.t
    say(session.out, t.text("Everything is in %(file)s.", file=printable(shown_path(path))))
    say(session.out, t.text("It holds other people’s data: keep it where only you can read it."))


def _say(session: Session, path: Path, done: "Exported", *, holds_people: bool) -> None:
    notes = [session.t.phrase(note) for note in done.notes]
    if session.as_json:
        print_json({"file": str(path.absolute()), "rows": done.rows, "notes": notes})
        return
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import say

    t = session.t
    where = printable(shown_path(path))
    said = t.plural("%(n)s row is in %(file)s.", "%(n)s rows are in %(file)s.", done.rows, file=where)
    say(session.out, said, *notes)
    if holds_people:
        say(session.out, t.text("It holds other people’s data: keep it where only you can read it."))
