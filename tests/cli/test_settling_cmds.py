"""``kreds settings``, ``imports`` and ``export everything``: the same as on the page."""

import zipfile
from pathlib import Path

from tests.cli.conftest import Kreds


def test_settings_are_told_and_settled(kreds: Kreds, store: Path) -> None:
    """Without options they are told; with options they take hold, wrong ones change nothing."""
    assert kreds("settings", "--json", "--store", store).json["half_life_days"] == 180
    settled = kreds("settings", "--half-life", "365", "--keep-texts", "yes", "--json", "--store", store).json
    assert (settled["half_life_days"], settled["keep_texts"]) == (365, True)
    assert kreds("settings", "--half-life", "7", "--store", store).exit_code == 2
    assert "counts half after 365 days" in kreds("settings", "--store", store).out
    kreds("settings", "--keep-texts", "no", "--half-life", "180", "--store", store)
    assert "No words of messages are kept." in kreds("settings", "--store", store).out


def test_imports_are_told(kreds: Kreds, archive: Path, store: Path) -> None:
    """Each import has its line and its equations."""
    kreds("import", archive, "--store", store)
    told = kreds("imports", "--json", "--store", store).json["imports"]
    assert [one["id"] for one in told] == sorted((one["id"] for one in told), reverse=True)
    assert told[0]["files"]
    assert "Archives" in kreds("imports", "--store", store).out


def test_everything_is_one_file(kreds: Kreds, store: Path, tmp_path: Path) -> None:
    """The zip is written whole, and never over another file unless told to."""
    target = tmp_path / "all.zip"
    told = kreds("export", "everything", "-o", target, "--json", "--store", store).json
    with zipfile.ZipFile(target) as whole:
        assert set(told["holds"]) == set(whole.namelist())
    assert target.stat().st_mode & 0o077 == 0
    assert kreds("export", "everything", "-o", target, "--store", store).exit_code == 2
