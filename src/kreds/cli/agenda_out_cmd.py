"""``kreds agenda-out``: this week as a file for a calendar, to print, to mail, for notes, or for a spreadsheet."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from kreds.cli.filters import IncognitoOption
from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import open_network, print_json, shown_path
from kreds.errors import UsageError
from kreds.model.agenda_out import OutFormat

_FORMATS = tuple(one.value for one in OutFormat)


def agenda_out(
    *,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="Where to; its ending says as what. - is standard output.", show_default=False
        ),
    ],
    format_: Annotated[
        str, typer.Option("--format", metavar="|".join(_FORMATS), help="By the ending of FILE if not given.")
    ] = "",
    at: Annotated[
        str, typer.Option("--time", metavar="HH:MM", help="The time of day in the calendar, from now on.")
    ] = "",
    incognito: IncognitoOption = False,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Write this week's agenda to a file."""
    chosen = format_ or file.suffix.lstrip(".").lower()
    if chosen not in _FORMATS:
        raise UsageError("CHOICE", name="--format", value=chosen or str(file), choices=", ".join(_FORMATS))
    if as_json and file == Path("-"):
        raise UsageError("CHOICES-CLASH", one="FILE -", other="--json")
    session = open_network(store, language, as_json=as_json)
    app = session.app
    from kreds.services.agenda_out import week_to_take
    from kreds.services.agenda_time import agenda_time, clock_time, say_agenda_time
    from kreds.services.export_data import write_file
    from kreds.web.agenda_out import agenda_out as written

    if at:
        say_agenda_time(app.store, clock_time(at), at=app.now())
    week = week_to_take(app.store, today=app.today(), at=app.now(), incognito=incognito)
    content = written(week, session.t, OutFormat(chosen), starts=agenda_time(app.store), at=app.now())
    if file == Path("-"):
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    write_file(file, lambda out: out.write(content), force=force)
    if as_json:
        print_json({"file": str(file.absolute()), "week": week.monday.isoformat(), "lines": len(week.lines)})
        return
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import say

    t = session.t
    say(session.out, t.text("Your week is in %(file)s.", file=printable(shown_path(file))))
    say(session.out, t.text("It holds other people’s data: keep it where only you can read it."))
