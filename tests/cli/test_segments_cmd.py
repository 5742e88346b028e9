"""``kreds segments``, and the groups in ``judge`` and ``relations``."""

from collections import Counter
from pathlib import Path

import pytest

from kreds.model.relation import RelationQuery
from kreds.services.read_network import find_relations
from kreds.store.database import open_store
from tests.cli.conftest import Kreds


@pytest.fixture
def someone(store: Path) -> tuple[str, str]:
    """Id and company of a current relation that has one."""
    with open_store(store) as opened:
        found = find_relations(opened, RelationQuery(connected="current")).relations
        return next((one.id, one.company) for one in found if one.company)


def test_groups_are_listed(kreds: Kreds, store: Path) -> None:
    """Every group is told with its numbers, in words and as JSON."""
    told = kreds("segments", "--store", store).out
    assert "Former colleagues" in told
    assert "In no group" in told
    shape = kreds("segments", "--store", store, "--json").json
    assert {one["segment"] for one in shape["segments"]} >= {"current_customer", "press"}
    assert "Tidligere kolleger" in kreds("segments", "--store", store, "--language", "da").out


def test_a_rule_is_tried_laid_down_and_dropped(kreds: Kreds, store: Path, someone: tuple[str, str]) -> None:
    """The preview changes nothing; the rule is in force until it is dropped or undone."""
    person, company = someone
    rule = ("segments", "rule", "own:The", "fair", "--where", f"company={company}", "--store", store)
    tried = kreds(*rule, "--preview", "--json").json
    assert tried["changed"] >= 1
    assert "would change group" in kreds(*rule, "--preview").out
    assert kreds("relations", "--segment", "own:The fair", "--store", store, "--json").json["total"] == 0
    assert "changed group" in kreds(*rule).out
    found = kreds("relations", "--segment", "own:The fair", "--store", store, "--json").json
    assert person in {one["id"] for one in found["relations"]}
    listed = kreds("segments", "--store", store)
    assert f"works at {company}" in listed.out
    (known,) = kreds("segments", "--store", store, "--json").json["rules"]
    assert "gone" in kreds("segments", "drop", known["id"], "--store", store).out
    assert "no such rule" in kreds("segments", "drop", known["id"], "--store", store).out
    assert kreds("relations", "--where", "segment=own:The fair", "--store", store, "--json").json["total"] == 0
    kreds("judge", "--undo", "--store", store)
    assert kreds("relations", "--segment", "own:The fair", "--store", store, "--json").json["total"] >= 1


def test_one_person_and_one_company_are_said(kreds: Kreds, store: Path, someone: tuple[str, str]) -> None:
    """``judge --group`` puts somebody in and out; ``segments account`` says what a company is."""
    person, company = someone
    said = kreds("judge", person, "--group", "current_customer=yes", "--store", store)
    assert "Current customers" in said.out
    shown = kreds("judge", person, "--group", "current_customer=unsaid", "--store", store, "--json").json
    assert "current_customer" not in shown["segments"]
    assert "supplier" in kreds("segments", "account", company, "--status", "supplier", "--store", store).out
    assert "supplier" in kreds("relations", "--segment", "supplier", "--store", store, "--json").out
    assert kreds("segments", "account", company, "--status", "unsaid", "--store", store, "--json").json["id"] > 0


def test_titles_are_reported(kreds: Kreds, store: Path) -> None:
    """How many titles were read is told in words and as JSON."""
    assert "titles were read" in kreds("segments", "--titles", "--store", store).out
    shape = kreds("segments", "--titles", "--store", store, "--json").json
    assert 0 < shape["read"] <= shape["titles"]


@pytest.mark.parametrize(
    "wrong",
    [
        ("segments", "rule"),
        ("segments", "rule", "partner"),
        ("segments", "rule", "friends", "--where", "company=x"),
        ("segments", "account", "Nordlys"),
        ("segments", "rule", "partner", "--titles", "--where", "company=x"),
        ("judge", "anna", "--group", "current_customer"),
    ],
)
def test_half_a_question_is_refused(kreds: Kreds, store: Path, wrong: tuple[str, ...]) -> None:
    """What is not said in full is a wrong question, and nothing changes."""
    assert kreds(*wrong, "--store", store).exit_code == 2


def test_proposed_rules_are_listed_used_and_dismissed(kreds: Kreds, store: Path) -> None:
    """Three people of one company said to be in a group make a rule to accept or to dismiss, by its id."""
    with open_store(store) as opened:
        found = find_relations(opened, RelationQuery(connected="current")).relations
    companies = Counter(one.company for one in found if one.company)
    ((company, number),) = companies.most_common(1)
    assert number > 3
    for one in [one.id for one in found if one.company == company][:3]:
        kreds("judge", one, "--group", "own:Fair=yes", "--store", store)
    (rule, *_) = kreds("segments", "--proposals", "--store", store, "--json").json["proposals"]
    assert (rule["where"], rule["ground"], rule["moved"]) == ({"company": company}, "corrections", number - 3)
    listed = kreds("segments", "--proposals", "--store", store).out
    assert rule["id"] in listed
    assert "Du har selv sat 3" in kreds("segments", "--proposals", "--store", store, "--language", "da").out
    assert "Dismissed" in kreds("segments", "dismiss", rule["id"], "--store", store).out
    assert "no longer" in kreds("segments", "accept", rule["id"], "--store", store).out
    kreds("judge", "--undo", "--store", store)
    assert kreds("segments", "accept", rule["id"], "--store", store, "--json").json["moved"] == number - 3
    assert kreds("segments", "--proposals", "--titles", "--store", store).exit_code == 2
