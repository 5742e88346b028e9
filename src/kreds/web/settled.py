"""No page shows a network that has yet to follow the person's words on who is who: it is made anew first."""

from fastapi import Request

from kreds.errors import KredsError
from kreds.services.match_follow import settle
from kreds.web.site import site_of

_GO_ON_ASKING = ("/matches", "/static", "/stamp", "/undo", "/open")
"""What begins with one of these shows nothing that follows from the words, or is where they are given."""


def settled(request: Request) -> None:
    """Let the network follow before anything else is answered."""
    if request.url.path.startswith(_GO_ON_ASKING):
        return
    try:
        settle(site_of(request).app.store)
    except KredsError:
        # A store that cannot be read is told of, or mended, by the page that is asked for.
        return
