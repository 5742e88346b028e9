"""Whom of LinkedIn's people may be whom of the other sources: found inside a rebuild, and kept until the people change.

Compared are the relations, and everybody else with a profile address who wrote to the owner or invited them.

A word of the person moves the chances of others, and is worked out from what is kept: nobody is compared again.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from hashlib import blake2b
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from kreds.model.decision import DecisionKind
from kreds.model.match import MatchSide
from kreds.resolve import ConnectionRow, ContactRow, Judged, PartyRow, People, resolve_people
from kreds.resolve.reactors import KEY
from kreds.services.said import said_matches
from kreds.store import decisions, matches, outsiders, people
from kreds.store.matches import PairRow
from kreds.text.names import match_key
from kreds.text.urls import profile_slug

if TYPE_CHECKING:
    from kreds.resolve.linkage_rows import LinkRow

SURE_PAIR = 0.96
"""From this chance on, two are taken for one without asking: then 99 of 100 so taken are right (docs/benchmarks.md)."""
ASKED_FROM = 0.05
"""Pairs less likely than this are not worth a question."""
RULES = 3
"""Goes up by one when the same people are compared in another way than before."""
CALENDAR = "calendar"
_STAMP = "match_stamp"


def resolve_everybody(db: Connection, parties: Sequence[PartyRow]) -> People:
    """Decide who is who, with everybody outside LinkedIn who is surely one of the relations; pairs are kept on the way.

    Without anybody outside, nobody is compared.
    """
    connections, aliases = people.connection_rows(db), people.alias_pairs(db)
    contacts, said = outsiders.contact_rows(db), said_matches(db)
    plain = resolve_people(parties, connections, aliases, contacts=contacts)
    strangers = _strangers(db, plain, parties, connections)
    outside = _outside(plain, parties, contacts, connections) - strangers
    if not outside:
        if matches.has_pairs(db):
            matches.write_pairs(db, [])
            people.remember(db, _STAMP, "")
        return resolve_people(parties, connections, aliases, contacts=contacts, judged=said) if said else plain
    judged = as_known(plain, said)
    pairs = with_words(_found(db, plain, parties, outside, strangers), judged)
    matches.write_pairs(db, pairs)
    sure = sure_among(pairs, judged)
    if not sure and not judged:
        return plain
    return resolve_people(parties, connections, aliases, contacts=contacts, judged=judged, pairs=sure)


def as_known(found: People, said: Judged) -> dict[tuple[str, str], bool]:
    """What was said, under the keys that people are known best by, oldest first; the newest word on two counts.

    Two who are one by an address they share keep the keys that were said: these tell them apart.
    """
    if not said:
        return {}
    wanted = {key for pair in said for key in pair}
    best = {key: person.key for person in found.people.values() for key in person.keys if key in wanted}
    judged: dict[tuple[str, str], bool] = {}
    for pair, same in said.items():
        one, other = (best.get(key, key) for key in pair)
        known = (min(one, other), max(one, other)) if one != other else pair
        judged.pop(known, None)
        judged[known] = same
    return judged


def with_words(pairs: Sequence[PairRow], judged: Judged) -> list[PairRow]:
    """The pairs with the chances that the words of the person leave them, in their order.

    Whoever reacted to a post is on many lists: a word on one line of them says nothing of the others.
    """
    from kreds.resolve.linkage import Pair, chances

    if any(pair.other.startswith(KEY) for pair in pairs):
        others = iter(with_words([pair for pair in pairs if not pair.other.startswith(KEY)], judged))
        return [_with_word(pair, judged) if pair.other.startswith(KEY) else next(others) for pair in pairs]
    if not pairs:
        return []
    told = [json.loads(pair.parts) for pair in pairs]
    kept = [Pair(row.one, row.other, one["odds"], one["alone"], ()) for row, one in zip(pairs, told, strict=True)]
    ways = {way: same for pair, same in judged.items() for way in (pair, pair[::-1])}
    among = {(pair.one, pair.other): ways[pair.one, pair.other] for pair in pairs if (pair.one, pair.other) in ways}
    return [row._replace(probability=pair.probability) for row, pair in zip(pairs, chances(kept, among), strict=True)]


def _with_word(pair: PairRow, judged: Judged) -> PairRow:
    same = judged.get((min(pair.one, pair.other), max(pair.one, pair.other)))
    alone = float(json.loads(pair.parts)["alone"])
    return pair._replace(probability=alone if same is None else float(same))


def sure_among(pairs: Iterable[PairRow], judged: Judged) -> list[tuple[str, str]]:
    """The pairs that are taken for one without a word of the person, the likeliest first."""
    said = set(judged)
    sure = [pair for pair in pairs if pair.probability >= SURE_PAIR]
    sure.sort(key=lambda pair: (-pair.probability, pair.one, pair.other))
    return [(p.one, p.other) for p in sure if (p.one, p.other) not in said and (p.other, p.one) not in said]


def _outside(
    found: People, parties: Sequence[PartyRow], contacts: Sequence[ContactRow], connections: Sequence[ConnectionRow]
) -> frozenset[int]:
    """Everybody whom a source outside LinkedIn lists and who is no relation."""
    if not contacts and not any(party.email for party in parties):
        return frozenset()
    related = {found.of_connection[row.id] for row in connections}
    elsewhere = {found.of_contact[row.key] for row in contacts if row.key in found.of_contact}
    elsewhere |= {found.of_party[row.id] for row in parties if row.email and not row.slug and row.id in found.of_party}
    return frozenset(elsewhere - related) if related else frozenset()


def _strangers(
    db: Connection, found: People, parties: Sequence[PartyRow], connections: Sequence[ConnectionRow]
) -> frozenset[int]:
    """Everybody who wrote or invited under a profile address, and is neither a relation nor the owner."""
    related = {found.of_connection[row.id] for row in connections}
    slugs = {slug for url in people.owner_values(db, "profile") if (slug := profile_slug(url) or url)}
    slugs |= {str(one.value.get("slug")) for one in decisions.list_standing(db, DecisionKind.OWNER)}
    names = {match_key(name) for name in people.owner_values(db, "name")}
    return frozenset(
        found.of_party[row.id]
        for row in parties
        if row.slug
        and row.name
        and row.id in found.of_party
        and found.of_party[row.id] not in related
        and row.slug not in slugs
        and match_key(row.name) not in names
    )


def _found(
    db: Connection, found: People, parties: Sequence[PartyRow], outside: frozenset[int], strangers: frozenset[int]
) -> list[PairRow]:
    """The pairs before any word: those that are kept, where they are of the same people, else found anew."""
    from kreds.resolve.linkage_rows import LinkRow

    sides = _sides(db, found, parties)
    listed = [*_listed(db, found, sides), *_known_by_name(found, sides, strangers)]
    others = [
        LinkRow(key, side.name, tuple(side.email.split()), slug, side.company, domain, side.title, side.place, systems)
        for key, (side, slug, domain, systems) in sorted(
            (found.people[person].key, told) for person, told in sides.items() if person in outside
        )
    ]
    digest = blake2b(repr((RULES, sorted(listed), others)).encode("utf-8", "replace"), digest_size=16).hexdigest()
    if people.recall(db, _STAMP) == digest:
        return [pair for pair in matches.read_pairs(db) if not pair.other.startswith(KEY)]
    from kreds.resolve.linkage import link

    known = {found.people[person].key: told[0] for person, told in sides.items()}
    parts = [one.name for one in fields(MatchSide)]
    rows = [
        PairRow(
            pair.one,
            pair.other,
            pair.probability,
            json.dumps(
                {
                    "odds": pair.odds,
                    "alone": pair.probability,
                    "why": [[part.what, part.level, part.weight] for part in pair.parts],
                    "who": {name: getattr(known[pair.other], name) for name in parts},
                },
                ensure_ascii=False,
            ),
        )
        for pair in link(listed, others)
    ]
    people.remember(db, _STAMP, digest)
    return rows


_Told = tuple[MatchSide, str, str, tuple[str, ...]]


def _sides(db: Connection, found: People, parties: Sequence[PartyRow]) -> dict[int, _Told]:
    """Everybody as other sources have them: side, profile slug, domain, systems."""
    said: dict[int, dict[str, str]] = {}
    systems: dict[int, set[str]] = {}
    for told in outsiders.contact_facts(db):
        person = found.of_contact.get(told.key)
        if person is None:
            continue
        facts = said.setdefault(person, {})
        facts.update(
            {
                name: value
                for name in ("name", "company", "domain", "title", "place", "slug")
                if (value := getattr(told, name))
            }
        )
        facts["email"] = (told.emails.split() or [facts.get("email", "")])[0]
        systems.setdefault(person, set()).add(told.system)
    for party in parties:
        person = found.of_party.get(party.id)
        if party.email and not party.slug and person is not None:
            facts = said.setdefault(person, {})
            facts.setdefault("name", party.name)
            facts.setdefault("email", party.email)
            systems.setdefault(person, set()).add(CALENDAR)
    return {person: _told(facts, systems.get(person, set())) for person, facts in said.items()}


def _told(facts: Mapping[str, str], systems: set[str]) -> _Told:
    known = {name: facts.get(name, "") for name in ("name", "title", "company", "place", "email")}
    # A calendar may well know one person by two addresses; a list of contacts names nobody twice.
    lists = tuple(sorted(systems - {CALENDAR}))
    return MatchSide(**known, systems=" ".join(sorted(systems))), facts.get("slug", ""), facts.get("domain", ""), lists


def _listed(db: Connection, found: People, sides: Mapping[int, _Told]) -> list["LinkRow"]:
    """Every relation as the newest list has them, with the systems that are known to list them."""
    from kreds.resolve.linkage_rows import LinkRow

    newest: dict[int, LinkRow] = {}
    for row in matches.listed_rows(db):
        person = found.of_connection[row.id]
        before = newest.get(person)
        mails = (row.email,) if row.email else before.emails if before else ()
        slug = row.slug or (before.slug if before else "")
        key = found.people[person].key
        newest[person] = LinkRow(key, row.name, mails, slug, row.company, "", row.title)
    for person, (side, _, _, lists) in sides.items():
        if person in newest:
            newest[person] = newest[person]._replace(systems=lists, place=side.place)
    return list(newest.values())


def _known_by_name(found: People, sides: Mapping[int, _Told], strangers: frozenset[int]) -> list["LinkRow"]:
    """Those who are no relations, by name and address: LinkedIn's files say nothing of their work."""
    from kreds.resolve.linkage_rows import LinkRow

    rows = []
    for one in sorted(strangers):
        person = found.people[one]
        side, _, domain, lists = sides.get(one, (MatchSide(person.name), "", "", ()))
        mails = (person.email,) if person.email else ()
        rows.append(
            LinkRow(person.key, person.name, mails, person.slug, side.company, domain, side.title, side.place, lists)
        )
    return rows
