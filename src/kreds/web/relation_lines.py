"""What the pages of a relation and its card in the deck say alike: who it is, how it is judged, and why."""

from dataclasses import dataclass

from kreds.i18n import Translator
from kreds.model.level import Level
from kreds.model.relation import Evidence, Reason, Relation


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A reason in words: ``lifts`` says which way it counts, ``weight`` in [0, 100] how much."""

    text: str
    lifts: bool
    weight: int
    evidence: tuple[str, ...]


def subtitle(relation: Relation, t: Translator) -> str:
    """What they do, and since when they are a relation."""
    parts = [", ".join(part for part in (relation.title, relation.company) if part)]
    if relation.no_longer_since:
        parts.append(t.text("no longer connected since %(month)s", month=t.month(relation.no_longer_since)))
    elif relation.connected_on:
        parts.append(t.text("connected since %(month)s", month=t.month(relation.connected_on)))
    return " · ".join(part for part in parts if part)


def verdict(relation: Relation, t: Translator) -> str:
    """The level in a few words, with how sure it is."""
    word = t.level(relation.level)
    if relation.overruled:
        return t.text("%(level)s, you say", level=word)
    if relation.level is Level.UNKNOWN:
        return t.text("we know too little")
    return t.text("probably %(level)s, %(share)s", level=word, share=t.percent(relation.memberships[relation.level]))


def reason_lines(reasons: tuple[Reason, ...], t: Translator) -> tuple[ReasonLine, ...]:
    """Reasons in words, each with what is behind it."""
    most = max((abs(reason.contribution) for reason in reasons), default=0.0) or 1.0
    return tuple(
        ReasonLine(
            text=t.phrase(reason.phrase),
            lifts=reason.contribution > 0,
            weight=max(2, round(100 * abs(reason.contribution) / most)),
            evidence=tuple(_evidence(one, t) for one in reason.evidence),
        )
        for reason in reasons
    )


def _evidence(evidence: Evidence, t: Translator) -> str:
    parts = (t.phrase(evidence.phrase), t.short_day(evidence.day) if evidence.day else "", evidence.source)
    return " · ".join(part for part in parts if part)
