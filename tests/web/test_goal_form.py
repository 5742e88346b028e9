"""The set-up of a goal as fields: whatever an address says, it is read, and what was written is read back."""

from hypothesis import given
from hypothesis import strategies as st

from kreds.model.goal import GoalKind
from kreds.services.state_goal import mixed_goal
from kreds.web.goal_form import draft_of, read_draft, spelled_mix

NAMES = (
    "kind.sell",
    "kind.x",
    "share.press",
    "share.own",
    "own",
    "number.press",
    "rank.press",
    "function",
    "mixed",
    "remix",
)
texts = st.text(max_size=20) | st.sampled_from(("1", "-5", "1e999", "nan", "12,5", "all", "sell:1", "sales", "²"))


@given(st.lists(st.tuples(st.sampled_from(NAMES) | st.text(max_size=12), texts), max_size=30))
def test_no_address_is_too_strange(fields: list[tuple[str, str]]) -> None:
    """Shares, numbers and weights are within their bounds whatever is said, and each group is named once."""
    draft = read_draft(fields)
    assert all(0 <= one.share <= 1 and (one.number is None or 0 < one.number <= 1_000_000) for one in draft.targets)
    assert len({one.segment for one in draft.targets}) == len(draft.targets)
    assert all(0 < weight <= 10 for weight in draft.kinds.values())


@given(st.dictionaries(st.sampled_from(GoalKind), st.integers(1, 9), min_size=1))
def test_a_goal_is_read_back_from_its_fields(kinds: dict[GoalKind, float]) -> None:
    """What a stated goal puts into the form comes back as the same targets, in the same order."""
    draft = draft_of(mixed_goal("Mål", {kind: float(weight) for kind, weight in kinds.items()}, goal_id="g1"))
    fields = [("id", "g1"), ("name", "Mål"), ("mixed", spelled_mix(draft.kinds))]
    fields += [(f"kind.{kind.value}", f"{weight:g}") for kind, weight in draft.kinds.items()]
    for rank, one in enumerate(draft.targets, 1):
        fields.insert(0, (f"share.{one.segment}", str(round(one.share * 100))))
        fields += [(f"rank.{one.segment}", str(rank)), (f"number.{one.segment}", str(one.number or ""))]
    assert read_draft(fields).targets == draft.targets


def test_a_group_of_ones_own() -> None:
    """What is typed as an own group becomes one, nothing typed is none."""
    fields = [("own", "  Bestyrelser  i Jylland "), ("share.own", "5"), ("rank.own", "")]
    assert [one.segment for one in read_draft(fields).targets] == ["own:Bestyrelser i Jylland"]
    assert read_draft([("own", " "), ("share.own", "5")]).targets == ()
