"""The only wiring: settings, the store and the clock, handed to the command line and the pages as one value."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kreds.settings import Settings, load_settings

if TYPE_CHECKING:
    from kreds.store.database import Store


def _now() -> int:
    return int(time.time())


@dataclass(frozen=True)
class App:
    """Kreds on one store. ``today`` and ``now`` (seconds since 1970 UTC) are the clock; nothing else reads it."""

    settings: Settings
    target: str
    today: Callable[[], date]
    now: Callable[[], int]

    @cached_property
    def store(self) -> "Store":
        """The store, opened (and made, where there is none) when it is first asked for."""
        from kreds.services.forget import finish_if_possible
        from kreds.services.judge_relations import bring_up_to_date
        from kreds.store.database import open_store

        store = open_store(self.target)
        bring_up_to_date(store)
        finish_if_possible(store)
        return store

    @property
    def has_store(self) -> bool:
        """Whether there is a store already; a database server is taken at its word."""
        return "://" in self.target or Path(self.target).exists()

    def close(self) -> None:
        """Let go of the store, if it was opened."""
        if "store" in self.__dict__:
            self.store.close()
            del self.__dict__["store"]


def open_app(
    store: str | None = None,
    *,
    settings: Settings | None = None,
    today: Callable[[], date] = date.today,
    now: Callable[[], int] = _now,
) -> App:
    """Wire Kreds to a store: the one named, else that of the settings.

    Raises:
        UsageError: the settings are off.
    """
    settings = settings or load_settings(os.environ)
    target = store or settings.store
    if "://" not in target:
        target = str(Path(target).expanduser())
    return App(settings=settings, target=target, today=today, now=now)
