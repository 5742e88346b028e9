"""Two who may be one human, said in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from kreds.i18n import Translator
from kreds.model.match import Match, MatchCounts, MatchSide, MatchState

_NAMES = {
    "hubspot": "HubSpot",
    "pipedrive": "Pipedrive",
    "salesforce": "Salesforce",
    "dynamics": "Dynamics",
    "google": "Google",
    "outlook": "Outlook",
    "linkedin": "LinkedIn",
}
_HEAVIEST = 12.0
"""Bits that fill the bar of a reason."""


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact on both sides; "" where a side says nothing."""

    word: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class ReasonBar:
    """A reason in words; ``weight`` in [0, 100]."""

    text: str
    lifts: bool
    weight: int


@dataclass(frozen=True, slots=True)
class MatchCard:
    """All that is shown of two who may be one."""

    id: str
    relation: str
    is_relation: bool
    name: str
    other_name: str
    other_work: str
    source: str
    state: MatchState
    chance: str
    facts: tuple[FactRow, ...]
    reasons: tuple[ReasonBar, ...]


def match_cards(matches: Iterable[Match], t: Translator) -> tuple[MatchCard, ...]:
    """Say several."""
    return tuple(match_card(match, t) for match in matches)


def match_card(match: Match, t: Translator) -> MatchCard:
    """Say a match in the translator's language."""
    work = ", ".join(part for part in (match.other.title, match.other.company) if part)
    return MatchCard(
        id=match.id,
        relation=match.relation,
        is_relation=match.is_relation,
        name=match.one.name or t.text("No name"),
        other_name=match.other.name or t.text("No name"),
        other_work=work,
        source=systems(match.other, t),
        state=match.state,
        chance=t.percent(match.probability),
        facts=_facts(match.one, match.other, t),
        reasons=tuple(
            ReasonBar(t.phrase(one.phrase), one.weight >= 0, round(100 * min(1.0, abs(one.weight) / _HEAVIEST)))
            for one in match.reasons
        ),
    )


def systems(side: MatchSide, t: Translator) -> str:
    """Where somebody is known from, in words."""
    words: Mapping[str, str] = {
        **_NAMES,
        "vcard": t.text("your address book"),
        "list": t.text("your own list"),
        "calendar": t.text("your calendar"),
        "posts": t.text("a list of who reacted to a post"),
    }
    return ", ".join(words.get(name, name) for name in side.systems.split())


def waiting(counts: MatchCounts, t: Translator) -> str:
    """How many are left, and how long they take."""
    left = t.plural("%(n)s pair left", "%(n)s pairs left", counts.waiting)
    return t.text("%(left)s, %(minutes)s", left=left, minutes=t.minutes(counts.minutes))


def _facts(one: MatchSide, other: MatchSide, t: Translator) -> tuple[FactRow, ...]:
    rows = (
        FactRow(t.text("Name"), one.name, other.name),
        FactRow(t.text("Title"), one.title, other.title),
        FactRow(t.text("Company"), one.company, other.company),
        FactRow(t.text("Place"), one.place, other.place),
        FactRow(t.text("Mail"), one.email, other.email),
        FactRow(t.text("Profile"), _short(one.url), _short(other.url)),
    )
    return tuple(row for row in rows if row.one or row.other)


def _short(url: str) -> str:
    return unquote(url.rstrip("/").rpartition("/")[2])
