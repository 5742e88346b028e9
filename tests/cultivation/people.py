"""Ties of any kind for the tests of an agenda, drawn or made by hand."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from kreds.cultivation.ties import Asked, NewJob, Tie
from kreds.model.level import Level

MONDAY = date(2026, 11, 30)
"""The week of these tests."""


def ago(days: int) -> date:
    """So many days before the week."""
    return MONDAY - timedelta(days=days)


def friend(person: int = 1, *, silent: int = 300, **known: Any) -> Tie:
    """A strong relation that one used to write with every month, silent for so many days."""
    usual = Tie(
        person,
        Level.STRONG,
        strength=0.8,
        alive=0.6,
        rank=3,
        last=ago(silent),
        touched=ago(silent),
        active_days=20,
        usual_gap=30.0,
        is_silent=silent > 240,
        is_fading=silent > 180,
        both_ways=True,
        connected_on=date(2019, 4, 7),
    )
    return usual._replace(**known)


_DAYS = st.integers(-10, 2_000).map(ago)
_WORDS = st.sampled_from(("", "Jeg søger nyt job. Kender du noget?", "Do you know a good expert in pricing?", "?"))


@st.composite
def ties(draw: st.DrawFn, person: int = 1) -> Tie:
    """Anybody, with whatever can be known of them."""
    last = draw(st.none() | _DAYS)
    return Tie(
        person=person,
        level=draw(st.sampled_from(Level)),
        strength=draw(st.floats(0.0, 1.0)),
        alive=draw(st.floats(0.0, 1.0)),
        rank=draw(st.integers(1, 60)),
        fit=draw(st.sampled_from((0.0, 0.4, 1.0))),
        connected_on=draw(st.none() | st.dates(date(2004, 2, 29), MONDAY)),
        last=last,
        touched=last or draw(st.none() | _DAYS),
        active_days=draw(st.integers(0, 60)),
        usual_gap=draw(st.none() | st.floats(0.5, 900.0)),
        is_silent=draw(st.booleans()),
        is_fading=draw(st.booleans()),
        unanswered_days=draw(st.integers(0, 4)),
        last_written=draw(st.none() | _DAYS),
        both_ways=draw(st.booleans()),
        cadence=draw(st.none() | st.sampled_from((0, 14, 90, 365))),
        chosen=draw(st.none() | _DAYS),
        trial_since=draw(st.none() | _DAYS),
        trial_until=draw(st.none() | st.dates(MONDAY, date(2027, 6, 1))),
        followed=draw(st.none() | _DAYS),
        recommended=draw(st.none() | _DAYS),
        endorsed=draw(st.sampled_from(((), ("Salg",), ("Sales", "CRM", "Pricing", "HR")))),
        endorsed_on=draw(st.none() | _DAYS),
        function=draw(st.sampled_from(("", "sales", "hr"))),
        seniority=draw(st.sampled_from(("", "director", "junior", "owner"))),
        role=draw(st.sampled_from(("", "job_seeker", "recruiter"))),
        company=draw(st.sampled_from(("", "Nordlys A/S", "Havnen"))),
        title=draw(st.sampled_from(("", "Salgsdirektør"))),
        asked=draw(st.none() | st.builds(Asked, _DAYS, st.just("2-abc"), _WORDS)),
        new_job=draw(st.none() | st.builds(NewJob, st.just("Havnen"), st.just("CFO"), st.just(""), st.just(""), _DAYS)),
    )


@st.composite
def networks(draw: st.DrawFn) -> tuple[Tie, ...]:
    """A few of them, each once."""
    count = draw(st.integers(0, 12))
    return tuple(draw(ties(number + 1)) for number in range(count))
