"""The lock between processes: one holder at a time, let go however the holder ends."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from kreds.errors import StoreBusyError, StorePlaceError
from kreds.store.lock import held

_HOLD = """
import sys, time
from pathlib import Path
from kreds.store.lock import held
with held(Path(sys.argv[1]), shown="s"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_one_holder_at_a_time(tmp_path: Path) -> None:
    """A second holder, also in the same process, waits as long as it is told and then gives up, naming the store."""
    path = tmp_path / "kreds.db.lock"
    with held(path, shown="mine.db"):
        started = time.monotonic()
        with pytest.raises(StoreBusyError, match=r"mine\.db"), held(path, shown="mine.db", patience=0.05):
            pass
        assert time.monotonic() - started >= 0.05
    with held(path, shown="mine.db", patience=0):
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_holder_that_is_killed_lets_go(tmp_path: Path) -> None:
    """No stale lock: the system takes it back at once, and the file stays."""
    path = tmp_path / "kreds.db.lock"
    with subprocess.Popen([sys.executable, "-c", _HOLD, str(path)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreBusyError), held(path, shown="s", patience=0):
            pass
        holder.kill()
    with held(path, shown="s", patience=1):
        assert path.exists()


def test_an_exception_lets_go(tmp_path: Path) -> None:
    """Whatever ends the block, the next holder gets the lock."""
    path = tmp_path / "kreds.db.lock"
    with pytest.raises(ZeroDivisionError), held(path, shown="s"):
        _ = 1 // 0
    with held(path, shown="s", patience=0):
        pass


def test_a_place_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    """A missing folder is store trouble, not a traceback."""
    with pytest.raises(StorePlaceError, match="No such file"), held(tmp_path / "none" / "x.lock", shown="s"):
        pass
