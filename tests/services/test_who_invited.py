"""Whoever invites is looked up among customers and contacts: by the full name, which is all that the file says."""

from pathlib import Path

import pytest

from kreds.model.invitation import Limits, Verdict
from kreds.model.match import MatchState
from kreds.model.segment import AccountStatus
from kreds.services.incognito import mask_match
from kreds.services.invitations import Received, invitations
from kreds.services.invite import InviteQuery, invite
from kreds.services.judge_relations import rebuild
from kreds.services.match_people import list_matches, say_match
from kreds.store.database import Store
from tests.services.importing import TODAY, imported
from tests.services.matching import CONTACTS, contact, fill, list_contacts

HEAD = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl"
HOME = "https://www.linkedin.com/in/"
INVITERS = (("Zenia Quist", "zenia-quist"), ("Yrsa M. Halk", "yrsa-halk"), ("Bo Lind", "bo-lind-3"))
CUSTOMERS = (
    contact(11, "Zenia Quist", "Havnen ApS", "Buyer", emails=("zq@havnen.example",), status=AccountStatus.CURRENT),
    contact(12, "Yrsa Halk", "Skoven", "Buyer", emails=("yh@skoven.example",), status=AccountStatus.CURRENT),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Three strangers have invited; two of them are called as customers are, or nearly so."""
    made = fill(tmp_path, also=900)
    rows = [f'{name},Kim Ejer,"10/20/26, 2:37 PM",,INCOMING,{HOME}{slug},{HOME}kim-ejer' for name, slug in INVITERS]
    listed = tmp_path / "Invitations.csv"
    listed.write_text("\n".join([HEAD, *rows, ""]), encoding="utf-8")
    imported(made, listed)
    list_contacts(made, [*CONTACTS, *CUSTOMERS])
    return made


def received(store: Store, slug: str) -> Received:
    """The invitation from a profile."""
    return next(one for one in invitations(store).received if one.outsider.slug == slug)


def test_a_customer_who_invites_is_accepted(store: Store) -> None:
    """The same full name on the list of customers makes the inviter a customer, under the id they had."""
    zenia = received(store, "zenia-quist")
    assert (zenia.ruling.verdict, zenia.outsider.company) == (Verdict.ACCEPT, "Havnen ApS")
    sure = {one.relation: one for one in list_matches(store, MatchState.SURE)}
    assert zenia.id in sure
    assert not sure[zenia.id].is_relation
    assert sure[zenia.id].other.systems == "hubspot"
    listed = [one.outsider.name for one in invite(store, InviteQuery(), today=TODAY, settled=Limits()).candidates]
    assert listed.count("Zenia Quist") <= 1


def test_another_spelling_is_nobody(store: Store) -> None:
    """A name alone is not stretched: with an initial more, nobody is taken for a customer, and nobody asks."""
    yrsa = received(store, "yrsa-halk")
    assert yrsa.ruling.verdict is Verdict.ASK
    assert all(one.relation != yrsa.id for state in MatchState for one in list_matches(store, state))


def test_a_name_of_several_is_asked_about(store: Store) -> None:
    """Where two relations and an inviter fit one contact alike, none is taken for them."""
    bo = received(store, "bo-lind-3")
    assert bo.ruling.verdict is Verdict.ASK
    assert {one.one.name for one in list_matches(store)} == {"Bo Lind"}
    assert len(list_matches(store)) == 3


def test_a_word_stands_over_rebuilds(store: Store) -> None:
    """A no splits the inviter from the customer, and stays; a yes makes them one; ids do not change."""
    zenia = received(store, "zenia-quist")
    match = next(one for one in list_matches(store, MatchState.SURE) if one.relation == zenia.id)
    say_match(store, match.id, same=False, at=5)
    rebuild(store)
    assert received(store, "zenia-quist").ruling.verdict is Verdict.ASK
    said = list_matches(store, MatchState.NOT_SAME)
    assert [(one.id, one.one.name, one.is_relation) for one in said] == [(match.id, "Zenia Quist", False)]
    say_match(store, match.id, same=True, at=6)
    again = received(store, "zenia-quist")
    assert (again.id, again.ruling.verdict) == (zenia.id, Verdict.ACCEPT)


def test_incognito_hides_who_invited(store: Store) -> None:
    """Under pseudonyms neither the inviter's name nor their address is told."""
    match = next(one for one in list_matches(store, MatchState.SURE) if not one.is_relation)
    assert "Zenia" not in repr(mask_match(match))
    assert "zenia" not in repr(mask_match(match).one)
