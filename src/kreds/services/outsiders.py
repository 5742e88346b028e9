"""Everybody beside the current relations: read once from all sources, as columns and one by one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
from sqlalchemy import Connection

from kreds.composition.titles import read_title
from kreds.model.interaction import Direction
from kreds.model.level import Level
from kreds.model.outsider import Outsider
from kreds.model.segment import AccountStatus
from kreds.model.trial import TrialOutcome
from kreds.services.said import said_levels, said_trials
from kreds.store import candidates
from kreds.store.candidates import AffiliationRow, InvitationRow
from kreds.ties.bridging import house_key

_TEXTS = ("name", "slug", "email", "company", "domain", "title", "place", "industry")
_NUMBERS = ("meetings", "messages_in", "messages_out")


@dataclass(frozen=True, slots=True)
class Outsiders:
    """All people a source knows, relations too, as one frame: a row a person, "" and 0 where nothing is known.

    ``received`` and ``sent`` are the newest invitation from and to each, ``let_go`` those the owner ended it with
    knowingly, ``places`` the owner's organizations by their keys.
    """

    people: pl.DataFrame
    groups: pl.DataFrame
    received: Mapping[int, InvitationRow]
    sent: Mapping[int, InvitationRow]
    let_go: frozenset[int]
    places: Mapping[str, AffiliationRow]
    owner: str

    def one(self, row: Mapping[str, Any], groups: Mapping[str, float]) -> Outsider:
        """The person of a row, with their groups."""
        person = row["person"]
        received, sent = self.received.get(person), self.sent.get(person)
        place = self.places.get(house_key(row["company"])) if row["company"] else None
        told: dict[str, Any] = {name: row[name] for name in _TEXTS}
        days = ("since", "last_activity", "first_met", "last_met", "connected_on", "no_longer_since", "last_written")
        told |= {name: _day(row[name]) for name in days} | {name: row[name] for name in _NUMBERS}
        return Outsider(
            person=person,
            **told,
            status=AccountStatus(row["status"]),
            systems=tuple(row["systems"].split()),
            last_meeting=row["last_meeting"],
            shared=place.organization if place else "",
            shared_since=_day(place.since) if place else None,
            shared_until=_day(place.until) if place else None,
            studied=place.is_school if place else False,
            groups=groups,
            read_title=read_title(row["title"]),
            let_go=person in self.let_go,
            received=_when(received),
            message=received.text if received else "",
            message_length=received.length if received else 0,
            sent=_when(sent),
            noted=bool(sent and sent.length),
        )

    def some(self, persons: pl.Series | list[int]) -> list[Outsider]:
        """These people, in their order."""
        order = list(persons)
        rows = {row["person"]: row for row in self.people.filter(pl.col("person").is_in(order)).iter_rows(named=True)}
        groups: dict[int, dict[str, float]] = {}
        for person, segment, share in self.groups.filter(pl.col("person").is_in(order)).rows():
            groups.setdefault(person, {})[segment] = share
        return [self.one(rows[person], groups.get(person, {})) for person in order if person in rows]


def read_outsiders(db: Connection) -> Outsiders:
    """Everybody, from the derived tables, the invitations and the owner's own places."""
    owners = candidates.owner_people(db)
    mine = {person for person, _ in owners}
    received, sent = _newest(candidates.invitation_rows(db))
    places = _places(candidates.own_places(db))
    return Outsiders(
        people=_people(db, mine, {*received, *sent}, places),
        groups=candidates.group_rows(db),
        received=received,
        sent=sent,
        let_go=_let_go(db),
        places=places,
        owner=next((name for _, name in owners if name), ""),
    )


def _people(db: Connection, owners: set[int], invited: set[int], places: Mapping[str, AffiliationRow]) -> pl.DataFrame:
    """One row a person; what several sources know is taken from the one that knows it best."""
    known = candidates.known_people(db)
    related = _renamed(candidates.related(db), "linkedin")
    wrote = _renamed(candidates.writers(db), "alone")
    numbers = [frame.get_column("person") for frame in (known, related, wrote)]
    everybody = pl.concat([*numbers, pl.Series("person", sorted(invited), dtype=pl.Int64)]).unique(maintain_order=True)
    frame = everybody.to_frame().filter(~pl.col("person").is_in(sorted(owners)))
    for more in (known, related, wrote):
        frame = frame.join(more, on="person", how="left", maintain_order="left")
    frame = frame.join(_called(db, frame), on="person", how="left", maintain_order="left")
    written = pl.from_epoch("written_at_alone", time_unit="s").dt.strftime("%Y-%m-%d")
    frame = frame.select(
        "person",
        _first("name_linkedin", "name", "name_called").alias("name"),
        _first("slug_linkedin", "slug", "slug_called").alias("slug"),
        _first("email", "email_called").alias("email"),
        # What LinkedIn's own list says of somebody's work is newer than most lists of the owner's.
        _first("company_linkedin", "company").alias("company"),
        _first("title_linkedin", "title").alias("title"),
        *(_first(name) for name in ("domain", "place", "industry", "status", "since", "last_activity", "systems")),
        *(_first(name) for name in ("first_met", "last_met", "last_meeting")),
        *(_first(f"{name}_linkedin").alias(name) for name in ("connected_on", "no_longer_since", "level")),
        pl.col("meetings").fill_null(0),
        *(
            pl.coalesce(f"{name}_linkedin", f"{name}_alone", pl.lit(0)).alias(name)
            for name in ("messages_in", "messages_out")
        ),
        pl.coalesce(_said("last_contact_linkedin"), written, pl.lit("")).alias("last_written"),
        pl.col("no_longer_since_linkedin").is_not_null().alias("is_listed"),
    )
    shared = {company for company in frame.get_column("company").unique() if places and house_key(company) in places}
    return frame.with_columns(pl.col("company").is_in(sorted(shared)).alias("is_shared"))


def _called(db: Connection, frame: pl.DataFrame) -> pl.DataFrame:
    """Name, profile and address of those whom neither a list of the owner's nor LinkedIn's list of relations knows."""
    nameless = frame.filter(pl.col("name").is_null() & pl.col("name_linkedin").is_null()).get_column("person").to_list()
    names = candidates.names_of(db, nameless)
    schema = {"person": pl.Int64, "name_called": pl.String, "slug_called": pl.String, "email_called": pl.String}
    return pl.DataFrame([(person, *told) for person, told in names.items()], schema=schema, orient="row")


def _renamed(frame: pl.DataFrame, source: str) -> pl.DataFrame:
    return frame.rename({name: f"{name}_{source}" for name in frame.columns if name != "person"})


def _said(name: str) -> pl.Expr:
    return pl.when(pl.col(name) != "").then(pl.col(name))


def _first(*names: str) -> pl.Expr:
    """The first of these texts that says anything."""
    return pl.coalesce(*(_said(name) for name in names), pl.lit(""))


def _newest(rows: list[InvitationRow]) -> tuple[dict[int, InvitationRow], dict[int, InvitationRow]]:
    """The newest invitation from each, and to each."""
    received = {row.person: row for row in rows if row.direction == Direction.INBOUND}
    return received, {row.person: row for row in rows if row.direction == Direction.OUTBOUND}


def _places(rows: list[AffiliationRow]) -> dict[str, AffiliationRow]:
    """The owner's organizations by key; of several times at one the latest counts, and work before study."""
    found: dict[str, AffiliationRow] = {}
    for row in sorted(rows, key=lambda row: not row.is_school):
        if key := house_key(row.organization):
            found[key] = row
    return found


def _let_go(db: Connection) -> frozenset[int]:
    worthless = {person for person, level in said_levels(db).items() if level == Level.WORTHLESS}
    tried = {person for person, trial in said_trials(db).items() if trial.outcome is TrialOutcome.LET_GO}
    return frozenset(worthless | tried)


def _when(row: InvitationRow | None) -> date | None:
    return datetime.fromtimestamp(row.at, UTC).date() if row and row.at is not None else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
