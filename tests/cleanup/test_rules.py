"""What the rules of the guide propose, whoever the relation is."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from kreds.cleanup.rules import marks_of, propose
from kreds.model.criteria import Fact
from kreds.model.level import Level, Seen, Sign
from kreds.model.relation import Relation
from kreds.model.review import Advice, Ground, Mark
from kreds.model.trial import Trial
from tests.cleanup.people import TODAY, relations, someone

LINES = st.floats(0.0, 1.0)


@given(relations(), LINES, st.booleans())
def test_no_strong_relation_is_ever_proposed(one: Relation, line: float, is_safe: bool) -> None:
    """A strong relation is kept, whatever its signs, its activity and the line (G3.4)."""
    strong = replace(one, level=Level.STRONG)
    assert propose(strong, line=line, is_safe=is_safe, today=TODAY).advice is Advice.KEEP


@given(relations(), LINES)
def test_no_average_relation_is_proposed(one: Relation, line: float) -> None:
    """An average relation is the person's to judge: asked about or kept, never proposed (G3.5)."""
    average = replace(one, level=Level.AVERAGE)
    assert propose(average, line=line, today=TODAY).advice is not Advice.LET_GO


@given(relations(), LINES, st.sampled_from(Sign), st.sampled_from([Seen.SEEN, Seen.NOT_COVERED]))
def test_one_sign_that_does_not_hold_is_enough(one: Relation, line: float, sign: Sign, state: Seen) -> None:
    """Where a sign was seen or is covered by nothing, the files alone never propose anybody (G3.6, H1)."""
    judged = replace(one, overruled=False, coverage={**one.coverage, sign: state})
    proposal = propose(judged, line=line, today=TODAY)
    assert proposal.advice is not Advice.LET_GO
    assert Seen.NOT_SEEN is not proposal.marks[_mark(sign)]


@given(relations(), LINES, LINES)
def test_a_higher_line_never_proposes_more(one: Relation, one_line: float, other: float) -> None:
    """Whoever is proposed by a line is proposed by every lower one."""
    low, high = sorted((one_line, other))
    if propose(one, line=high, today=TODAY).advice is Advice.LET_GO:
        assert propose(one, line=low, today=TODAY).advice is Advice.LET_GO


@given(relations(), LINES)
def test_who_is_protected_is_never_proposed(one: Relation, line: float) -> None:
    """The list of those never proposed stands above everything, the person's own level included."""
    proposal = propose(one, line=line, is_safe=True, today=TODAY)
    assert (proposal.advice, proposal.ground) == (Advice.KEEP, Ground.SAFE)


@given(relations(), LINES)
def test_the_own_word_counts(one: Relation, line: float) -> None:
    """Who is worthless by the person's word is proposed without any sign, and nothing is asked (H3)."""
    said = replace(one, level=Level.WORTHLESS, overruled=True, trial=Trial())
    proposal = propose(said, line=line, today=TODAY)
    assert (proposal.advice, proposal.ground, proposal.confidence) == (Advice.LET_GO, Ground.SAID, 1.0)
    assert proposal.ask == ()


@given(relations(), LINES)
def test_all_that_is_proposed_by_the_files_holds_three_signs(one: Relation, line: float) -> None:
    """A proposal of the files is worthless, sure enough, and has all three signs; nothing is left to ask."""
    proposal = propose(one, line=line, today=TODAY)
    if proposal.advice is Advice.LET_GO and not one.overruled:
        assert one.level is Level.WORTHLESS
        assert proposal.confidence >= line
        assert set(proposal.marks.values()) == {Seen.NOT_SEEN}
        assert proposal.ask == ()


@given(relations(), LINES)
def test_what_is_asked_would_settle_what_is_open(one: Relation, line: float) -> None:
    """Only signs that nothing covers are asked for, each by its question, and none of those who are kept."""
    proposal = propose(one, line=line, today=TODAY)
    asked = {Fact.MET: Mark.CONTACT, Fact.RELATED: Mark.GROUND, Fact.REACTS: Mark.CONTENT}
    assert all(proposal.marks[asked[fact]] is Seen.NOT_COVERED for fact in proposal.ask)
    if proposal.advice is Advice.KEEP:
        assert proposal.ask == ()
    if proposal.ground is Ground.OPEN:
        assert proposal.ask or proposal.needs_messages


def test_a_trial_rests_until_its_day() -> None:
    """Nobody on trial is proposed before the day; on it, they are judged as anybody."""
    tried = replace(someone(), trial=Trial(since=TODAY, until=TODAY + timedelta(days=1)))
    assert propose(tried, line=0.5, today=TODAY).ground is Ground.ON_TRIAL
    assert propose(tried, line=0.5, today=TODAY + timedelta(days=1)).advice is Advice.LET_GO


def test_contact_is_having_met_or_written() -> None:
    """One of the two speaks for somebody; only both covered and unseen let the sign hold."""
    for met in Seen:
        for wrote in Seen:
            coverage = {**dict.fromkeys(Sign, Seen.NOT_SEEN), Sign.MET: met, Sign.COMMUNICATED: wrote}
            expected = next(state for state in (Seen.SEEN, Seen.NOT_COVERED, Seen.NOT_SEEN) if state in (met, wrote))
            assert marks_of(coverage)[Mark.CONTACT] is expected


def _mark(sign: Sign) -> Mark:
    return {Sign.COMMON_GROUND: Mark.GROUND, Sign.CONTENT: Mark.CONTENT}.get(sign, Mark.CONTACT)
