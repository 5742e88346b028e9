"""A running server for the tests of the pages, and small networks to show on it."""

import csv
import io
import socket
import threading
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import httpx
import uvicorn
from starlette.routing import Route

from kreds.bootstrap import App, open_app
from kreds.services.import_files import ImportOptions, import_files
from kreds.services.make_demo import DemoOrder, make_demo
from kreds.settings import Settings
from kreds.web.api import ROUTERS
from kreds.web.app import PAGES, create_app
from kreds.web.security import Place
from kreds.web.serve import bind
from kreds.web.site import Site

TODAY = date(2026, 11, 1)
NOW = 1_790_000_000

CONNECTIONS = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")


@dataclass
class Running:
    """A server that answers, and what it would have printed at the terminal."""

    app: App
    place: Place
    site: Site
    printed: list[str] = field(default_factory=list)

    @property
    def routes(self) -> list[Route]:
        """Every route of every page and of the API."""
        routers = (*(page.router for page in PAGES), *ROUTERS)
        found = [route for router in routers for route in router.routes if isinstance(route, Route)]
        assert len(found) > 50
        return found

    @property
    def url(self) -> str:
        """Where it listens."""
        return self.place.url

    def client(self, *, language: str = "en") -> httpx.Client:
        """A signed-in browser without eyes; changes carry what our own pages send."""
        headers = {"accept": "text/html", "accept-language": language, "origin": self.url}
        client = httpx.Client(base_url=self.url, headers=headers, timeout=30)
        session = self.site.sessions.redeem(self.site.sessions.new_code())
        assert session
        client.cookies.set(self.place.cookie, session)
        client.headers["x-app-token"] = self.site.sessions.app_token(session)
        return client

    def raw(self, request: bytes) -> bytes:
        """The answer to exactly these bytes; what is cut off without one is b""."""
        answer = b""
        with (
            socket.create_connection(("127.0.0.1", self.place.port), timeout=10) as connection,
            suppress(ConnectionResetError, BrokenPipeError),
        ):
            connection.sendall(request)
            while more := connection.recv(65_536):
                answer += more
        return answer


@contextmanager
def running(store: Path, *, api_docs: bool = False) -> Iterator[Running]:
    """Serve a store in a thread of this process."""
    app = open_app(str(store), settings=Settings(store=str(store), language="en"), today=lambda: TODAY, now=lambda: NOW)
    listener = bind(0)
    place = Place(port=listener.getsockname()[1])
    printed: list[str] = []
    web = create_app(app, place, announce=printed.append, api_docs=api_docs)
    server = uvicorn.Server(
        uvicorn.Config(web, http="h11", ws="none", access_log=False, log_level="warning", server_header=False)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield Running(app, place, web.state.site, printed)
    server.should_exit = True
    thread.join(timeout=20)
    listener.close()
    app.close()


def demo_store(folder: Path, *, relations: int, messages: int) -> Path:
    """A store with an invented network."""
    return imported(folder, make_demo(folder / "archive", DemoOrder(relations=relations, messages=messages)))


def imported(folder: Path, paths: Sequence[Path]) -> Path:
    """A store that holds what these files say."""
    store = folder / "kreds.db"
    app = open_app(str(store), settings=Settings(store=str(store), language="en"))
    import_files(app.store, paths, ImportOptions(today=TODAY, now=lambda: NOW))
    app.close()
    return store


def connections_zip(target: Path, people: Sequence[Sequence[str]]) -> Path:
    """An archive with nothing but a list of connections."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(CONNECTIONS)
    rows.writerows(people)
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("Connections.csv", text.getvalue())
    return target
