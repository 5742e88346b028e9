"""The occasions: each is true, about somebody who is not left in peace, and names what it stands on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from kreds.cultivation.cadence import cadence_of, due_on, rests
from kreds.cultivation.help import help_
from kreds.cultivation.inspire import Content, Posted, content_calendar, inspire, topics_of
from kreds.cultivation.learn import learn
from kreds.cultivation.listen import listen
from kreds.cultivation.needs import Need, need_of
from kreds.cultivation.ties import Asked, NewJob, Tie
from kreds.model.agenda import USUAL_CADENCE, Occasion, OccasionKind, Part
from kreds.model.level import Level
from tests.cultivation.people import MONDAY, ago, friend, networks

SUNDAY = MONDAY + timedelta(days=6)


def kinds(found: list[Occasion]) -> list[OccasionKind]:
    """What kinds of occasions there are."""
    return [one.kind for one in found]


def heard(*known: Tie) -> list[Occasion]:
    """The occasions to listen."""
    return list(listen(known, USUAL_CADENCE, monday=MONDAY))


def helped(*known: Tie) -> list[Occasion]:
    """The occasions to help."""
    return list(help_(known, monday=MONDAY))


@given(networks())
def test_nobody_is_asked_for_before_their_time(known: tuple[Tie, ...]) -> None:
    """Time to be in touch and silence are told only of those who are due, and of nobody who rests."""
    by_id = {tie.id: tie for tie in known}
    for one in heard(*known):
        tie = by_id[one.person]
        if one.kind in (OccasionKind.QUIET, OccasionKind.DUE):
            due = due_on(tie, USUAL_CADENCE)
            assert due is not None
            assert due <= SUNDAY
            assert cadence_of(tie, USUAL_CADENCE)
        if one.kind not in (OccasionKind.NEW_JOB, OccasionKind.YEARS):
            assert not rests(tie, MONDAY)


@given(networks())
def test_occasions_are_about_known_people_once(known: tuple[Tie, ...]) -> None:
    """Every occasion is about somebody there is, and none comes twice; the worthless have none unless chosen."""
    found = [*heard(*known), *learn(known, USUAL_CADENCE, monday=MONDAY), *helped(*known)]
    keys = [one.key for one in found]
    assert len(set(keys)) == len(keys)
    by_id = {tie.id: tie for tie in known}
    for one in found:
        assert one.person in by_id
        assert one.other in {"", *by_id}
        assert (
            by_id[one.person].level is not Level.WORTHLESS
            or one.kind is OccasionKind.CHOSEN
            or by_id[one.person].chosen
        )


def test_a_broken_rhythm_of_a_strong_relation_must_come() -> None:
    """A strong relation that has gone quiet comes before all else; one that wrote last week does not come at all."""
    (quiet,) = heard(friend(silent=300))
    assert (quiet.kind, quiet.must, quiet.facts["gap"]) == (OccasionKind.QUIET, True, 30)
    assert heard(friend(silent=7)) == []


def test_whoever_was_helped_since_is_not_quiet() -> None:
    """What the person has done for somebody counts as contact: nobody is told of a silence that they have broken."""
    assert heard(friend(silent=300)._replace(touched=ago(10))) == []


def test_news_are_told_once() -> None:
    """A new job is an occasion until the two have been in touch since, and only while it is news."""
    job = NewJob("Havnen", "CFO", "Nordlys", "Controller", ago(40))
    assert kinds(heard(friend(silent=60, usual_gap=90.0, new_job=job))) == [OccasionKind.NEW_JOB]
    assert heard(friend(silent=20, usual_gap=90.0, new_job=job)) == []
    assert OccasionKind.NEW_JOB not in kinds(heard(friend(silent=400, new_job=replace(job, since=ago(300)))))


def test_round_years_are_told_in_their_week() -> None:
    """Five years as relation are an occasion in the week of the day; also for who connected on 29 February."""
    assert kinds(heard(friend(silent=1, connected_on=date(2021, 12, 3)))) == [OccasionKind.YEARS]
    assert heard(friend(silent=1, connected_on=date(2021, 12, 9))) == []
    leap = date(2024, 2, 29)
    found = listen([friend(silent=1, connected_on=leap)], USUAL_CADENCE, monday=date(2025, 2, 24))
    assert [one.facts["day"] for one in found if one.kind is OccasionKind.YEARS] == [date(2025, 2, 28)]


def test_a_choice_of_the_clean_up_holds_until_contact() -> None:
    """Whoever was to be cultivated is an occasion, whatever the level, until there has been contact."""
    weak = Tie(1, Level.WORTHLESS, chosen=ago(20), touched=ago(400), last=ago(400))
    assert kinds(heard(weak)) == [OccasionKind.CHOSEN]
    assert heard(weak._replace(touched=ago(2))) == []


def test_a_question_waits_until_it_is_answered() -> None:
    """An open question is an occasion; after a word to them since, or when it is old, it is none."""
    asked = Asked(ago(30), "2-abc", "Kender du en dygtig ekspert i CRM?")
    (found,) = helped(friend(silent=30, asked=asked))
    assert (found.kind, found.facts["need"]) == (OccasionKind.QUESTION, "expert")
    assert helped(friend(silent=5, asked=asked)) == []
    assert helped(friend(silent=600, asked=replace(asked, day=ago(600)))) == []


def test_a_pitch_of_a_stranger_is_no_question() -> None:
    """Whoever only ever sold something does not stand in the agenda because they asked."""
    asked = Asked(ago(30), "2-abc", "Har du 15 minutter til en demo?")
    assert helped(Tie(1, Level.AVERAGE, strength=0.1, asked=asked, touched=ago(30), last=ago(30))) == []


def test_two_are_introduced_by_need_and_trade() -> None:
    """Who seeks a job meets who hires in the same trade, not a colleague, and nobody is offered twice."""
    seeker = friend(1, silent=10, role="job_seeker", function="sales", company="Nordlys")
    boss = friend(2, silent=10, function="sales", seniority="director", company="Havnen")
    same_house = boss._replace(person=3, company="Nordlys")
    pairs = [(one.person, one.other) for one in helped(seeker, boss, same_house) if one.kind is OccasionKind.INTRODUCE]
    assert pairs == [(seeker.id, boss.id)]
    assert not [one for one in helped(seeker, same_house) if one.kind is OccasionKind.INTRODUCE]


def test_a_gift_is_returned_once() -> None:
    """A recommendation goes before an endorsement of the same person; very old ones are let lie."""
    giver = friend(silent=10, recommended=ago(100), endorsed=("Salg",), endorsed_on=ago(50))
    assert kinds(helped(giver)) == [OccasionKind.RECOMMENDATION]
    assert kinds(helped(giver._replace(recommended=None))) == [OccasionKind.ENDORSEMENT]
    assert helped(giver._replace(recommended=ago(2_000), endorsed=())) == []


def test_capable_people_are_those_of_the_goal() -> None:
    """One learns from leaders in a group of the goal, and from whom one follows; not from whom one has just met."""
    leader = Tie(1, Level.AVERAGE, fit=0.8, seniority="director", title="CFO", touched=ago(500), last=ago(500))
    found = list(learn([leader], USUAL_CADENCE, monday=MONDAY))
    assert kinds(found) == [OccasionKind.CAPABLE]
    assert found[0].part is Part.LEARN
    assert not list(learn([leader._replace(fit=0.0)], USUAL_CADENCE, monday=MONDAY))
    assert not list(learn([leader._replace(touched=ago(20))], USUAL_CADENCE, monday=MONDAY))
    new = leader._replace(touched=None, last=None, connected_on=ago(10))
    assert not list(learn([new], USUAL_CADENCE, monday=MONDAY))


def test_the_own_rhythm_of_posts() -> None:
    """A post is asked for when the usual time has gone, never where no file shows posts; old kinds come again."""
    weekly = [Posted(ago(7 * number), Content.TEXT) for number in range(1, 9)]
    assert kinds(list(inspire(weekly, (), monday=MONDAY, covered=True))) == [OccasionKind.POST]
    assert not list(inspire([*weekly, Posted(ago(0), Content.TEXT)], (), monday=MONDAY, covered=True))
    assert not list(inspire((), (), monday=MONDAY, covered=False))
    with_article = [*weekly, Posted(ago(0), Content.TEXT), Posted(ago(300), Content.ARTICLE)]
    (article,) = inspire(with_article, (), monday=MONDAY, covered=True)
    assert (article.kind, article.facts["content"]) == (OccasionKind.CONTENT, "article")


def test_topics_are_what_several_ask_about() -> None:
    """A topic needs three who ask; names, greetings and the words of asking are none."""
    words = "Hej Imogen. Har du tid tirsdag til kaffe? Vil du introducere mig for en, der arbejder med social selling?"
    three = [friend(number, asked=Asked(ago(20), "", words)) for number in (1, 2, 3)]
    assert topics_of(three, monday=MONDAY) == [("social selling", 3)]
    assert topics_of(three[:2], monday=MONDAY) == []


@pytest.mark.parametrize(
    "words",
    ["Hvad synes du om denne?", "Har du set på det med disse?", "Can you look at it with those?",
     "Vil du høre om hendes?",
     "Do you have news about the partner agreement?", "What do you think about these?"],
)  # fmt: skip
def test_a_word_that_only_points_is_no_topic(words: str) -> None:
    """Better no topic than an odd one: pronouns and the words of any business are none."""
    three = [friend(number, asked=Asked(ago(20), "", words)) for number in (1, 2, 3)]
    assert topics_of(three, monday=MONDAY) == []


def test_the_content_calendar_takes_turns() -> None:
    """Each week has a kind, the longest unused first, and no kind comes again before the others have."""
    planned = content_calendar(
        [Posted(ago(3), Content.TEXT), Posted(ago(90), Content.LINK)], [("CRM", 3)], monday=MONDAY
    )
    assert [one.content for one in planned[:3]] == [Content.ARTICLE, Content.LINK, Content.TEXT]
    assert [one.monday for one in planned] == [MONDAY + timedelta(weeks=number) for number in range(6)]
    assert {one.topic for one in planned} == {"CRM"}


def test_needs_are_heard_in_both_languages() -> None:
    """The needs of the guide are recognized as people write them; small talk is none."""
    asked = {
        "Jeg leder efter en ny kollega til salg. Kender du nogen?": Need.HIRE,
        "Would you introduce me to somebody who works with HR?": Need.INTRODUCTION,
        "Ved du, hvor man kan holde et arrangement for 40?": Need.VENUE,
        "Har du tid til at tænke højt med mig om pris?": Need.SPARRING,
        "I am looking for a new job within finance.": Need.JOB,
        "Hvordan går det?": None,
    }
    assert {words: need_of(words) for words in asked} == asked
