"""Everybody beside the current relations: all of them in numbers, to be ranked, and some of them whole, to be shown."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
from sqlalchemy import Connection

from kreds.composition.invite import at_houses, is_somebody, mailboxes
from kreds.composition.titles import read_title
from kreds.model.goal import Audience
from kreds.model.interaction import Direction
from kreds.model.level import Level
from kreds.model.outsider import Outsider
from kreds.model.review import Fate
from kreds.model.segment import AccountStatus
from kreds.model.trial import TrialOutcome
from kreds.services.said import said_levels, said_trials
from kreds.services.said_reviews import last_fates
from kreds.store import candidates
from kreds.store.candidates import STATUS_CODES, AffiliationRow, InvitationRow
from kreds.store.memberships import memberships_of
from kreds.ties.bridging import house_key

_TEXTS = ("company", "domain", "title", "place", "industry", "last_meeting")
_DAYS = ("since", "last_activity", "first_met", "last_met")
_NOBODY: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Around:
    """What concerns everybody: invitations both ways, whom the owner let go of, and the owner's own places.

    ``received`` and ``sent`` are the newest invitation from and to each, ``let_go`` those with whom the owner ended it
    knowingly, ``places`` the owner's organizations by their keys, ``written`` who is no relation and has written with
    the owner: messages from them, to them, and the day of the last.
    """

    received: Mapping[int, InvitationRow]
    sent: Mapping[int, InvitationRow]
    let_go: frozenset[int]
    places: Mapping[str, AffiliationRow]
    written: Mapping[int, tuple[int, int, date]]
    owner: str
    owners: frozenset[int]


def read_around(db: Connection) -> Around:
    """The same, from the store."""
    owners = candidates.owner_people(db)
    rows = candidates.invitation_rows(db)
    return Around(
        received={row.person: row for row in rows if row.direction == Direction.INBOUND},
        sent={row.person: row for row in rows if row.direction == Direction.OUTBOUND},
        let_go=_let_go(db),
        places=_places(candidates.own_places(db)),
        written={one: (got, gave, _date(at)) for one, got, gave, at in candidates.writers(db).rows()},
        owner=next((name for _, name in owners if name), ""),
        owners=frozenset(person for person, _ in owners),
    )


def read_crowd(db: Connection, around: Around, audience: Audience) -> tuple[pl.DataFrame, int]:
    """Everybody one may invite, as `kreds.composition.invite.CANDIDATES` with ``is_former``; how many are left out.

    Left out are those behind whose address is no person, and whose name no source knows. What the audience does not
    ask for is not read.
    """
    known, former = candidates.known_numbers(db), candidates.former_people(db)
    wrote = pl.DataFrame(
        [(person, got, gave) for person, (got, gave, _) in around.written.items()],
        schema={"person": pl.Int64, "messages_in": pl.Int64, "messages_out": pl.Int64},
        orient="row",
    )
    begun = pl.Series("person", sorted({*around.sent, *around.received}), dtype=pl.Int64)
    numbers = [frame.get_column("person") for frame in (known, former, wrote)]
    frame = pl.concat([*numbers, begun]).unique().to_frame()
    frame = frame.join(candidates.current_people(db), on="person", how="anti")
    frame = frame.filter(~pl.col("person").is_in([*around.owners, *around.let_go]))
    written = pl.concat([wrote, former.select(wrote.columns)])
    for more in (known, written, _texts(db, former, around, audience)):
        frame = frame.join(more, on="person", how="left")
    frame = frame.with_columns(pl.col(pl.Int64).fill_null(0), pl.col(pl.String).fill_null(""))
    frame = _with_titles(frame, audience).with_columns(
        pl.col("status_code")
        .replace_strict(dict(enumerate(map(str, STATUS_CODES))), return_dtype=pl.String)
        .alias("status"),
        pl.col("company").is_in(sorted(_shared(frame, around))).alias("is_shared"),
        pl.col("person").is_in(former.get_column("person").implode()).alias("is_former"),
    )
    kept = frame.filter(~pl.col("person").is_in(_no_people(db, frame)))
    return kept, len(frame) - len(kept)


def _texts(db: Connection, former: pl.DataFrame, around: Around, audience: Audience) -> pl.DataFrame:
    """Those texts of everybody that something is asked of: reading texts is what takes time."""
    asked = {
        "email": True,
        "company": bool(around.places or audience.companies),
        "industry": bool(audience.industries),
        "place": bool(audience.places),
        "title": bool(audience.functions or audience.seniorities),
    }
    wanted = [name for name, is_asked in asked.items() if is_asked]
    known = candidates.known_texts(db, wanted)
    theirs = former.select("person", *(name for name in wanted if name in former.columns))
    theirs = theirs.join(known.select("person"), on="person", how="anti")
    whole = pl.concat([known, theirs], how="diagonal")
    return whole.with_columns(pl.lit("").alias(name) for name in asked if name not in wanted)


def _shared(frame: pl.DataFrame, around: Around) -> set[str]:
    names = [place.organization for place in around.places.values()]
    return at_houses(frame.get_column("company").unique().to_list(), names) - {""}


def _with_titles(people: pl.DataFrame, audience: Audience) -> pl.DataFrame:
    """With field and level as their titles say, where the goal asks for any."""
    titles = people.get_column("title").unique().to_list() if audience.functions or audience.seniorities else []
    read = {title: read_title(title) for title in titles}
    told = pl.DataFrame(
        [(title, one.function.value, one.seniority.value) for title, one in read.items()],
        schema={"title": pl.String, "function": pl.String, "seniority": pl.String},
        orient="row",
    )
    people = people.join(told, on="title", how="left")
    return people.with_columns(pl.col("function").fill_null(""), pl.col("seniority").fill_null(""))


def _no_people(db: Connection, frame: pl.DataFrame) -> list[int]:
    """Rooms, mailboxes of roles, and those whom no source names."""
    never, doubtful = mailboxes(frame.filter(pl.col("email") != "").select("person", "email"))
    profiled = set(frame.filter(pl.col("has_slug") == 1).get_column("person"))
    asked = [person for person in doubtful if person not in profiled]
    houses = dict(frame.filter(pl.col("person").is_in(asked)).select("person", "company").rows())
    unnamed = frame.filter(pl.col("is_named") == 0).get_column("person").to_list()
    names = candidates.names_of(db, [*asked, *unnamed])
    roles = [person for person in asked if not is_somebody(names.get(person, ("",))[0], houses[person])]
    nameless = [person for person in unnamed if not names.get(person, ("",))[0].strip()]
    return [*never, *roles, *nameless]


def whole_people(db: Connection, around: Around, persons: Collection[int]) -> list[Outsider]:
    """All that is known of these people, relations or not, in their order; numbers of nobody are left out."""
    known, related = candidates.known_people(db, persons), candidates.related_people(db, persons)
    names, groups = candidates.names_of(db, persons), memberships_of(db, persons)
    found = []
    for person in persons:
        if person in names:
            shares = {one.segment: one.share for one in groups.get(person, ())}
            told = [known.get(person, _NOBODY), related.get(person, _NOBODY)]
            found.append(_whole(around, names[person], told, shares, person=person))
    return found


def _whole(
    around: Around,
    called: tuple[str, str, str],
    told: Sequence[Mapping[str, Any]],
    groups: Mapping[str, float],
    *,
    person: int,
) -> Outsider:
    """Of name and work LinkedIn's own list is heard first: it is newer than most lists of the owner's."""
    known, related = told
    texts: dict[str, Any] = {name: related.get(name) or known.get(name) or "" for name in _TEXTS}
    texts |= {name: _day(known.get(name, "")) for name in _DAYS}
    place = around.places.get(house_key(texts["company"])) if texts["company"] else None
    received, sent = around.received.get(person), around.sent.get(person)
    got, gave, last = around.written.get(person, (0, 0, None))
    return Outsider(
        person=person,
        name=related.get("name") or known.get("name") or called[0],
        slug=related.get("slug") or known.get("slug") or called[1],
        email=known.get("email") or called[2],
        **texts,
        status=AccountStatus(known.get("status", "")),
        systems=tuple(known.get("systems", "").split()),
        meetings=known.get("meetings", 0),
        messages_in=related.get("messages_in", got),
        messages_out=related.get("messages_out", gave),
        last_written=_day(related.get("last_contact", "")) or last,
        shared=place.organization if place else "",
        shared_since=_day(place.since) if place else None,
        shared_until=_day(place.until) if place else None,
        studied=place.is_school if place else False,
        groups=groups,
        read_title=read_title(texts["title"]),
        connected_on=_day(related.get("connected_on", "")),
        no_longer_since=_day(related.get("no_longer_since", "")),
        is_listed=bool(related),
        level=Level(related["level"]) if related else None,
        let_go=person in around.let_go,
        received=_when(received),
        message=received.text if received else "",
        message_length=received.length if received else 0,
        sent=_when(sent),
        noted=bool(sent and sent.length),
    )


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
    cleaned = {person for person, said in last_fates(db).items() if said.fate is Fate.LET_GO}
    return frozenset(worthless | tried | cleaned)


def _date(at: int) -> date:
    return datetime.fromtimestamp(at, UTC).date()


def _when(row: InvitationRow | None) -> date | None:
    return _date(row.at) if row and row.at is not None else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
