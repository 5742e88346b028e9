"""``kreds backup`` and ``kreds restore``: a copy that is checked before it counts."""

from pathlib import Path
from typing import Annotated

import typer

from kreds.cli.options import JsonOption, LanguageOption, StoreOption
from kreds.cli.session import open_network, open_session, print_json, shown_path
from kreds.errors import UsageError


def backup(
    *,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to; a dated name if not given.", show_default=False),
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Make a copy of everything, and check it; works while Kreds is in use."""
    session = open_network(store, language, as_json=as_json)
    from kreds.services.keep_store import back_up

    path = back_up(session.app.store, output, now=session.app.now())
    if as_json:
        print_json({"backup": str(path)})
        return
    from kreds.cli.terminal import say

    t = session.t
    say(session.out, t.text("The backup is in %(file)s; it was read back and is whole.", file=shown_path(path)))
    say(session.out, t.text("It holds other people’s data: keep it where only you can read it."))


def restore(
    *,
    file: Annotated[Path, typer.Argument(metavar="BACKUP", help="A file that kreds backup made.", show_default=False)],
    store: StoreOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Put a backup back; what the store holds now is kept beside it first."""
    session = open_session(store, language, as_json=as_json)
    if not file.exists():
        raise UsageError("PATH-MISSING", path=file)
    from kreds.services.keep_store import restore as put_back

    before = put_back(session.app.target, file, now=session.app.now())
    if as_json:
        print_json({"restored": file.name, "before": str(before) if before else None})
        return
    from kreds.cli.terminal import say

    t = session.t
    say(session.out, t.text("Your network is as it was in the backup."))
    if before:
        say(session.out, t.text("What it was until now is kept in %(file)s.", file=shown_path(before)))
