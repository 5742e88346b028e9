"""The bridging value: who is the only way into an organization, whatever it is called that day."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kreds.ties.bridging import bridging_values
from tests.ties.networks import FEW

PLACES = ("Nordhavn A/S", "nordhavn", "NORDHAVN ApS", "Lyng GmbH", "Lyng Ltd.", "Fyrtårn & Co", "Fyrtaarn", "", "N/A")
relations = st.lists(st.tuples(st.sampled_from(PLACES), st.booleans()), max_size=12)


@FEW
@given(relations, st.randoms(use_true_random=False))
def test_the_order_changes_nothing(people: list[tuple[str, bool]], chance: Random) -> None:
    """Each relation has the same value, wherever it stands."""
    order = list(range(len(people)))
    chance.shuffle(order)
    values = bridging_values(people)
    assert bridging_values([people[at] for at in order]) == [values[at] for at in order]


@FEW
@given(relations, st.sampled_from(PLACES))
def test_one_more_never_raises_it(people: list[tuple[str, bool]], place: str) -> None:
    """Somebody new at a place lowers it for those there, and changes nothing for anybody else."""
    before, after = bridging_values(people), bridging_values([*people, (place, True)])
    newcomer = after.pop()
    assert all(new <= old for new, old in zip(after, before, strict=True))
    assert all(new == old for new, old in zip(after, before, strict=True) if old and new != newcomer)
    assert bridging_values([*people, (place, False)]) == [*before, 0.0]


@FEW
@given(relations)
def test_renaming_every_place_changes_nothing(people: list[tuple[str, bool]]) -> None:
    """What a place is called does not matter, only who else is there."""
    renamed = [(f"Det nye {place}" if place not in ("", "N/A") else place, current) for place, current in people]
    assert bridging_values(renamed) == bridging_values(people)


@FEW
@given(relations)
def test_the_values_of_a_place_make_one(people: list[tuple[str, bool]]) -> None:
    """Whoever works together shares one way in: values of a place sum to 1, so all of them to the number of places."""
    total = sum(bridging_values(people))
    assert abs(total - round(total)) < 1e-9


def test_where_no_organization_is() -> None:
    """Two who work for themselves do not work together, and former relations lead nowhere."""
    people = [("Selvstændig", True), ("selvstændig konsulent", True), ("Freelance", True), ("Lyng", False)]
    assert bridging_values(people) == [0.0, 0.0, 0.0, 0.0]
