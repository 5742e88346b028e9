"""``kreds serve``: the pages, on this machine only."""

from typing import Annotated

import typer

from kreds.cli.options import LanguageOption, StoreOption
from kreds.cli.session import Session, open_session

PortOption = Annotated[
    int | None,
    typer.Option(
        "--port",
        metavar="N",
        min=0,
        max=65_535,
        help="The port to listen on; 0 for any that is free.",
        show_default=False,
    ),
]
NoOpenOption = Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")]


def serve(
    *,
    port: PortOption = None,
    no_open: NoOpenOption = False,
    store: StoreOption = None,
    language: LanguageOption = None,
) -> None:
    """Look at your network in the browser; nothing leaves this machine."""
    run_server(open_session(store, language), port=port, open_browser=not no_open)


def run_server(session: Session, *, port: int | None, open_browser: bool) -> None:
    """Serve until Ctrl-C, and say where."""
    from kreds.cli.terminal import say
    from kreds.web.serve import PORT
    from kreds.web.serve import serve as serve_pages

    t, out = session.t, session.out

    def ready(address: str) -> None:
        say(out, t.text("Kreds is at %(address)s", address=address), t.text("Stop it with Ctrl-C."))

    serve_pages(session.app, port=PORT if port is None else port, open_browser=open_browser, on_ready=ready)
