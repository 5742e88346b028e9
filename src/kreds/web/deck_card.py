"""A card of the deck in words: what is known, what only the person can say, what is proposed, what would be lost."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from kreds.cleanup.losses import Loss, LossKind
from kreds.i18n import Translator
from kreds.i18n.deck_words import (
    advice_words,
    do_not_know,
    fate_name,
    mark_state,
    mark_words,
    question,
    rule_behind,
)
from kreds.i18n.goal_words import segment_in_sentence, segment_of_many
from kreds.i18n.relation_words import bridge, trial_course, trial_state
from kreds.model.criteria import Fact
from kreds.model.level import Level, Seen
from kreds.model.relation import Relation
from kreds.model.review import Advice, Fate, Mark, Progress
from kreds.services.review_card import Card
from kreds.services.trials import MOST_MONTHS, USUAL_MONTHS
from kreds.text.dates import months_from
from kreds.web.relation_lines import reason_lines, subtitle, verdict

_REASONS = 4
_LOSSES = 2
_USUAL_SECONDS = 10
_ASKED = (Fact.MET, Fact.RELATED, Fact.REACTS)
_KEYS = {
    "da": {Fate.CULTIVATE: "d", Fate.UNSURE: "t"},
    "en": {Fate.CULTIVATE: "c", Fate.UNSURE: "n"},
}
"""The two keys that stand for a word: dyrk, tvivl; cultivate, not sure."""


@dataclass(frozen=True, slots=True)
class Known:
    """One thing that is known: ``kind`` is "lifts", "lowers" or "neutral"; ``source`` where it is from, and when."""

    text: str
    kind: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question: ``say`` is yes, no or unsure."""

    say: str
    word: str
    key: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What only the person can say."""

    fact: Fact
    words: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class FateButton:
    """One thing to say of the relation: ``key`` as the script knows it, ``shown`` as it stands on the button."""

    fate: Fate
    name: str
    key: str
    shown: str


@dataclass(frozen=True, slots=True)
class DeckCard:
    """All that a card says. ``signs`` are the three signs with whether each holds; ``about`` is sent with a step."""

    relation: Relation
    subtitle: str
    chip: str
    level: Level
    advice: str
    is_let_go: bool
    rule: str
    trial: str
    course: tuple[str, ...]
    known: tuple[Known, ...]
    more: int
    questions: tuple[Question, ...]
    signs: tuple[tuple[str, str, Seen], ...]
    needs_messages: bool
    lost: tuple[tuple[str, bool], ...]
    is_safe: bool
    again: str
    main: tuple[FateButton, ...]
    beside: tuple[FateButton, ...]
    about: dict[str, str]
    until: date
    first: date
    last: date


def deck_card(
    card: Card, t: Translator, *, portion: str, today: date, unsure: Collection[str] = (), posts: str = ""
) -> DeckCard:
    """The card as it is on a day; ``unsure`` are facts of which the person has just said that they do not know.

    ``posts`` is what the person's posts would lose, where that is known.
    """
    view, proposal = card.view, card.proposal
    one = view.relation
    is_due = one.trial.is_due(today)
    known = tuple(_known(card, t))
    return DeckCard(
        relation=one,
        subtitle=subtitle(one, t),
        chip=_capital(verdict(one, t)),
        level=one.level,
        advice=advice_words(proposal, t),
        is_let_go=proposal.advice is Advice.LET_GO,
        rule=rule_behind(proposal, t, line=card.line, until=one.trial.until),
        trial=trial_state(one.trial, t, today=today) if is_due else "",
        course=trial_course(one.trial, view.since_trial, t) if is_due and view.since_trial else (),
        known=known,
        more=max(0, len([reason for reason in view.reasons if reason.contribution]) - _REASONS),
        questions=_questions(card, t, unsure),
        signs=tuple((mark_words(mark, t), mark_state(proposal.marks[mark], t), proposal.marks[mark]) for mark in Mark),
        needs_messages=proposal.needs_messages,
        lost=(
            *((t.phrase(loss.phrase), loss.kind is LossKind.WEAK_TIE) for loss in _dearest(card)),
            *(((posts, False),) if posts else ()),
        ),
        is_safe=card.is_safe,
        again=_again(card, t),
        main=_buttons((Fate.LET_GO, Fate.TRIAL, Fate.CULTIVATE, Fate.KEEP), t),
        beside=_buttons((Fate.UNSURE, Fate.SKIP), t),
        about={
            "person": one.id,
            "portion": portion,
            "seen": str(card.said.decision if card.said else 0),
            "unsure": ",".join(unsure),
        },
        until=months_from(today, USUAL_MONTHS),
        first=today + timedelta(days=1),
        last=months_from(today, MOST_MONTHS),
    )


def time_left(progress: Progress, t: Translator) -> str:
    """About how long the rest takes, at the pace of this person; "" when nothing is left."""
    if not progress.left:
        return ""
    seconds = (progress.seconds or _USUAL_SECONDS) * len(progress.left)
    return t.text("about %(time)s left", time=t.minutes(max(1, round(seconds / 60))))


def _dearest(card: Card) -> Iterator[Loss]:
    """The dearest losses; the caution on loose acquaintances is never crowded out."""
    plain = [loss for loss in card.losses if loss.kind is not LossKind.WEAK_TIE]
    yield from plain[:_LOSSES]
    yield from (loss for loss in card.losses if loss.kind is LossKind.WEAK_TIE)


def _known(card: Card, t: Translator) -> Iterator[Known]:
    view = card.view
    one = view.relation
    told = tuple(reason for reason in view.reasons if reason.contribution)[:_REASONS]
    for line in reason_lines(told, t):
        yield Known(line.text, "lifts" if line.lifts else "lowers", line.evidence[0] if line.evidence else "")
    if one.last_contact:
        ago = t.span(max(0, (view.as_of - one.last_contact).days))
        yield Known(t.text("Last sign between you %(ago)s ago", ago=ago), "neutral", t.short_day(one.last_contact))
    if words := bridge(one, t):
        yield Known(words, "lifts" if one.at_same_place == 1 else "neutral")
    if card.wanted:
        groups = ", ".join(segment_in_sentence(group, t) for group in card.wanted)
        yield Known(t.text("Your goal “%(goal)s” asks for %(group)s", goal=card.goal, group=groups), "lifts")
    elif one.segments:
        yield Known(", ".join(segment_of_many(group, t) for group in one.segments), "neutral")


def _questions(card: Card, t: Translator, unsure: Collection[str]) -> tuple[Question, ...]:
    """What is missing, and what was answered before (to change it), numbered from 1 on."""
    answers = card.view.answers
    facts = [fact for fact in _ASKED if fact in card.proposal.ask or fact in answers]
    keys = iter("123456789")
    found = []
    for fact in facts:
        words = (("yes", t.text("Yes")), ("no", t.text("No")), ("unsure", do_not_know(fact, t)))
        is_on = {
            "yes": answers.get(fact) is True,
            "no": answers.get(fact) is False,
            "unsure": fact not in answers and fact.value in unsure,
        }
        found.append(
            Question(fact, question(fact, t), tuple(Answer(say, word, next(keys), is_on[say]) for say, word in words))
        )
    return tuple(found)


def _again(card: Card, t: Translator) -> str:
    """Why somebody stands in the deck a second time, or what was said of them before."""
    if card.said and card.said.fate is Fate.SKIP:
        return t.text("You skipped them before.")
    if card.said and card.said.fate is Fate.UNSURE:
        return t.text("You were in doubt before: here is a second look.")
    if card.fate:
        day = datetime.fromtimestamp(card.fate.at, UTC).date()
        return t.text("You said “%(fate)s” on %(day)s.", fate=fate_name(card.fate.fate, t), day=day)
    return ""


def _buttons(fates: Collection[Fate], t: Translator) -> tuple[FateButton, ...]:
    keys = {Fate.LET_GO: "arrowleft", Fate.TRIAL: "p", Fate.KEEP: "arrowright", Fate.SKIP: "s", **_KEYS[t.language]}
    shown = {"arrowleft": "←", "arrowright": "→"}
    return tuple(
        FateButton(fate, fate_name(fate, t), keys[fate], shown.get(keys[fate], keys[fate].upper())) for fate in fates
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
