"""Ctrl-C asks a running import to stop: it does within a second and leaves the store as it was."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def stop_flag() -> Iterator[Callable[[], bool]]:
    """While inside, Ctrl-C (or a polite kill) sets a flag, which the value asks; a second Ctrl-C stops at once."""
    asked: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)

    signals = [signal.SIGINT, signal.SIGTERM]
    before = {number: signal.signal(number, note) for number in signals}
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
