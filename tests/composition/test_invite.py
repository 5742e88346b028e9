"""Whom to invite: the stated sum, its reasons, the true occasion, the language, and how far an invitation has come."""

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreds.composition.gaps import Gap
from kreds.composition.invite import (
    CANDIDATES,
    GROUPS,
    POINTS,
    WITHOUT_GOAL,
    Part,
    at_houses,
    is_somebody,
    mailboxes,
    needs,
    worth,
)
from kreds.composition.invite_draft import invite_draft, occasions, reply_draft
from kreds.composition.invite_language import language_for
from kreds.composition.invite_reasons import invite_reasons
from kreds.composition.invite_status import DAYS_AFTER_WITHDRAWAL, DAYS_TO_EXPIRE, invited
from kreds.model.goal import Audience
from kreds.model.invitation import InviteState, Tone, Verdict
from kreds.model.outsider import Outsider
from kreds.model.segment import AccountStatus, Segment
from kreds.model.title import Title
from kreds.text.organizations import organization_key

TODAY = date(2026, 11, 1)
PLAIN: dict[str, Any] = {
    "person": 1, "status": "", "since_year": 0, "last_activity": 0, "in_address_book": 0, "meetings": 0, "last_met": 0,
    "messages_in": 0, "messages_out": 0, "is_shared": False, "company": "", "function": "", "seniority": "",
    "industry": "", "place": "",
}  # fmt: skip
AUDIENCE = Audience(("purchasing",), ("director",), ("transport",), ("aarhus",), ("Krog Maskiner",))


def row(
    groups: tuple[tuple[str, float], ...] = (),
    wanted: dict[str, float] | None = None,
    audience: Audience = AUDIENCE,
    **changes: Any,
) -> dict[str, Any]:
    """The points of one person."""
    frame = pl.DataFrame([{**PLAIN, **changes}], schema=dict(CANDIDATES))
    of = pl.DataFrame([(1, *one) for one in groups], schema=dict(GROUPS), orient="row")
    found = worth(frame, of, needs=WITHOUT_GOAL if wanted is None else wanted, audience=audience, today=TODAY)
    return found.row(0, named=True)


MORE = {
    "meetings": st.integers(0, 9),
    "last_met": st.sampled_from([0, 20200101, 20251101, 20261030]),
    "messages_in": st.integers(0, 20),
    "messages_out": st.integers(0, 20),
    "last_activity": st.sampled_from([0, 20180101, 20240301, 20260901]),
    "in_address_book": st.integers(0, 1),
    "is_shared": st.booleans(),
}


@given(st.fixed_dictionaries(MORE), st.fixed_dictionaries(MORE))
def test_more_evidence_never_lowers(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Whatever is added to what is known of somebody, they are not worth less."""
    more = {name: max(one[name], other[name]) for name in MORE}
    assert row(**more)["score"] >= row(**one)["score"]


@pytest.mark.parametrize(("name", "value", "part"), [
    ("since_year", 2019, Part.SINCE), ("status", "current", Part.STATUS), ("function", "purchasing", Part.FUNCTION),
    ("seniority", "director", Part.SENIORITY), ("industry", "Transport og logistik", Part.INDUSTRY),
    ("place", "Århus C", Part.PLACE), ("company", "krog maskiner A/S", Part.ACCOUNT), ("meetings", 1, Part.MET),
])  # fmt: skip
def test_each_sign_adds_its_stated_points(name: str, value: Any, part: Part) -> None:
    """Each part of the sum comes from its own sign, and is at most what is stated."""
    changes: dict[str, Any] = {name: value}
    found = row(wanted={}, **changes)
    assert 0 < found[part.value] <= POINTS[part]
    assert found["score"] == found[part.value]


def test_the_score_is_the_sum_of_the_reasons() -> None:
    """What is shown adds up to what is ranked by, and everybody who has points has a reason for each."""
    changes: dict[str, Any] = {
        "status": "current",
        "meetings": 2,
        "last_met": 20260302,
        "since_year": 2019,
        "messages_in": 3,
    }
    found = row(groups=((Segment.CURRENT_CUSTOMER, 0.9),), **changes)
    one = Outsider(
        1, "Dan Krog", status=AccountStatus.CURRENT, since=date(2019, 3, 1), meetings=2, last_met=date(2026, 3, 2),
        messages_in=3,
    )  # fmt: skip
    reasons = invite_reasons(one, found, None)
    assert round(sum(reason.points for reason in reasons), 2) == found["score"]
    assert [reason.points for reason in reasons] == sorted((reason.points for reason in reasons), reverse=True)
    told = " / ".join(reason.phrase.english() for reason in reasons)
    assert "You have met on 2 days, last on 2026-03-02" in told
    assert "Known to your lists since 2019" in told
    assert "without a goal customers count most" in told


def test_renaming_and_order_change_nothing() -> None:
    """Names are not read, and a list in another order gives the same ranking."""
    people = [
        {**PLAIN, "person": number, "meetings": number % 3, "company": f"Firma {number}"} for number in range(1, 30)
    ]
    none = pl.DataFrame(schema=dict(GROUPS))
    asked: dict[str, Any] = {"needs": WITHOUT_GOAL, "audience": Audience(), "today": TODAY}
    first = worth(pl.DataFrame(people, schema=dict(CANDIDATES)), none, **asked)
    turned = [{**one, "company": "Andet"} for one in reversed(people)]
    again = worth(pl.DataFrame(turned, schema=dict(CANDIDATES)), none, **asked)
    assert first.equals(again)


def test_filling_a_gap_lowers_those_who_fill_it_and_lifts_nobody() -> None:
    """The fuller a group, the less its people are wanted; a filled one adds nothing."""
    scores = []
    for missing in (30.0, 20.0, 10.0, 0.0):
        gaps = (Gap("partner", 40 - missing, 0.0, 40.0, missing), Gap("press", 0.0, 0.0, 5.0, 5.0))
        wanted = needs(gaps)
        scores.append(row(groups=(("partner", 1.0),), wanted=wanted, audience=Audience())["score"])
        assert all(0 <= need <= 1 for need in wanted.values())
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] == 0 < scores[0]


def test_the_group_of_the_largest_gap_comes_first() -> None:
    """Of two half empty groups the larger gap is wanted more, and a doubtful member counts by their share."""
    wanted = needs((Gap("partner", 50, 0, 100, 50), Gap("press", 2, 0, 4, 2)))
    assert wanted["partner"] > wanted["press"]
    sure, doubtful = (row(groups=(("partner", share),), wanted=wanted)["gap"] for share in (1.0, 0.25))
    assert doubtful == pytest.approx(sure / 4)
    perhaps = invite_reasons(
        Outsider(1, "A"), row(groups=(("partner", 0.25),), wanted=wanted), Gap("partner", 50, 0, 100, 50)
    )
    assert perhaps[0].phrase.english().startswith("They may be of a group you lack, partners: your goal wants 50 more")


def test_without_a_group_the_sources_word_counts() -> None:
    """Whom nothing puts into a group is taken for what the list says; who is in groups is not."""
    assert row(status="former")["segment"] == Segment.FORMER_CUSTOMER
    assert row(groups=(("partner", 0.5),), status="former")["segment"] == "partner"


def test_mailboxes_of_roles_and_rooms_are_nobody() -> None:
    """Noreply and rooms never are, info@ is only where a person is named."""
    hosts = "@a.example"
    mails = ["noreply" + hosts, "c_1" + "@resource.calendar.google.com", "info" + hosts, "Sales.2" + hosts]
    mails += ["anna.info" + hosts, "ida" + hosts]
    frame = pl.DataFrame({"person": range(len(mails)), "email": mails})
    assert mailboxes(frame) == ([0, 1], [2, 3])
    assert is_somebody("Anna Holm", "Nordlys")
    assert not is_somebody("Nordlys Danmark", "Nordlys A/S")
    assert not is_somebody("Room 4", "")


@given(
    st.lists(
        st.sampled_from(["Nordlys", "NORDLYS A/S", "Nørdlys", "Nord Lys", "Aarhus Maskiner", "Århus Maskiner ApS"])
    )
)
def test_houses_are_found_as_their_keys_say(companies: list[str]) -> None:
    """The short way past most companies finds no other houses than comparing every key."""
    houses = ["Nordlys", "Aarhus Maskiner"]
    keys = {organization_key(house) for house in houses}
    assert at_houses(companies, houses) == {one for one in companies if organization_key(one) in keys}


DAN = Outsider(
    1, "Dan Krog", company="Krog A/S", status=AccountStatus.CURRENT, since=date(2019, 3, 1), meetings=1,
    last_met=date(2026, 3, 2), last_meeting="Kvartalsmøde",
)  # fmt: skip


def test_only_true_occasions_are_named() -> None:
    """What no source shows is never claimed; a private meeting has no title."""
    assert list(occasions(Outsider(1, "Nobody Known"))) == []
    assert next(occasions(DAN)).english() == "We met at “Kvartalsmøde” on 2026-03-02."
    private = Outsider(1, "Nana Rye", meetings=1, last_met=date(2026, 5, 5))
    assert [one.english() for one in occasions(private)] == ["We met on 2026-05-05."]
    works = Outsider(
        1, "Jon Ask", shared="Havblik", shared_until=date(2019, 6, 1), groups={Segment.FORMER_COLLEAGUE: 0.75}
    )
    assert [one.english() for one in occasions(works)] == ["You are at Havblik, where I worked until 2019."]
    only_me = Outsider(1, "Old Friend", messages_out=1, last_written=date(2019, 8, 3))
    assert [one.english() for one in occasions(only_me)] == ["I wrote to you here on 2019-08-03."]
    potential = Outsider(1, "Ida Berg", status=AccountStatus.POTENTIAL)
    assert list(occasions(potential)) == []


@pytest.mark.parametrize("tone", list(Tone))
def test_a_draft_ends_short_enough_for_every_limit(tone: Tone) -> None:
    """The fullest way comes first, and the last fits a note of a hundred characters, whatever the name."""
    long = Outsider(1, "N" * 900, meetings=1, last_met=date(2026, 3, 2), last_meeting="M" * 500)
    ways = [way.english() for way in invite_draft(long, tone, owner="Kim Ejer")]
    assert len(ways[-1]) <= 100
    dan = [way.english() for way in invite_draft(DAN, tone, owner="Kim Ejer")]
    assert "Kvartalsmøde" in dan[0]
    assert "Kim" in dan[0]
    assert "Kim" not in invite_draft(DAN, tone, owner="")[0].english()


def test_every_verdict_has_a_polite_answer() -> None:
    """Whatever the verdict, the answer thanks and greets by name."""
    for verdict in Verdict:
        text = reply_draft(DAN, verdict, owner="Kim Ejer").english()
        assert text.startswith("Hi Dan\n\nThank you for your invitation.")
    assert "how do we know each other" in reply_draft(DAN, Verdict.ASK, owner="").english()
    assert "glad" in reply_draft(Outsider(1, "X"), Verdict.ACCEPT, owner="").english()


@pytest.mark.parametrize(("one", "language"), [
    (Outsider(1, "John Roe", place="Aarhus"), "da"),
    (Outsider(1, "Søren Dam", place="Hamburg"), "en"),
    (Outsider(1, "John Roe", email="john@example.dk"), "da"),
    (Outsider(1, "John Roe", domain="example.se"), "en"),
    (Outsider(1, "John Roe", email="john@startup.example", company="Startup ApS"), "da"),
    (Outsider(1, "John Roe", title="Indkøbschef", read_title=Title(language="da")), "da"),
    (Outsider(1, "John Roe", place="Hamburg", title="Indkøbschef", read_title=Title(language="da")), "da"),
    (Outsider(1, "Mary Moore", place="Aarhus", title="Head of Sales", read_title=Title(language="en")), "en"),
    (Outsider(1, "Anne Sørensen", place="Aarhus", title="CEO", read_title=Title(language="en")), "da"),
    (Outsider(1, "Mary Moore", place="Aarhus", title="Helping people with growth"), "en"),
    (Outsider(1, "Per Ek", place="Aarhus", title="Säljare", read_title=Title(language="sv")), "da"),
    (Outsider(1, "Anne Sørensen"), "da"),
    (Outsider(1, "John Roe"), "en"),
])  # fmt: skip
def test_the_language_follows_stated_signs(one: Outsider, language: str) -> None:
    """Title before place before address before company before name."""
    assert language_for(one).language == language


def test_earlier_words_decide_the_language() -> None:
    """How the two have written to each other counts more than where somebody is."""
    at_home = Outsider(1, "Søren Dam", place="Aarhus")
    assert language_for(at_home, written="Thanks for the meeting, and see you").language == "en"
    assert language_for(at_home, written="ok").language == "da"
    assert language_for(Outsider(1, "John Roe"), usual="da").language == "da"


@pytest.mark.parametrize(("meeting", "language"), [
    ("Quarterly meeting, Havnstrup", "en"),
    ("Walk through the offer, Krog Maskiner", "en"),
    ("Kvartalsmøde, Havnstrup", "da"),
    ("Frokost med Mary", "da"),
    ("FROKOSTMOEDE", "da"),
])  # fmt: skip
def test_the_meeting_that_is_the_occasion_decides_the_language(meeting: str, language: str) -> None:
    """Whoever one met at a meeting is written to in its language, wherever they are and whatever their title is."""
    other = {"en": ("Denmark", "Indkøbschef"), "da": ("London", "Buyer")}[language]
    title = Title(language="da" if language == "en" else "en")
    one = Outsider(1, "Mary K. Moore", place=other[0], title=other[1], read_title=title, last_meeting=meeting)
    assert language_for(one).language == language
    assert meeting in str(language_for(one).why.facts)
    assert language_for(one, written="Vi ses, og tak for det med kaffe").language == "da"


@pytest.mark.parametrize("meeting", ["", "Status", "Workshop: Meeting Point", "Kaffe / coffee"])
def test_a_meeting_without_a_language_of_its_own_decides_nothing(meeting: str) -> None:
    """A name of a company, a word of both languages or one of each is no sign; the next one is asked."""
    one = Outsider(1, "Mary Moore", company="Meeting Point", place="Aarhus", last_meeting=meeting)
    assert language_for(one).language == "da"
    assert language_for(Outsider(1, "Mary Moore", company="Meeting Point", last_meeting=meeting)).language == "en"


def stands(word: str, ago: int, **more: Any) -> InviteState:
    """The state of an invitation of which something was said some days ago."""
    asked = {"sent": None, "connected_on": None, "today": TODAY, "weeks": 4, **more}
    return invited((word, TODAY - timedelta(days=ago)), **asked).state


def test_an_invitation_goes_its_way() -> None:
    """To do, sent, unanswered after the weeks that were settled, expired; withdrawn for three weeks; accepted."""
    nothing: dict[str, Any] = {"sent": None, "connected_on": None, "today": TODAY, "weeks": 4}
    assert invited(None, **nothing).state is InviteState.TO_DO
    assert stands("sent", 27) is InviteState.SENT
    assert stands("sent", 28) is InviteState.NO_ANSWER
    assert stands("sent", 28, weeks=5) is InviteState.SENT
    assert stands("sent", DAYS_TO_EXPIRE) is InviteState.TO_DO
    assert stands("withdrawn", DAYS_AFTER_WITHDRAWAL - 1) is InviteState.WITHDRAWN
    assert stands("withdrawn", DAYS_AFTER_WITHDRAWAL) is InviteState.TO_DO
    assert stands("withdrawn", 3, sent=TODAY - timedelta(days=1)) is InviteState.SENT
    assert stands("not_now", 400) is InviteState.NOT_NOW
    assert stands("not_now", 9, sent=TODAY - timedelta(days=1)) is InviteState.SENT
    assert stands("sent", 3, connected_on=TODAY) is InviteState.ACCEPTED
    again = invited(("withdrawn", date(2026, 10, 20)), **nothing).again
    assert again == date(2026, 11, 10)
