"""``kreds held``: all that is held about one person, as a file to hand them."""

from pathlib import Path
from typing import Annotated

import typer

from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import open_network, print_json, shown_path
from kreds.errors import UsageError

_FORMATS = ("html", "json")


def held(
    *,
    who: Annotated[
        str,
        typer.Argument(metavar="WHO", help="A profile address, its last part, an e-mail address, an id, or a name."),
    ],
    format_: Annotated[
        str, typer.Option("--format", metavar="html|json", help="By the ending of FILE if not given.")
    ] = "",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to.", show_default=False)
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """All that is held about one person, for that person to see; --json prints it."""
    ending = output.suffix.lstrip(".").lower() if output else ""
    format_ = format_ or (ending if ending in _FORMATS else "html")
    if format_ not in _FORMATS:
        raise UsageError("CHOICE", name="--format", value=format_, choices=", ".join(_FORMATS))
    if as_json and output:
        raise UsageError("CHOICES-CLASH", one="--output", other="--json")
    session = open_network(store, language, as_json=as_json)
    from kreds.services.export_data import write_file
    from kreds.services.held_about import held_about, held_json, held_shape

    found = held_about(session.app.store, who)
    if as_json:
        print_json(held_shape(found, session.t.phrase))
        return
    today = session.app.today()
    if format_ == "json":
        content = held_json(found, session.t.phrase)
    else:
        from kreds.web.held_document import held_document

        content = held_document(found, session.t, day=today)
    path = output or Path(f"kreds-held-{found.id}-{today.isoformat()}.{format_}")
    write_file(path, lambda out: out.write(content), force=force)
    from kreds.cli.escaping import printable
    from kreds.cli.terminal import say

    t = session.t
    name, where = printable(found.name or found.id), printable(shown_path(path))
    say(session.out, t.text("All that is held about %(name)s is in %(file)s.", name=name, file=where))
    say(session.out, t.text("It holds other people’s data: keep it where only you can read it."))
