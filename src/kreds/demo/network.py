"""A whole invented network: its owner, relations, conversations, gestures and posts. Pure: equal options, equal network."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from kreds.demo.conversation import Conversation, Line, MessageTable, joined, new_id, newest_first, table_of
from kreds.demo.dialogues import Speakers, draw_dialogues
from kreds.demo.evolution import evolve
from kreds.demo.gestures import Gestures, added, draw_gestures
from kreds.demo.names import ODD_NAMES
from kreds.demo.options import DemoOptions
from kreds.demo.outside import Outside, draw_outside
from kreds.demo.owner import Owner, build_owner
from kreds.demo.people import PeopleMaker, Relation
from kreds.demo.posts import Feed, draw_feed, more
from kreds.demo.small_talk import SmallTalk, Talk, Window, direct_conversation
from kreds.demo.texts import LANGUAGES, TextPool, build_pool
from kreds.model.level import Level

_EPOCH = date(1970, 1, 1)
_SMALL_TALK_AT_MOST = 0.3


@dataclass(frozen=True, slots=True)
class Hidden:
    """A connection whose member closed or hid the account: only the day is left."""

    connected_on: date


@dataclass(frozen=True, slots=True)
class Network:
    """Everything a layout writes down, and everything the truth file tells.

    ``relations`` holds the vanished ones too; ``twice`` names relations that stand on two rows of Connections.csv.
    ``outside`` is as it was on the first day, however much later the network is.
    """

    options: DemoOptions
    day: date
    owner: Owner
    relations: tuple[Relation, ...]
    hidden: tuple[Hidden, ...]
    twice: tuple[int, ...]
    conversations: tuple[Conversation, ...]
    messages: MessageTable
    texts: TextPool
    gestures: Gestures
    feed: Feed
    outside: Outside


def build_network(options: DemoOptions) -> Network:
    """The network of the options; with ``later_days`` the one it became."""
    network = _first_network(replace(options, later_days=0))
    return _later_network(network, options) if options.later_days else network


def _first_network(options: DemoOptions) -> Network:
    owner, pool = build_owner(options), build_pool(options.seed)
    relations = _relations(options, owner)
    rng = random.Random(f"{options.seed}/network")
    window = Window(owner.joined_on, options.day, fullness=1.0)
    conversations, messages = _talk(options, relations, pool=pool, window=window)
    gestures = draw_gestures(options, owner, relations)
    return Network(
        options=options,
        day=options.day,
        owner=owner,
        relations=relations,
        hidden=_hidden(rng, options, window),
        twice=tuple(sorted(rng.sample(range(len(relations)), len(relations) // 350))),
        conversations=conversations,
        messages=newest_first(messages, len(conversations)),
        texts=pool,
        gestures=gestures,
        feed=draw_feed(options, since=owner.joined_on),
        outside=draw_outside(options, owner, relations, gestures.invitations),
    )


def _relations(options: DemoOptions, owner: Owner) -> tuple[Relation, ...]:
    """Relations by the day they connected; a few of them have names that break careless readers."""
    maker = PeopleMaker(options, stream="relations")
    made = [maker.relation((owner.joined_on, options.day)) for _ in range(options.relations)]
    odd = ODD_NAMES[: len(made) // 20]
    places = random.Random(f"{options.seed}/odd").sample(range(len(made)), len(odd))
    for place, (first, last) in zip(places, odd, strict=True):
        made[place] = replace(made[place], first_name=first, last_name=last, slug=maker.slug(first, last))
    return tuple(sorted(made, key=lambda relation: relation.connected_on))


def _hidden(rng: random.Random, options: DemoOptions, window: Window) -> tuple[Hidden, ...]:
    span = (window.until - window.since).days
    count = round(0.014 * options.relations)
    return tuple(Hidden(window.since + timedelta(days=rng.randrange(span + 1))) for _ in range(count))


def _talk(
    options: DemoOptions, relations: tuple[Relation, ...], *, pool: TextPool, window: Window
) -> tuple[tuple[Conversation, ...], MessageTable]:
    """Small talk first, at most a share of all; dialogues fill the rest exactly."""
    limit = round(options.messages * _SMALL_TALK_AT_MOST)
    conversations, tables = _few(SmallTalk(options, relations, pool=pool, window=window).talks(), limit)
    rng = random.Random(f"{options.seed}/dialogues")
    speaking = [index for index, relation in enumerate(relations) if relation.rhythm.is_dialogue]
    first = len(conversations)
    conversations += [direct_conversation(index, relations[index], rng) for index in speaking]
    threads = list(range(first, first + len(speaking)))
    speakers = _speakers([relations[index] for index in speaking], threads, window)
    chance = np.random.default_rng([options.seed, 1])
    dialogues = draw_dialogues(chance, speakers, pool, total=options.messages - len(tables))
    dialogues = _ask_for_needs(rng, dialogues, conversations, relations=relations, pool=pool)
    dialogues = _cut_threads(rng, dialogues, conversations, first=first)
    return tuple(conversations), joined([tables, dialogues])


def _few(talks: Iterator[Talk], limit: int) -> tuple[list[Conversation], MessageTable]:
    """Conversations until ``limit`` messages are reached."""
    conversations: list[Conversation] = []
    rows: list[tuple[int, Line]] = []
    for conversation, lines in talks:
        if len(rows) + len(lines) <= limit:
            rows.extend((len(conversations), line) for line in lines)
            conversations.append(conversation)
    return conversations, table_of(rows)


def _speakers(relations: Sequence[Relation], threads: list[int], window: Window) -> Speakers:
    """The dialogues that are alive in the window, in columns."""
    rows = [
        (thread, max(rhythm.starts, window.since), min(_ends(relation, window), window.until), relation)
        for thread, relation in zip(threads, relations, strict=True)
        for rhythm in (relation.rhythm,)
    ]
    rows = [row for row in rows if row[1] <= row[2]]
    return Speakers(
        conversation=np.array([row[0] for row in rows], dtype=np.int64),
        since=np.array([(row[1] - _EPOCH).days for row in rows], dtype=np.float64),
        until=np.array([(row[2] - _EPOCH).days + 1 for row in rows], dtype=np.float64),
        interval=np.array([row[3].rhythm.interval_days for row in rows], dtype=np.float64),
        share=np.array([row[3].rhythm.share for row in rows], dtype=np.float64),
        size=np.array([3.8 if row[3].level is Level.STRONG else 2.7 for row in rows], dtype=np.float64),
        language=np.array([LANGUAGES.index(row[3].language) for row in rows], dtype=np.int64),
        private=np.array(["personal" in row[3].segments for row in rows], dtype=np.bool_),
    )


def _ends(relation: Relation, window: Window) -> date:
    return min(relation.rhythm.fades or window.until, relation.vanished_on or window.until)


def _ask_for_needs(
    rng: random.Random,
    dialogues: MessageTable,
    conversations: list[Conversation],
    *,
    relations: Sequence[Relation],
    pool: TextPool,
) -> MessageTable:
    """Let whoever needs something say so in the last message they wrote; rows stand by conversation and time."""
    text = dialogues.text.copy()
    inbound = np.flatnonzero(dialogues.sender == 1)
    threads = dialogues.conversation[inbound]
    ends = np.searchsorted(threads, np.arange(len(conversations)), side="right")
    for thread, conversation in enumerate(conversations):
        row = int(ends[thread]) - 1
        needs = relations[conversation.relation].needs if conversation.relation >= 0 else ()
        if needs and row >= 0 and threads[row] == thread:
            text[inbound[row]] = pool.draw(rng, conversation.language, f"need_{needs[0]}")
    return replace(dialogues, text=text)


def _cut_threads(
    rng: random.Random, dialogues: MessageTable, conversations: list[Conversation], *, first: int
) -> MessageTable:
    """Some people have two threads: what is older than a moment moves to one of its own."""
    threads = dialogues.conversation.copy()
    begins = np.searchsorted(threads, np.arange(len(conversations)))
    ends = np.searchsorted(threads, np.arange(len(conversations)), side="right")
    for thread in range(first, len(begins)):
        size = int(ends[thread] - begins[thread])
        if size > 7 and rng.random() < 0.04:
            cut = int(begins[thread]) + rng.randrange(2, size - 2)
            threads[begins[thread] : cut] = len(conversations)
            conversations.append(replace(conversations[thread], id=new_id(rng)))
    return replace(dialogues, conversation=threads)


def _later_network(network: Network, options: DemoOptions) -> Network:
    """The network some days on: what stood in it still stands, and things have happened since."""
    day = options.day + timedelta(days=options.later_days)
    relations = evolve(options, network.relations, day=day)
    since = options.day + timedelta(days=1)
    window = Window(since, day, fullness=options.later_days / 3_650)
    conversations, messages = _later_talk(network, replace(options, day=day), relations=relations, window=window)
    new = range(len(network.relations), len(relations))
    closed = [relation for relation in relations if relation.vanished_on and relation.level is Level.WORTHLESS]
    return replace(
        network,
        options=options,
        day=day,
        relations=relations,
        hidden=(*network.hidden, *(Hidden(relation.connected_on) for relation in closed[::2])),
        conversations=conversations,
        messages=newest_first(messages, len(conversations)),
        gestures=added(
            network.gestures, draw_gestures(replace(options, day=day), network.owner, relations, chosen=new)
        ),
        feed=more(network.feed, draw_feed(replace(options, day=day), since=since)),
    )


def _later_talk(
    network: Network, options: DemoOptions, *, relations: tuple[Relation, ...], window: Window
) -> tuple[tuple[Conversation, ...], MessageTable]:
    """Living threads go on, new relations begin theirs."""
    small = SmallTalk(options, relations, pool=network.texts, window=window)
    few, lines = _few(small.talks(), options.messages)
    rng = random.Random(f"{options.seed}/later dialogues/{options.later_days}")
    conversations = list(network.conversations)
    thread_of = {c.relation: index for index, c in enumerate(conversations) if c.relation >= 0}
    speaking = [index for index, relation in enumerate(relations) if relation.rhythm.is_dialogue]
    for index in speaking:
        if index not in thread_of:
            thread_of[index] = len(conversations)
            conversations.append(direct_conversation(index, relations[index], rng))
    threads = [thread_of[index] for index in speaking]
    speakers = _speakers([relations[index] for index in speaking], threads, window)
    chance = np.random.default_rng([options.seed, 2, options.later_days])
    dialogues = draw_dialogues(chance, speakers, network.texts, total=None)
    moved = replace(lines, conversation=lines.conversation + np.int32(len(conversations)))
    return (*conversations, *few), joined([network.messages, dialogues, moved])
