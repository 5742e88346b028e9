"""What a person decides about relations, and what Kreds makes of it: overrule, undo, say who the owner is."""

from sqlalchemy import Connection, select

from kreds.errors import UsageError
from kreds.model.decision import Decision, DecisionKind
from kreds.model.level import LEVELS, Level
from kreds.model.relation import Relation
from kreds.services.find_person import resolve_who
from kreds.services.rebuild_network import Rebuilt, judge_again, rebuild_network
from kreds.services.relation_rows import COLUMNS, relation
from kreds.store import decisions, relations, tables
from kreds.store.database import Store
from kreds.text.urls import profile_slug


def rebuild(store: Store) -> Rebuilt:
    """Drop everything derived and make it anew; facts and decisions stay as they are."""
    with store.writing() as db:
        rebuilt = rebuild_network(db)
    store.checkpoint()
    return rebuilt


def judge_relations(store: Store) -> int:
    """Judge all relations anew after a decision that concerns them all; how many there are."""
    with store.writing() as db:
        return judge_again(db)


def overrule_level(store: Store, who: str, level: Level | None, *, at: int) -> Relation:
    """Say what a relation is (None: let Kreds judge again). It stands until undone, over every import.

    Raises:
        UsageError: the level is not one of the guide's three.
        UnknownPersonError, AmbiguousPersonError: see `resolve_who`.
    """
    if level is not None and level not in LEVELS:
        raise UsageError("LEVEL", level=level)
    person = resolve_who(store, who)
    with store.writing() as db:
        subject = relations.key_of(db, person)
        value: dict[str, object] = {"level": None if level is None else str(level)}
        decisions.add(db, at=at, kind=DecisionKind.LEVEL, subject=subject, value=value)
        _show_level(db, subject)
    with store.reading() as db:
        return relation(db.execute(select(*COLUMNS).where(tables.relations.c.person == person)).one())


def undo(store: Store, *, at: int) -> Decision | None:
    """Take the latest standing decision back; None when there is none."""
    with store.writing() as db:
        last = decisions.last(db)
        if last is None:
            return None
        decisions.add(db, at=at, kind=last.kind, subject=last.subject, value={}, undoes=last.id)
        if last.kind is DecisionKind.LEVEL:
            _show_level(db, last.subject)
        else:
            rebuild_network(db)
    return last


def name_owner(store: Store, profile: str, *, at: int) -> Rebuilt:
    """Say whose network it is, by profile address or its last part.

    Raises:
        UsageError: that is no profile address.
    """
    is_last_part = not any(letter in profile for letter in "/: ?#")
    slug = profile_slug(f"https://www.linkedin.com/in/{profile}" if is_last_part else profile)
    if not slug:
        raise UsageError("PROFILE", profile=profile)
    with store.writing() as db:
        decisions.add(db, at=at, kind=DecisionKind.OWNER, subject="", value={"slug": slug})
        return rebuild_network(db)


def _show_level(db: Connection, subject: str) -> None:
    """Show the level that stands for this person after a decision: the person's word, or the judgement."""
    person = relations.people_by_key(db, [subject])[subject]
    standing = decisions.standing(db, DecisionKind.LEVEL)
    said = [standing[key] for key in relations.keys_of(db, person) if key in standing]
    newest = max(said, key=lambda decision: decision.id, default=None)
    if newest is None or not newest.value.get("level"):
        relations.show_judged_level(db, person)
    else:
        relations.set_level(db, person, level=str(newest.value["level"]), overruled=True)
