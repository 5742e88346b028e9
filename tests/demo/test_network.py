"""The invented network is the same for the same options, of the promised size, and coherent."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kreds.demo.conversation import Kind
from kreds.demo.network import Network, build_network
from kreds.demo.options import DemoOptions
from kreds.demo.people import SEGMENTS
from kreds.demo.rhythms import Pattern
from kreds.model.level import Level
from tests.demo.conftest import OPTIONS


def messages_by_relation(network: Network) -> list[list[tuple[int, int, str]]]:
    """Time, sender and text of the direct messages with each relation."""
    talk: list[list[tuple[int, int, str]]] = [[] for _ in network.relations]
    table = network.messages
    for thread, at, sender, text in zip(table.conversation, table.at, table.sender, table.text, strict=True):
        relation = network.conversations[thread].relation
        if relation >= 0:
            talk[relation].append((int(at), int(sender), network.texts.texts[text]))
    return talk


@settings(max_examples=25, deadline=None)
@given(
    relations=st.integers(0, 120),
    messages=st.integers(0, 900),
    seed=st.integers(0, 10**6),
    language=st.sampled_from(["da", "en"]),
)
def test_sizes_are_as_asked(relations: int, messages: int, seed: int, language: str) -> None:
    """Every network has the relations it should, never more messages, and nothing younger than its day."""
    options = DemoOptions(seed=seed, relations=relations, messages=messages, language=language)
    network = build_network(options)
    assert len(network.relations) == relations
    assert len(network.messages) <= messages
    if any(relation.rhythm.is_dialogue for relation in network.relations):
        assert len(network.messages) == messages
    midnight = (options.day + timedelta(days=1) - date(1970, 1, 1)).days * 86_400
    assert not len(network.messages) or network.messages.at.max() < midnight
    assert all(relation.connected_on <= options.day for relation in network.relations)


def test_equal_options_give_an_equal_network(network: Network) -> None:
    """Chance comes from the seed alone."""
    again = build_network(OPTIONS)
    assert again.relations == network.relations
    assert again.conversations == network.conversations
    assert again.gestures == network.gestures
    assert again.feed == network.feed
    assert np.array_equal(again.messages.text, network.messages.text)
    assert build_network(replace(OPTIONS, seed=2)).relations != network.relations


def test_levels_are_spread_as_the_guide_expects() -> None:
    """About a tenth of a network is strong, a third average, half worthless."""
    network = build_network(DemoOptions(messages=0, relations=3_000))
    share = {level: count / 3_000 for level, count in Counter(r.level for r in network.relations).items()}
    assert share[Level.STRONG] == pytest.approx(0.10, abs=0.02)
    assert share[Level.AVERAGE] == pytest.approx(0.36, abs=0.03)
    assert share[Level.WORTHLESS] == pytest.approx(0.54, abs=0.03)


def test_strong_relations_talk_both_ways_and_worthless_ones_do_not(network: Network) -> None:
    """Most strong relations have a dialogue with questions; worthless ones are silent or sell."""
    talk = messages_by_relation(network)
    strong = [talk[i] for i, r in enumerate(network.relations) if r.level is Level.STRONG]
    worthless = [talk[i] for i, r in enumerate(network.relations) if r.level is Level.WORTHLESS]
    two_way = [lines for lines in strong if {sender for _, sender, _ in lines} == {0, 1}]
    assert len(two_way) > 0.8 * len(strong)
    asking = [lines for lines in two_way if any("?" in text for _, _, text in lines)]
    assert len(asking) > 0.9 * len(two_way)
    assert sum(bool(lines) for lines in worthless) < 0.4 * len(worthless)
    assert max(len(lines) for lines in worthless) < 30


def test_every_kind_of_conversation_is_there(network: Network) -> None:
    """Groups, blasts, recruiters, spam, advertisements, deleted members and drafts all occur."""
    kinds = {network.conversations[thread].kind for thread in network.messages.conversation}
    assert kinds == set(Kind)
    assert network.messages.draft.any()


def test_no_message_stands_twice(network: Network) -> None:
    """Conversation, second, sender and text together are unique, so that a reader merges none of them."""
    table = network.messages
    keys = set(
        zip(table.conversation.tolist(), table.at.tolist(), table.sender.tolist(), table.text.tolist(), strict=True)
    )
    assert len(keys) == len(table)


def test_threads_run_from_new_to_old(network: Network) -> None:
    """A thread's rows stand together, newest first, as LinkedIn writes them."""
    rows = list(zip(network.messages.conversation.tolist(), network.messages.at.tolist(), strict=True))
    assert all(a != c or at >= before for (a, at), (c, before) in pairwise(rows))
    changes = sum(a != c for (a, _), (c, _) in pairwise(rows))
    assert changes + 1 == len({thread for thread, _ in rows})


def test_no_talk_before_people_connected(network: Network) -> None:
    """Direct messages with a relation begin on or after the day they connected."""
    for relation, lines in zip(network.relations, messages_by_relation(network), strict=True):
        first = min((at for at, _, _ in lines), default=None)
        assert first is None or date(1970, 1, 1) + timedelta(days=first // 86_400) >= relation.connected_on


def test_colleagues_connect_in_or_just_after_a_shared_job(network: Network) -> None:
    """A former colleague worked where the owner worked when they connected."""
    jobs = {job.company: job for job in network.owner.positions}
    colleagues = [r for r in network.relations if "former_colleague" in r.segments[:1]]
    assert len(colleagues) > 20
    for relation in colleagues:
        company = relation.job_changes[0].old_company if relation.job_changes else relation.company
        job = jobs[company]
        assert job.since <= relation.connected_on <= job.last_day(network.day) + timedelta(days=120)


def test_job_changes_lead_to_the_present_job(network: Network) -> None:
    """Each change starts from the job before it, after the connection, and the last one is what stands today."""
    changed = [relation for relation in network.relations if relation.job_changes]
    assert changed
    for relation in changed:
        steps = relation.job_changes
        assert all((a.company, a.title) == (b.old_company, b.old_title) for a, b in pairwise(steps))
        assert (steps[-1].company, steps[-1].title) == (relation.company, relation.title)
        assert all(relation.connected_on < step.day <= network.day for step in steps)


def test_people_are_told_apart_by_address(network: Network) -> None:
    """Slugs are unique though names are not all; segments come from the known list."""
    assert len({relation.slug for relation in network.relations}) == len(network.relations)
    assert {segment for relation in network.relations for segment in relation.segments} <= set(SEGMENTS)


def test_gestures_come_from_plausible_relations(network: Network) -> None:
    """Recommendations are between strong relations; no gesture from a relation precedes its connection."""
    relations = network.relations
    for gesture in network.gestures.recommendations:
        assert relations[gesture.who.relation].level is Level.STRONG
    for gesture in network.gestures.endorsements + network.gestures.notes:
        assert gesture.at.date() >= relations[gesture.who.relation].connected_on
    strong = sum(relations[g.who.relation].level is Level.STRONG for g in network.gestures.endorsements)
    assert strong > len(network.gestures.endorsements) / 3


def test_in_person_relations_write_little(network: Network) -> None:
    """Some strong relations meet rather than write: few messages do not mean a weak tie."""
    talk = messages_by_relation(network)
    lengths = [len(talk[i]) for i, r in enumerate(network.relations) if r.rhythm.pattern is Pattern.IN_PERSON]
    assert lengths
    assert max(lengths) <= 60


def test_a_need_is_said_in_a_message(network: Network) -> None:
    """Whoever needs something and writes at all has asked for it."""
    talk = messages_by_relation(network)
    needy = [
        lines
        for relation, lines in zip(network.relations, talk, strict=True)
        if relation.needs and relation.rhythm.is_dialogue and any(sender == 1 for _, sender, _ in lines)
    ]
    assert needy
    pool = network.texts
    asked = {
        pool.texts[pool.start[key] + offset]
        for key in pool.start
        if key[1].startswith("need_")
        for offset in range(pool.size[key])
    }
    assert all(any(text in asked for _, _, text in lines) for lines in needy)


def test_a_later_network_holds_all_that_was_and_more() -> None:
    """Later, old relations and messages still stand; people have joined, changed jobs and vanished."""
    first = build_network(OPTIONS)
    later = build_network(replace(OPTIONS, later_days=200))
    assert later.day == first.day + timedelta(days=200)
    assert [r.slug for r in later.relations[: len(first.relations)]] == [r.slug for r in first.relations]
    assert len(later.relations) > len(first.relations)
    assert any(relation.vanished_on for relation in later.relations)
    old_jobs = [(r.company, r.title) for r in first.relations]
    assert old_jobs != [(r.company, r.title) for r in later.relations[: len(first.relations)]]

    def keys(network: Network) -> set[tuple[str, int, int, int]]:
        table = network.messages
        ids = [network.conversations[thread].id for thread in table.conversation]
        return set(zip(ids, table.at.tolist(), table.sender.tolist(), table.text.tolist(), strict=True))

    assert keys(first) < keys(later)


@pytest.mark.parametrize("wrong", [{"relations": -1}, {"messages": -1}, {"language": "tlh"}, {"later_days": -3}])
def test_impossible_options_are_refused(wrong: dict[str, int]) -> None:
    """A size below zero or a language without texts is a mistake of the caller."""
    with pytest.raises(ValueError, match=r"negative|language"):
        DemoOptions(**wrong)  # type: ignore[arg-type]  # one key of a wrong kind is the point


def test_texts_read_like_sentences() -> None:
    """No text keeps a blank to fill other than the reader's name, or stumbles over its own punctuation."""
    pool = build_network(DemoOptions(relations=1, messages=1)).texts
    assert len(set(pool.texts)) > 3_000
    assert not [text for text in pool.texts if re.search(r"\{(?!n\})|,\.|!\.|  ", text)]
