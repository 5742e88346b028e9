"""What lies beside the archive has the forms of real exports, and the truth told of it agrees with the files."""

import csv
import io
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from kreds.demo.archive import write_archive, write_outside
from kreds.demo.network import Network, build_network
from kreds.demo.options import DemoOptions
from kreds.text.names import search_key
from tests.demo.conftest import OPTIONS, ReadBack, read_back

icalendar: Any = import_module("icalendar")
recurring_ical_events: Any = import_module("recurring_ical_events")
vobject: Any = import_module("vobject")

HUBSPOT = "hubspot-crm-exports-all-contacts-2026-10-03.csv"


class Beside:
    """The files beside an archive, read with other people's readers, and the truth."""

    def __init__(self, folder: Path, network: Network) -> None:
        self.paths = write_archive(network, folder).outside
        self.archive: ReadBack = read_back(folder)
        self.truth: dict[str, Any] = self.archive.truth
        self.text = {path.name: path.read_bytes().decode() for path in self.paths}
        self.relations = {one["slug"]: one for one in self.truth["relations"]}
        self.outsiders = {one["id"]: one for one in self.truth["outsiders"]}

    def rows(self, name: str, delimiter: str = ",") -> list[dict[str, str]]:
        """The rows of a CSV file."""
        text = io.StringIO(self.text[name].removeprefix("\ufeff"), newline="")
        return list(csv.DictReader(text, delimiter=delimiter, strict=True))

    def behind(self, told: dict[str, Any]) -> dict[str, Any]:
        """Whom a row of the truth names."""
        found: dict[str, Any] = (
            self.relations[told["relation"]] if told["relation"] else self.outsiders[told["outsider"]]
        )
        return found

    def crm(self) -> list[tuple[dict[str, str], dict[str, Any]]]:
        """Each row of the CRM with what is true of it."""
        told = {one["record_id"]: one for one in self.truth["crm"]}
        rows = self.rows(HUBSPOT)
        assert {row["Record ID"] for row in rows} == set(told)
        assert len(rows) == len(told)
        return [(row, told[row["Record ID"]]) for row in rows]


@pytest.fixture(scope="module", params=["da", "en"])
def beside(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Beside:
    """A network of 600 relations in each language."""
    options = DemoOptions(relations=600, messages=2_000, language=request.param)
    return Beside(tmp_path_factory.mktemp("beside"), build_network(options))


def test_equal_options_equal_bytes(network: Network, tmp_path: Path) -> None:
    """Two writings are the same byte for byte, another seed is another world."""
    one = write_outside(network, _made(tmp_path / "one"))
    two = write_outside(build_network(OPTIONS), _made(tmp_path / "two"))
    assert [path.name for path in one] == [path.name for path in two]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    other = write_outside(build_network(replace(OPTIONS, seed=2)), _made(tmp_path / "other"))
    assert all(a.read_bytes() != b.read_bytes() for a, b in zip(one, other, strict=True))


def test_a_later_archive_has_the_same_files_beside_it(network: Network, tmp_path: Path) -> None:
    """What the owner exported from elsewhere on the first day does not change with LinkedIn's next archive."""
    first = write_outside(network, _made(tmp_path / "first"))
    later = write_outside(build_network(replace(OPTIONS, later_days=200)), _made(tmp_path / "later"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in later]


def test_no_file_is_empty(tmp_path: Path) -> None:
    """Even nobody's network has files that an importer takes."""
    nobody = build_network(DemoOptions(relations=0, messages=0))
    assert all(path.stat().st_size > 100 for path in write_outside(nobody, _made(tmp_path / "none")))


def test_every_row_of_the_crm_is_whom_the_truth_says(beside: Beside) -> None:
    """A row has that person's address at LinkedIn or in the CRM, their profile, or enough of their name."""
    for row, told in beside.crm():
        person = beside.behind(told)
        assert row["Email"] == told["email"]
        if told["how"] == "nobody":
            assert not person["is_person"]
        elif told["how"] == "url":
            assert row["LinkedIn URL"].endswith(person["slug"])
        elif told["how"] == "email":
            assert row["Email"].lower() == person["email"]
        elif not {"another surname", "typo", "by ear", "initial"} & set(told["done"]):
            written, known = _words(f"{row['First Name']} {row['Last Name']}"), _words(person["name"])
            assert written <= known or "without accents" in told["done"], (row, person)


def test_the_crm_holds_relations_customers_and_what_collects(beside: Beside) -> None:
    """Some rows are relations, more are customers and leads who are not connected, some are nobody's."""
    rows = beside.crm()
    assert len(rows) == pytest.approx(0.45 * 600, rel=0.2)
    kinds = Counter("relation" if told["relation"] else beside.behind(told)["segments"][:1] != [] for _, told in rows)
    assert kinds["relation"] > 40
    assert kinds[True] > 90
    assert kinds[False] > 30
    done = Counter(word for _, told in rows for word in told["done"])
    assert {"typo", "former job", "another surname", "without accents", "twice", "initial"} <= set(done)
    stages = {row["Lifecycle Stage"] for row, _ in rows}
    assert {"Customer", "Former Customer", "Lead", "Opportunity", "Subscriber", ""} <= stages
    assert all(date.fromisoformat(row["Create Date"][:10]) <= date(2026, 10, 3) for row, _ in rows)


def test_invented_addresses_lead_nowhere(beside: Beside) -> None:
    """Every mail address and domain in the files ends in a name that nobody can own."""
    hosts = set()
    for text in beside.text.values():
        hosts |= set(re.findall(r"[\w.-]+@([\w.-]+\.\w+)", text.replace("\r\n ", "")))
    assert len(hosts) > 50
    assert {host for host in hosts if not host.endswith(".example")} <= {"example.org", "example.com"}
    domains = [one["domain"] for one in beside.truth["accounts"]]
    assert all(domain.endswith(".example") for domain in domains)
    assert len(set(domains)) == len(domains)


def test_accounts_agree_with_the_people_who_work_there(beside: Beside) -> None:
    """Most who are customers work at a company that is one; the list is nearly right and nearly whole."""
    status = {one["name"]: one["status"] for one in beside.truth["accounts"]}
    for segment, wanted, least in (("current_customer", "current", 0.75), ("former_customer", "former", 0.7)):
        theirs = [one["company"] for one in beside.truth["relations"] if one["segments"][:1] == [segment]]
        assert sum(status.get(company) == wanted for company in theirs) >= least * len(theirs) > 0
    strangers = [one["company"] for one in beside.truth["relations"] if not one["segments"]]
    assert sum(company in status for company in strangers) < 0.12 * len(strangers)
    listed = [one for one in beside.truth["accounts"] if one["listed_as"]]
    assert sum(one["listed_as"] == one["status"] for one in listed) > 0.85 * len(listed)
    name = next(name for name in ("kunder.csv", "customers.csv") if name in beside.text)
    assert beside.text[name].startswith("\ufeff")
    rows = beside.rows(name, ";")
    assert [next(iter(row.values())) for row in rows] == [one["listed_name"] for one in listed]


def test_the_calendar_reads_in_another_reader(beside: Beside) -> None:
    """Lines are folded at 75 octets, series expand, and each participant is whom the truth says."""
    name = next(name for name in beside.text if name.endswith(".ics"))
    raw = beside.text[name].encode()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    calendar = icalendar.Calendar.from_ical(raw)
    events = list(calendar.walk("VEVENT"))
    assert len(events) == len(beside.truth["meetings"])
    people = {one["email"] for meeting in beside.truth["meetings"] for one in meeting["attendees"]}
    addresses = {str(guest).removeprefix("mailto:") for event in events for guest in _listed(event.get("ATTENDEE"))}
    assert people <= addresses
    assert all(beside.behind(one) for meeting in beside.truth["meetings"] for one in meeting["attendees"])
    assert {str(event["STATUS"]) for event in events} == {"CONFIRMED", "CANCELLED"}
    assert {str(event["CLASS"]) for event in events} == {"PUBLIC", "PRIVATE"}
    spring = recurring_ical_events.of(calendar).between(date(2025, 3, 1), date(2025, 6, 1))
    assert len(spring) > 10
    assert max(event["DTSTART"].dt.isoformat()[:10] for event in events) > "2026-10-03"


def test_who_is_met_is_known_to_have_met(beside: Beside) -> None:
    """Small meetings are with people who have met the owner, strong ones more often than others."""
    met: Counter[str] = Counter()
    for meeting in beside.truth["meetings"]:
        if meeting["happened"] and meeting["kind"] == "talk":
            first = meeting["attendees"][0]
            assert beside.behind(first)["met"]
            met[str(beside.behind(first).get("level", "outsider"))] += 1
    assert met["strong"] > 2 * met["average"] > 0
    assert met["outsider"] > 20


def test_address_books_read_in_other_readers(beside: Beside) -> None:
    """Cards and Google's table name the people of the truth; the owner has a card too."""
    rows = beside.rows("contacts.csv")
    told = beside.truth["contacts"]
    google = [one for one in told if one["book"] == "google"]
    assert [f"{row['First Name']} {row['Last Name']}".strip() for row in rows] == [
        beside.behind(one)["name"] for one in google
    ]
    name = next(name for name in beside.text if name.endswith(".vcf"))
    cards = list(vobject.readComponents(beside.text[name]))
    assert len(cards) == 1 + len(told) - len(google)
    assert cards[0].fn.value == beside.truth["owner"]["name"]


def test_open_invitations_are_whom_the_truth_says(beside: Beside) -> None:
    """Each open invitation of the archive has a verdict; the good ones are people that other files know."""
    told = {one["slug"]: one for one in beside.truth["open_invitations"]}
    connected = set(beside.relations)
    found = set()
    for row in beside.archive.rows("Invitations.csv"):
        incoming = row["Direction"] == "INCOMING"
        slug = _slug(row["inviterProfileUrl"] if incoming else row["inviteeProfileUrl"])
        if slug not in connected:
            assert told[slug]["name"] == row["From" if incoming else "To"]
            found.add(slug)
    assert found == set(told)
    received = [one for one in told.values() if one["direction"] == "INCOMING"]
    assert {one["verdict"] for one in received} <= {"accept", "trial", "ask", "decline"}
    good = [one for one in received if one["verdict"] == "accept"]
    assert good
    assert all(beside.outsiders[one["outsider"]]["slug"] == one["slug"] for one in good)


def test_worth_inviting_are_those_with_a_reason(beside: Beside) -> None:
    """Low-hanging fruit is there, no outsider is connected already, and nobody is worth it without a reason."""
    worth = [one for one in beside.truth["outsiders"] if one["worth_inviting"]]
    assert len(worth) > 60
    assert all(one["is_person"] and one["why"] for one in worth)
    assert not {one["slug"] for one in beside.truth["outsiders"]} & set(beside.relations)
    in_files = set(beside.truth["mailboxes"].values()) | {one["outsider"] for one in beside.truth["crm"]}
    invited = {one["outsider"] for one in beside.truth["open_invitations"]}
    assert {one["id"] for one in worth} <= in_files | invited
    reasons = Counter(reason for one in worth for reason in one["why"])
    assert {"current_customer", "former_customer", "potential_customer", "met"} <= set(reasons)


def test_names_are_hostile_enough(beside: Beside) -> None:
    """The CRM's list has what breaks careless readers: separators and quotes in cells, and letters beyond ASCII."""
    cells = [cell for row in beside.rows(HUBSPOT) for cell in row.values()]
    for sign in (",", ";", '"', "ø", "&"):
        assert any(sign in cell for cell in cells), sign


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _words(name: str) -> set[str]:
    return set(search_key(name).replace("-", " ").split())


def _slug(url: str) -> str:
    return unquote(url).rstrip("/").rsplit("/", 1)[1]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
