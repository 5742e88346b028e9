"""Forgetting that is killed at any instant leaves the store as before or as after, and the next start ends it."""

import json
import subprocess
import sys
from pathlib import Path

POINTS = 24


def test_killed_forgetting_is_as_before_or_as_after(tmp_path: Path) -> None:
    """Kill it at statements spread over all of it: they are there whole, or gone from every byte."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.services.forget_killing", str(tmp_path), str(POINTS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["different"] == 1
    assert found["killed"] == POINTS
    assert found.get("between", 0) == 0
    assert found.get("traces", 0) == 0
    assert found["before"] + found.get("after", 0) == POINTS
