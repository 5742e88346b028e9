"""An ordinary install has all that the program needs, and nothing else."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as ``pip install .`` builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("kreds-*.whl"))


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    """Templates, styles, scripts, catalogues and migrations come along."""
    source = ROOT / "src"
    there = {path.relative_to(source).as_posix() for path in (source / "kreds").rglob("*") if path.is_file()}
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("kreds/")}
    assert packed == {name for name in there if "__pycache__" not in name}


def test_the_wheel_runs_away_from_the_tree(wheel: Path, tmp_path: Path) -> None:
    """What is in the wheel is enough to start the program."""
    zipfile.ZipFile(wheel).extractall(tmp_path)
    ran = subprocess.run(
        [sys.executable, "-m", "kreds", "--version"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert ran.stdout == "kreds 0.1.0\n"
