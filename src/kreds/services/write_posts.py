"""Put what posts did, and who reacted to them, into the store."""

from collections.abc import Sequence

from kreds.model.post import FIGURES
from kreds.model.record import PostFiguresRecord, PostReactionRecord
from kreds.services.writing import Writing
from kreds.store import facts, tables
from kreds.store.bulk import insert_rows
from kreds.store.posts import Reactors, is_list
from kreds.text.keys import content_key


def write_figures(writing: Writing, records: Sequence[object], number: int) -> facts.Added:
    """The figures of posts: a later export adds what has grown."""
    rows: list[tuple[object, ...]] = []
    for record in records:
        if isinstance(record, PostFiguresRecord):
            told = record.figures
            days = tuple(day.isoformat() if day else "" for day in (record.published, told.day))
            content = (record.post, *days, *(getattr(told, name) for name in FIGURES))
            rows.append((content_key("figures", *content), *content, number, record.line))
    columns = ("key", "post", "published", "day", *FIGURES, "file", "line")
    return facts.add_keyed(writing.db, tables.post_figures, columns, rows)


def write_reactions(writing: Writing, records: Sequence[object], number: int) -> facts.Added:
    """Who reacted to posts; what an earlier list had, too, is noted, so that either of them can be taken back."""
    told = [record for record in records if isinstance(record, PostReactionRecord)]
    if not told:
        return facts.Added()
    reactors = Reactors(writing.db)
    rows: list[tuple[object, ...]] = []
    for record in told:
        who = (record.party.slug, record.party.name, record.headline, record.degree)
        day = record.day.isoformat() if record.day else ""
        key = content_key("reaction", record.post, *who, record.kind.value, day)
        rows.append((key, record.post, reactors.number(*who), record.kind.value, day, number, record.line))
    reactors.flush(writing.db)
    if is_list(writing.db, number):
        known = facts.known_keys(writing.db, tables.post_reactions)
        again = {row[-1]: row[0] for row in rows if row[0] in known}
        insert_rows(writing.db, tables.listings, ("file", "line", "key"), [(number, *told) for told in again.items()])
    columns = ("key", "post", "reactor", "kind", "day", "file", "line")
    return facts.add_keyed(writing.db, tables.post_reactions, columns, rows)
