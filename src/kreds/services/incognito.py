"""Incognito: the network under stable invented names, for screenshots and training; the numbers are the real ones.

A person's pseudonym follows from their id, a company's and a title's from its text: the same in every session and on
every page, and no way back without the store.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b

from sqlalchemy import select

from kreds.demo.companies import FORMS, STEMS, TITLES_DA, TRADES
from kreds.demo.names import DANISH
from kreds.model.change import Change, Changes
from kreds.model.invitation import Ruling
from kreds.model.log import LoggedLine
from kreds.model.match import Match, MatchSide
from kreds.model.outsider import Outsider
from kreds.model.relation import Dot, JobSpell, Overview, Reason, Relation, RelationView, TimelineEntry
from kreds.services.invitations import Received
from kreds.services.invite import Candidate
from kreds.services.learn_from_person import Asked, Lessons
from kreds.services.log_contact import LogEffect
from kreds.services.relation_rows import shown_id
from kreds.store.database import Store
from kreds.store.tables import relations
from kreds.text.names import search_key, sort_key
from kreds.text.phrase import Phrase

_TITLES = tuple(dict.fromkeys(title for titles in TITLES_DA.values() for title in titles))
_TRADES = tuple(word for row in TRADES for word in row)
OWNER = "Kim Ejer"
_HIDDEN = "…"


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """What stands for one relation; the keys are those that a search and a sort compare."""

    person: int
    search: str
    company: str
    title: str
    sorts: dict[str, str]


def person_name(person: str) -> str:
    """The pseudonym of the person with this id.

    >>> person_name("00000000000ff") == person_name("00000000000ff")
    True
    """
    return f"{_pick(DANISH.first, 'first', person)} {_pick(DANISH.last, 'last', person)}"


@lru_cache(maxsize=65_536)
def company_name(company: str) -> str:
    """The pseudonym of a company, "" for none."""
    if not company:
        return ""
    key = search_key(company)
    return f"{_pick(STEMS, 'stem', key)} {_pick(_TRADES, 'trade', key)}{_pick(FORMS, 'form', key)}"


@lru_cache(maxsize=4_096)
def place_name(place: str) -> str:
    """What stands for a place, "" for none."""
    return _pick(STEMS, "place", search_key(place)) if place else ""


@lru_cache(maxsize=65_536)
def title_name(title: str) -> str:
    """What stands for a title, "" for none."""
    return _pick(_TITLES, "title", search_key(title)) if title else ""


def mask_relation(relation: Relation) -> Relation:
    """The relation under its pseudonym; the person's own note is hidden."""
    return replace(
        relation,
        name=person_name(relation.id),
        profile_url="",
        company=company_name(relation.company),
        title=title_name(relation.title),
        note=_HIDDEN if relation.note else "",
        place="",
    )


def mask_view(view: RelationView) -> RelationView:
    """All of one relation without a word that names anybody."""
    return replace(
        view,
        relation=mask_relation(view.relation),
        jobs=tuple(JobSpell(company_name(job.company), title_name(job.title), job.since) for job in view.jobs),
        timeline=tuple(_mask_entry(entry) for entry in view.timeline),
        reasons=tuple(_mask_reason(reason) for reason in view.reasons),
        groups=tuple(replace(one, reasons=tuple(map(_mask_house, one.reasons))) for one in view.groups),
    )


def _mask_reason(reason: Reason) -> Reason:
    told = tuple(replace(one, phrase=_mask_phrase(one.phrase)) for one in reason.evidence)
    return replace(reason, phrase=_mask_phrase(reason.phrase), evidence=told)


def _mask_phrase(phrase: Phrase) -> Phrase:
    """A word that was learned may be the name of a company."""
    return replace(phrase, facts={**phrase.facts, "word": _HIDDEN}) if "word" in phrase.facts else phrase


def _mask_house(phrase: Phrase) -> Phrase:
    """A reason for a group may name a company."""
    house = phrase.facts.get("company")
    return replace(phrase, facts={**phrase.facts, "company": company_name(house)}) if isinstance(house, str) else phrase


def mask_match(match: Match) -> Match:
    """Two who may be one, both under invented names."""
    _, _, other = match.id.partition("-")
    return replace(
        match, one=_mask_side(match.one, person_name(match.relation)), other=_mask_side(match.other, person_name(other))
    )


def _mask_side(side: MatchSide, name: str) -> MatchSide:
    place = _HIDDEN if side.place else ""
    return MatchSide(name, title_name(side.title), company_name(side.company), place, systems=side.systems)


def mask_asked(asked: Asked) -> Asked:
    """Whom Kreds asks about, without their words."""
    return replace(asked, relation=mask_relation(asked.relation), word="")


def mask_lessons(lessons: Lessons) -> Lessons:
    """What was learned, without the words of titles and companies."""
    return replace(
        lessons,
        standing=tuple(map(_mask_phrase, lessons.standing)),
        fresh=tuple(map(_mask_phrase, lessons.fresh)),
    )


def _mask_entry(entry: TimelineEntry) -> TimelineEntry:
    return replace(entry, detail=_HIDDEN if entry.detail else "")


def mask_logged(one: LoggedLine) -> LoggedLine:
    """A line about somebody under their pseudonym, without its words."""
    return LoggedLine(replace(one.line, text=_HIDDEN if one.line.text else ""), person_name(one.line.person))


def mask_effect(effect: LogEffect) -> LogEffect:
    """What a line has changed, under pseudonyms; its own words were just written and are hidden all the same."""
    both = tuple((mask_relation(before), mask_relation(after)) for before, after in effect.people)
    return replace(effect, text=_HIDDEN if effect.text else "", people=both)


def mask_outsider(one: Outsider) -> Outsider:
    """Somebody who is no relation, under their pseudonym; what they wrote and where they met is hidden."""
    return replace(
        one,
        name=person_name(shown_id(one.person)),
        slug="",
        email="",
        domain="",
        company=company_name(one.company),
        title=title_name(one.title),
        place=_HIDDEN if one.place else "",
        last_meeting=_HIDDEN if one.last_meeting else "",
        shared=company_name(one.shared),
        message=_HIDDEN if one.message else "",
    )


def mask_candidate(candidate: Candidate) -> Candidate:
    """Whom to invite, and why, without a word that names anybody."""
    masked = mask_outsider(candidate.outsider)
    hidden = _hidden(candidate.outsider, masked)
    return replace(
        candidate,
        outsider=masked,
        reasons=tuple(replace(one, phrase=_without(one.phrase, hidden)) for one in candidate.reasons),
        ruling=_mask_ruling(candidate.ruling, hidden),
    )


def mask_received(received: Received) -> Received:
    """Who has invited the owner, and what to do, without a word that names anybody."""
    masked = mask_outsider(received.outsider)
    return replace(received, outsider=masked, ruling=_mask_ruling(received.ruling, _hidden(received.outsider, masked)))


def _mask_ruling(ruling: Ruling, hidden: Mapping[str, str]) -> Ruling:
    return replace(ruling, reasons=tuple(_without(one, hidden) for one in ruling.reasons))


def _hidden(one: Outsider, masked: Outsider) -> dict[str, str]:
    """What stands for each text that tells of somebody."""
    names = ("name", "company", "title", "place", "last_meeting", "shared")
    return {real: getattr(masked, name) for name in names if (real := getattr(one, name))}


def _without(phrase: Phrase, hidden: Mapping[str, str]) -> Phrase:
    told = {name: hidden.get(fact, fact) if isinstance(fact, str) else fact for name, fact in phrase.facts.items()}
    return replace(phrase, facts=told)


def mask_overview(overview: Overview) -> Overview:
    """The network at a glance under pseudonyms."""
    return replace(
        overview,
        owner_name=OWNER,
        fading=tuple(map(mask_relation, overview.fading)),
        growing=tuple(map(mask_relation, overview.growing)),
        dots=tuple(_mask_dot(dot) for dot in overview.dots),
    )


def _mask_dot(dot: Dot) -> Dot:
    return replace(dot, name=person_name(dot.id))


def mask_changes(changes: Changes) -> Changes:
    """What has changed, under pseudonyms; no reason names anybody."""
    return replace(
        changes,
        silent=tuple(map(_mask_change, changes.silent)),
        stronger=tuple(map(_mask_change, changes.stronger)),
        fading=tuple(map(_mask_change, changes.fading)),
    )


def _mask_change(change: Change) -> Change:
    return replace(change, relation=mask_relation(change.relation))


def pseudonyms(store: Store) -> Sequence[Pseudonym]:
    """Everybody's pseudonym, to search and sort by."""
    with store.reading() as db:
        rows = db.execute(select(relations.c.person, relations.c.company, relations.c.title)).all()
    found: list[Pseudonym] = []
    for person, real_company, real_title in rows:
        name, company, title = person_name(shown_id(person)), company_name(real_company), title_name(real_title)
        found.append(
            Pseudonym(
                person=person,
                search=search_key(f"{name} {company} {title}"),
                company=search_key(company),
                title=search_key(title),
                sorts={"name": sort_key(name), "company": sort_key(company), "title": sort_key(title)},
            )
        )
    return found


def _pick(words: Sequence[str], salt: str, key: str) -> str:
    digest = blake2b(key.encode("utf-8", "replace"), digest_size=8, salt=salt.encode()).digest()
    return words[int.from_bytes(digest, "big") % len(words)]
