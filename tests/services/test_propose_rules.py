"""Rules that are proposed: from jobs, lists and corrections; whom they move; asked once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kreds.composition.known import Account, Known, Own, Spell
from kreds.composition.rule_proposals import Ground, rule_proposals
from kreds.model.segment import Segment
from kreds.services.decide import take_back
from kreds.services.find_person import resolve_who
from kreds.services.group_people import group_people
from kreds.services.propose_rules import accept_proposal, dismiss_proposal, proposed_rules
from kreds.services.read_groups import preview_rule
from kreds.services.say_groups import drop_rule, say_group
from kreds.services.show_relation import show_relation
from kreds.store.database import Store, open_store
from kreds.text.organizations import organization_key
from tests.services.small_stores import Someone, fill

NAMES = ("Anna Holm", "Bo Lind", "Carl Dam", "Ditte Ege", "Eva Krog")
JOBS = (Spell("Nordlys Data A/S", "nordlys data", "2015-01-01", "2019-12-31"), Spell("Fyrtårn & Co", "fyrtarn"))


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """Five people at one company, one elsewhere."""
    with open_store(store_url) as opened:
        ones = [Someone(name, name.lower().replace(" ", "-"), company="Havblik ApS") for name in NAMES]
        fill(opened, [*ones, Someone("Finn Birk", "finn-birk", company="Birkeland")])
        with opened.writing() as db:
            group_people(db)
        yield opened


def _correct(store: Store, *who: str, on: bool = True, group: str = Segment.PARTNER) -> None:
    for at, one in enumerate(who):
        say_group(store, [resolve_who(store, one)], group, on, at=at + 1)


def test_three_corrections_make_a_rule_to_ask_about(store: Store) -> None:
    """Two are none; the third asks, tells whom it would move, and what is said does as it was told."""
    _correct(store, "anna-holm", "bo-lind", "finn-birk")
    assert proposed_rules(store) == ()
    _correct(store, "carl-dam")
    (asked,) = proposed_rules(store)
    assert (asked.ground, asked.count, asked.people, asked.moved) == (Ground.CORRECTIONS, 3, 5, 2)
    assert {one.name for one in asked.examples} == {"Ditte Ege", "Eva Krog"}
    assert preview_rule(store, asked.rule).changed == asked.moved
    assert show_relation(store, "eva-krog").relation.segments == ()
    found, decided = accept_proposal(store, asked.rule.id, at=9)
    assert found == asked
    assert show_relation(store, "eva-krog").relation.segments == ("partner",)
    assert proposed_rules(store) == ()
    take_back(store, at=10, number=decided.id)
    assert show_relation(store, "eva-krog").relation.segments == ()
    assert proposed_rules(store) == (asked,)


def test_words_both_ways_ask_nothing(store: Store) -> None:
    """Where somebody of the company was said not to be in the group, its people are no rule."""
    _correct(store, "anna-holm", "bo-lind", "carl-dam")
    _correct(store, "eva-krog", on=False)
    assert proposed_rules(store) == ()


def test_what_is_dismissed_is_not_asked_again(store: Store) -> None:
    """Dismissed, a rule moves nobody and is not asked about; undone, it is; a rule that was removed is not either."""
    _correct(store, "anna-holm", "bo-lind", "carl-dam")
    (asked,) = proposed_rules(store)
    decided = dismiss_proposal(store, asked.rule.id, at=9)
    assert proposed_rules(store) == ()
    assert show_relation(store, "eva-krog").relation.segments == ()
    assert dismiss_proposal(store, asked.rule.id, at=10).id == 0
    assert accept_proposal(store, asked.rule.id, at=10)[0] is None
    _correct(store, "finn-birk")
    assert proposed_rules(store) == ()
    take_back(store, at=11, number=decided.id)
    assert [one.rule for one in proposed_rules(store)] == [asked.rule]
    accept_proposal(store, asked.rule.id, at=12)
    drop_rule(store, asked.rule.id, at=13)
    assert proposed_rules(store) == ()


def _someone(person: int, company: str, **more: Any) -> Known:
    return Known(person, company, organization_key(company))._replace(**more)


def _asked(people: list[Known], own: Own) -> list[tuple[str, dict[str, str], Ground]]:
    return [(one.segment, dict(one.where), one.ground) for one in rule_proposals(people, own, {})]


def test_jobs_ask_about_their_time_and_their_branches() -> None:
    """Whoever connected in the time of a job, at it or at a branch of it, may be a former colleague; no namesake is."""
    time = {"connected_from": "2015-01-01", "connected_to": "2019-12-31"}
    people = [
        _someone(n, name)
        for n, name in enumerate(["Nordlys Data", "Nordlys Data Norge AS", "Nordlys Bank", "Fyrtårn", "Fyrtårn Bank"])
    ]
    assert _asked(people, Own(jobs=JOBS)) == [
        ("former_colleague", {"company": "Nordlys Data", **time}, Ground.JOB),
        ("former_colleague", {"company": "Nordlys Data Norge AS", **time}, Ground.HOUSE_LIKE_JOB),
        ("current_colleague", {"company": "Fyrtårn"}, Ground.JOB),
    ]


def test_addresses_of_a_workplace_ask_about_those_who_have_moved_on() -> None:
    """A domain that bears the workplace's name tells colleagues who work elsewhere now; a private one tells nothing."""
    people = [
        _someone(1, "Nordlys Data", domains=("nordlysdata.example", "post.example")),
        _someone(2, "Havblik", domains=("nordlysdata.example",)),
    ]
    assert ("former_colleague", {"domain": "nordlysdata.example"}, Ground.MAIL) in _asked(people, Own(jobs=JOBS))
    assert all(where.get("domain") != "post.example" for _, where, _ in _asked(people, Own(jobs=JOBS)))


def test_lists_ask_about_their_companies_and_domains() -> None:
    """What a list says of a company is asked of all who work there; not of schools, recruiters and mere hopes."""
    accounts = {
        "havblik": Account("Havblik ApS", "current", 0.88),
        "@havblik.example": Account("Havblik ApS", "current", 0.88),
        "birkeland": Account("Birkeland", "partner", 0.95, is_said=True),
        "ege": Account("Ege", "potential", 0.88),
        organization_key("Egebæk Skole"): Account("Egebæk Skole", "current", 0.88),
        "dal people": Account("Dal People", "current", 0.88),
    }
    people = [
        _someone(1, "Havblik"),
        _someone(2, "Birkeland"),
        _someone(3, "Ege"),
        _someone(4, "Egebæk Skole"),
        _someone(5, "Dal People"),
    ]
    assert _asked(people, Own(accounts=accounts, recruiting=frozenset({"dal people"}))) == [
        ("current_customer", {"domain": "havblik.example"}, Ground.LIST),
        ("current_customer", {"company": "Havblik"}, Ground.LIST),
    ]


def test_nothing_to_propose(tmp_path: Path) -> None:
    """An empty network asks nothing."""
    with open_store(str(tmp_path / "empty.db")) as opened:
        assert proposed_rules(opened) == ()
