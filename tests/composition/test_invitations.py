"""Whom to accept: the policy's order, what it never claims, and how those accepted turned out."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreds.composition import invitation_outcomes
from kreds.composition.invitation_outcomes import FEWEST, Accepted, Shows, difference, outcomes
from kreds.composition.invitations import grounds, judge_invitation, suits, unwanted
from kreds.model.goal import Audience
from kreds.model.invitation import Ground, Policy, Unwanted, Verdict
from kreds.model.level import Level
from kreds.model.outsider import Outsider
from kreds.model.segment import AccountStatus, Segment
from kreds.model.title import Function, Role, Seniority, Title

NOBODY = Audience()
STRANGER = Outsider(1, "Eva Roe", received=date(2026, 10, 20))
WRITES = replace(STRANGER, message_length=20)
CUSTOMER = replace(STRANGER, status=AccountStatus.CURRENT)
SELLER = replace(WRITES, title="Sales Manager", read_title=Title(function=Function.SALES))


def verdict(one: Outsider, policy: Policy | None = None, audience: Audience = NOBODY) -> Verdict:
    """What a policy says."""
    return judge_invitation(one, policy or Policy(), audience).verdict


def test_the_order_of_the_policy() -> None:
    """Who knows the owner is accepted, then the unwanted go, then weaker grounds count, then the silent are asked."""
    firm = Policy(decline=frozenset(Unwanted), accept=frozenset(Ground))
    assert verdict(CUSTOMER) is Verdict.ACCEPT
    assert verdict(replace(SELLER, status=AccountStatus.CURRENT), firm) is Verdict.ACCEPT
    assert verdict(SELLER, firm) is Verdict.DECLINE
    assert verdict(SELLER) is Verdict.TRIAL
    assert verdict(WRITES, firm) is Verdict.ACCEPT
    assert verdict(STRANGER) is Verdict.ASK
    assert verdict(STRANGER, Policy(asks_silent=False)) is Verdict.TRIAL
    assert verdict(WRITES, Policy(otherwise=Verdict.DECLINE)) is Verdict.DECLINE
    assert verdict(CUSTOMER, Policy(accept=frozenset())) is Verdict.ASK


def test_reasons_say_what_is_and_what_is_not_known() -> None:
    """A ground is named with what shows it; of a stranger it is said that the file is silent on their work."""
    met = judge_invitation(replace(STRANGER, meetings=2, last_met=date(2026, 3, 2)), Policy(), NOBODY)
    assert [reason.english() for reason in met.reasons] == ["You have met on 2 days, last on 2026-03-02"]
    told = [reason.english() for reason in judge_invitation(STRANGER, Policy(), NOBODY).reasons]
    assert "LinkedIn’s file says nothing of their work" in told
    assert "They wrote no message with it" in told
    assert judge_invitation(STRANGER, Policy(), NOBODY, said=Verdict.DECLINE).is_said


def test_every_ground_is_found_where_it_is() -> None:
    """Each ground has its own sign, by group or by a source's word."""
    audience = Audience(companies=("Krog",))
    everything = replace(
        WRITES, company="Krog A/S", groups={Segment.FORMER_COLLEAGUE: 0.8, Segment.POTENTIAL_CUSTOMER: 0.6},
        status=AccountStatus.PARTNER, meetings=1, messages_in=1, messages_out=1, shared="Havblik",
    )  # fmt: skip
    assert set(grounds(everything, audience)) == set(Ground) - {Ground.CUSTOMER}
    assert set(grounds(replace(STRANGER, groups={Segment.CURRENT_CUSTOMER: 0.5}), NOBODY)) == {Ground.CUSTOMER}
    assert set(grounds(replace(STRANGER, groups={Segment.NETWORK: 0.9}), NOBODY)) == {Ground.COMMON}
    assert grounds(STRANGER, NOBODY) == {}


def test_the_audience_must_fit_in_all_that_it_asks() -> None:
    """A named account fits by itself; else all that is asked must fit, and where nothing is asked nobody does."""
    buyer = replace(STRANGER, place="Aarhus", read_title=Title(Function.PURCHASING, Seniority.DIRECTOR))
    assert not suits(buyer, NOBODY)
    assert suits(buyer, Audience(functions=("purchasing",), places=("århus",)))
    assert not suits(buyer, Audience(functions=("purchasing",), places=("odense",)))
    assert suits(replace(buyer, company="KROG ApS"), Audience(functions=("it",), companies=("Krog",)))


def test_whom_one_may_turn_away() -> None:
    """Recruiters, sellers and students by title, and by group."""
    found = unwanted(replace(SELLER, read_title=Title(Function.SALES, Seniority.STUDENT, Role.RECRUITER)))
    assert set(found) == set(Unwanted)
    assert set(unwanted(replace(STRANGER, groups={Segment.HEADHUNTER: 0.9}))) == {Unwanted.RECRUITER}
    assert unwanted(STRANGER) == {}


@given(st.sets(st.sampled_from(list(Ground))), st.sampled_from(list(Ground)))
def test_more_grounds_never_close_the_door(accept: set[Ground], more: Ground) -> None:
    """A policy that accepts more accepts everybody it accepted before."""
    for one in (STRANGER, WRITES, CUSTOMER, SELLER, replace(STRANGER, meetings=1)):
        before = verdict(one, Policy(accept=frozenset(accept)))
        after = verdict(one, Policy(accept=frozenset(accept | {more})))
        assert after in (before, Verdict.ACCEPT)


def people(sign: Ground, *, having: tuple[int, int], lacking: tuple[int, int]) -> list[Accepted]:
    """Accepted people: so many good and so many worthless, with a sign and without."""
    found = []
    for signs, (good, bad) in (({sign}, having), (set(), lacking)):
        found += [Accepted(frozenset(signs), Level.AVERAGE)] * good + [
            Accepted(frozenset(signs), Level.WORTHLESS)
        ] * bad
    return found


def test_a_ground_is_said_to_tell_only_where_it_does() -> None:
    """A clear difference is told, an unclear one is not, and too few people are refused."""
    message = Ground.MESSAGE
    assert outcomes(people(message, having=(28, 2), lacking=(12, 18)))[0].shows is Shows.BETTER
    assert outcomes(people(message, having=(12, 18), lacking=(28, 2)))[0].shows is Shows.WORSE
    assert outcomes(people(message, having=(16, 14), lacking=(15, 15)))[0].shows is Shows.NOTHING
    thin = outcomes(people(message, having=(FEWEST - 1, 0), lacking=(0, 40)))[0]
    assert (thin.shows, thin.people, thin.good, thin.otherwise) == (Shows.THIN, FEWEST - 1, 1.0, 0.0)


def test_what_levels_are_made_of_predicts_nothing() -> None:
    """Meetings and messages are signs of the level itself, and unknown levels say nothing."""
    assert outcomes(people(Ground.MET, having=(30, 0), lacking=(0, 30))) == ()
    unknown = [Accepted(frozenset({Ground.MESSAGE}), Level.UNKNOWN)] * 40
    assert outcomes(unknown) == ()


def test_the_interval_is_newcombes(monkeypatch: pytest.MonkeyPatch) -> None:
    """His own example at 95 %: 56 of 70 against 48 of 80 (Statistics in Medicine 17, table II, method 10)."""
    monkeypatch.setattr(invitation_outcomes, "_Z", 1.959964)
    low, high = difference(56, 70, 48, 80)
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)
    assert difference(0, 0, 3, 4) == (-1.0, 1.0)
