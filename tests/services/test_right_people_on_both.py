"""Matches, groups, goals, whom to invite and to accept: every statement gives the same on both databases."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Table, func, select

from kreds.composition.goals import STARTING_POINTS
from kreds.model.goal import Audience, Goal, GoalKind
from kreds.model.invitation import InviteState, Limits, Policy, Verdict
from kreds.model.segment import AccountStatus, Segment
from kreds.services.composition_shapes import composition_shape
from kreds.services.decide import take_back
from kreds.services.import_files import ImportOptions, import_files
from kreds.services.invitations import invitations, say_verdict, would_get
from kreds.services.invite import InviteQuery, invite, say_invite
from kreds.services.keep_store import dump_hash
from kreds.services.make_demo import DemoOrder, make_whole_demo
from kreds.services.match_people import list_matches, match_counts, next_match, say_match
from kreds.services.propose_rules import accept_proposal, dismiss_proposal, proposed_rules
from kreds.services.read_audience import reached
from kreds.services.read_composition import composition
from kreds.services.read_groups import company_status, group_keys, read_groups, titles_read
from kreds.services.said_invitations import lay_down
from kreds.services.say_groups import add_rule, say_account, say_group
from kreds.services.state_goal import goal_history, state_goal, stated_goals
from kreds.store.database import Store, open_store
from kreds.store.tables import acquaintances, memberships, relations

NOW = int(datetime(2026, 10, 3, 12, tzinfo=UTC).timestamp())
TODAY = date(2026, 10, 3)
AUDIENCE = Audience(functions=("purchasing",), industries=("it",), companies=("Nordlys",))


def story(store: Store, paths: tuple[Path, ...]) -> Mapping[str, object]:
    """A person imports lists, settles matches, states a goal, groups, and asks whom to invite and to accept."""
    import_files(store, paths, ImportOptions(today=TODAY, now=lambda: NOW, origin="test"))
    told: dict[str, object] = {"known": _table(store, acquaintances), "counts": match_counts(store)}
    told |= {"next": next_match(store), "matches": list_matches(store)}
    asked = next_match(store).match
    assert asked is not None
    told["same"] = say_match(store, asked.id, True, at=NOW).relations
    told |= {"counted then": match_counts(store), "next then": next_match(store)}
    told |= _of_groups(store)
    start = STARTING_POINTS[GoalKind.SELL]
    state_goal(store, Goal("", "Sell", start.targets, {GoalKind.SELL: 1.0}, AUDIENCE), at=NOW + 20, choose=True)
    goals = stated_goals(store)
    talk = reached(store, AUDIENCE)
    told |= {"goals": goals, "history": goal_history(store), "reached": talk}
    told["made of"] = composition_shape(composition(store), goals.active, talk)
    told |= _of_invitations(store)
    told["back"] = [take_back(store, at=NOW + 50 + number) for number in range(4)]
    return told | {"groups": _table(store, memberships), "hash": dump_hash(store)}


def _of_groups(store: Store) -> Mapping[str, object]:
    company, number = relations.c.company, func.count()
    with store.reading() as db:
        query = select(company).where(company != "", relations.c.no_longer_since == "").group_by(company)
        most = db.scalar(query.order_by(number.desc(), company).limit(1))
        query = select(relations.c.person).where(company == most, relations.c.no_longer_since == "")
        people = list(db.scalars(query.order_by(relations.c.person).limit(3)))
    say_group(store, people, "own:Messen", True, at=NOW)
    told: dict[str, object] = {
        "titles": titles_read(store),
        "keys": group_keys(store),
        "proposed": proposed_rules(store),
    }
    ids = [rule.rule.id for rule in proposed_rules(store)]
    assert len(ids) > 1
    told |= {"used": accept_proposal(store, ids[0], at=NOW + 1)[1].relations}
    told |= {"dismissed": dismiss_proposal(store, ids[1], at=NOW + 2).relations, "asked": proposed_rules(store)}
    add_rule(store, Segment.PARTNER, {"title": "partner", "connected_from": "2019-01-01"}, on=True, at=NOW + 3)
    say_account(store, "Nordlys Data", AccountStatus.SUPPLIER, at=NOW + 4)
    return told | {"groups as said": read_groups(store), "company": company_status(store, "Nordlys Data A/S")}


def _of_invitations(store: Store) -> Mapping[str, object]:
    told: dict[str, object] = {}
    to_do = invite(store, InviteQuery(), today=TODAY, settled=Limits())
    say_invite(store, [one.outsider.person for one in to_do.candidates[:2]], "sent", today=TODAY, at=NOW + 30)
    for show in (*InviteState, "former"):
        told[f"invite {show}"] = invite(store, InviteQuery(show=show), today=TODAY, settled=Limits())
    told |= {"policy": lay_down(store, Policy(), at=NOW + 31).relations, "would": would_get(store, Policy())}
    waiting = invitations(store)
    say_verdict(store, [one.outsider.person for one in waiting.received[:2]], Verdict.DECLINE, at=NOW + 32)
    return told | {"waiting": invitations(store), "was waiting": waiting}


def _table(store: Store, table: Table) -> list[str]:
    with store.reading() as db:
        return sorted(map(repr, db.execute(select(table))))


def test_the_right_people_are_the_same_on_both(tmp_path: Path, postgres_url: str) -> None:
    """Who is who, in which group, wanted, invited and accepted does not hang on the database."""
    made = make_whole_demo(tmp_path / "demo", DemoOrder(relations=400, messages=2_500))
    told = []
    for place in (str(tmp_path / "kreds.db"), postgres_url):
        with open_store(place) as store:
            told.append(story(store, made.paths))
    on_file, on_server = told
    assert list(on_file) == list(on_server)
    assert {name for name in on_file if on_file[name] != on_server[name]} == set()
    assert all(on_file[name] for name in ("known", "matches", "goals", "invite to_do", "waiting", "groups"))
