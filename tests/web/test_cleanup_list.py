"""The work list, what became of it, and the next clean-up for a calendar, on the pages."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from kreds.model.goal import GoalKind
from kreds.model.review import Choice, Fate
from kreds.services.after_review import settle, tick_off
from kreds.services.review_portion import finish, open_portion, say_fate
from kreds.services.state_goal import mixed_goal, state_goal
from kreds.services.work_list import work_list
from tests.services.test_read_cleanup import archived, left, people
from tests.web.serving import NOW, TODAY, Running, connections_zip, demo_store, imported, running

FRESH = TODAY + timedelta(days=20)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Running]:
    """A server of its own over forty relations, four of whom were let go in a finished portion."""
    with running(demo_store(tmp_path, relations=40, messages=600)) as server:
        store = server.app.store
        state_goal(store, mixed_goal("Job", {GoalKind.JOB: 1}), at=NOW, choose=True)
        open_portion(store, Choice.RANDOM, "", 20, today=TODAY, at=NOW)
        say_fate(store, people(store, 4), Fate.LET_GO, today=TODAY, at=NOW)
        finish(store, today=TODAY, at=NOW)
        yield server


def test_a_tick_stays_where_it_is_and_counts_for_today(own: Running) -> None:
    """Ticked off by its box, a person stays in their place today, counts once, and the tick comes off again."""
    with own.client() as client:
        page = client.get("/cleanup/list").text
        assert "Today 0 of 10." in page
        ids = re.findall(r'id="tick-([0-9a-f]{13})"', page)
        assert len(ids) == 4
        assert page.count('data-key="x"') == page.count('data-key="l"') == 1
        done = client.post("/cleanup/list/tick", data={"person": ids[0], "on": "yes"})
        assert "Removed, you say." in done.headers["hx-trigger"]
        assert re.findall(r'id="tick-([0-9a-f]{13})"', done.text) == ids
        assert "Today 1 of 10." in done.text
        off = client.post("/cleanup/list/tick", data={"person": ids[0], "on": ""}).text
        assert "Today 0 of 10." in off
        assert client.post("/cleanup/list/tick", data={"person": "nobody"}).status_code == 400


def test_enough_for_today_is_said_and_forbids_nothing(own: Running) -> None:
    """When today's are done the page says so; the boxes of the others stay."""
    with own.client() as client:
        ids = re.findall(r'id="tick-([0-9a-f]{13})"', client.get("/cleanup/list").text)
        assert "2 a day" in client.post("/cleanup/list/daily", data={"daily": "2"}).headers["hx-trigger"]
        for one in ids[:2]:
            page = client.post("/cleanup/list/tick", data={"person": one, "on": "yes"}).text
        assert "That will do for today" in page
        assert client.post("/cleanup/list/tick", data={"person": ids[2], "on": "yes"}).status_code == 200
        assert client.post("/cleanup/list/daily", data={"daily": "900"}).status_code == 400
        assert client.post("/cleanup/list/daily", data={"daily": "many"}).status_code == 400


def test_the_steps_stand_in_both_languages(own: Running) -> None:
    """The interface's language first, the other below; the menus are LinkedIn's own words, and nothing is promised."""
    for language, first, other in (("en", "Remove connection", "Fjern forbindelse"), ("da", "Fjern", "Remove")):
        with own.client(language=language) as client:
            page = client.get("/cleanup/list").text
            assert 0 < page.index(first) < page.index("<details>") < page.rindex(other)
            assert "Send meddelelse" in page if language == "da" else "“Message”" in page
            assert 'rel="noopener noreferrer nofollow" referrerpolicy="no-referrer"' in page


def test_who_is_still_there_is_said_plainly(own: Running) -> None:
    """After a list of connections that still holds them they stand apart, and whoever has gone is counted."""
    store = own.app.store
    going = people(store, 4)
    tick_off(store, going[:2], on=True, today=TODAY, at=NOW)
    left(store, going[0], FRESH)
    archived(store, FRESH)
    with own.client() as client:
        page = client.get("/cleanup/list").text
        assert "Ticked off, but still there" in page
        assert "1 has left your network." in page
        history = client.get("/cleanup/history").text
        assert "gone, by your download of" in history
        assert "still there in a later download" in history
        assert "You can invite them again." not in history
        assert "An invitation may have to wait until" in history


def test_a_change_of_mind_from_either_page(own: Running) -> None:
    """Kept after all from the list; wanted back from the history, which then leads to the invitation."""
    store = own.app.store
    going = people(store, 4)
    left(store, going[0], FRESH)
    with own.client() as client:
        kept = client.post("/cleanup/list/keep", data={"person": f"{going[1]:013x}"})
        assert "You keep them after all." in kept.headers["hx-trigger"]
        assert f"tick-{going[1]:013x}" not in kept.text
        back = client.post("/cleanup/history/keep", data={"person": f"{going[0]:013x}"}).text
        assert f'href="/invite?show=former&amp;who={going[0]:013x}"' in back
        assert client.get(f"/invite?show=former&who={going[0]:013x}").status_code == 200
        assert client.get(f"/relations/{going[0]:013x}").status_code == 200
        assert "Nothing was changed." in client.post("/cleanup/list/keep", data={"person": "1"}).headers["hx-trigger"]


def test_the_history_tells_numbers_and_no_causes(own: Running) -> None:
    """A finished portion stands with its counts and the network before, after and now; no cause is claimed."""
    with own.client() as client:
        page = client.get("/cleanup/history").text
    assert "4 to let go" in page
    assert "they do not say that the clean-up was the cause" in page
    assert page.count('<th scope="row">') >= 4


def test_the_file_is_safe_for_a_spreadsheet(tmp_path: Path) -> None:
    """No cell of the CSV can run as a formula, whatever a person calls themselves."""
    name = "=cmd|'/c calc'!A1"
    rows = [(name, "", "https://www.linkedin.com/in/x", "", name, "+1", "03 Oct 2020")]
    with running(imported(tmp_path, [connections_zip(tmp_path / "c.zip", rows)])) as server:
        say_fate(server.app.store, people(server.app.store, 1), Fate.LET_GO, today=TODAY, at=NOW)
        with server.client() as client:
            answer = client.get("/cleanup/list.csv")
    (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert row["name"].startswith("'=")
    assert row["state"] == "to_do"
    assert row["let_go"] == "2026-09-21"
    assert "attachment" in answer.headers["content-disposition"]


def test_the_calendar_names_nobody_and_comes_back(own: Running) -> None:
    """An all-day event by the rhythm with an alarm, in the language of whoever asks; none where none is wanted."""
    names = [one.relation.name for one in work_list(own.app.store, today=TODAY).listed]
    with own.client(language="da") as client:
        answer = client.get("/cleanup/next.ics")
        assert answer.headers["content-type"].startswith("text/calendar")
        assert not any(name in answer.text for name in names)
        (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
        assert str(event["summary"]) == "Ryd op i mit netværk"
        assert event.decoded("dtstart") == date(2027, 2, 1)
        assert event["rrule"].to_ical() == b"FREQ=MONTHLY;INTERVAL=3"
        assert len(event.walk("VALARM")) == 1
        settle(own.app.store, {"times": 0}, at=NOW)
        assert client.get("/cleanup/next.ics").status_code == 400


def test_incognito_names_nobody(own: Running) -> None:
    """The list, its file and the history show invented names."""
    names = [one.relation.name for one in work_list(own.app.store, today=TODAY).listed]
    with own.client() as client:
        client.post("/choices/incognito", json={"value": "on"})
        for path in ("/cleanup/list", "/cleanup/list.csv", "/cleanup/history"):
            text = client.get(path).text
            assert not any(name in text for name in names)


def test_before_the_first_clean_up_the_pages_lead_to_it(empty: Running) -> None:
    """Without anything said both pages say what they are for."""
    with empty.client() as client:
        assert "The list is empty" in client.get("/cleanup/list").text
        assert "Nothing yet" in client.get("/cleanup/history").text
