"""Houses that find people for jobs though their name does not say so."""

from hypothesis import given
from hypothesis import strategies as st

from kreds.composition.known import Known, Own
from kreds.composition.recruiters import recruiting_houses
from kreds.composition.segments import BELONGS, Grouper
from kreds.model.segment import Segment

ROWS = st.lists(
    st.tuples(
        st.sampled_from(["holm", "dal people", ""]),
        st.sampled_from(["Holm", "Dal People"]),
        st.sampled_from(["Recruiter", "Rekrutteringskonsulent", "Controller", "Partner", ""]),
        st.integers(1, 9),
    ),
    max_size=8,
)


def found(name: str, **titles: int) -> bool:
    """Whether a house with so many of each title is one."""
    return bool(recruiting_houses((name.lower(), name, title, number) for title, number in titles.items()))


def test_the_titles_of_those_there_tell() -> None:
    """Two recruiters are enough where the name has such a word, three where it has none, and fewer never are."""
    assert found("Dal People", Recruiter=2)
    assert not found("Dal People", Recruiter=1)
    assert found("Holm", Recruiter=3)
    assert not found("Holm", Recruiter=2)


def test_a_large_house_is_no_headhunter_by_its_own_recruiters() -> None:
    """Wherever recruiters are few among others, the house is none, whatever word its name has."""
    assert not found("Holm", Recruiter=3, Controller=3)
    assert not found("Dal People", Recruiter=3, Controller=9)


def test_who_is_taken_along_there() -> None:
    """Without a title, or as a partner or researcher, one is a recruiter there, and is told why; as a driver not."""
    own = Own(recruiting=frozenset({"holm"}))
    for title, is_one in (("", True), ("Partner", True), ("Senior Researcher", True), ("Software Engineer", False)):
        groups = Grouper(own).groups(Known(1, "Holm", "holm", title))
        shares = {group.segment: group.share for group in groups}
        assert (shares.get(Segment.HEADHUNTER, 0.0) >= BELONGS) == is_one
        assert not is_one or "Holm" in groups[0].reasons[0].english()
    assert not Grouper(Own()).groups(Known(1, "Holm", "holm", ""))


@given(ROWS)
def test_one_more_recruiter_never_takes_a_house_away(rows: list[tuple[str, str, str, int]]) -> None:
    """More of the same speaks for the same, and the order in which people are told makes no difference."""
    before = recruiting_houses(rows)
    assert before == recruiting_houses(reversed(rows))
    grown = [(key, name, title, number + (title == "Recruiter")) for key, name, title, number in rows]
    assert before <= recruiting_houses(grown)
