"""Where the browser reports what the content security policy has blocked: counted, never kept."""

import logging

from fastapi import APIRouter, Request, Response

router = APIRouter()
_log = logging.getLogger("kreds.web")


@router.post("/csp")
async def blocked(request: Request) -> Response:
    """Say that something was blocked, not what: the report may quote a page."""
    await request.body()
    request.app.state.blocked = getattr(request.app.state, "blocked", 0) + 1
    _log.warning("the browser blocked something a page must not do (%s)", request.app.state.blocked)
    return Response(status_code=204)
