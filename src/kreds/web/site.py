"""What every page needs: the application, where it is served, whose turn it is, and how to answer."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from kreds.bootstrap import App
from kreds.i18n import LANGUAGES, Translator, choose_language
from kreds.i18n.group_words import group_name
from kreds.model.level import LEVELS, Level, Seen
from kreds.services.reader import Reader
from kreds.services.standing import current_stamp
from kreds.web.assets import Assets
from kreds.web.circle import LastCircle
from kreds.web.import_desk import ImportDesk
from kreds.web.preferences import Dates, preferences_of
from kreds.web.restore_desk import RestoreDesk
from kreds.web.security import Place
from kreds.web.sessions import Sessions
from kreds.web.stages import LastDots

Announce = Callable[[str], None]
"""Tells the person at the terminal something: a fresh address."""


@dataclass(frozen=True)
class Site:
    """One running server."""

    own: App
    place: Place
    sessions: Sessions
    assets: Assets
    announce: Announce
    api_docs: bool = False
    desk: ImportDesk = field(default_factory=ImportDesk)
    circle: LastCircle = field(default_factory=LastCircle)
    dots: LastDots = field(default_factory=LastDots)
    restoring: RestoreDesk = field(default_factory=RestoreDesk)
    templates: Environment = field(init=False)
    _demo: list[App] = field(default_factory=list)
    _into_demo: list[App] = field(default_factory=list)

    @property
    def app(self) -> App:
        """The network that is looked at: the person's own, or the invented one."""
        return self._demo[-1] if self._demo else self.own

    @property
    def is_demo(self) -> bool:
        """Whether the people on the pages are invented."""
        return bool(self._demo)

    @property
    def importing(self) -> App:
        """The network that files go to: the person's own, unless they chose the demo that is looked at."""
        return self._into_demo[-1] if self._into_demo else self.own

    def import_into(self, *, demo: bool) -> None:
        """Let files from elsewhere go to the demo that is looked at, or to the person's own network again."""
        self._into_demo[:] = self._demo if demo else []

    def visit_demo(self, app: App) -> None:
        """Let every page show the invented network; files go to the person's own all the same."""
        self._into_demo.clear()
        self._demo[:] = [app]

    def leave_demo(self) -> None:
        """Let every page show the person's own network again."""
        # The demo's store stays open until the server ends: a page may be reading it this moment.
        self._into_demo.clear()
        self._demo.clear()

    def __post_init__(self) -> None:
        object.__setattr__(self, "templates", _environment(self.assets))

    def new_link(self) -> str:
        """An address that opens a session once; the code stands behind the # and is sent to nobody."""
        return f"{self.place.url}/open#{self.sessions.new_code()}"


@dataclass(frozen=True, slots=True)
class Room:
    """An entry of the navigation: ``key`` opens it after a ``g``; ``aside`` stands apart from where one works."""

    href: str
    name: str
    is_here: bool
    key: str
    aside: bool = False


class Closed:
    """A page that must be shown also when the store cannot be read."""


def site_of(request: Request) -> Site:
    """The server that a request came to."""
    site: Site = request.app.state.site
    return site


def translator_of(request: Request) -> Translator:
    """The language of whoever asks: chosen on a page, else their browser's, else that of the settings."""
    chosen = preferences_of(request)
    wishes = (chosen.language, request.headers.get("accept-language", ""), site_of(request).app.settings.language)
    return translator(choose_language(*wishes), chosen.dates)


@cache
def translator(language: str, dates: Dates) -> Translator:
    """One translator a language and form of dates is enough."""
    return Translator(language, dates=dates)


def reader_of(request: Request) -> Reader:
    """The network as this browser looks at it: as it is, or incognito."""
    app = site_of(request).app
    return Reader(app.store, incognito=preferences_of(request).incognito, today=app.today())


def stamp_of(request: Request) -> str:
    """How the network stands for this browser: changes with every import, decision, and with incognito."""
    app = site_of(request).app
    with_incognito = (current_stamp(app.store), app.target, preferences_of(request).incognito)
    return blake2b(repr(with_incognito).encode(), digest_size=8).hexdigest()


def said(answer: Response, text: str, *, undo: int = 0) -> Response:
    """Let the page say a line when the answer is in, with a way to take back the decision ``undo``."""
    answer.headers["hx-trigger"] = json.dumps({"said": {"text": text, "undo": undo}})
    return answer


def show(request: Request, template: str, page: object, *, status: int = 200) -> HTMLResponse:
    """Fill a template with its page."""
    site, t = site_of(request), translator_of(request)
    token = getattr(request.state, "app_token", "")
    stamp = stamp_of(request) if token and not isinstance(page, Closed) else ""
    html = site.templates.get_template(template).render(
        page=page,
        t=t,
        rooms=rooms(t, request.url.path),
        languages=LANGUAGES,
        chosen=preferences_of(request),
        stamp=stamp,
        is_demo=site.is_demo,
        app_token=token,
    )
    return HTMLResponse(html, status_code=status, headers={"content-language": t.language, "x-stamp": stamp})


def is_part(request: Request) -> bool:
    """Whether htmx asks for a part of a page only."""
    return request.headers.get("hx-request") == "true"


def wants_page(request: Request) -> bool:
    """Whether a person's browser is on its way here, and not one of our scripts."""
    if is_part(request):
        return False
    return "text/html" in request.headers.get("accept", "") or request.method in ("GET", "HEAD")


def tell(status: int, *, code: str, message: str, advice: str) -> Response:
    """An error for a script: the same keys as ``--json`` on the command line."""
    shape = {"error": {"code": code, "message": message, "what_to_do": advice}}
    return JSONResponse(shape, status_code=status)


def rooms(t: Translator, path: str) -> tuple[Room, ...]:
    """The rooms there are, and in which of them ``path`` lies."""
    return (
        Room("/", t.text("Overview"), path == "/", "o"),
        Room("/week", t.text("This week"), path.startswith(("/week", "/balance")), "w"),
        Room("/relations", t.text("Relations"), path.startswith("/relations"), "r"),
        Room("/composition", t.text("Composition"), path.startswith(("/composition", "/goals", "/segments")), "c"),
        Room("/questions", t.text("Questions"), path.startswith("/questions"), "q"),
        Room("/invite", t.text("Invite"), path.startswith("/invit"), "v"),
        Room("/cleanup", t.text("Clean up"), path.startswith("/cleanup"), "k"),
        Room("/tasting", t.text("Tasting"), path.startswith("/tasting"), "t"),
        Room("/import", t.text("Import"), path.startswith("/import"), "i"),
        Room("/settings", t.text("Settings"), path.startswith("/settings"), "s", aside=True),
        Room("/help", t.text("Help"), path.startswith("/help"), "h", aside=True),
    )


def templates() -> Environment:
    """The templates, in which every text is escaped and nothing may be missing."""
    return Environment(
        loader=PackageLoader("kreds.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _environment(assets: Assets) -> Environment:
    environment = templates()
    environment.globals.update(
        asset=assets.url, Level=Level, LEVELS=LEVELS, Seen=Seen, rich=rich, group_name=group_name
    )
    environment.filters["initials"] = initials
    return environment


def rich(sentence: str, **marked: object) -> Markup:
    """A translated sentence whose ``{name}`` are replaced by safe markup; all else in it is escaped.

    >>> rich("See {list} & more", list=Markup("<b>it</b>"))
    Markup('See <b>it</b> &amp; more')
    """
    return Markup.escape(sentence).format(**marked)


def initials(name: str) -> str:
    """At most two letters that stand for a name.

    >>> initials("Bjarke Østergaard"), initials("李"), initials("(…)")
    ('BØ', '李', '')
    """
    words = [word for word in (_letters(part) for part in name.split()) if word]
    picked = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0].upper() for word in picked)


def _letters(part: str) -> str:
    return "".join(character for character in part if character.isalpha())


def address(path: str, parameters: Iterable[tuple[str, str]]) -> str:
    """A path with those parameters that say anything."""
    told = urlencode([(name, value) for name, value in parameters if value])
    return f"{path}?{told}" if told else path
