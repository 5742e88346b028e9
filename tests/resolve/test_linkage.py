"""Who of one list may be who of another: rules of `kreds.resolve.linkage` and what it stands on."""

import random
import subprocess
import sys
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreds.resolve.calibration import calibrated
from kreds.resolve.exclusive import exclusive
from kreds.resolve.linkage import Pair, chances, link
from kreds.resolve.linkage_model import COMPARISONS
from kreds.resolve.linkage_rows import LinkRow, link_frame
from kreds.resolve.linkage_words import WORDS

OTHERS = [
    LinkRow(f"in:other-{n}", f"First{n} Last{n}", company=f"Company {n % 30}", title=f"Job {n}") for n in range(90)
]
ANNA = LinkRow("in:anna-holm", "Anna Holm", slug="anna-holm", company="Nordlys A/S", title="Baker")
SOREN = LinkRow("in:soren-kjaer", "Søren Aagaard Kjær", slug="soren-kjaer", company="Havnen", title="Head of Sales")


def best(pairs: list[Pair], one: str, other: str) -> float:
    """The chance of two keys, 0 where they are no pair."""
    return next((pair.probability for pair in pairs if (pair.one, pair.other) == (one, other)), 0.0)


def test_spellings_forms_and_nicknames_are_seen_through() -> None:
    """A legal form, a transliteration, a missing middle name and a slip of the pen do not hide who it is."""
    contacts = [
        LinkRow("crm:1", "anna holm", company="NORDLYS", title="baker"),
        LinkRow("crm:2", "Soeren Kjaer", company="Havnen ApS", title="Head of Sales"),
    ]
    pairs = link([ANNA, SOREN, *OTHERS], contacts)
    assert best(pairs, "in:anna-holm", "crm:1") > 0.97
    assert best(pairs, "in:soren-kjaer", "crm:2") > 0.97


def test_two_of_one_name_leave_it_open() -> None:
    """Where two relations fit one contact alike, neither is sure, and together they are no more than one."""
    two = [ANNA._replace(key=f"in:anna-holm-{n}", slug=f"anna-holm-{n}", company="") for n in (1, 2)]
    pairs = link([*two, *OTHERS], [LinkRow("crm:1", "Anna Holm", title="Baker")])
    chance = [best(pairs, one.key, "crm:1") for one in two]
    assert chance[0] == chance[1]
    assert 0.2 < chance[0] <= 0.5


def test_other_addresses_speak_against() -> None:
    """Two profile addresses are hardly one human, whatever they are called."""
    contact = LinkRow("crm:1", "Anna Holm", slug="anna-holm-berlin")
    plain = link([ANNA, *OTHERS], [contact._replace(slug="")])
    assert best(link([ANNA, *OTHERS], [contact]), ANNA.key, "crm:1") < best(plain, ANNA.key, "crm:1")


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [LinkRow("crm:1", "")],
        [LinkRow("crm:1", "Anna")],
        [LinkRow("crm:1", "!!!")],
        [LinkRow("crm:1", "李 伟")],
        [LinkRow("crm:1", "Anna Holm", ("@", "x"), company="-", domain=".", title="?", place=" ")],
        [LinkRow("crm:1", "O'Brien; drop table a", company='"', title="'")],
    ],
)
def test_whatever_comes_is_answered(rows: list[LinkRow]) -> None:
    """Nobody, one row, no last name, nothing but signs: there is an answer, and it is no fault."""
    for ones in ([], [ANNA], [ANNA._replace(name="", company="", title="")], rows):
        assert all(0 <= pair.probability <= 1 for pair in link(ones, rows))


def test_order_of_rows_does_not_matter() -> None:
    """The same people give the same pairs to the last digit, in whatever order they are given."""
    ones = [ANNA, SOREN, *OTHERS]
    contacts = [LinkRow(f"crm:{n}", f"First{n} Last{n + n % 3}", company=f"Company {n % 30}") for n in range(40)]
    first = link(ones, contacts)
    shuffled = random.Random(5)
    shuffled.shuffle(ones)
    shuffled.shuffle(contacts)
    assert link(ones, contacts) == first
    assert first


def test_a_system_lists_nobody_twice() -> None:
    """A relation who is known from a list is nobody else on that list."""
    known = ANNA._replace(systems=("hubspot",))
    contact = LinkRow("crm:1", "Anna Holm", company="Nordlys", title="Baker", systems=("hubspot",))
    assert not best(link([known, *OTHERS], [contact]), ANNA.key, "crm:1")
    assert best(link([known, *OTHERS], [contact._replace(systems=("vcard",))]), ANNA.key, "crm:1")


def test_every_level_has_words() -> None:
    """Whatever a comparison sees can be told."""
    assert {(one.name, level.name) for one in COMPARISONS for level in one.levels} == set(WORDS)


def test_splink_is_loaded_for_somebody_only() -> None:
    """Without anybody to compare, neither Splink nor DuckDB is loaded."""
    code = (
        "import sys; from kreds.resolve.linkage import link, LinkRow; import kreds.services.rebuild_network;"
        "link([], [LinkRow('crm:1', 'Anna')]); assert not {'splink', 'duckdb', 'pyarrow'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


odds = st.floats(1e-6, 1e6)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), odds), max_size=8, unique_by=lambda one: one[:2]))
def test_nobody_is_two(edges: list[tuple[int, int, float]]) -> None:
    """The chances of all who may be one and the same sum to one at most, whoever they are."""
    left, right = (np.array([edge[side] for edge in edges], dtype=np.int64) for side in (0, 1))
    chance = exclusive(np.array([edge[2] for edge in edges]), left, right, rounds=400)
    for side in (left, right):
        if len(side):
            assert np.bincount(side, weights=chance).max() <= 1.02


def test_chances_on_a_path_are_exact() -> None:
    """Where no circle of candidates closes, the chances are those of counting all ways to pair."""
    edges = [(0, 0, 3.0), (1, 0, 2.0), (1, 1, 5.0), (2, 1, 0.5)]
    total, with_edge = 0.0, [0.0] * len(edges)
    for taken in product((False, True), repeat=len(edges)):
        chosen = [edge for edge, yes in zip(edges, taken, strict=True) if yes]
        if len({e[0] for e in chosen}) == len({e[1] for e in chosen}) == len(chosen):
            weight = float(np.prod([e[2] for e in chosen]))
            total += weight
            with_edge = [sum_ + weight * yes for sum_, yes in zip(with_edge, taken, strict=True)]
    left, right = (np.array([edge[side] for edge in edges]) for side in (0, 1))
    found = exclusive(np.array([edge[2] for edge in edges]), left, right, rounds=400)
    assert found == pytest.approx([one / total for one in with_edge], abs=1e-6)


def test_a_word_settles_the_others() -> None:
    """A yes leaves nothing to whoever else might have been meant, and a no leaves them more."""
    pairs = [Pair("in:a", "crm:1", 1.0, 1 / 3, ()), Pair("in:b", "crm:1", 1.0, 1 / 3, ())]
    yes = chances(pairs, {("in:a", "crm:1"): True})
    no = chances(pairs, {("in:a", "crm:1"): False})
    assert [pair.probability for pair in yes] == [1.0, 0.0]
    assert no[0].probability == 0.0
    assert chances(pairs, {})[1].probability < no[1].probability


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=40))
def test_answers_keep_the_order_of_chances(answers: list[tuple[float, bool]]) -> None:
    """Whatever was answered, a likelier pair stays the likelier, and every chance is one."""
    truer = calibrated([told for told, _ in answers], [yes for _, yes in answers])
    moved = truer.chance(np.linspace(0, 1, 11))
    assert (np.diff(moved) >= 0).all()
    assert ((moved >= 0) & (moved <= 1)).all()


def test_many_yes_make_surer_and_many_no_less_sure() -> None:
    """Answers that agree move the chances their way."""
    told = [0.5] * 30
    assert calibrated(told, [True] * 30).chance(np.array([0.9]))[0] > 0.9
    assert calibrated(told, [False] * 30).chance(np.array([0.9]))[0] < 0.9


@given(st.lists(st.text(max_size=30), max_size=5))
def test_any_text_is_folded(names: list[str]) -> None:
    """Whatever stands in a name, a company or an address, there is a row for it."""
    rows = [LinkRow(f"crm:{n}", text, (text,), text, text, text, text, text) for n, text in enumerate(names)]
    assert len(link_frame(rows)) == len(rows)
