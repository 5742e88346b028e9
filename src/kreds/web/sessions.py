"""Who may look: one-time codes that open a session, and the sessions, both kept in memory as hashes only.

A restart forgets them all: the cookie of an earlier run opens nothing.
"""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

CODE_SECONDS = 60
"""How long a code waits for the browser: long enough to start one, too short to be found later in a history."""

_MOST_CODES = 20
_MOST_SESSIONS = 50


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()


@dataclass
class Sessions:
    """The codes that wait to be used and the sessions that were opened with one.

    Cookies are not kept apart by port, so every other server on this machine is sent ours: a session is therefore worth
    nothing for changes without its app token, which stands only in our own pages.
    """

    clock: Callable[[], float] = time.monotonic
    _api: bytes = b""
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    _codes: dict[bytes, float] = field(default_factory=dict)
    _open: list[bytes] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def new_code(self) -> str:
        """A code that opens one session within `CODE_SECONDS`."""
        code = secrets.token_urlsafe(32)
        with self._lock:
            self._forget_old_codes()
            while len(self._codes) >= _MOST_CODES:
                del self._codes[next(iter(self._codes))]
            self._codes[_digest(code)] = self.clock() + CODE_SECONDS
        return code

    def redeem(self, code: str) -> str | None:
        """The cookie value of a new session, None when the code was used, is too old or never was one."""
        with self._lock:
            self._forget_old_codes()
            if self._codes.pop(_digest(code), None) is None:
                return None
            session = secrets.token_urlsafe(32)
            self._open.append(_digest(session))
            del self._open[:-_MOST_SESSIONS]
        return session

    def knows(self, session: str) -> bool:
        """Whether this cookie value belongs to a session of this run."""
        asked = _digest(session)
        known = False
        for digest in self._open:
            known |= hmac.compare_digest(digest, asked)
        return known

    def new_api_token(self) -> str:
        """A token for the person's own programs, in place of the one before; none is accepted until one was made."""
        token = secrets.token_urlsafe(32)
        self._api = _digest(token)
        return token

    def is_api_token(self, token: str) -> bool:
        """Whether a program may use the API with this token, compared in constant time."""
        return bool(self._api) and hmac.compare_digest(self._api, _digest(token))

    def app_token(self, session: str) -> str:
        """What a page of this session sends along with every change."""
        return hmac.new(self._key, _digest(session), hashlib.sha256).hexdigest()

    def is_app_token(self, session: str, token: str) -> bool:
        """Whether ``token`` belongs to the session, compared in constant time."""
        return hmac.compare_digest(self.app_token(session).encode(), token.encode("utf-8", "replace"))

    def forget_all(self) -> None:
        """Let no session of this run open anything any more, as a restart does."""
        with self._lock:
            self._open.clear()

    def _forget_old_codes(self) -> None:
        now = self.clock()
        self._codes = {digest: until for digest, until in self._codes.items() if until > now}
