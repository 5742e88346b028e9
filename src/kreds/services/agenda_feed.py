"""The feed of the agenda: closed until the person opens it, with a key that opens this week's lines and nothing else.

A calendar program has no session. What lets it in is a key of 256 random bits in its address, which stands in a private
file beside the store (decision 16). Nothing of it needs the store to be open.
"""

import hmac
import secrets

from kreds.model.agenda_out import AgendaFeed
from kreds.store.feed_key import drop_feed, read_feed, write_feed
from kreds.store.location import locate

_BYTES = 32


def feed_of(target: str) -> AgendaFeed | None:
    """The feed of a store, None as long as it is closed."""
    return read_feed(locate(target))


def open_feed(target: str, *, language: str, incognito: bool) -> AgendaFeed:
    """Make an address; the one before, if there was any, opens nothing from now on.

    Args:
        target: the store, as it was named.
        language: of the words in the calendar.
        incognito: whether the calendar shows invented names.

    Raises:
        kreds.errors.StorePlaceError: the key cannot be kept.
    """
    feed = AgendaFeed(secrets.token_urlsafe(_BYTES), language, incognito)
    write_feed(locate(target), feed)
    return feed


def close_feed(target: str) -> None:
    """Let no calendar in any more.

    Raises:
        kreds.errors.StorePlaceError: the key cannot be removed.
    """
    drop_feed(locate(target))


def opens_feed(target: str, key: str) -> bool:
    """Whether a calendar may read the feed with this key, compared in constant time."""
    feed = feed_of(target)
    return feed is not None and hmac.compare_digest(feed.key.encode(), key.encode("utf-8", "replace"))
