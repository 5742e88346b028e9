"""The picture of a relation's contact: a trial stands in it with words, and never outside of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreds.i18n import Translator
from kreds.model.relation import RelationQuery, RelationView, TimelineEntry
from kreds.model.trial import NO_TRIAL, Trial, TrialOutcome
from kreds.services.read_network import find_relations, show_relation
from kreds.web.time_line import TimeLine, time_line
from tests.web.serving import Running

EN, DA = Translator("en"), Translator("da")
DAYS = st.dates(date(2015, 1, 1), date(2032, 1, 1))
TRIALS = st.one_of(
    st.builds(Trial, since=DAYS, until=DAYS),
    st.builds(Trial, since=DAYS, outcome=st.sampled_from(TrialOutcome), ended=DAYS),
)


@pytest.fixture(scope="module")
def view(demo: Running) -> RelationView:
    """The relation that is written with most."""
    return show_relation(demo.app.store, find_relations(demo.app.store, RelationQuery()).relations[0].id)


def with_trial(view: RelationView, trial: Trial) -> TimeLine:
    """The line of the same relation on trial."""
    return time_line(replace(view, relation=replace(view.relation, trial=trial)), EN)


def test_the_days_of_a_trial_are_marked_in_words(view: RelationView) -> None:
    """Its first day and its last stand in the picture, with a stretch between them, and in the list below."""
    since = view.as_of - timedelta(days=200)
    running = with_trial(view, Trial(since=since, until=view.as_of + timedelta(days=60)))
    told = [(one.day, one.text) for one in running.happenings if one.kind == "trial"]
    assert told == [
        (view.as_of + timedelta(days=60), "The trial runs until this day: keep, or let go?"),
        (since, "You put the relation on trial"),
    ]
    first, last = (one.x for one in running.marks if one.kind == "trial")
    assert running.trial is not None
    assert (running.trial.x, running.trial.x + running.trial.width) == pytest.approx((first, last))
    kept = with_trial(view, Trial(since=since, outcome=TrialOutcome.KEEP, ended=view.as_of))
    assert "You kept it after the trial" in kept.marks[-1].text + kept.marks[-2].text
    let_go = replace(view, relation=replace(view.relation, trial=Trial(since, None, TrialOutcome.LET_GO, view.as_of)))
    assert "Du slap relationen" in {one.text for one in time_line(let_go, DA).happenings}


def test_what_the_files_cannot_show_is_no_silence(view: RelationView) -> None:
    """The months after their last day are set apart, up to a year of them; without a trial there are none."""
    assert with_trial(view, NO_TRIAL).unseen is None
    assert with_trial(view, NO_TRIAL).trial is None
    ahead = with_trial(view, Trial(since=view.as_of, until=view.as_of + timedelta(days=1800)))
    plain = with_trial(view, NO_TRIAL)
    assert ahead.unseen is not None
    assert len(ahead.chart.bars) - len(plain.chart.bars) in (1, 12, 13)
    assert {one.day for one in ahead.happenings} > {one.day for one in plain.happenings}


@given(trial=TRIALS)
def test_nothing_leaves_the_picture(view: RelationView, trial: Trial) -> None:
    """Whatever the days are, every mark and stretch lies within it, and no message is lost."""
    line = with_trial(view, trial)
    assert all(0 <= mark.x <= 100 for mark in line.marks)
    for stretch in (line.trial, line.unseen):
        assert stretch is None or 0 <= stretch.x <= stretch.x + stretch.width <= 100.02
    assert sum(bar.column.up + bar.column.down for bar in line.chart.bars) == sum(
        one.inbound + one.outbound for one in view.timeline
    )


def test_a_line_long_after_the_files_stands_in_the_picture(view: RelationView) -> None:
    """What is logged on the day a trial ends, years after the last download, has its place."""
    day = view.as_of + timedelta(days=800)
    logged = TimelineEntry(day, "log_met", 0, 0, "coffee", decision=7)
    trial = Trial(since=view.as_of, until=day)
    shown = replace(view, relation=replace(view.relation, trial=trial), timeline=(logged, *view.timeline))
    line = time_line(shown, EN)
    assert [(one.text, one.decision) for one in line.happenings if one.kind == "log_met"] == [("You met: coffee", 7)]
