"""The tasting on a stored network: what is read, that it follows the person's words, and that it promises no more."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import select, update

from kreds.errors import UnknownPersonError, UsageError
from kreds.i18n import Translator
from kreds.model.goal import GoalKind
from kreds.model.level import Level
from kreds.model.review import Fate
from kreds.reach.assumptions import USUAL
from kreds.reach.chance import chances
from kreds.reach.plan import Effort
from kreds.reach.what_if import Change
from kreds.services.forecast_reach import (
    USUAL_SETTING,
    Setting,
    bounds,
    calibrated,
    compared,
    doubt,
    influence_of,
    influences,
    known_influence_of,
    most_moving,
    plan,
    reach,
    what_if,
)
from kreds.services.judge_relations import overrule_levels
from kreds.services.label_relations import write_note
from kreds.services.post_topics import LEAST_POSTS, usual_topic
from kreds.services.reach_example import Stage, example
from kreds.services.reach_network import ground, ground_about, importance
from kreds.services.reach_shapes import comparison_shape, influences_shape, plan_shape, reach_shape, tornado_shape
from kreds.services.reach_steps import Wish, steps
from kreds.services.read_own_posts import own_history
from kreds.services.review_portion import say_fate
from kreds.services.state_goal import mixed_goal, state_goal
from kreds.store import tables
from kreds.store.database import Store, open_store
from tests.services.small_stores import Someone, fill
from tests.web.serving import NOW, TODAY, connections_zip, demo_store, imported

FEW = [
    Someone("Anna Holm", "anna", level="strong", last_contact="2026-09-01", strength=0.9),
    Someone("Bo Lind", "bo", level="average", last_contact="2026-06-01"),
    Someone("Cilla Ek", "cilla", level="worthless", strength=0.1),
    Someone("Dan Ask", "dan", level="worthless", strength=0.1, overruled=1),
    Someone("Eva Gone", "eva", level="strong", no_longer_since="2026-01-01"),
]


@pytest.fixture
def few(tmp_path: Path) -> Iterator[Store]:
    """A store with four relations and one who is gone."""
    with open_store(str(tmp_path / "kreds.db")) as store:
        fill(store, FEW)
        yield store


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with an invented network, to be copied."""
    return demo_store(tmp_path_factory.mktemp("made"), relations=300, messages=4_000)


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of it."""
    copy = tmp_path / "kreds.db"
    copy.write_bytes(made.read_bytes())
    with open_store(str(copy)) as opened:
        yield opened


def wants_customers(store: Store) -> None:
    """State a goal."""
    state_goal(store, mixed_goal("Customers", {GoalKind.SELL: 1.0}), at=NOW)


def test_who_is_gone_sees_nothing_and_silence_is_not_passivity(few: Store) -> None:
    """Only current relations are in the model, and no contact is not taken for being passive."""
    found = ground(few)
    assert sorted(found.network.id.tolist()) == sorted(one.number for one in FEW[:4])
    row = {person: place for place, person in enumerate(found.network.id.tolist())}
    anna, cilla = row[FEW[0].number], row[FEW[2].number]
    assert np.isnan(found.network.activity[cilla])
    assert 0.15 <= found.network.activity[anna] <= 0.85


def test_the_persons_word_on_a_level_counts_fully(few: Store) -> None:
    """Whom the person calls worthless is worthless in the model, whatever the files say."""
    found = ground(few)
    dan = found.network.id.tolist().index(FEW[3].number)
    assert found.network.worthless[dan] == 1.0
    assert found.network.strong[dan] == 0.0


def test_a_forecast_adds_up(store: Store) -> None:
    """Levels sum to the network and to the tasting, near and far to all views, and the mean lies between its cases."""
    found = reach(store)
    told = found.outlook
    assert sum(one.relations for one in found.levels) == pytest.approx(found.relations)
    assert sum(one.sampled for one in found.levels) == pytest.approx(told.sampled)
    assert sum(one.tasted for one in found.levels) == pytest.approx(found.tasted)
    assert sum(one.seen for one in found.levels) == pytest.approx(told.first)
    assert sum(one.reacted for one in found.levels) == pytest.approx(told.reactions_first)
    mean = told.chance * found.goes_on + (1.0 - told.chance) * found.spread.stopped
    assert mean == pytest.approx(told.views, rel=1e-6)
    stages = reach_shape(found, doubt(store), calibrated(store), Translator("en").phrase)["stages"]
    later = sum(one["chance"] * one["views"] for one in stages)
    assert later == pytest.approx(told.views - told.sampled, rel=1e-4)
    assert found.views[0] <= found.views[1] <= found.views[2]
    low, high = doubt(store).chance
    assert 0.0 < low < told.chance < high < 1.0


def test_equal_questions_have_equal_answers(store: Store) -> None:
    """Asked twice, in whatever order, a forecast and a comparison say the same to the last digit."""
    wish = Wish(let_go=("worthless",), ask_for_comments=True)
    first, compared_first = reach(store).outlook, what_if(store, wish, today=TODAY)
    what_if(store, Wish(wake=("quiet",)), today=TODAY)
    assert reach(store).outlook == first
    assert what_if(store, wish, today=TODAY) == compared_first


def test_without_a_goal_nothing_is_relevant_and_with_one_some_is(store: Store) -> None:
    """Relevant views follow the goal, and never exceed the views."""
    before = reach(store)
    assert (before.goal, before.outlook.relevant, before.relevant) == ("", 0.0, (0.0, 0.0, 0.0))
    wants_customers(store)
    after = reach(store)
    assert after.goal == "Customers"
    assert 0.0 < after.outlook.relevant < after.outlook.views
    assert after.outlook.views == pytest.approx(before.outlook.views)


def test_a_better_post_and_a_lower_threshold_go_on_oftener(store: Store) -> None:
    """Moving what makes a post go on moves the chance that way; a larger sample shows it to more at first."""
    usual = reach(store).outlook
    assert reach(store, Setting(quality=0.5)).outlook.chance > usual.chance
    assert reach(store, Setting({"threshold": 0.02})).outlook.chance > usual.chance
    assert reach(store, Setting({"sample_share": 0.12})).outlook.sampled > usual.sampled
    assert reach(store, Setting({"threshold": USUAL.threshold})).changed == ()


@pytest.mark.parametrize(
    "setting",
    [Setting({"luck": 1.0}), Setting({"threshold": 3.0}), Setting({"threshold": float("nan")}), Setting(quality=9.0)],
)
def test_what_cannot_be_assumed_is_refused(few: Store, setting: Setting) -> None:
    """An unknown assumption, a value far out of its range, and what is no number are refused, not reckoned with."""
    with pytest.raises(UsageError):
        reach(few, setting)


def test_every_assumption_may_be_set_to_what_is_plausible() -> None:
    """The bounds hold the whole plausible range of each assumption."""
    from kreds.reach.assumptions import ASSUMPTIONS

    for name, known in ASSUMPTIONS.items():
        low, high = bounds(name)
        assert low <= known.low <= known.default <= known.high <= high


def test_a_level_that_is_overruled_moves_the_forecast_and_a_note_does_not(store: Store) -> None:
    """The network of the model follows the person's judgement at once, and stays through other steps."""
    before = ground(store)
    some = [int(one) for one in before.network.id[before.levels == Level.WORTHLESS.value][:5]]
    write_note(store, f"{some[0]:013x}", "a word", at=NOW)
    say_fate(store, some[:1], Fate.KEEP, today=TODAY, at=NOW)
    assert ground(store) is before
    chance = reach(store).outlook.chance
    overrule_levels(store, some, Level.STRONG, at=NOW)
    assert ground(store) is not before
    assert reach(store).outlook.chance > chance


def test_letting_the_worthless_go_raises_the_rate_and_lowers_the_views(store: Store) -> None:
    """The guide's point and its price are both told: more of those who see it react, and whoever is gone sees none."""
    found = what_if(store, Wish(let_go=("worthless",)), today=TODAY)
    assert found.after.reactions_first / found.after.first > found.before.reactions_first / found.before.first
    assert found.first.by < 0.0
    assert found.relations[1] == found.relations[0] - int((ground(store).levels == "worthless").sum())
    assert found.chance.low <= found.chance.high


def test_letting_a_carrier_go_costs_what_their_influence_says(store: Store) -> None:
    """Leave-one-out and a what-if of the same person agree."""
    best = influences(store).carry[0]
    found = ground(store)
    gone = compared(found, Change(let_go=np.array([best.person])))
    assert gone.chance.by == pytest.approx(-best.chance, abs=1e-5)
    assert gone.views.by == pytest.approx(-best.views, abs=1e-3)


def test_who_carries_is_strong_and_who_stops_is_not(store: Store) -> None:
    """Those named first raise the chance, those named beside them lower it, each in order."""
    told = influences(store)
    carry, stop = [one.chance for one in told.carry], [one.chance for one in told.stop]
    assert carry == sorted(carry, reverse=True)
    assert min(carry) > 0.0
    assert stop == sorted(stop)
    assert all(one < 0.0 for one in stop)
    found = ground(store)
    level = dict(zip(found.network.id.tolist(), found.levels.tolist(), strict=True))
    assert {level[one.person] for one in told.carry} == {"strong"}
    assert "strong" not in {level[one.person] for one in told.stop}


def test_one_relation_is_told_at_once_only_when_it_is_known(store: Store) -> None:
    """Whoever must not wait gets an answer only after it has been reckoned; nobody gets none."""
    person = int(ground(store).network.id[0])
    assert known_influence_of(store, person) is None
    told = influence_of(store, person)
    assert told is not None
    assert known_influence_of(store, person) == told
    assert influence_of(store, 1) is None


def test_people_can_be_named_and_strangers_are_refused(few: Store) -> None:
    """A what-if takes people by name; who is no relation any more, or nobody, is said so."""
    assert what_if(few, Wish(let_go=("Anna Holm",)), today=TODAY).relations == (4, 3)
    with pytest.raises(UnknownPersonError):
        what_if(few, Wish(let_go=("Nobody At All",)), today=TODAY)
    with pytest.raises(UsageError):
        what_if(few, Wish(wake=("Eva Gone",)), today=TODAY)
    with pytest.raises(UsageError):
        what_if(few, Wish(invite=-1), today=TODAY)


def test_a_plan_proposes_nobody_whom_the_clean_up_would_not(store: Store) -> None:
    """However many removals are offered, only the work list and the clean-up's own proposals may be in a plan (H1)."""
    found = ground(store)
    can = steps(store, found, today=TODAY)
    allowed = {*can.let_go["list"].tolist(), *can.let_go["proposed"].tolist()}
    told = plan(store, Effort(removals=50, weeks=4), figure="chance", today=TODAY)
    assert set(told.best.change.let_go.tolist()) <= allowed
    someone = int(found.network.id[found.levels == Level.WORTHLESS.value][0])
    say_fate(store, [someone], Fate.LET_GO, today=TODAY, at=NOW)
    listed = steps(store, ground(store), today=TODAY).let_go["list"]
    assert listed.tolist() == [someone]


def test_a_plan_is_never_worse_than_doing_nothing(store: Store) -> None:
    """The best set raises what it is to raise, or is empty; figures and efforts out of bounds are refused."""
    wants_customers(store)
    told = plan(store, Effort(2, 2, 2, 4), today=TODAY)
    assert told.best.gain >= 0.0
    assert told.best.after.relevant >= told.comparison.before.relevant
    for wrong in (Effort(removals=-1), Effort(wakes=10_000), Effort(weeks=0)):
        with pytest.raises(UsageError):
            plan(store, wrong, today=TODAY)
    with pytest.raises(UsageError):
        plan(store, Effort(1), figure="fame", today=TODAY)


def test_too_few_posts_are_said_to_be_too_few(store: Store) -> None:
    """Without LinkedIn's figures of own posts nothing is fitted, and the usual assumptions stand."""
    told = calibrated(store)
    assert (told.posts, told.needed, dict(told.fitted), told.check) == (0, 10, {}, None)
    assert ground(store).assumed.values() == pytest.approx(USUAL.values())
    with store.reading() as db:
        assert own_history(db).written > 0


def test_most_moving_names_the_widest_first(few: Store) -> None:
    """The picture of what is uncertain begins with what moves the figure most."""
    swings = [one.swing for one in most_moving(few).bars]
    assert swings == sorted(swings, reverse=True)
    with pytest.raises(UsageError):
        most_moving(few, "fame")


def test_the_example_shows_as_many_as_are_expected_and_never_jitters(store: Store) -> None:
    """The picture lights as many as the figures say; a larger sample only adds to those who see it first."""
    ids = [f"{person:013x}" for person in ground(store).network.id.tolist()]
    shown = example(store, ids, USUAL_SETTING)
    tasted = {place for place, stage in enumerate(shown.stages) if stage in (Stage.TASTED, Stage.TASTED_AND_REACTED)}
    assert len(tasted) == pytest.approx(reach(store).outlook.sampled, abs=1.0)
    assert sum(stage is Stage.TASTED_AND_REACTED for stage in shown.stages) >= 1
    after = [part for stage, part in zip(shown.stages, shown.parts, strict=True) if stage >= Stage.SHOWN_LATER]
    whole = reach(store).outlook.whole
    assert len(after) == pytest.approx(whole.first - reach(store).outlook.sampled, rel=0.1)
    assert set(after) == {1, 2, 3}
    more = example(store, ids, Setting({"sample_share": 0.12}))
    later = {place for place, stage in enumerate(more.stages) if stage in (Stage.TASTED, Stage.TASTED_AND_REACTED)}
    assert tasted < later


@pytest.mark.parametrize("people", [0, 1, 2])
def test_next_to_nobody_is_no_special_case(tmp_path: Path, people: int) -> None:
    """An empty network, and one of a relation or two, answer everything with finite numbers."""
    with open_store(str(tmp_path / "kreds.db")) as store:
        if people:
            fill(store, FEW[:people])
        found = reach(store)
        say = Translator("en").phrase
        told = what_if(store, Wish(let_go=("worthless",), wake=("quiet",), invite=3, better_day=True), today=TODAY)
        shapes = (
            reach_shape(found, doubt(store), calibrated(store), say),
            comparison_shape(told),
            influences_shape(influences(store), {}),
            plan_shape(plan(store, Effort(1, 1, 1, 1), today=TODAY)),
            tornado_shape(most_moving(store)),
        )
        assert "NaN" not in json.dumps(shapes)
        assert "Infinity" not in json.dumps(shapes)
        assert found.relations == people
        assert example(store, [], USUAL_SETTING).stages == ()


def test_a_list_of_connections_alone_says_that_it_says_little(tmp_path: Path) -> None:
    """Without messages levels are not known, and the forecast says so."""
    people = [
        (f"Person{n}", "Holm", f"https://www.linkedin.com/in/p{n}", "", "Nordlys", "Baker", "03 Oct 2020")
        for n in range(40)
    ]
    with open_store(str(imported(tmp_path, [connections_zip(tmp_path / "c.zip", people)]))) as store:
        found = reach(store)
        assert not found.knows_levels
        assert found.relations == 40
        assert found.outlook.sampled > 0.0


def test_importance_falls_along_the_goal() -> None:
    """The goal's first group counts fully, and none counts for nothing."""
    worth = [importance(place, 4) for place in range(4)]
    assert worth[0] == 1.0
    assert worth == sorted(worth, reverse=True)
    assert worth[-1] > 0.0


def test_wishes_know_when_they_are_empty() -> None:
    """Only a wish that tries something is one."""
    assert Wish().is_empty
    assert not any(
        replace(Wish(), **change).is_empty
        for change in (
            {"let_go": ("list",)},
            {"wake": ("quiet",)},
            {"invite": 1},
            {"ask_for_comments": True},
            {"better_day": True},
        )
    )


def test_a_topic_moves_those_who_work_with_it_and_nobody_else_up(few: Store) -> None:
    """Who works with what the post is about reacts more, the others less; a topic of nobody's moves nothing."""
    with few.writing() as db:
        for slug, title, function in (("anna", "Salgschef", "sales"), ("bo", "Bogholder", "finance")):
            one = tables.relations.c
            number = next(each.number for each in FEW if each.slug == slug)
            db.execute(update(tables.relations).where(one.person == number).values(title=title, function=function))
    usual, about = ground(few), ground_about(few, "  salg ")
    anna, bo, cilla = (usual.network.id.tolist().index(FEW[place].number) for place in (0, 1, 2))
    before, after = chances(usual.network).mean, chances(about.network).mean
    assert after[anna] > before[anna]
    assert after[bo] < before[bo]
    assert after[cilla] == pytest.approx(before[cilla])
    assert about.touched == (1, 2)
    assert about.topic == "salg"
    found = reach(few, Setting(topic="fiskeri"))
    assert found.touched == (0, 2)
    assert found.outlook.chance == pytest.approx(reach(few).outlook.chance)
    assert reach(few, Setting(topic="…")).touched == (0, 0)


def test_own_posts_tell_the_usual_topic_while_their_texts_are_kept(tmp_path: Path) -> None:
    """The fields that posts name are counted, and who works with them is closer to it; without texts nothing is."""
    with open_store(str(demo_store(tmp_path, relations=150, messages=1_500))) as store:
        with store.reading() as db:
            assert usual_topic(db).fields is None
        with store.writing() as db:
            one = tables.activities.c
            keys = db.scalars(select(one.key).where(one.kind == "share")).all()
            assert len(keys) >= LEAST_POSTS
            db.execute(update(tables.activities).where(one.key.in_(keys)).values(text="Om salg, og om HR"))
        found = ground(store)
    shares = dict(found.usual.fields or {})
    assert min(shares.pop("sales"), shares.pop("hr")) > 0.9
    assert max(shares.values(), default=0.0) < 0.2
    topic = found.network.topic
    work = np.array(found.work.function)
    assert (topic[(work == "sales") | (work == "hr")] > 0.5).all()
    assert (topic[(work == "finance") | (work == "it")] < 0.5).all()
    assert np.isnan(topic[work == ""]).all()


def test_without_lists_of_who_reacted_no_group_differs(store: Store) -> None:
    """Leanings follow from whole lists alone."""
    assert reach(store).leanings == ()
    assert not ground(store).network.leaning.any()
