"""Why a relation is judged as it is: the contributions to its score in words, with the evidence behind each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import narwhals as nw

from kreds.model.frames import FEATURES
from kreds.model.level import Level, Sign
from kreds.model.relation import Evidence, Reason
from kreds.text.phrase import Phrase
from kreds.ties import strength
from kreds.ties.coverage import Coverage
from kreds.ties.learned import Learned
from kreds.ties.lessons import leaning, resemblance
from kreds.ties.phrases import ago, answered, counted, met, silence
from kreds.ties.weights import DEFAULT_WEIGHTS, Weights

_EPOCH = date(1970, 1, 1).toordinal()
_MESSAGES = "messages.csv"
_SOURCES = {
    "recommendations_in": "Recommendations_Received.csv",
    "recommendations_out": "Recommendations_Given.csv",
    "endorsements_in": "Endorsement_Received_Info.csv",
    "endorsements_out": "Endorsement_Given_Info.csv",
    "notes": "Notes.csv",
    "invitation_notes": "Invitations.csv",
    "follows": "Member_Follows.csv",
    "group_messages": _MESSAGES,
}
"""The file of the archive, as LinkedIn calls it, that tells of each."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of one relation: its features, its contributions, and the day it is all seen from."""

    row: Mapping[str, Any]
    worth: Mapping[str, float]
    day: int
    coverage: Coverage

    def count(self, name: str) -> int:
        return int(self.row[name] or 0)

    def date_of(self, name: str) -> date | None:
        return None if self.row[name] is None else _date(int(self.row[name]))

    def plain(self, name: str, phrase: Phrase, *, source: str) -> Reason:
        """The reason behind one contribution that is a mere count."""
        return Reason(Sign.COMMON_GROUND, phrase, self.worth[name], (_archive(source),))


def explain(
    features_row: Mapping[str, Any],
    judgement_row: Mapping[str, Any],
    *,
    day: int,
    coverage: Coverage,
    weights: Weights = DEFAULT_WEIGHTS,
    words: Iterable[str] = (),
    worth: Mapping[str, float] | None = None,
) -> tuple[Reason, ...]:
    """Everything that lifted or lowered the score, the weightiest first.

    The contributions and `strength.BASE` add up to the score. Reasons with a contribution of 0 tell what was left out
    on purpose, and why.

    Args:
        features_row: a row of `FEATURES`.
        judgement_row: the row of `JUDGEMENTS` made from it.
        day: the day it was judged for, days since 1970-01-01.
        coverage: what it was judged with.
        weights: those it was judged with.
        words: those of the relation's title and company (`kreds.ties.words.spoken`).
        worth: what `contributions` gave for the same, where it is at hand.

    >>> from kreds.model.interaction import Channel
    >>> days = dict.fromkeys(("first_day", "last_day", "last_in_day", "last_out_day"))
    >>> stranger = {**dict.fromkeys(FEATURES, 0), **days}
    >>> messages = Coverage.of([Channel.MESSAGE])
    >>> [reason] = explain(stranger, {"level": "worthless"}, day=3653, coverage=messages)
    >>> reason.phrase.english(), reason.contribution, reason.evidence[0].phrase.english()
    ('You have never written with each other', -2.784036, 'No messages in 10 years')
    """
    own = tuple(words)
    if worth is None:
        worth = contributions([(features_row, own)], day=day, coverage=coverage, weights=weights)[0]
    facts = _Facts(features_row, worth, day, coverage)
    level = Level(judgement_row["level"])
    seen = [*_talk(facts), *_met(facts), *_never(facts), *_gifts(facts), *_posts(facts), *_shared(facts)]
    seen += _said(facts)
    seen += _left_out(facts, level)
    reasons = [*seen, *_learned(facts, weights.learned, own)]
    rounded = [replace(reason, contribution=round(reason.contribution, 6)) for reason in reasons]
    return tuple(sorted(rounded, key=lambda reason: -abs(reason.contribution)))


def contributions(
    several: Sequence[tuple[Mapping[str, Any], Iterable[str]]], *, day: int, coverage: Coverage, weights: Weights
) -> list[dict[str, float]]:
    """What each feature adds to the score, by the same expressions that judged the whole network.

    Many at once take hardly longer than one: it is building the expressions that does.

    Args:
        several: for each relation its row of `FEATURES`, and the words of its title and company.
        day: the day it is judged for, days since 1970-01-01.
        coverage: what it is judged with.
        weights: those it is judged with.
    """
    learned = weights.learned.words
    rows = [
        {**row, "likeness": float(sum(learned[word].effect for word in own if word in learned))} for row, own in several
    ]
    schema = {name: getattr(nw, kind)() for name, kind in {**FEATURES, "likeness": "Float64"}.items()}
    columns = {name: [row[name] for row in rows] for name in schema}
    frame = nw.from_dict(columns, schema=schema, backend="polars")
    observed = frame.with_columns(strength.observed(coverage, day=day))
    worth = observed.select(*strength.contributions(coverage, day=day, weights=weights), "observed_days")
    return list(worth.rows(named=True))


def _talk(facts: _Facts) -> Iterator[Reason]:
    """What the messages between the two say."""
    days, into, out = facts.count("active_days"), facts.count("messages_in"), facts.count("messages_out")
    if not days:
        return
    received = Evidence(counted("messages_in", into), facts.date_of("last_in_day"), _MESSAGES)
    sent = Evidence(counted("messages_out", out), facts.date_of("last_out_day"), _MESSAGES)
    said = tuple(evidence for evidence, n in ((received, into), (sent, out)) if n)
    anew = tuple(
        Evidence(counted(name, facts.count(name)), source=_MESSAGES)
        for name in ("starts_out", "starts_in")
        if facts.count(name) and days > 1
    )
    kind = "days together" if into and out else ("days they wrote" if into else "days you wrote")
    worth = facts.worth["talk"] + facts.worth["history"]
    yield Reason(Sign.COMMUNICATED, counted(kind, days), worth, said + anew)
    if facts.worth["replies"]:
        by_whom = ("answers_in", "answers_out")
        answers = tuple(
            Evidence(counted(one, facts.count(one)), source=_MESSAGES) for one in by_whom if facts.count(one)
        )
        replies = counted("replies", facts.count("answers_in") + facts.count("answers_out"))
        yield Reason(Sign.COMMUNICATED, replies, facts.worth["replies"], answers)
    if facts.worth["one_sided"]:
        yield Reason(Sign.COMMUNICATED, _one_sided(into, out), facts.worth["one_sided"], said)
    yield from _time(facts)


def _met(facts: _Facts) -> Iterator[Reason]:
    """On how many days they met in a small circle, as the calendar has it."""
    last = facts.date_of("last_met_day")
    if last is not None and facts.count("meetings"):
        evidence = (Evidence(Phrase("Your calendar"), last),)
        yield Reason(Sign.MET, met(facts.count("meetings"), last), facts.worth["meetings"], evidence)


def _time(facts: _Facts) -> Iterator[Reason]:
    """For how long they have been in touch, and for how long no more."""
    first, last = facts.date_of("first_day"), facts.date_of("last_day")
    if first is None or last is None:
        return
    # Other channels are days of contact too; which one the first and the last were is not kept.
    last_message = max(facts.row["last_in_day"] or 0, facts.row["last_out_day"] or 0)
    by_message = facts.row["last_day"] == last_message
    source = _MESSAGES if facts.count("channels") == 1 else ""
    if facts.worth["tenure"]:
        phrase = Phrase("The first contact was on %(since)s", {"since": first})
        evidence = Evidence(Phrase("First contact"), first, source)
        yield Reason(Sign.COMMUNICATED, phrase, facts.worth["tenure"], (evidence,))
    if facts.worth["recency"]:
        phrase = ago(facts.day - int(facts.row["last_day"]), by_message=by_message)
        evidence = Evidence(Phrase("Last contact"), last, _MESSAGES if by_message else "")
        yield Reason(Sign.COMMUNICATED, phrase, facts.worth["recency"], (evidence,))


def _one_sided(into: int, out: int) -> Phrase:
    if not out:
        return Phrase("Only they have written")
    if not into:
        return Phrase("Only you have written")
    return Phrase("It is mostly you who writes") if out > into else Phrase("It is mostly they who write")


def _never(facts: _Facts) -> Iterator[Reason]:
    """The two have never written: for how long that could have been seen."""
    if not facts.worth["never"]:
        return
    evidence = []
    connected, since = facts.row["connected_day"], facts.coverage.since_day
    days = facts.worth["observed_days"]
    if days is not None:
        evidence.append(Evidence(silence(int(days)), _date(facts.day - int(days)), _MESSAGES))
    if since is not None and (connected is None or connected < since):
        covered = Phrase("Messages are covered since %(since)s", {"since": _date(since)})
        evidence.append(Evidence(covered, _date(since), _MESSAGES))
    if facts.count("invitations_in") and not facts.count("invitation_notes"):
        evidence.append(Evidence(Phrase("You were invited without a word"), source=_SOURCES["invitation_notes"]))
    if facts.count("invitations_out") and not facts.count("invitation_notes"):
        evidence.append(Evidence(Phrase("You invited without a word"), source=_SOURCES["invitation_notes"]))
    phrase = Phrase("You have never written with each other")
    yield Reason(Sign.COMMUNICATED, phrase, facts.worth["never"], tuple(evidence))


def _gifts(facts: _Facts) -> Iterator[Reason]:
    """What other channels say."""
    for name, source in _SOURCES.items():
        if facts.worth[name]:
            yield facts.plain(name, counted(name, facts.count(name)), source=source)


def _posts(facts: _Facts) -> Iterator[Reason]:
    """What they did with the owner's posts, as far as the lists show it."""
    for name in strength.REACTIONS:
        if facts.count(name):
            evidence = (Evidence(Phrase("Your lists of who reacted")),)
            yield Reason(Sign.CONTENT, counted(name, facts.count(name)), facts.worth[name], evidence)


def _shared(facts: _Facts) -> Iterator[Reason]:
    """What the two share beside single gifts."""
    if facts.worth["kinds"]:
        phrase = counted("kinds", facts.count("channels"))
        yield Reason(Sign.COMMON_GROUND, phrase, facts.worth["kinds"])
    if facts.worth["colleague"]:
        evidence = (Evidence(Phrase("Their company is one of yours"), source="Positions.csv"),)
        phrase = Phrase("You have worked at the same place")
        yield Reason(Sign.COMMON_GROUND, phrase, facts.worth["colleague"], evidence)


def _said(facts: _Facts) -> Iterator[Reason]:
    """What the person has answered; that they have met is told once, by the days where the calendar has any."""
    for name in strength.YES:
        is_told = name == "met" and facts.row[name] > 0 and facts.count("meetings")
        if facts.row[name] and not is_told:
            sign = Sign.MET if name == "met" else Sign.COMMON_GROUND
            yield Reason(sign, answered(name, yes=facts.row[name] > 0), facts.worth[name])


def _learned(facts: _Facts, learned: Learned, words: Iterable[str]) -> Iterator[Reason]:
    """What the person's own levels say of everybody, and of those with the same words."""
    if facts.worth["likeness"]:
        first, *more = resemblance(learned, words)
        others = tuple(Evidence(phrase) for phrase in more)
        yield Reason(Sign.COMMON_GROUND, first, facts.worth["likeness"], others)
    if facts.worth["leaning"]:
        yield Reason(Sign.COMMON_GROUND, leaning(facts.worth["leaning"]), facts.worth["leaning"])


def _left_out(facts: _Facts, level: Level) -> Iterator[Reason]:
    """What says nothing either way, told so that nobody wonders."""
    blasts = facts.count("blasts_in")
    if blasts:
        yield Reason(Sign.COMMUNICATED, counted("blasts_in", blasts), 0.0, (_archive(_MESSAGES),))
    if facts.count("active_days") or facts.count("meetings"):
        return
    if not facts.coverage.has_messages:
        yield Reason(Sign.COMMUNICATED, Phrase("Your messages are not among the files, so silence says nothing"), 0.0)
    elif level is Level.UNKNOWN:
        connected = facts.date_of("connected_day")
        evidence = (Evidence(Phrase("Connected"), connected, "Connections.csv"),) if connected else ()
        yield Reason(Sign.COMMUNICATED, Phrase("It is too early for silence to say anything"), 0.0, evidence)


def _archive(source: str) -> Evidence:
    return Evidence(Phrase("LinkedIn archive"), source=source)


def _date(day: int) -> date:
    return date.fromordinal(_EPOCH + day)
