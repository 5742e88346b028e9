"""Relations of any kind for the tests of a clean-up, drawn or made by hand."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from kreds.model.level import Level, Seen, Sign
from kreds.model.relation import Relation
from kreds.model.trial import NO_TRIAL, Trial

TODAY = date(2026, 11, 29)
SEGMENTS = ("current_customer", "partner", "headhunter", "own:Kor")
SHARES = {
    Level.STRONG: (0.9, 0.09, 0.01),
    Level.AVERAGE: (0.1, 0.8, 0.1),
    Level.WORTHLESS: (0.01, 0.04, 0.95),
    Level.UNKNOWN: (0.2, 0.4, 0.4),
}


def someone(
    number: int = 1,
    level: Level = Level.WORTHLESS,
    *,
    seen: Seen = Seen.NOT_SEEN,
    worthless: float | None = None,
    company: str = "",
    place: str = "",
    segments: tuple[str, ...] = (),
    last_contact: date | None = None,
    bridge: float = 0.0,
) -> Relation:
    """A relation of a level, all of whose signs are alike."""
    strong, average, share = SHARES[level]
    if worthless is not None:
        strong, average, share = 0.0, 1.0 - worthless, worthless
    return Relation(
        id=f"{number:013x}",
        name=f"Anna {number}",
        profile_url=f"https://www.linkedin.com/in/anna-{number}",
        company=company,
        title="",
        connected_on=date(2019, 4, 1),
        no_longer_since=None,
        level=level,
        memberships={
            Level.STRONG: strong,
            Level.AVERAGE: average,
            Level.WORTHLESS: share,
        },
        strength=0.1,
        alive=0.1,
        coverage=dict.fromkeys(Sign, seen),
        overruled=False,
        segments=segments,
        messages_in=0,
        messages_out=0,
        last_contact=last_contact,
        bridge=bridge,
        place=place,
    )


@st.composite
def relations(draw: st.DrawFn) -> Relation:
    """Any relation, with any signs, levels, words of the person and trials."""
    level = draw(st.sampled_from(Level))
    made = someone(draw(st.integers(1, 9)), level, worthless=draw(st.floats(0.0, 1.0)) if draw(st.booleans()) else None)
    until = draw(st.none() | st.integers(-90, 90).map(lambda days: TODAY + timedelta(days=days)))
    return replace(
        made,
        coverage={sign: draw(st.sampled_from(Seen)) for sign in Sign},
        overruled=draw(st.booleans()),
        trial=Trial(since=date(2026, 1, 1), until=until) if until else NO_TRIAL,
        segments=tuple(draw(st.lists(st.sampled_from(SEGMENTS), unique=True, max_size=2))),
        place=draw(st.sampled_from(("", "Aarhus", "Odense"))),
        company=draw(st.sampled_from(("", "Nordlys", "Havnen"))),
        last_contact=draw(st.none() | st.dates(date(2010, 1, 1), TODAY)),
        bridge=draw(st.sampled_from((0.0, 1.0, 0.5))),
    )
