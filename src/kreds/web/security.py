"""The gate before every route: host, method, fetch metadata, origin, session, token, body; and the safe headers.

The first check that fails answers, for every path alike, also for static files and errors. Nothing is compared with
what the request itself claims: a rebound name brings a Host and an Origin that agree with each other.
"""

import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kreds.web.sessions import Sessions

METHODS = ("GET", "HEAD", "POST")
BODY_LIMIT = 1_000_000
UPLOAD_LIMIT = 4_000_000_000
UPLOADS = frozenset({"/import/files", "/settings/restore/file"})
"""Where files come in, streamed to disk."""
STATIC = "/static/"
API = "/api/"
LANDING = "/open"
FEED = "/week/feed.ics"
"""What a calendar program reads without a session: the key in its address opens this one path, and it opens nothing
else."""
WITHOUT_SESSION = frozenset({LANDING, "/open/again", "/csp"})
"""What a browser may ask before it has a session: the page that opens one, and where it reports blocked scripts."""

_FORMS = ("application/json", "application/x-www-form-urlencoded")
_CONTENT_TYPES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(UPLOADS, ("application/octet-stream",)),
    "/csp": ("application/csp-report", "application/reports+json"),
}

# htmx parses answers with DOMParser, which counts as a script sink: the one policy "default" lets markup pass and
# refuses code (static/trust.js). Everything else is as strict as it goes.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-src 'self'; "
    "frame-ancestors 'none'; worker-src 'none'; manifest-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types default; report-uri /csp"
)

HEADERS: Mapping[str, str] = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "origin-agent-cluster": "?1",
    "permissions-policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), "
        "microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()"
    ),
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex, nofollow, noarchive",
}

_log = logging.getLogger("kreds.web")


@dataclass(frozen=True)
class Place:
    """Where the server listens: only these hosts and origins are its own. The cookie's name is new in every run."""

    port: int
    cookie: str = field(default="")

    def __post_init__(self) -> None:
        if not self.cookie:
            object.__setattr__(self, "cookie", f"app_{self.port}_{secrets.token_hex(4)}")

    @property
    def hosts(self) -> frozenset[bytes]:
        """Every Host header that is ours, byte for byte."""
        return frozenset(f"{name}:{self.port}".encode() for name in ("127.0.0.1", "localhost", "[::1]"))

    @property
    def origins(self) -> frozenset[bytes]:
        """Every Origin header that is ours."""
        return frozenset(b"http://" + host for host in self.hosts)

    @property
    def url(self) -> str:
        """The address that is printed and opened."""
        return f"http://127.0.0.1:{self.port}"


@dataclass(frozen=True)
class Refusal:
    """Why a request is not let in: the status, and a word for the page that says so."""

    status: int
    reason: str


class RequestHead:
    """Method, path and headers of a request, every header as often as it was sent."""

    def __init__(self, scope: Scope) -> None:
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self._query: bytes = scope.get("query_string", b"")
        self._headers: list[tuple[bytes, bytes]] = scope["headers"]

    def all(self, name: bytes) -> list[bytes]:
        """All values of a header."""
        return [value for key, value in self._headers if key == name]

    def one(self, name: bytes) -> bytes | None:
        """A header's value; sent twice it is as good as garbled."""
        values = self.all(name)
        return values[0] if len(values) == 1 else b"?" if values else None

    @property
    def is_safe(self) -> bool:
        """Whether the method promises to change nothing."""
        return self.method in ("GET", "HEAD")

    @property
    def bearer(self) -> str:
        """The token of a program that asks the API: no browser sends one, and none without its cookies; else ""."""
        kind, _, token = (self.one(b"authorization") or b"").partition(b" ")
        by_browser = self.all(b"cookie") or self.all(b"origin") or self.all(b"sec-fetch-site")
        if kind.lower() != b"bearer" or by_browser or not self.path.startswith(API):
            return ""
        return token.strip().decode("latin-1")

    @property
    def is_feed(self) -> bool:
        """Whether this is a calendar program's question, which a key answers for and no session."""
        return self.is_safe and self.path == FEED

    @property
    def feed_key(self) -> str:
        """The key in the address, "" unless there is exactly one."""
        keys = parse_qs(self._query.decode("latin-1")).get("key", [])
        return keys[0] if len(keys) == 1 else ""

    @property
    def is_static(self) -> bool:
        """Whether the path is that of the program's own files, which hold no data."""
        return self.path.startswith(STATIC)


def stranger(head: RequestHead, place: Place) -> Refusal | None:
    """Checks 1 to 4: whether the request comes from elsewhere than our own pages or the person's address bar."""
    hosts = head.all(b"host")
    if len(hosts) != 1 or hosts[0] not in place.hosts:
        return Refusal(421, "host")
    if head.method not in METHODS:
        return Refusal(405, "method")
    if not _fetched_by_us(head):
        return Refusal(403, "site")
    if not head.is_safe and not head.bearer and head.one(b"origin") not in place.origins:
        return Refusal(403, "origin")
    return None


def _fetched_by_us(head: RequestHead) -> bool:
    site = head.one(b"sec-fetch-site")
    is_visit = head.is_safe and head.one(b"sec-fetch-mode") in (b"navigate", None)
    if site not in (None, b"same-origin"):
        # The landing page holds no data, and the file that leads to it counts as another site.
        return is_visit and (site == b"none" or head.path == LANDING)
    if head.is_safe and not head.is_static:
        return head.one(b"sec-fetch-dest") in (b"document", b"empty", None)
    return True


def intruder(head: RequestHead, place: Place, sessions: Sessions, opens_feed: Callable[[str], bool]) -> Refusal | None:
    """Checks 5 and 6: whether the session, and for changes its token, is missing; for the feed, whether its key is."""
    if head.is_feed:
        return None if opens_feed(head.feed_key) else Refusal(404, "feed")
    if head.is_static or head.path in WITHOUT_SESSION:
        return None
    if head.bearer:
        return None if sessions.is_api_token(head.bearer) else Refusal(401, "session")
    session = session_of(head, place)
    if not session or not sessions.knows(session):
        return Refusal(401, "expired" if session else "session")
    if not head.is_safe and not sessions.is_app_token(session, (head.one(b"x-app-token") or b"").decode("latin-1")):
        return Refusal(403, "token")
    return None


def unfit(head: RequestHead) -> Refusal | None:
    """Check 7: whether the body is too large, or not what the route reads."""
    if head.is_safe:
        return None
    length = head.one(b"content-length") or b"0"
    if not length.isdigit() or int(length) > limit_of(head.path):
        return Refusal(413, "size")
    kind = (head.one(b"content-type") or b"").partition(b";")[0].strip().lower().decode("latin-1")
    if kind not in _CONTENT_TYPES.get(head.path, _FORMS):
        return Refusal(415, "type")
    return None


def limit_of(path: str) -> int:
    """How many bytes a body may have."""
    return UPLOAD_LIMIT if path in UPLOADS else BODY_LIMIT


def session_of(head: RequestHead, place: Place) -> str:
    """The session's cookie value, "" when there is none."""
    # Read by hand: cookies of other servers on this machine come along, and whatever they hold must not hide ours.
    for header in head.all(b"cookie"):
        for pair in header.decode("latin-1").split(";"):
            name, _, value = pair.strip().partition("=")
            if name == place.cookie:
                return value
    return ""


Answer = Callable[[Scope, Receive, Send, Refusal], Awaitable[None]]
"""Says no: with a page for a person, with a line for everything else."""


class Gate:
    """The outermost layer of the application: checks, headers, and the last net under unforeseen errors."""

    def __init__(
        self, app: ASGIApp, *, place: Place, sessions: Sessions, opens_feed: Callable[[str], bool], refuse: Answer
    ) -> None:
        self.app = app
        self.place = place
        self.sessions = sessions
        self.opens_feed = opens_feed
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it here."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        head = RequestHead(scope)
        safely = _with_headers(send)
        refusal = (
            stranger(head, self.place) or intruder(head, self.place, self.sessions, self.opens_feed) or unfit(head)
        )
        if refusal:
            await self.refuse(scope, receive, safely, refusal)
            return
        session = session_of(head, self.place)
        scope.setdefault("state", {})["app_token"] = self.sessions.app_token(session) if session else ""
        await self._pass_on(scope, _counted(receive, limit_of(head.path)), safely)

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def noticed(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, noticed)
        except Exception as error:  # noqa: BLE001 - the outer edge: a fault becomes a page, and its text, which may quote a person's data, goes nowhere
            _log.error("%s %s: %s %s", scope["method"], scope["path"], type(error).__name__, _frames(error))
            if started:
                raise ConnectionAbortedError from None
            await self.refuse(scope, receive, send, Refusal(500, "fault"))


def _frames(error: BaseException) -> str:
    """Where in the code it happened, without the message: that may hold names."""
    frames: list[str] = []
    trace = error.__traceback__
    while trace:
        frames.append(f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " ".join(frames[-6:])


def _with_headers(send: Send) -> Send:
    async def send_safely(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = message.setdefault("headers", [])
            present = {name.lower() for name, _ in headers}
            headers.extend((name.encode(), value.encode()) for name, value in HEADERS.items())
            if b"cache-control" not in present:
                headers.append((b"cache-control", b"no-store"))
        await send(message)

    return send_safely


def _counted(receive: Receive, limit: int) -> Receive:
    """A body without a stated length is stopped where it grows too long."""
    count = 0

    async def receive_counted() -> Message:
        nonlocal count
        message = await receive()
        count += len(message.get("body", b""))
        if count > limit:
            raise HTTPException(413)
        return message

    return receive_counted
