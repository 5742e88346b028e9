"""Serve the pages on this machine: bind first, then say where, open the browser, and stop in an orderly way."""

import errno
import gc
import os
import socket
import tempfile
import webbrowser
from collections.abc import Callable
from html import escape
from pathlib import Path
from threading import Thread

import uvicorn

from kreds.bootstrap import App
from kreds.errors import KredsError, UsageError
from kreds.web.app import create_app
from kreds.web.security import Place
from kreds.web.site import Site

PORT = 8765
_TRIES = 20
_MOST_REQUESTS = 200


class NoPortError(KredsError):
    """Every port that was tried is taken."""

    exit_code = 1
    code = "PORT-TAKEN"
    template = "The ports %(first)s to %(last)s are all taken."
    what_to_do = "Name another one: kreds serve --port 9000"


def serve(
    app: App,
    *,
    demo: App | None = None,
    port: int = PORT,
    open_browser: bool = True,
    api_docs: bool = False,
    api_token: Path | None = None,
    on_ready: Callable[[str], None],
) -> None:
    """Serve until interrupted. ``on_ready`` gets an address that signs in once, and more when a page asks for one.

    Args:
        demo: an invented network to show at first; the way back leads to ``app``, and imports go there.
        port: the first port to try; 0 lets the system choose.
        open_browser: whether to show the first page.
        api_docs: whether to show the API's description as a page.
        api_token: a new file that gets a token for the person's own programs; it goes when the server stops.

    Raises:
        NoPortError: neither that port nor the ones after it are free.
        UsageError: the file for the token is there already, or cannot be made.
    """
    listener = bind(port)
    with listener, tempfile.TemporaryDirectory(prefix="kreds-open-", ignore_cleanup_errors=True) as folder:
        place = Place(port=listener.getsockname()[1])
        web = create_app(app, place, announce=on_ready, api_docs=api_docs)
        site: Site = web.state.site
        if demo is not None:
            site.visit_demo(demo)
        if api_token:
            _write_token(api_token, site.sessions.new_api_token())
        config = uvicorn.Config(
            web,
            http="h11",
            ws="none",
            access_log=False,
            log_level="warning",
            server_header=False,
            limit_concurrency=_MOST_REQUESTS,
            timeout_graceful_shutdown=2,
        )
        _keep_calm()
        # The listener takes connections from here on; they are answered as soon as the loop runs.
        on_ready(site.new_link())
        if open_browser:
            Thread(target=_open_browser, args=(site, Path(folder)), name="kreds-browser", daemon=True).start()
        try:
            uvicorn.Server(config).run(sockets=[listener])
        except KeyboardInterrupt:
            # uvicorn has stopped by then; the signal is how the person asked for it.
            return
        finally:
            site.desk.close()
            if api_token:
                api_token.unlink(missing_ok=True)


def _keep_calm() -> None:
    """Let the collector of cycles pass over what stays, and look less often: one look takes as long as three pages."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _write_token(path: Path, token: str) -> None:
    """Into a new file that only its owner reads: never to the terminal, a log or the list of processes."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise UsageError("FILE-EXISTS", path=path) from None
    except OSError as error:
        raise UsageError("FILE-UNWRITABLE", path=path, detail=error.strerror) from error
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(token)


def bind(port: int) -> socket.socket:
    """A listening socket on loopback at ``port``, or at the next port that is free."""
    last = min(port + _TRIES, 65_535) if port else 0
    for candidate in range(port, last + 1):
        # With the protocol named, asyncio turns Nagle's delay off; without, every answer waits 40 ms for the browser.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        # On Windows this option would let two programs share a port.
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", candidate))
            listener.listen(128)
        except OSError as error:
            listener.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
        else:
            return listener
    raise NoPortError(first=str(port), last=str(last))


def _open_browser(site: Site, folder: Path) -> None:
    """Open the browser through a private file, so that the code is in no list of processes."""
    page = folder / "kreds.html"
    link = escape(site.new_link(), quote=True)
    content = (
        f'<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={link}"><title>Kreds</title>'
    )
    handle = os.open(page, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(content)
    webbrowser.open(page.as_uri())
