"""What a person says of some relations is learned for the others, carefully, and is undone without a trace."""

from collections.abc import Mapping
from dataclasses import replace

import duckdb
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from kreds.model.criteria import Criterion
from kreds.model.level import LEVELS, Level
from kreds.ties import features, judge
from kreds.ties.explanation import explain
from kreds.ties.learned import NOTHING, Group, Label, Learned, Word, likeness
from kreds.ties.learning import MOST_BALANCE, learn
from kreds.ties.lessons import lessons
from kreds.ties.strength import BASE
from kreds.ties.weights import Weights
from kreds.ties.words import spoken, words_of
from tests.ties.networks import ALL, FEW, TODAY, Event, dialogue, events, interactions, measured, networks, relations
from tests.ties.test_engines import relation_of

Network = tuple[list[Event], dict[int, int | None]]
KINDS = (
    ("Recruiter", "Brightseat"),
    ("Nurse", "Klitby Hospital"),
    ("Journalist", "Radio Fjord"),
    ("Partner", "Egekrog"),
)
MANY = range(1, 81)
factors = st.floats(0.0, 3.0)
taught = st.builds(
    lambda contact, share, time, praise, base, strong: Learned(
        {
            Group.CONTACT: contact,
            Group.BALANCE: contact * share * MOST_BALANCE,
            Group.TIME: time,
            Group.PRAISE: praise,
        },
        base=base,
        strong=strong,
    ),
    factors, st.floats(0.0, 1.0), factors, factors, st.floats(-2.0, 2.0), st.floats(-2.0, 2.0),
)  # fmt: skip
"""Whatever learning may bring forth."""


def work(people: Mapping[int, tuple[str, str]]) -> pl.DataFrame:
    """Who has which title where."""
    rows = [{"person": who, "title": title, "company": company} for who, (title, company) in people.items()]
    return pl.DataFrame(rows, schema={"person": pl.Int64, "title": pl.String, "company": pl.String})


def kind_of(person: int) -> tuple[str, str]:
    """The title and company of one of `MANY`: four kinds, by turns."""
    return KINDS[person % len(KINDS)]


def many(shift: int = 0) -> pl.DataFrame:
    """Eighty relations: of each kind some are silent, some have written a little, some often."""
    said = [event for who in MANY for event in dialogue(who + shift, range(TODAY - 90 * (who % 7), TODAY - 30, 60))]
    return measured(said, {who + shift: 15_000 + 10 * who for who in MANY})


def taught_by(labels: Mapping[int, Label], shift: int = 0) -> Learned:
    """What the network of `many` learns from some levels."""
    words = words_of(work({who + shift: kind_of(who) for who in MANY}))
    moved = {who + shift: label for who, label in labels.items()}
    return learn(many(shift), words, moved, day=TODAY, coverage=ALL)


def judged(learned: Learned) -> pl.DataFrame:
    """The network of `many` by what was learned, by person."""
    extra = likeness(words_of(work({who: kind_of(who) for who in MANY})), learned)
    made = judge(many(), day=TODAY, coverage=ALL, weights=Weights(learned=learned), likeness=extra)
    return made.sort("person")


def of_kind(title: str, number: int, level: Level) -> dict[int, Label]:
    """The first so many with a title, all called the same."""
    return {who: Label(level) for who in [who for who in MANY if kind_of(who)[0] == title][:number]}


OPINIONS = (
    of_kind("Recruiter", 6, Level.WORTHLESS) | of_kind("Nurse", 6, Level.STRONG) | of_kind("Partner", 3, Level.AVERAGE)
)


def test_nothing_said_is_nothing_learned() -> None:
    """Without levels of the person's own all are judged as by default, to the last digit; also when all is undone."""
    assert taught_by({}) == NOTHING
    assert not NOTHING.changed
    assert_frame_equal(judged(NOTHING), judge(many(), day=TODAY, coverage=ALL).sort("person"), check_exact=True)


@pytest.mark.parametrize("label", [Label(Level.UNKNOWN), Label(Level.STRONG, 0.0)])
def test_what_is_no_answer_is_not_learned_from(label: Label) -> None:
    """Unknown is no level of the guide's, and what weighs nothing says nothing; nor does a level of nobody here."""
    assert taught_by({1: label}) == NOTHING
    assert taught_by({4_711: Label(Level.STRONG)}) == NOTHING


def test_all_of_a_kind_follow_what_was_said_of_some() -> None:
    """Recruiters said to be worthless lower recruiters who were never spoken of, and nurses rise (G1.9)."""
    learned = taught_by(OPINIONS)
    before, after = judged(NOTHING), judged(learned)
    moved = dict(zip(after["person"], after["score"] - before["score"], strict=True))
    mean = {
        title: sum(moved[who] for who in MANY if kind_of(who)[0] == title and who not in OPINIONS) / 14
        for title, _ in KINDS
    }

    assert mean["Recruiter"] < mean["Journalist"] < mean["Nurse"]
    assert learned.words["title:recruiter"] == replace(learned.words["title:recruiter"], worthless=6)
    assert learned.words["title:recruiter"].effect < 0 < learned.words["title:nurse"].effect


def test_learning_is_never_worse_than_the_default_on_those_left_out() -> None:
    """What was learned foretells each level from the others at least as well; else nothing is learned."""
    learned = taught_by(OPINIONS)
    assert learned.loss_before is not None
    assert learned.loss_after is not None
    assert learned.loss_after < learned.loss_before

    agreeing = {who: Label(Level(level)) for who, level in judged(NOTHING).select("person", "level").rows()[:12]}
    agreed = taught_by({who: label for who, label in agreeing.items() if label.level in LEVELS})
    assert agreed.loss_before is not None
    assert agreed.loss_after is not None
    assert agreed.loss_after <= agreed.loss_before


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("person", [1, 7, 28])
def test_one_answer_moves_a_little(person: int, level: Level) -> None:
    """One level moves the kind it was said of, most of all, by less than a third of what parts the guide's levels."""
    before, after = judged(NOTHING), judged(taught_by({person: Label(level)}))
    moved = dict(zip(after["person"], (after["score"] - before["score"]).abs(), strict=True))

    assert max(moved.values()) < 2.0
    jumps = {(a, b) for a, b in zip(before["level"], after["level"], strict=True) if {a, b} == {"strong", "worthless"}}
    assert not jumps


def test_a_stronger_word_never_pulls_the_other_way() -> None:
    """The better somebody is said to be, the better their kind fares."""
    effects = [
        sum(word.effect for name, word in taught_by({4: Label(level)}).words.items() if name in spoken(*kind_of(4)))
        for level in (Level.WORTHLESS, Level.AVERAGE, Level.STRONG)
    ]

    assert effects == sorted(effects)


def test_a_word_weighs_as_much_as_it_is_meant() -> None:
    """A level that is a mere hint moves less than a decision."""
    hint, decision = (taught_by({who: Label(Level.STRONG, w) for who in (4, 8, 12)}) for w in (0.2, 1.0))

    assert 0 < hint.words["title:recruiter"].effect < decision.words["title:recruiter"].effect


@given(st.permutations(sorted(OPINIONS)), st.integers(1, 5_000))
@FEW
def test_neither_the_order_of_answers_nor_the_numbers_of_people_matter(order: list[int], shift: int) -> None:
    """The same answers teach the same, in whatever order, whoever the people are to the store."""
    assert taught_by({who: OPINIONS[who] for who in order}) == taught_by(OPINIONS)
    assert taught_by({who: OPINIONS[who] for who in order}, shift=shift) == taught_by(OPINIONS)


@given(st.dictionaries(st.sampled_from(MANY), st.builds(Label, st.sampled_from(LEVELS), st.sampled_from([0.3, 1.0]))))
@FEW
def test_whatever_is_said_contact_keeps_its_sign(labels: dict[int, Label]) -> None:
    """Contradictions included: no factor is negative, and one-sidedness never outweighs the contact it belongs to."""
    learned = taught_by(labels)

    assert min(learned.factors.values(), default=1.0) >= 0.0
    most = MOST_BALANCE * learned.factors.get(Group.CONTACT, 1.0)
    assert learned.factors.get(Group.BALANCE, 1.0) <= most + 2e-4
    assert learned.strong > -5.0
    assert Learned.from_json(learned.to_json()) == learned


@FEW
@given(networks(), events, taught)
def test_more_contact_never_lowers_by_learned_weights(network: Network, more: Event, learned: Learned) -> None:
    """However the person judges: another message is no reason to think less of somebody."""
    said, connected = network
    before, after = (scores(heard, connected, learned=learned) for heard in (said, [*said, more]))

    assert min(b - a for a, b in zip(before, after, strict=True)) >= -1e-5


@FEW
@given(networks(), taught, st.integers(1, 900), st.sampled_from([-1, 0, 1]))
def test_silence_never_raises_by_learned_weights(network: Network, learned: Learned, later: int, knows: int) -> None:
    """Also between people who know each other well, whose silence is half forgiven."""
    said, connected = network
    now, then = (scores(said, connected, day=day, learned=learned, knows=knows) for day in (TODAY, TODAY + later))

    assert max(b - a for a, b in zip(now, then, strict=True)) <= 1e-5


def scores(
    said: list[Event], connected: dict[int, int | None], *, learned: Learned, day: int = TODAY, knows: int = 0
) -> list[float]:
    """The scores of everybody, of whom the person has answered the same."""
    frame = features(interactions(said), relations(connected), day=day).sort("person")
    answered = frame.with_columns(knows=pl.lit(knows, dtype=pl.Int64))
    return judge(answered, day=day, coverage=ALL, weights=Weights(learned=learned))["score"].to_list()


@FEW
@given(st.sampled_from(MANY), st.sampled_from([1.0, 0.5]))
def test_reasons_add_up_with_what_was_learned(person: int, interact: float) -> None:
    """What was learned is told among the reasons, and all of them still make the score."""
    learned = taught_by(OPINIONS)
    weights = Weights({Criterion.INTERACT: interact}, learned)
    extra = likeness(words_of(work({who: kind_of(who) for who in MANY})), learned)
    row = many().filter(pl.col("person") == person)
    judgement = judge(row, day=TODAY, coverage=ALL, weights=weights, likeness=extra).row(0, named=True)
    reasons = explain(
        row.row(0, named=True), judgement, day=TODAY, coverage=ALL, weights=weights, words=spoken(*kind_of(person))
    )

    assert BASE + sum(reason.contribution for reason in reasons) == pytest.approx(judgement["score"], abs=1e-5)
    told = " / ".join(reason.phrase.english() for reason in reasons)
    assert ("“recruiter”" in told) == (kind_of(person)[0] == "Recruiter" and "“brightseat”" not in told)
    assert "more kindly" in told or "more strictly" in told


def test_an_unknown_ends_where_the_person_called_others_like_it_worthless() -> None:
    """Nothing was seen of a young relation, but recruiters are worthless to this person: that is knowledge (H1)."""
    young = measured([], {1: TODAY - 30, 2: TODAY - 30})
    learned = Learned(words={"title:recruiter": Word(-1.5, worthless=5)})
    words = words_of(work({1: KINDS[0], 2: KINDS[1]}))
    told = judge(
        young, day=TODAY, coverage=ALL, weights=Weights(learned=learned), likeness=likeness(words, learned)
    ).sort("person")

    assert told["level"].to_list() == [Level.WORTHLESS, Level.UNKNOWN]


def test_duckdb_adds_likeness_as_polars_does() -> None:
    """The same levels and scores by the other engine."""
    learned = taught_by(OPINIONS)
    extra = likeness(words_of(work({who: kind_of(who) for who in MANY})), learned)
    with duckdb.connect() as connection:
        theirs = judge(
            relation_of(connection, "known", many()),
            day=TODAY,
            coverage=ALL,
            weights=Weights(learned=learned),
            likeness=relation_of(connection, "extra", extra),
        )
        rows = sorted(theirs.select("person, level, score").fetchall())
    ours = judged(learned).select("person", "level", "score").rows()

    assert [row[:2] for row in rows] == [row[:2] for row in ours]
    assert [row[2] for row in rows] == pytest.approx([row[2] for row in ours], abs=2e-6)


def test_what_was_learned_is_told_in_words() -> None:
    """The person reads how they judge, and nothing where they judge as usual."""
    learned = Learned(
        {Group.CONTACT: 1.3, Group.PRAISE: 0.98, Group.TIME: 0.5},
        base=0.4,
        strong=0.9,
        words={
            "company:egekrog": Word(1.2, strong=2),
            "title:coach": Word(-0.1, worthless=1),
            "title:nurse": Word(0.7),
        },
    )

    assert [phrase.english() for phrase in lessons(learned)] == [
        "Silence counts less against a relation for you than usual",
        "Writing with each other counts more for you than usual",
        "You call fewer relations strong than the guide usually does",
        "You call fewer relations worthless than the guide usually does",
        "“egekrog” as the company counts in favor",
        "Those who share a title or a company with others are partly judged by them",
    ]
    assert lessons(NOTHING) == ()


def test_words_are_folded_and_what_says_nothing_is_left_out() -> None:
    """Case, legal forms and small words tell nobody apart; the same word elsewhere is another."""
    assert spoken("Chef for SALG & Æbler", "Salg ApS") == ("title:chef", "title:salg", "title:æbler", "company:salg")
    assert spoken("", "") == ()
