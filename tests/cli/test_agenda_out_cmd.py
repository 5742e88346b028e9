"""``kreds agenda-out``: the week as a file, its kind by its ending."""

import stat
from pathlib import Path

import pytest

import kreds as package
from kreds.model.agenda_out import OutFormat
from tests.cli.conftest import Kreds

STARTS = {"ics": "BEGIN:VCALENDAR", "html": "<!doctype html>", "md": "# ", "eml": "Subject: ", "csv": "\ufeffweek,day,"}


@pytest.mark.parametrize("ending", [one.value for one in OutFormat])
def test_the_ending_says_as_what(kreds: Kreds, store: Path, tmp_path: Path, ending: str) -> None:
    """Each ending gives its kind of file, private, and none takes the place of another unasked."""
    file = tmp_path / f"week.{ending.upper()}"
    answer = kreds("agenda-out", file, "--store", store)
    assert answer.exit_code == 0
    assert file.read_text().startswith(STARTS[ending])
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "week." in answer.out
    again = kreds("agenda-out", file, "--store", store, "--json")
    assert (again.exit_code, again.json["error"]["code"]) == (2, "FILE-EXISTS")
    forced = kreds("agenda-out", file, "--store", store, "--json", "--force")
    assert set(forced.json) == {"file", "week", "lines"}


def test_standard_output_wants_a_format(kreds: Kreds, store: Path) -> None:
    """To standard output the kind is named, and nothing else is printed there."""
    assert kreds("agenda-out", "-", "--store", store).exit_code == 2
    assert kreds("agenda-out", "week.docx", "--store", store).exit_code == 2
    assert kreds("agenda-out", "-", "--format", "csv", "--json", "--store", store).exit_code == 2
    out = kreds("agenda-out", "-", "--format", "md", "--language", "da", "--store", store).out
    assert out.startswith("# Dit netværk i uge ")


def test_the_time_of_day_stays(kreds: Kreds, store: Path, tmp_path: Path) -> None:
    """A time named once counts from then on; what is no time changes nothing."""
    first, second = tmp_path / "a.ics", tmp_path / "b.ics"
    assert kreds("agenda-out", first, "--time", "25:00", "--store", store).exit_code == 2
    assert not first.exists()
    kreds("agenda-out", first, "--time", "06:45", "--store", store)
    kreds("agenda-out", second, "--store", store)
    with package.open_network(store) as network:
        assert network.agenda_time() == "06:45"
        assert network.agenda_file("ics").startswith(b"BEGIN:VCALENDAR")
        assert "uge" in network.agenda_file("md", language="da").decode()


def test_incognito_writes_invented_names(kreds: Kreds, store: Path) -> None:
    """With --incognito nobody's profile is in the file."""
    plain = kreds("agenda-out", "-", "--format", "html", "--store", store).out
    hidden = kreds("agenda-out", "-", "--format", "html", "--incognito", "--store", store).out
    assert "linkedin.com/in/" in plain
    assert "linkedin.com" not in hidden
