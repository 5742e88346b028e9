"""``kreds serve``: the pages, on this machine only."""

from pathlib import Path
from typing import Annotated

import typer

from kreds.bootstrap import App
from kreds.cli.options import LanguageOption, StoreOption
from kreds.cli.session import Session, open_session, shown_path

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
    api_token: Annotated[
        Path | None,
        typer.Option(
            "--api-token", metavar="FILE", help="Write a token for your own programs into FILE.", show_default=False
        ),
    ] = None,
    api_docs: Annotated[bool, typer.Option("--api-docs", help="Show the API's description at /api/docs.")] = False,
    store: StoreOption = None,
    language: LanguageOption = None,
) -> None:
    """Look at your network in the browser; nothing leaves this machine."""
    session = open_session(store, language)
    run_server(session, port=port, open_browser=not no_open, api_token=api_token, api_docs=api_docs)


def run_server(
    session: Session,
    *,
    port: int | None,
    open_browser: bool,
    demo: App | None = None,
    api_token: Path | None = None,
    api_docs: bool = False,
) -> None:
    """Serve until Ctrl-C, and say where; ``demo`` is an invented network to look at first."""
    from kreds.cli.terminal import say
    from kreds.web.serve import PORT
    from kreds.web.serve import serve as serve_pages

    t, out = session.t, session.out

    def ready(address: str) -> None:
        say(out, t.text("Kreds is at %(address)s", address=address), t.text("Stop it with Ctrl-C."))
        if api_token:
            where = shown_path(api_token)
            say(out, t.text("The API token is in %(file)s; it is good until Kreds stops.", file=where))

    serve_pages(
        session.app,
        demo=demo,
        port=PORT if port is None else port,
        open_browser=open_browser,
        api_docs=api_docs,
        api_token=api_token,
        on_ready=ready,
    )
