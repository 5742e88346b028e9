"""Lists of who reacted that are taken back, moved or counted again: as if they had been pasted so at first."""

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from kreds.errors import UsageError
from kreds.model.health import Verdict
from kreds.model.importing import ImportResult
from kreds.model.level import Seen, Sign
from kreds.model.post import Post, PostList
from kreds.model.relation import Relation
from kreds.services.add_reactions import add_reactions
from kreds.services.forget import forget
from kreds.services.held_about import held_about
from kreds.services.import_files import COUNTS_AGAIN, MOVED, TAKEN_BACK
from kreds.services.judge_relations import rebuild, undo
from kreds.services.match_people import list_matches, match_counts
from kreds.services.read_network import show_relation
from kreds.services.read_own_posts import own_history
from kreds.services.read_post_lists import all_lists
from kreds.services.read_posts import Posts, all_posts, one_post
from kreds.services.reader import Reader
from kreds.services.say_lists import count_list_again, move_list, take_list_back
from kreds.store import tables
from kreds.store.canonical import derived_hash, dump
from kreds.store.checks import check_files, check_ledger, check_references, check_tables
from kreds.store.database import Store, open_store
from kreds.ties.coverage import LEAST_LISTS
from tests.services.importing import imported, options, relations_of, written
from tests.services.test_posts import listed, rows, url
from tests.sources.posts.test_mails import AT

WHO_IS_WHO = {"people", "person_keys", "reactor_people"}
"""Whoever stands on a list that was taken back stays findable, to be shown what is held and to be forgotten."""
STRANGER = "like\nUkendt Person\n· 2nd\nKonsulent"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A small network."""
    return written(tmp_path / "archive").paths[0]


@pytest.fixture
def store(tmp_path: Path, archive: Path) -> Store:
    """It in a store."""
    return fresh(tmp_path / "kreds.db", archive)


@pytest.fixture
def people(store: Store) -> list[Relation]:
    """Current relations with names of their own."""
    now = [one for one in relations_of(store) if not one.no_longer_since and " " in one.name]
    names = [one.name for one in now]
    return [one for one in now if names.count(one.name) == 1]


def fresh(path: Path, archive: Path) -> Store:
    """A store with the network and no list."""
    found = open_store(path)
    imported(found, archive)
    return found


def add(store: Store, text: str, number: int = 0) -> ImportResult:
    """Keep a list."""
    return add_reactions(store, text, url(number), options())


def only_list(store: Store, number: int = 0) -> PostList:
    """The one list of a post."""
    [one] = one_post(store, url(number)).lists
    return one


def derived(store: Store) -> list[str]:
    """All that is derived, but for who is who."""
    names = {table.name for table in tables.DERIVED} - WHO_IS_WHO
    with store.reading() as db:
        return [line for line in dump(db) if json.loads(line)[0] in names]


def told(store: Store) -> tuple[object, ...]:
    """What is read of posts: without the lists themselves."""

    def bare(found: Posts) -> list[Post]:
        return [replace(one, lists=()) for one in found.posts]

    with store.reading() as db:
        history = own_history(db)
    found = all_posts(store)
    return bare(found), found.lists, found.unplaced, history.asked_of, dict(history.reacted), match_counts(store)


def same(one: Store, other: Store, people: Sequence[Relation]) -> bool:
    """Whether two stores say the same of everything."""
    views = [[show_relation(store, who.id) for who in people[:6]] for store in (one, other)]
    return derived(one) == derived(other) and told(one) == told(other) and views[0] == views[1]


def test_a_list_taken_back_is_as_if_it_had_never_been_pasted(
    store: Store, people: list[Relation], tmp_path: Path, archive: Path
) -> None:
    """Features, strength, coverage, posts, own history, pairs to ask about: the same; and one undo brings all back."""
    never = fresh(tmp_path / "never.db", archive)
    for one in (store, never):
        add(one, listed(*people[:3]), 1)
    wrong = listed(*people[1:5]) + f"\n\nlike\n{people[5].name}\nSomething else entirely\n\n{STRANGER}"
    add(store, wrong)
    with store.reading() as db:
        before = derived_hash(db)
    was = told(store)
    assert not same(store, never, people)
    said = take_list_back(store, only_list(store).id, at=5)

    assert said.list.is_taken_back
    assert same(store, never, people)
    assert list_matches(store) == ()
    rebuild(store)
    assert same(store, never, people)
    assert undo(store, at=6) is not None
    with store.reading() as db:
        assert derived_hash(db) == before
    assert told(store) == was


@pytest.mark.parametrize("seed", range(3))
def test_any_lists_taken_back_leave_what_the_others_say(
    store: Store, people: list[Relation], tmp_path: Path, archive: Path, seed: int
) -> None:
    """Lists overlap and repeat each other: what any that counts says is counted, and nothing else."""
    dice = random.Random(seed)
    pasted = [(listed(*dice.sample(people[:7], dice.randint(1, 6))), dice.randrange(3)) for _ in range(6)]
    back = set(dice.sample(range(6), 3))
    gone = {pasted[place] for place in back}
    never = fresh(tmp_path / "never.db", archive)
    for text, number in pasted:
        add(store, text, number)
        if (text, number) not in gone:
            add(never, text, number)
    for one in all_lists(store):
        if one.id not in {kept.id for kept in all_lists(never)}:
            take_list_back(store, one.id, at=5)

    assert same(store, never, people)


def test_a_moved_list_is_as_if_it_had_been_pasted_there(
    store: Store, people: list[Relation], tmp_path: Path, archive: Path
) -> None:
    """Moved by address or id, over another move, and back; the number it was read for is no move."""
    there = fresh(tmp_path / "there.db", archive)
    add(there, listed(*people[:3]), 4)
    add(store, listed(*people[:3]))
    one = only_list(store)
    move_list(store, one.id, url(9), at=5)
    said = move_list(store, one.id, url(4), at=6)

    assert said.list.is_moved
    assert same(store, there, people)
    assert only_list(store, 4).id == one.id
    assert move_list(store, one.id, one_post(store, url(4)).id, at=7).decided.id == 0
    assert not move_list(store, one.id, url(), at=8).list.is_moved
    assert one_post(store, url()).relations == 3


def test_the_same_text_counts_for_the_post_it_is_pasted_to_next(store: Store, people: list[Relation]) -> None:
    """Nothing is swallowed as known: pasted to another post it counts there, with or without an address above it."""
    text = f"{url()}\n{listed(*people[:3])}"
    add_reactions(store, text, "", options())
    take_list_back(store, only_list(store).id, at=5)
    result = add(store, text, 1)

    assert (result.files[0].new, result.files[0].rejected) == (3, 0)
    post = one_post(store, url(1))
    assert (post.relations, post.listed, post.is_whole) == (3, 3, True)
    with pytest.raises(UsageError):
        one_post(store, url())


def test_pasted_again_to_the_same_post_it_counts_again(store: Store, people: list[Relation]) -> None:
    """Whoever pastes it on purpose means it, also when there are more people on it by now."""
    add(store, listed(*people[:3]))
    one = only_list(store)
    take_list_back(store, one.id, at=5)
    longer = add(store, listed(*people[:4]))
    assert longer.files[0].unchanged == 3
    assert one_post(store, url()).relations == 4
    take_list_back(store, next(each.id for each in all_lists(store) if each.id != one.id), at=6)
    with pytest.raises(UsageError):
        one_post(store, url())
    again = add(store, listed(*people[:3]))

    assert COUNTS_AGAIN in again.files[0].notes
    assert one_post(store, url()).relations == 3


def test_a_file_that_was_taken_back_stays_so_when_it_is_imported_again(
    store: Store, people: list[Relation], tmp_path: Path
) -> None:
    """A folder that is imported month by month brings nothing back, and says why."""
    path = tmp_path / "list.txt"
    path.write_text(f"{url()}\n{listed(*people[:3])}", encoding="utf-8")
    imported(store, path)
    one = only_list(store)
    assert (one.name, one.is_pasted, one.people) == ("list.txt", False, 3)
    take_list_back(store, one.id, at=5)
    assert TAKEN_BACK in imported(store, path).files[0].notes
    assert all_posts(store).taken_back[0].id == one.id
    move_list(store, one.id, url(2), at=6)
    assert MOVED in imported(store, path).files[0].notes
    assert one_post(store, url(2)).relations == 3


def test_absence_is_seen_only_by_lists_that_count(store: Store, people: list[Relation]) -> None:
    """One of ten lists taken back, and being on none of them says nothing any more; undone, it does again."""
    for number in range(LEAST_LISTS):
        add(store, listed(people[0]), number)
    assert show_relation(store, people[1].id).relation.coverage[Sign.CONTENT] is Seen.NOT_SEEN
    take_list_back(store, only_list(store, 3).id, at=5)
    assert show_relation(store, people[1].id).relation.coverage[Sign.CONTENT] is Seen.NOT_COVERED
    undo(store, at=6)
    assert show_relation(store, people[1].id).relation.coverage[Sign.CONTENT] is Seen.NOT_SEEN


def test_what_was_taken_back_is_still_shown_to_them_and_forgotten(store: Store, people: list[Relation]) -> None:
    """It is held as long as it is there: told as taken back or moved, and gone with them from every list."""
    text = listed(*people[:2]) + f"\n\n{STRANGER}"
    add(store, text)
    add(store, f"{text}\n\nlike\n{people[2].name}\n· 1st")
    first, second = sorted(all_lists(store), key=lambda one: one.people)
    take_list_back(store, first.id, at=5)
    move_list(store, second.id, url(3), at=6)
    part = next(part for part in held_about(store, "Ukendt Person").parts if part.key == "reactions")
    names = [name for name, _ in part.columns]
    marks = [(row[names.index("taken_back")], row[names.index("moved_to")]) for row in part.rows]
    assert sorted((getattr(back, "code", ""), moved) for back, moved in marks) == [("no", url(3)), ("yes", "")]
    take_list_back(store, second.id, at=7)
    for who in ("Ukendt Person", people[0].id, people[1].id, people[2].id):
        forget(store, who, at=8)

    assert [rows(store, name) for name in ("reactors", "post_reactions")] == [0, 0]
    assert all_lists(store) == ()
    with store.reading() as db:
        assert db.scalar(select(func.count()).select_from(tables.listings)) == 0
        checks = [check(db) for check in (check_files, check_ledger, check_references, check_tables)]
    assert {check.verdict for check in checks} == {Verdict.OK}


def test_a_list_that_is_none_is_said(store: Store, people: list[Relation]) -> None:
    """No such list, no such post: told, and nothing is decided; what stands so already needs no decision."""
    add(store, listed(*people[:2]))
    one = only_list(store)
    for name, post in (("", url(1)), ("nope", url(1)), (one.id, ""), (one.id, "nonsense")):
        with pytest.raises(UsageError):
            move_list(store, name, post, at=5)
    assert rows(store, "decisions") == 0
    assert count_list_again(store, one.id, at=5).decided.id == 0
    take_list_back(store, one.id[:6], at=6)
    assert take_list_back(store, one.id, at=7).decided.id == 0
    assert count_list_again(store, one.id, at=8).list.post == one.post


def test_incognito_says_no_name_of_a_file(store: Store, people: list[Relation], tmp_path: Path) -> None:
    """The name of a file may be a person's."""
    path = tmp_path / "Anna Kanariefugl.txt"
    path.write_text(f"{url()}\n{listed(*people[:2])}", encoding="utf-8")
    imported(store, path)
    reader = Reader(store, incognito=True)
    said = take_list_back(store, only_list(store).id, at=5)
    told_of = (reader.post_lists(), reader.posts(), reader.said_of_list(said))

    assert "Kanariefugl" not in str(told_of)


def test_rows_read_again_later_are_of_the_list_they_stood_in(store: Store, people: list[Relation]) -> None:
    """A newer version that makes something of a line brings nobody in behind the back of whoever took the list back."""
    add(store, f"{listed(people[0])}\nStray words of nobody\n\n{listed(people[1])}")
    one = only_list(store)
    with store.writing() as db:
        raw = "like\nNy Person\n· 2nd\nKonsulent"
        assert db.execute(update(tables.rejected_rows).values(raw=raw)).rowcount == 1
        db.execute(update(tables.files).where(tables.files.c.kind == "post_reactions").values(reader=0))
    add(store, listed(people[2]), 1)
    assert "Ny Person" in [who.name for who in one_post(store, url()).reactions]
    assert only_list(store).people == one.people + 1
    take_list_back(store, one.id, at=5)

    assert [post.id for post in all_posts(store).posts if post.listed] == [one_post(store, url(1)).id]


def test_a_mail_that_tells_the_same_goes_on_counting(store: Store, people: list[Relation], tmp_path: Path) -> None:
    """Taking a list back says nothing about what LinkedIn wrote in a mail."""
    mail = tmp_path / "mail.eml"
    mail.write_text(
        f"From: LinkedIn <notifications-noreply{AT}>\n"
        "To: kim@example.com\n"
        f"Subject: {people[0].name} reacted to your post\n"
        "Date: Mon, 05 Oct 2026 10:00:00 +0000\n"
        "Content-Type: text/plain; charset=utf-8\n\n"
        f"{people[0].name} reacted to your post\n{url()}\n",
        encoding="utf-8",
    )
    imported(store, mail)
    before = told(store)
    add(store, listed(*people[:3]))
    take_list_back(store, only_list(store).id, at=5)

    assert told(store) == before
    assert one_post(store, url()).listed == 1
