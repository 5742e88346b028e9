"""The key of the agenda's feed: a private file outside the database, so that no backup and no export holds it."""

import json
import os
from contextlib import suppress
from pathlib import Path

from kreds.errors import StorePlaceError
from kreds.model.agenda_out import AgendaFeed
from kreds.store.location import Location, create_private, sync_folder

ENDING = ".feed-key"


def feed_file(location: Location) -> Path:
    """Where the key of a store lies, whether the file is there or not."""
    if location.path is not None:
        return location.path.with_name(location.path.name + ENDING)
    from platformdirs import user_data_path

    return user_data_path("kreds", appauthor=False) / f"kreds{ENDING}"


def read_feed(location: Location) -> AgendaFeed | None:
    """The feed as the person has opened it; None when it is closed, and when the file cannot be understood."""
    try:
        told = json.loads(feed_file(location).read_text(encoding="utf-8"))
        feed = AgendaFeed(str(told["key"]), str(told["language"]), told["incognito"] is not False)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return feed if feed.key else None


def write_feed(location: Location, feed: AgendaFeed) -> None:
    """Open the feed, or open it anew; the file is there whole or not at all, for its owner's eyes alone.

    Raises:
        StorePlaceError: it cannot be written.
    """
    file = feed_file(location)
    shape = {"key": feed.key, "language": feed.language, "incognito": feed.incognito}
    fresh = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        create_private(fresh)
        with fresh.open("r+", encoding="utf-8") as out:
            json.dump(shape, out)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(file)
        sync_folder(file.parent)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise StorePlaceError(store=str(file), detail=error.strerror or str(error)) from error


def drop_feed(location: Location) -> None:
    """Close the feed: the key is gone.

    Raises:
        StorePlaceError: it cannot be removed.
    """
    try:
        feed_file(location).unlink(missing_ok=True)
    except OSError as error:
        raise StorePlaceError(store=str(feed_file(location)), detail=error.strerror or str(error)) from error
