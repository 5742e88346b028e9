"""The web application: routes, the gate before them, and the pages for what goes wrong."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import Depends, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kreds.bootstrap import App
from kreds.errors import KredsError
from kreds.services.agenda_feed import opens_feed as feed_opens
from kreds.web.api import ROUTERS
from kreds.web.assets import load_assets
from kreds.web.pages import (
    balance,
    changes,
    choices,
    cleanup,
    cleanup_history,
    cleanup_list,
    columns,
    composition,
    criteria,
    deck,
    demo,
    export,
    failures,
    find,
    forget,
    goals,
    help_page,
    imports,
    invitations,
    invite,
    logbook,
    matches,
    occasion,
    opening,
    overview,
    past_imports,
    posts,
    questions,
    relation,
    relations,
    reports,
    review_table,
    segments,
    selection,
    settings,
    standing,
    tasting,
    trust,
    week,
    week_out,
    week_plan,
)
from kreds.web.security import Gate, Place, Refusal
from kreds.web.sessions import Sessions
from kreds.web.settled import settled
from kreds.web.site import Announce, Site

PAGES = (
    opening,
    overview,
    relations,
    relation,
    occasion,
    week,
    week_plan,
    forget,
    selection,
    segments,
    export,
    imports,
    past_imports,
    posts,
    columns,
    changes,
    trust,
    demo,
    settings,
    criteria,
    composition,
    goals,
    questions,
    matches,
    invite,
    invitations,
    cleanup,
    deck,
    review_table,
    cleanup_list,
    cleanup_history,
    tasting,
    balance,
    help_page,
    find,
    logbook,
    week_out,
    choices,
    standing,
    reports,
)
"""Every module with routes; tests walk them all."""

_GZIP_LEVEL = 5
"""Half the time of the default for two per cent more bytes (measured on the list of relations)."""


def create_app(app: App, place: Place, *, announce: Announce, api_docs: bool = False) -> FastAPI:
    """Kreds' pages over ``app``, answering to the names of ``place`` only; ``announce`` speaks at the terminal.

    ``api_docs`` shows the API's description as a page.

    The application's ``state.site`` gives out links that open a session (`Site.new_link`).
    """
    assets = load_assets()
    site = Site(own=app, place=place, sessions=Sessions(), assets=assets, announce=announce, api_docs=api_docs)

    async def refuse(scope: Scope, receive: Receive, send: Send, refusal: Refusal) -> None:
        # The gate stands before the application has put itself into the scope.
        request = Request({**scope, "app": web}, receive)
        await failures.refused(request, refusal)(scope, receive, send)

    def opens_feed(key: str) -> bool:
        return feed_opens(app.target, key)

    web = FastAPI(
        dependencies=[Depends(settled)],
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        lifespan=_lifespan(site),
        middleware=[
            Middleware(Gate, place=place, sessions=site.sessions, opens_feed=opens_feed, refuse=refuse),
            Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=_GZIP_LEVEL),
        ],
        exception_handlers={
            HTTPException: failures.http_failure,
            RequestValidationError: failures.unreadable,
            KredsError: failures.kreds_failure,
        },
    )
    web.state.site = site
    for router in (*(page.router for page in PAGES), *ROUTERS):
        web.include_router(router)

    @web.get("/static/{digest}/{name}")
    def static(request: Request, digest: str, name: str) -> Response:
        return assets.answer(request, digest, name)

    return web


def _lifespan(site: Site) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_web: FastAPI) -> AsyncIterator[None]:
        yield
        site.desk.close()

    return lifespan
