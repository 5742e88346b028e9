"""What takes long to reckon is kept in memory for each store, as long as what it follows from stays the same."""

import gc
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from kreds.store.database import Store

Value = TypeVar("Value")


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without looking for cycles in memory: while tens of thousands of objects come, all are looked through for none.

    It takes a fourth of the time of a large network's agenda. Whatever else runs meanwhile is cleared up after it.
    """
    is_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_on:
            gc.enable()


class Kept(Generic[Value]):
    """The latest few values for each store, each under what it follows from; made once, however many ask at a time."""

    def __init__(self, *, most: int = 1) -> None:
        self._most = most
        self._kept: WeakKeyDictionary[Store, dict[Hashable, Value]] = WeakKeyDictionary()
        self._lock = Lock()
        self._making = Lock()

    def known(self, store: Store, key: Hashable) -> Value | None:
        """The value, None where it would have to be made."""
        with self._lock:
            return self._kept.get(store, {}).get(key)

    def get(self, store: Store, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value; made where it is not known."""
        found = self.known(store, key)
        if found is not None:
            return found
        with self._making:
            found = self.known(store, key)
            if found is None:
                with _undisturbed():
                    found = make()
                with self._lock:
                    values = self._kept.setdefault(store, {})
                    while len(values) >= self._most:
                        values.pop(next(iter(values)))
                    values[key] = found
        return found
