"""From facts and decisions to everything derived: who is who, whose network it is, how strong each relation is.

What is derived is a pure function of facts and decisions; it may be dropped and rebuilt at any time.
"""

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from importlib.metadata import version

import polars as pl
from sqlalchemy import Connection

from kreds.model.decision import DecisionKind
from kreds.model.frames import CONTEXT, RELATIONS
from kreds.model.importing import Owner
from kreds.resolve import (
    ConnectionState,
    OtherRow,
    OwnerEvidence,
    OwnerFinding,
    PartyRow,
    People,
    connection_states,
    exchanges,
    find_owner,
)
from kreds.services.acquaint import acquaint, meeting_exchanges, took_place
from kreds.services.group_people import grouped
from kreds.services.judging import fit_alive, half_life_days, judged, judging_day, rule_of
from kreds.services.match_pairs import resolve_everybody
from kreds.services.react import list_days, reaction_exchanges, with_reactors
from kreds.services.said import said_answers, said_levels, said_notes, said_tags, said_trials
from kreds.services.said_log import logged_exchanges
from kreds.services.write_outside import CALENDAR_EMAIL
from kreds.store import decisions, imports, matches, memberships, outsiders, people, posts, relations
from kreds.store.groups import RelationFacts
from kreds.text.names import search_key, sort_key
from kreds.text.urls import profile_slug, profile_url
from kreds.ties import features
from kreds.ties.bridging import bridging_values, house_key

_EPOCH = date(1970, 1, 1)
_REBUILT = "rebuilt"
RULES = 12
"""Goes up by one when the same facts and decisions give something else, or something more, than before."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The network in a few numbers."""

    relations: int
    no_longer_connected: int
    owner: Owner
    owner_is_sure: bool
    owner_candidates: tuple[Owner, ...]


def rebuild_network(
    db: Connection, *, messages: pl.DataFrame | None = None, tick: Callable[[], None] = lambda: None
) -> Rebuilt:
    """Derive everything anew inside the caller's transaction.

    Args:
        messages: all messages of the store, where they are at hand; else they are read.
        tick: called several times a second; may raise to stop.
    """
    parties = people.party_rows(db)
    found = resolve_everybody(db, parties)
    tick()
    states = connection_states(
        people.list_sightings(db, found.of_connection),
        people.list_archives(db),
        hidden=people.hidden_days(db),
        unread=people.unread_connections(db),
    )
    finding = _owner(db, parties, found, states)
    own = {f"in:{finding.slug}", *(f"mail:{mail.lower()}" for mail in people.owner_values(db, "email"))}
    # Whose calendar it is may be guessed, and nobody who is a relation is the owner by a guess.
    guessed = {f"mail:{mail}" for mail in people.owner_values(db, CALENDAR_EMAIL)}
    owners = frozenset(
        person.id
        for person in found.people.values()
        if not own.isdisjoint(person.keys) or (person.id not in states and not guessed.isdisjoint(person.keys))
    )
    states = {person: state for person, state in states.items() if person not in owners}
    tick()
    found, of_reactor = with_reactors(db, found, states, owners)
    people.write_people(db, found, owners)
    posts.write_reactor_people(db, sorted(of_reactor.items()))
    outsiders.write_contact_people(db, found.of_contact)
    people.note_messages_since(db)
    tick()
    known_until = max(imports.calendar_days(db), default="")
    meetings = took_place(outsiders.meeting_rows(db), found, owners, until=known_until)
    until = judging_day(db)
    met = [*meeting_exchanges(found, meetings, owners), *logged_exchanges(db, until=until)]
    met += reaction_exchanges(db, until=until, of_reactor=of_reactor)
    interactions = _exchanges(db, found, owners, messages=messages, met=met)
    tick()
    acquaint(db, found, meetings, owners=owners)
    tick()
    _judge_all(db, found, states, interactions=interactions, tick=tick)
    gone = sum(1 for state in states.values() if state.no_longer_since)
    candidates = tuple(Owner(_name_of(found, slug), profile_url(slug)) for slug in finding.candidates)
    name = next(iter(people.owner_values(db, "name")), "") or _name_of(found, finding.slug)
    owner = Owner(name, profile_url(finding.slug) if finding.slug else "")
    rebuilt = Rebuilt(len(states), gone, owner, finding.is_sure, candidates)
    said = {"version": version("kreds"), "rules": RULES, **asdict(rebuilt)}
    people.remember(db, _REBUILT, json.dumps(said, sort_keys=True))
    people.remember(db, matches.DUE, "")
    return rebuilt


def network_as_it_is(db: Connection) -> Rebuilt | None:
    """What the last rebuild found, for when nothing has come since; None before the first by this version.

    None, too, where it has yet to follow a word on who is who.
    """
    if matches.is_due(db):
        return None
    values = json.loads(people.recall(db, _REBUILT) or "{}")
    if values.get("version") != version("kreds") or values.get("rules") != RULES:
        return None
    return Rebuilt(
        relations=values["relations"],
        no_longer_connected=values["no_longer_connected"],
        owner=Owner(**values["owner"]),
        owner_is_sure=values["owner_is_sure"],
        owner_candidates=tuple(Owner(**owner) for owner in values["owner_candidates"]),
    )


def is_outdated(db: Connection) -> bool:
    """Whether what is derived was made by other rules than these, or not at all."""
    return imports.count(db) > 0 and network_as_it_is(db) is None


def judge_again(db: Connection, persons: Collection[int] | None = None) -> int:
    """Judge relations anew from their stored features, all or these; how many there are."""
    frame = relations.read_features(db, persons)
    if frame.is_empty():
        return 0
    columns: dict[str, list[object]] = {"person": frame.get_column("person").to_list()}
    _put_judgement(columns, judged(db, rule_of(db), frame, persons), said_levels(db, persons))
    relations.judge_relations(db, columns)
    return len(frame)


def _exchanges(
    db: Connection,
    found: People,
    owners: frozenset[int],
    *,
    messages: pl.DataFrame | None,
    met: Sequence[OtherRow],
) -> pl.DataFrame:
    """The owner's exchanges; who takes part in which conversation is written on the way."""
    talk = exchanges(
        people.message_frame(db) if messages is None else messages.select(people.MESSAGE_COLUMNS),
        people.audience_frame(db),
        of_party=found.of_party,
        owners=owners,
        rows=[*people.other_rows(db, found.of_party, owners), *met],
    )
    people.write_conversation_people(db, talk.conversation_people)
    return talk.interactions


def _judge_all(
    db: Connection,
    found: People,
    states: Mapping[int, ConnectionState],
    *,
    interactions: pl.DataFrame,
    tick: Callable[[], None],
) -> None:
    day, half_life = judging_day(db), half_life_days(db)
    known = said_answers(db)
    order = sorted(states)
    listed = pl.DataFrame(
        [(p, _day_number(states[p].connected_on), int(not states[p].no_longer_since)) for p in order],
        schema={name: getattr(pl, kind) for name, kind in RELATIONS.items()},
        orient="row",
    )
    context = _context(known, _colleagues(db, states), _lists(db, listed))
    frame = features(interactions, listed, day=day, context=context, half_life_days=half_life).sort("person")
    relations.write_features(db, frame)
    tick()
    fit_alive(db, frame)
    columns = _plain_columns([states[person] for person in order], found)
    texts = pl.DataFrame(
        {name: columns[name] for name in ("person", "title", "company")}, schema_overrides={"person": pl.Int64}
    )
    judgement = rule_of(db).judge(frame, texts)
    columns.update(_contact_columns(frame))
    _put_judgement(columns, judgement, said_levels(db))
    tick()
    _put_groups(db, columns)
    tick()
    relations.write_relations(db, columns)
    relations.drop_tags(db)
    among = set(order)
    relations.write_tags(db, {person: tags for person, tags in said_tags(db).items() if person in among})
    relations.write_notes(db, {person: note for person, note in said_notes(db).items() if person in among})
    relations.write_trials(db, {person: trial for person, trial in said_trials(db).items() if person in among})


def _colleagues(db: Connection, states: Mapping[int, ConnectionState]) -> frozenset[int]:
    """Whoever works, in the newest list they are in, at an organization where the owner works or has worked."""
    own = {key for name in people.workplaces(db) if (key := house_key(name))}
    companies = {state.company for state in states.values()}
    shared = {company for company in companies if house_key(company) in own}
    return frozenset(person for person, state in states.items() if state.company in shared)


def _lists(db: Connection, listed: pl.DataFrame) -> dict[int, int]:
    """For each relation, how many posts since they are connected a whole list of reactions is known of."""
    days = list_days(db)
    if not days:
        return {}
    rows = listed.select("person", "connected_day").iter_rows()
    counts = {person: len(days) - bisect_left(days, since if since is not None else days[0]) for person, since in rows}
    return {person: count for person, count in counts.items() if count}


def _context(
    answers: Mapping[int, Mapping[str, int]], colleagues: frozenset[int], lists: Mapping[int, int]
) -> pl.DataFrame:
    """The columns of `CONTEXT`, for those of whom anything is known."""
    persons = sorted(colleagues | set(answers) | set(lists))
    facts = [name for name in CONTEXT if name not in ("person", "colleague", "lists")]
    rows = [
        (p, int(p in colleagues), *(answers.get(p, {}).get(name, 0) for name in facts), lists.get(p, 0))
        for p in persons
    ]
    columns = ["person", "colleague", *facts, "lists"]
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.Int64), orient="row")


def _day_number(day: str) -> int | None:
    return (date.fromisoformat(day) - _EPOCH).days if day else None


def _plain_columns(states: list[ConnectionState], found: People) -> dict[str, list[object]]:
    """What the lists say of the relations, in their order."""
    names = [state.name or found.people[state.person].name for state in states]
    return {
        "person": [state.person for state in states],
        "name": list(names),
        "sort_name": [sort_key(name) for name in names],
        "search": [
            search_key(f"{name} {state.company} {state.title}") for name, state in zip(names, states, strict=True)
        ],
        "search_company": _by_text(search_key, [state.company for state in states]),
        "search_title": _by_text(search_key, [state.title for state in states]),
        "slug": [state.slug or found.people[state.person].slug for state in states],
        "company": [state.company for state in states],
        "title": [state.title for state in states],
        "sort_company": _by_text(sort_key, [state.company for state in states]),
        "sort_title": _by_text(sort_key, [state.title for state in states]),
        "connected_on": [state.connected_on for state in states],
        "no_longer_since": [state.no_longer_since for state in states],
        "bridge": list(bridging_values([(state.company, not state.no_longer_since) for state in states])),
    }


def _by_text(key: Callable[[str], str], texts: list[str]) -> list[object]:
    """Many people work at few companies under few titles: each text is folded once."""
    keys = {text: key(text) for text in set(texts)}
    return [keys[text] for text in texts]


def _contact_columns(frame: pl.DataFrame) -> dict[str, list[object]]:
    days = frame.get_column("last_day").to_list()
    return {
        "messages_in": frame.get_column("messages_in").to_list(),
        "messages_out": frame.get_column("messages_out").to_list(),
        "last_contact": ["" if day is None else (_EPOCH + timedelta(days=day)).isoformat() for day in days],
    }


def _put_groups(db: Connection, columns: dict[str, list[object]]) -> None:
    """Put the groups into the relations, and write down why; everybody known from elsewhere is grouped, too."""
    rows = zip(*(columns[name] for name in RelationFacts._fields), strict=True)
    found = grouped(db, [RelationFacts(*row) for row in rows])
    memberships.write_memberships(db, found.memberships)
    columns.update(found.columns)


def _put_judgement(columns: dict[str, list[object]], judged: pl.DataFrame, overruled: Mapping[int, str]) -> None:
    """Put the judgement into the relations, rows matched by person; what the person said stands above it."""
    judged = pl.DataFrame({"person": columns["person"]}, schema={"person": pl.Int64}).join(
        judged, on="person", how="left", maintain_order="left"
    )
    levels = judged.get_column("level").to_list()
    columns["judged_level"] = levels
    columns["level"] = [
        overruled.get(person, level) for person, level in zip(judged.get_column("person"), levels, strict=True)
    ]
    columns["overruled"] = [int(person in overruled) for person in judged.get_column("person")]
    for name in relations.JUDGED:
        columns[name] = judged.get_column(name).to_list()


def _name_of(found: People, slug: str) -> str:
    return next((person.name for person in found.people.values() if f"in:{slug}" in person.keys), "")


def _owner(
    db: Connection, parties: list[PartyRow], found: People, states: Mapping[int, ConnectionState]
) -> OwnerFinding:
    said = decisions.standing(db, DecisionKind.OWNER).get("")
    writes: dict[str, list[str]] = defaultdict(list)
    for party in parties:
        if party.slug and party.name:
            writes[party.slug].append(party.name)
    invitations = [slug for url in people.owner_values(db, "profile") if (slug := profile_slug(url) or url)]
    takes_part, conversations = ({}, 0) if said or len(invitations) == 1 else people.participation(db)
    return find_owner(
        OwnerEvidence(
            said=str(said.value["slug"]) if said else "",
            profile_names=people.owner_values(db, "name"),
            invitation_slugs=invitations,
            writes=writes,
            takes_part=takes_part,
            conversations=conversations,
            listed=frozenset(found.people[person].slug for person in states),
        )
    )
