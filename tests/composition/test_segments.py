"""Who is in which group, how surely and why; and that the person's word stands above all."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreds.composition.houses import HouseKind, industries, read_house, read_industry
from kreds.composition.known import Account, Known, Own, Spell
from kreds.composition.rules import GroupRule, Rules
from kreds.composition.segments import BELONGS, Grouper, belongs_to, first_group
from kreds.model.goal import Audience
from kreds.model.segment import AccountStatus, Membership, MembershipSource, Segment
from kreds.text.organizations import organization_key

OWN = Own(
    jobs=(
        Spell("Fyrtårn & Co", "fyrtarn", "2023-01-01"),
        Spell("Nordlys Data A/S", "nordlys data", "2016-01-01", "2019-12-31"),
    ),
    functions=frozenset({"sales"}),
)


def _someone(company: str = "", title: str = "", connected_on: str = "2021-05-01", **more: Any) -> Known:
    return Known(1, company, organization_key(company), title, connected_on)._replace(**more)


def _shares(one: Known, own: Own = OWN) -> dict[str, float]:
    return {group.segment: group.share for group in Grouper(own).groups(one)}


@pytest.mark.parametrize(
    ("one", "group"),
    [
        (_someone("Fyrtårn & Co", "Partner"), Segment.CURRENT_COLLEAGUE),
        (_someone("Nordlys Data", "Controller", "2018-03-01"), Segment.FORMER_COLLEAGUE),
        (_someone("Havblik", "Controller", earlier=(Spell("Nordlys Data", "nordlys data"),)), Segment.FORMER_COLLEAGUE),
        (_someone("Brightseat Recruitment", "Headhunter"), Segment.HEADHUNTER),
        (_someone("Ravnsund Universitet", "Studerende"), Segment.STUDENT),
        (_someone("Havnstrup Avis", "Journalist"), Segment.PRESS),
        (_someone("Ravstranden Capital", "Investor"), Segment.INVESTOR),
        (_someone("Havblik", "Salgskonsulent", wrote_in=4), Segment.SUPPLIER),
        (_someone("Egebæk Skole", "Skolelærer", wrote_in=4, wrote_out=3), Segment.PERSONAL),
        (_someone("Havblik", status=AccountStatus.CURRENT, status_at="havblik"), Segment.CURRENT_CUSTOMER),
    ],
)
def test_evidence_puts_people_into_groups(one: Known, group: str) -> None:
    """Each kind of evidence is enough for its group, and says why."""
    found = Grouper(OWN).groups(one)
    assert found[0].segment == group
    assert found[0].share >= BELONGS
    assert found[0].source is MembershipSource.EVIDENCE
    assert all(reason.english() for reason in found[0].reasons)


def test_a_day_alone_makes_nobody_a_colleague() -> None:
    """Having connected during a job speaks for it, but the list does not tell where they worked then."""
    share = _shares(_someone("Havblik", "Controller", "2018-03-01"))[Segment.FORMER_COLLEAGUE]
    assert 0 < share < BELONGS


def test_unknown_stays_unknown() -> None:
    """Somebody of whom nothing is known is in no group, and has no first one."""
    found = Grouper(OWN).groups(_someone())
    assert found == ()
    assert first_group(found) is None


def test_who_is_known_elsewhere_is_grouped_by_their_new_house() -> None:
    """A customer whom LinkedIn has at another house than the list is likelier a former one."""
    shares = _shares(_someone("Havblik", status=AccountStatus.CURRENT, status_at="nordlys data"))
    assert shares[Segment.FORMER_CUSTOMER] > shares[Segment.CURRENT_CUSTOMER]


def test_a_selling_goal_makes_whoever_it_wants_to_reach_a_potential_customer() -> None:
    """Without such a goal nobody is one; a colleague and a current customer never are."""
    one = _someone("Havblik", "Indkøbschef")
    goal = replace(OWN, sells=True, audience=Audience(functions=("purchasing",)))
    assert Segment.POTENTIAL_CUSTOMER not in _shares(one)
    assert _shares(one, goal)[Segment.POTENTIAL_CUSTOMER] >= BELONGS
    colleague = _someone("Fyrtårn & Co", "Indkøbschef")
    assert _shares(colleague, goal).get(Segment.POTENTIAL_CUSTOMER, 0.0) < BELONGS
    customers = replace(goal, accounts={"havblik": Account("Havblik", AccountStatus.CURRENT, 0.88)})
    assert _shares(one, customers)[Segment.POTENTIAL_CUSTOMER] < BELONGS


@pytest.mark.parametrize("place", ["Havnstrup", "Egebæk"])
def test_who_is_known_not_to_fit_the_goal_is_left_out(place: str) -> None:
    """A place that is known and is another one speaks against; one that is not known does not."""
    goal = replace(OWN, sells=True, audience=Audience(functions=("purchasing",), places=("Havnstrup",)))
    share = _shares(_someone("Havblik", "Marketingchef", place=place), goal).get(Segment.POTENTIAL_CUSTOMER, 0.0)
    assert share < BELONGS
    buyer = _shares(_someone("Havblik", "Indkøbschef", place=place), goal)[Segment.POTENTIAL_CUSTOMER]
    assert (buyer >= BELONGS) == (place == "Havnstrup")


_KNOWN = st.builds(
    _someone,
    company=st.sampled_from(["", "Havblik", "Nordlys Data A/S", "Fyrtårn & Co", "Havnstrup Avis", "Egebæk Kommune"]),
    title=st.sampled_from(["", "CEO", "Headhunter", "Studerende", "Indkøber", "Salgskonsulent", "Læge", "Stifter"]),
    connected_on=st.sampled_from(["", "2015-01-01", "2018-03-01", "2024-01-01"]),
    business=st.sampled_from([-1, 0, 1]),
    wrote_in=st.integers(0, 5),
    wrote_out=st.integers(0, 5),
    meetings=st.integers(0, 4),
    domains=st.sampled_from([(), ("gmail.com",), ("havblik.example",)]),
)
_OWNS = st.builds(lambda sells: replace(OWN, sells=sells), st.booleans())


@given(one=_KNOWN, own=_OWNS, status=st.sampled_from([one for one in AccountStatus if one]))
def test_a_status_never_lowers_its_group(one: Known, own: Own, status: AccountStatus) -> None:
    """What a customer list says of somebody makes that group likelier, whatever else is known."""
    group = {
        AccountStatus.CURRENT: Segment.CURRENT_CUSTOMER,
        AccountStatus.FORMER: Segment.FORMER_CUSTOMER,
        AccountStatus.POTENTIAL: Segment.POTENTIAL_CUSTOMER,
        AccountStatus.PARTNER: Segment.PARTNER,
        AccountStatus.SUPPLIER: Segment.SUPPLIER,
    }[status]
    before = _shares(one, own).get(group, 0.0)
    assert _shares(one._replace(status=status.value, status_at=one.house), own)[group] >= before


@given(one=_KNOWN, own=_OWNS, said=st.dictionaries(st.sampled_from(list(Segment)), st.booleans(), max_size=3))
def test_the_word_of_the_person_wins(one: Known, own: Own, said: dict[str, bool]) -> None:
    """Whatever evidence and rules say, a word about one person is 1 or 0."""
    rules = [GroupRule("r", segment, on=not yes, where={"connected_to": "9000-01-01"}) for segment, yes in said.items()]
    found = {group.segment: group for group in Grouper(own, rules).groups(one, said)}
    for segment, yes in said.items():
        assert (found[segment].share, found[segment].source) == (float(yes), MembershipSource.SAID)


@given(one=_KNOWN, own=_OWNS)
def test_shares_are_shares_and_the_likeliest_comes_first(one: Known, own: Own) -> None:
    """Every share is in [0, 1], and asking twice, or of a namesake, gives the same."""
    grouper = Grouper(own)
    found = grouper.groups(one)
    assert [group.share for group in found] == sorted((group.share for group in found), reverse=True)
    assert all(0 <= group.share <= 1 for group in found)
    assert grouper.groups(one._replace(person=2)) == found == Grouper(own).groups(one)


def _member(segment: str, share: float) -> Membership:
    return Membership(segment, share, MembershipSource.EVIDENCE)


def test_the_goals_order_decides_the_first_group() -> None:
    """Of the groups somebody belongs to the goal's first one counts; of none of them the likeliest."""
    found = (_member("partner", 0.9), _member("former_colleague", 0.6), _member("network", 0.3))
    first = first_group(found, ["network", "former_colleague"])
    assert first
    assert first.segment == "former_colleague"
    likeliest = first_group(found)
    assert likeliest
    assert likeliest.segment == "partner"
    assert belongs_to(found, "former_colleague") == ("former_colleague", "partner")


def test_rules_ask_for_all_of_their_conditions() -> None:
    """A rule holds for whoever meets every condition; without a condition it holds for nobody."""
    one = _someone(
        "Nordlys Data", "Salgschef, Norden", "2017-06-01", tags=frozenset({"fair"}), domains=("nordlys.example",)
    )
    met = {"company": "Nordlys Data A/S", "title": "salgschef", "connected_from": "2015-01-01",
           "connected_to": "2019-12-31", "seniority": "manager", "function": "sales", "tag": "fair",
           "domain": "@nordlys.example"}  # fmt: skip
    assert Rules([GroupRule("1", "partner", True, met)]).said(one)
    for name, other in (("company", "Havblik"), ("title", "direktør"), ("connected_from", "2018-01-01"),
                        ("connected_to", "2016-01-01"), ("seniority", "staff"), ("function", "it"), ("tag", "x"),
                        ("domain", "havblik.example")):  # fmt: skip
        assert not Rules([GroupRule("1", "partner", True, {**met, name: other})]).said(one)
    assert not Rules([GroupRule("1", "partner", True, {})]).said(one)
    assert not Rules([GroupRule("1", "partner", True, {"connected_from": "2015-01-01"})]).said(
        one._replace(connected_on="")
    )


def test_of_two_rules_the_later_one_counts() -> None:
    """Somebody a rule puts in and a later one keeps out is out."""
    where = {"company": "Nordlys Data"}
    found = Grouper(OWN, [GroupRule("1", "partner", True, where), GroupRule("2", "partner", False, where)])
    groups = {group.segment: group for group in found.groups(_someone("Nordlys Data"))}
    assert (groups["partner"].share, groups["partner"].source) == (0.0, MembershipSource.RULE)


@pytest.mark.parametrize(
    ("name", "kind", "industry"),
    [
        ("Talentbroen", HouseKind.RECRUITMENT, "recruitment"),
        ("Ravnsund Universitet", HouseKind.SCHOOL, "education"),
        ("Erhvervsbladet Kompas", HouseKind.NEWSROOM, "media"),
        ("Polstjärna Ventures", HouseKind.FUND, "finance"),
        ("Egebæk Kommune", HouseKind.PUBLIC, "public"),
        ("Foreningen for Salg & Ledelse", HouseKind.ASSOCIATION, "association"),
        ("Havblik Software A/S", HouseKind.NONE, "it"),
        ("Selvstændig", HouseKind.SELF, ""),
        ("", HouseKind.NONE, ""),
    ],
)
def test_companies_are_read_by_their_names(name: str, kind: HouseKind, industry: str) -> None:
    """The words of a name say what kind of house it is, and its industry."""
    assert (read_house(name).kind, read_house(name).industry) == (kind, industry)


@given(st.text(max_size=300))
def test_reading_a_company_never_fails(text: str) -> None:
    """Whatever stands as a company or an industry, an answer comes, and an industry of the table is itself."""
    assert read_house(text) == read_house(text)
    read_industry(text)
    assert all(read_industry(one) == one for one in industries())
