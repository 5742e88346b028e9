"""Whom to ask about next: those whose answers settle most, each once."""

import polars as pl
import pytest

from kreds.model.level import Level
from kreds.ties import judge
from kreds.ties.asking import SPREAD, Question, sureness, whom_to_ask
from kreds.ties.learned import Label
from kreds.ties.learning import learn
from kreds.ties.weights import Weights
from kreds.ties.words import words_of
from tests.ties.networks import ALL, TODAY, dialogue, measured
from tests.ties.test_learning import MANY, kind_of, many, work


def asked(answered: tuple[int, ...] = (), *, count: int = 5, shift: int = 0) -> tuple[Question, ...]:
    """The next questions in the network of `many`."""
    words = words_of(work({who + shift: kind_of(who) for who in MANY}))
    return whom_to_ask(many(shift), words, [who + shift for who in answered], day=TODAY, coverage=ALL, count=count)


def test_nobody_is_asked_about_twice() -> None:
    """Neither in one round nor after an answer; when all are answered nothing is asked."""
    first = [question.person for question in asked()]
    then = [question.person for question in asked(tuple(first), count=200)]

    assert len(set(first)) == 5
    assert sorted(first + then) == list(MANY)
    assert asked(tuple(MANY)) == ()
    assert asked(count=0) == ()


def test_questions_do_not_hang_on_numbers() -> None:
    """Other numbers for the same people, the same questions; one round more only goes on."""
    assert [question.person - 900 for question in asked(shift=900)] == [question.person for question in asked()]
    assert asked(count=3) == asked(count=5)[:3]


def test_each_question_settles_less_than_the_one_before_and_spreads_over_kinds() -> None:
    """Those like somebody asked about already are in less doubt; so it is from the sixth question on."""
    questions = asked(count=9)
    worth = [question.settles for question in questions[SPREAD:]]

    assert worth == sorted(worth, reverse=True)
    assert len({kind_of(question.person) for question in questions[:4]}) > 1
    assert all(question.stands_for == 19 for question in questions)


def test_the_first_questions_come_from_all_over_the_network() -> None:
    """The middle, each half and each quarter of the network by score has its question; a small one asks the border."""
    day = range(TODAY - 3_000, TODAY, 7)
    events = [one for who in range(1, 201) for one in dialogue(who, day[: who // 2])]
    frame = measured(events, dict.fromkeys(range(1, 201), 15_000))
    words = words_of(work(dict.fromkeys(range(1, 201), ("", ""))))
    score = dict(judge(frame, day=TODAY, coverage=ALL).select("person", "strength").rows())
    order = sorted(score, key=lambda who: score[who])
    first = [order.index(one.person) for one in whom_to_ask(frame, words, day=TODAY, coverage=ALL, count=SPREAD)]

    assert [round(place / 200, 1) for place in sorted(first)] == pytest.approx([0.1, 0.2, 0.5, 0.6, 0.8], abs=0.11)
    few = frame.filter(pl.col("person") > 140)
    asked_first = whom_to_ask(few, words, day=TODAY, coverage=ALL)
    assert [one.settles for one in asked_first] == sorted((one.settles for one in asked_first), reverse=True)


def test_of_two_alike_the_one_who_stands_for_others_is_asked_about() -> None:
    """Everybody is as silent as the next; nine share a title and one has their own."""
    people = {who: ("Recruiter", "") if who < 10 else ("Beekeeper", "") for who in range(1, 11)}
    frame = measured([], dict.fromkeys(people, 15_000))
    (question,) = whom_to_ask(frame, words_of(work(people)), day=TODAY, coverage=ALL, count=1)

    assert question.person < 10
    assert (question.word, question.stands_for) == ("title:recruiter", 8)
    last = whom_to_ask(frame, words_of(work(people)), range(1, 10), day=TODAY, coverage=ALL, count=1)
    assert [(one.person, one.word, one.stands_for) for one in last] == [(10, "", 0)]


def test_who_is_in_doubt_comes_before_who_is_not() -> None:
    """A dear friend of many messages needs no question; a dialogue on the border does."""
    clear, border = dialogue(1, range(TODAY - 3_000, TODAY, 7)), dialogue(2, [TODAY - 300, TODAY - 200])
    frame = measured([*clear, *border], {1: 15_000, 2: 15_000})
    questions = whom_to_ask(frame, words_of(work(dict.fromkeys((1, 2), ("", "")))), day=TODAY, coverage=ALL)

    assert [question.person for question in questions] == [2, 1]


def test_an_empty_network_asks_nothing() -> None:
    """No relations, no question, and nothing to be unsure of."""
    nobody = measured([], {})

    assert whom_to_ask(nobody, words_of(work({})), day=TODAY, coverage=ALL) == ()
    assert sureness(judge(nobody, day=TODAY, coverage=ALL)) == 1.0


def test_sureness_is_the_mean_of_the_highest_memberships() -> None:
    """Unknown counts as its likeliest level; whom the person has answered for is sure."""
    judgements = judge(many(), day=TODAY, coverage=ALL)
    top = judgements.select(pl.max_horizontal("p_strong", "p_average", "p_worthless")).to_series()

    assert sureness(judgements) == pytest.approx(top.mean())
    assert sureness(judgements, list(MANY)[:40]) > sureness(judgements)
    assert sureness(judgements, MANY) == 1.0


def test_answers_go_on_to_the_next_questions() -> None:
    """What was learned is taken into account: the round after an answer is made by the new judgement."""
    words = words_of(work({who: kind_of(who) for who in MANY}))
    labels = {question.person: Label(Level.WORTHLESS) for question in asked()}
    weights = Weights(learned=learn(many(), words, labels, day=TODAY, coverage=ALL))
    questions = whom_to_ask(many(), words, labels, day=TODAY, coverage=ALL, weights=weights)

    assert not {question.person for question in questions} & set(labels)
