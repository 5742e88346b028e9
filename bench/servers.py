"""The two servers that are compared: ours on a real store, and Datasette on a plain table with the same rows."""

import os
import re
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection  # noqa: TID251 - to ask our own servers on this machine
from pathlib import Path
from urllib.parse import urlsplit

from bench.measure import module

_COLUMNS = "name, company, title, level, strength, last_contact, messages_in + messages_out AS messages, search"


@dataclass
class Server:
    """A running server: how to reach it, and as whom."""

    name: str
    place: str
    process: "subprocess.Popen[str]"
    cookie: str = ""
    token: str = ""
    _connection: HTTPConnection | None = field(default=None, repr=False)

    def get(self, path: str) -> tuple[float, int]:
        """Seconds to the last byte on a connection that is open already, and the bytes of the body."""
        connection = self._connection = self._connection or HTTPConnection(self.place, timeout=60)
        headers = {"accept": "text/html", "accept-encoding": "gzip", "cookie": self.cookie}
        started = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        spent = time.perf_counter() - started
        if answer.status != 200:
            message = f"{self.name} answered {answer.status} to {path}"
            raise RuntimeError(message)
        return spent, len(body)

    def post(self, path: str, body: str) -> tuple[float, str]:
        """Seconds to the last byte of what answers a change, sent as our own pages do, and the answer."""
        if not self.token:
            found = re.search(r'name="app-token" content="([^"]+)"', self.text("/"))
            self.token = found[1] if found else ""
        connection = self._connection = self._connection or HTTPConnection(self.place, timeout=60)
        headers = {
            "content-type": "application/x-www-form-urlencoded",
            "cookie": self.cookie,
            "hx-request": "true",
            "origin": f"http://{self.place}",
            "x-app-token": self.token,
        }
        started = time.perf_counter()
        connection.request("POST", path, body=body, headers=headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        spent = time.perf_counter() - started
        if answer.status >= 300:
            message = f"{self.name} answered {answer.status} to {path}"
            raise RuntimeError(message)
        return spent, text

    def work(self) -> float:
        """Seconds that the server has worked so far, on all cores together."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def text(self, path: str) -> str:
        """A page as text."""
        connection = HTTPConnection(self.place, timeout=60)
        connection.request("GET", path, headers={"accept": "text/html", "cookie": self.cookie})
        return connection.getresponse().read().decode()

    def memory(self) -> float:
        """Resident memory in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        return int(found[1]) / 1024 if found else 0.0


@contextmanager
def ours(store: Path) -> Iterator[Server]:
    """``kreds serve`` over a store, signed in as a browser does."""
    command = module("kreds", "serve", "--store", str(store), "--no-open", "--port", "0")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            link = _said(process, r"http://\S+/open#\S+")
            parts = urlsplit(link)
            server = Server("kreds", parts.netloc, process)
            server.cookie = _sign_in(parts.netloc, parts.fragment)
            yield server
        finally:
            process.terminate()


def _sign_in(place: str, code: str) -> str:
    connection = HTTPConnection(place, timeout=30)
    body = f'{{"code": "{code}"}}'
    headers = {"content-type": "application/json", "origin": f"http://{place}"}
    connection.request("POST", "/open", body=body, headers=headers)
    answer = connection.getresponse()
    answer.read()
    return (answer.getheader("set-cookie") or "").partition(";")[0]


@contextmanager
def peer(python: Path, store: Path, folder: Path) -> Iterator[Server]:
    """Datasette over a file with nothing but the same relations, and an index on what is sorted by."""
    plain = folder / "plain.db"
    with closing(sqlite3.connect(plain)) as db:
        db.execute("ATTACH ? AS store", (str(store),))
        db.execute(f"CREATE TABLE relations AS SELECT {_COLUMNS} FROM store.relations")
        for column in ("name", "company", "level", "strength", "last_contact"):
            db.execute(f"CREATE INDEX by_{column} ON relations ({column})")
        db.commit()
    command = [str(python), "-m", "datasette", str(plain), "--port", "0", "--setting", "default_page_size", "50"]
    command += ["--setting", "facet_suggest_time_limit_ms", "1", "--setting", "suggest_facets", "off"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            place = urlsplit(_said(process, r"http://127\.0\.0\.1:\d+")).netloc
            yield Server("Datasette", place, process)
        finally:
            process.terminate()


def _said(process: "subprocess.Popen[str]", pattern: str) -> str:
    said: list[str] = []
    for line in process.stdout or ():
        said.append(line)
        if found := re.search(pattern, line):
            return found[0]
    message = "the server ended without saying where it is:\n" + "".join(said)
    raise RuntimeError(message)
