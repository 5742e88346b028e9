"""Who is who: pairs that may be one human, put to the person; their word, and what Kreds took for sure."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from kreds.errors import UsageError
from kreds.model.decision import Decided, DecisionKind
from kreds.model.match import Match, MatchCounts, MatchReason, MatchSide, MatchState
from kreds.resolve import Judged, person_number
from kreds.resolve.linkage_words import REACTOR_WORDS, SAID_SAME, SAME_MAIL, SAME_PROFILE, WORDS
from kreds.resolve.outsiders import own_key
from kreds.services.kept import Kept
from kreds.services.match_follow import follow, note
from kreds.services.match_pairs import ASKED_FROM, SURE_PAIR, sure_among
from kreds.services.relation_rows import shown_id
from kreds.services.said import said_matches
from kreds.services.standing import stamp
from kreds.store import decisions, matches, outsiders, relations
from kreds.store.database import Store
from kreds.store.matches import PairRow, RelationRow
from kreds.text.urls import profile_url

MOST_LISTED = 500
_WORDS = {**WORDS, **REACTOR_WORDS}


@dataclass(frozen=True, slots=True)
class Asked:
    """The next pair to ask about, None when nobody waits; and how many there are of each kind."""

    match: Match | None
    counts: MatchCounts


@dataclass(frozen=True, slots=True)
class _Asking:
    """The pairs that wait, by their keys, in the order they are asked in; and how many there are of each kind."""

    order: tuple[tuple[str, str], ...]
    counts: MatchCounts


_kept: Kept[_Asking] = Kept()


def match_id(one: str, other: str) -> str:
    """The id of two keys together; the first is a relation's.

    >>> match_id("in:anna-holm", "mail:anna@example.com")
    'd949631ad476b-603690f9c240c'
    """
    return f"{shown_id(person_number(one))}-{shown_id(person_number(other))}"


def next_match(store: Store, skipping: Collection[str] = (), *, first: str = "") -> Asked:
    """The pair whose answer settles most: nobody knows, and it matters. Those in ``skipping`` (ids) wait.

    Of those whose other key begins with ``first`` it is asked before all others.
    """
    asking = _asking(store)
    order = sorted(asking.order, key=lambda pair: not pair[1].startswith(first)) if first else asking.order
    with store.reading() as db:
        for one, other in order:
            if match_id(one, other) in skipping:
                continue
            pair = next((pair for pair in matches.read_pairs(db, one=one) if pair.other == other), None)
            found = _matches(db, [pair] if pair else [], MatchState.OPEN)
            return Asked(found[0] if found else None, asking.counts)
    return Asked(None, asking.counts)


def list_matches(
    store: Store, state: MatchState = MatchState.OPEN, *, most: int = MOST_LISTED, skip: int = 0
) -> tuple[Match, ...]:
    """Pairs in one state; those that wait in the order they are asked in, the sure from the least sure on.

    ``skip`` leaves out so many at the beginning, and ``most`` is how many are listed then.
    """
    shown = slice(skip, skip + most)
    with store.reading() as db:
        said = said_matches(db)
        if state is MatchState.OPEN:
            return _matches(db, _in_order(db, _open(db, said))[shown], state)
        if state is MatchState.SURE:
            kept = {(pair.one, pair.other): pair for pair in matches.read_pairs(db, least=SURE_PAIR)}
            sure = [kept[pair] for pair in sure_among(kept.values(), said)]
            return _matches(db, sure[::-1][shown], state)
        return _said(db, said, same=state is MatchState.SAME)[shown]


def match_counts(store: Store) -> MatchCounts:
    """How many pairs wait, are sure, and were said."""
    return _asking(store).counts


def matches_of(store: Store, relation: str) -> tuple[Match, ...]:
    """Whom a relation is one with: those of other sources, with why. An id of nobody has none."""
    with store.reading() as db:
        person = int(relation, 16)
        return _joined(db, person) if matches.key_of(db, person) else ()


def say_match(store: Store, match: str, same: bool | None, *, at: int, later: bool = False) -> Decided:
    """Say that two are one human (True), or are not (False), or leave it to Kreds again (None).

    It stands until undone, over every import. Whoever is said to be one relation is no other relation.

    Args:
        later: the caller goes on asking; the network follows when it is next looked at.

    Raises:
        UsageError: there is no such pair.
    """
    with store.writing() as db:
        one, other = _keys(db, match)
        said = said_matches(db)
        words: list[tuple[str, str, bool | None]] = [(one, other, same)]
        if same:
            words = [(a, b, None) for a, b in _also_said(said, one, other)] + words
        batch = {"batch": decisions.next_id(db)} if len(words) > 1 else {}
        number = 0
        for subject, name, word in words:
            value = {"other": name, "same": word, **batch}
            number = decisions.add(db, at=at, kind=DecisionKind.MATCH, subject=subject, value=value)
        note(db, said)
        if not later:
            follow(db)
        return Decided(number, 1)


def _also_said(said: Judged, one: str, other: str) -> list[tuple[str, str]]:
    """The pairs that cannot be true beside this one: the same somebody as another relation."""
    found = []
    for pair, same in said.items():
        if same and other in pair and one not in pair:
            found.append((pair[0] if pair[1] == other else pair[1], other))
    return found


def _open(db: Connection, said: Judged) -> list[PairRow]:
    return _unsure(matches.read_pairs(db, least=ASKED_FROM), said)


def _unsure(pairs: Iterable[PairRow], said: Judged) -> list[PairRow]:
    """Those that nobody knows of."""
    return [
        pair
        for pair in pairs
        if pair.probability < SURE_PAIR and (pair.one, pair.other) not in said and (pair.other, pair.one) not in said
    ]


def _in_order(db: Connection, pairs: Sequence[PairRow]) -> list[PairRow]:
    """What settles most first: the doubt that an answer ends, more for customers and those who were met."""
    worth = matches.worth_of(db)

    def settles(pair: PairRow) -> float:
        return round(pair.probability * (1 - pair.probability) * (1 + worth.get(pair.other, 0.0)), 9)

    return sorted(pairs, key=lambda pair: (-settles(pair), pair.one, pair.other))


def _asking(store: Store) -> _Asking:
    with store.reading() as db:
        key = stamp(db).all
    return _kept.get(store, key, lambda: _read_asking(store))


def _read_asking(store: Store) -> _Asking:
    with store.reading() as db:
        said = said_matches(db)
        pairs = matches.read_pairs(db, least=ASKED_FROM, why=False)
        order = _in_order(db, _unsure(pairs, said))
    yes = sum(said.values())
    counts = MatchCounts(waiting=len(order), sure=len(sure_among(pairs, said)), same=yes, not_same=len(said) - yes)
    return _Asking(tuple((pair.one, pair.other) for pair in order), counts)


def _matches(db: Connection, pairs: Sequence[PairRow], state: MatchState) -> tuple[Match, ...]:
    shown = matches.relation_rows(db, [pair.one for pair in pairs])
    found = []
    for pair in pairs:
        told = json.loads(pair.parts)
        if pair.one in shown:
            side = MatchSide(**told["who"])
            reasons = _reasons(told["why"])
            match = _match(
                shown[pair.one], pair.other, side, probability=pair.probability, state=state, reasons=reasons
            )
            found.append(match)
    return tuple(found)


def _match(
    relation: RelationRow,
    other: str,
    side: MatchSide,
    *,
    probability: float,
    state: MatchState,
    reasons: tuple[MatchReason, ...],
) -> Match:
    url = profile_url(relation.slug) if relation.slug else ""
    one = MatchSide(relation.name, relation.title, relation.company, email=relation.email, url=url, systems="linkedin")
    number = shown_id(relation.person)
    key = match_id(relation.key, other)
    return Match(key, number, one, side, probability, state, reasons, relation.is_relation)


def _reasons(why: Sequence[Sequence[Any]]) -> tuple[MatchReason, ...]:
    """The weightiest first, each sentence once."""
    found: dict[str, MatchReason] = {}
    for what, level, weight in sorted(why, key=lambda one: -abs(one[2])):
        phrase = _WORDS[what, level]
        before = found.get(phrase.text)
        found[phrase.text] = MatchReason(phrase, round(weight + (before.weight if before else 0.0), 2))
    return tuple(found.values())


def _said(db: Connection, said: Judged, *, same: bool) -> tuple[Match, ...]:
    """What was said, the newest first."""
    pairs = {(pair.one, pair.other): pair for pair in matches.read_pairs(db)}
    listed = [pair for pair, word in list(said.items())[::-1] if word is same]
    shown = matches.relation_rows(db, [key for pair in listed for key in pair])
    found = []
    for pair in listed:
        # Somebody of another source can have a profile address, too.
        ways = sorted((pair, pair[::-1]), key=lambda way: (way not in pairs, _rank(shown.get(way[0]))))
        one, other = ways[0]
        if one not in shown:
            continue
        kept = pairs.get((one, other))
        told = json.loads(kept.parts) if kept else {}
        side = MatchSide(**told["who"]) if told else _side_of(db, other)
        state = MatchState.SAME if same else MatchState.NOT_SAME
        reasons = _reasons(told.get("why", ()))
        found.append(_match(shown[one], other, side, probability=float(same), state=state, reasons=reasons))
    return tuple(found)


def _rank(row: RelationRow | None) -> int:
    return 2 if row is None else int(not row.is_relation)


def _side_of(db: Connection, key: str) -> MatchSide:
    """Somebody of another source by their own key."""
    person = relations.people_by_key(db, [key]).get(key)
    numbers = [] if person is None else matches.contacts_of(db, person)
    facts = {told.key: told for told in outsiders.contact_facts(db, numbers)}
    for contact in outsiders.contact_rows(db, numbers):
        if own_key(contact) == key and contact.key in facts:
            return _contact_side(facts[contact.key])
    return MatchSide(key.partition(":")[2].split("|")[0])


def _contact_side(told: outsiders.ContactFacts) -> MatchSide:
    url = profile_url(told.slug) if told.slug else ""
    mail = (told.emails.split() or [""])[0]
    return MatchSide(told.name, told.title, told.company, told.place, mail, url, told.system)


def _joined(db: Connection, person: int) -> tuple[Match, ...]:
    """Those of other sources who are one with a relation, each by its own key."""
    numbers = set(matches.contacts_of(db, person))
    key = matches.key_of(db, person)
    relation = matches.relation_rows(db, [key]).get(key)
    if not numbers or relation is None:
        return ()
    said, pairs = said_matches(db), {pair.other: pair for pair in matches.read_pairs(db, one=key)}
    theirs = set(relations.keys_of(db, [person]))
    facts = {told.key: told for told in outsiders.contact_facts(db, numbers)}
    found: dict[str, Match] = {}
    for contact in outsiders.contact_rows(db, numbers):
        if contact.key not in facts:
            continue
        own = own_key(contact)
        known = [own, *(f"mail:{mail}" for mail in contact.emails)]
        pair = next((pairs[one] for one in known if one in pairs), None)
        other = pair.other if pair else own
        side = _contact_side(facts[contact.key])
        if said.get((min(key, other), max(key, other))):
            why: tuple[MatchReason, ...] = (MatchReason(SAID_SAME, 0.0),)
            state = MatchState.SAME
        elif pair:
            why, state = _reasons(json.loads(pair.parts)["why"]), MatchState.SURE
        else:
            same_profile = contact.slug and f"in:{contact.slug}" in theirs
            why, state = (MatchReason(SAME_PROFILE if same_profile else SAME_MAIL, 0.0),), MatchState.EXACT
        chance = pair.probability if pair else 1.0
        found[other] = _match(relation, other, side, probability=chance, state=state, reasons=why)
    return tuple(found[other] for other in sorted(found))


def _keys(db: Connection, match: str) -> tuple[str, str]:
    """The two keys that an id stands for."""
    first, _, second = match.partition("-")
    try:
        person, number = int(first, 16), int(second, 16)
    except ValueError:
        raise UsageError("MATCH", match=match) from None
    key = matches.key_of(db, person)
    if key:
        known = [pair.other for pair in matches.read_pairs(db, one=key)]
        known += [one if other == key else other for one, other in said_matches(db) if key in (one, other)]
        known += [own_key(contact) for contact in outsiders.contact_rows(db, matches.contacts_of(db, person))]
        for other in known:
            if person_number(other) == number:
                return key, other
    raise UsageError("MATCH", match=match)
