"""Posts and who reacted: evidence where it is known, never a guess, gone with whoever is forgotten."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from kreds.errors import RefusedError, UsageError
from kreds.model.level import Seen, Sign
from kreds.model.match import MatchState
from kreds.model.relation import Relation
from kreds.services.add_reactions import add_reactions, preview_reactions
from kreds.services.forget import forget
from kreds.services.held_about import held_about
from kreds.services.match_people import list_matches, match_counts, say_match
from kreds.services.react import is_whole
from kreds.services.read_network import show_relation
from kreds.services.read_posts import all_posts, one_post
from kreds.services.reader import Reader
from kreds.store import tables
from kreds.store.canonical import derived_hash
from kreds.store.database import Store, open_store
from kreds.ties.coverage import LEAST_LISTS
from tests.services.importing import imported, options, relations_of, written

HOME = "https://www.linkedin.com/feed/update/urn:li:activity:"
LATE = 7_510_000_000_000_000_000
"""A post of 2026, after everybody was connected."""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A small network."""
    found = open_store(tmp_path / "kreds.db")
    imported(found, *written(tmp_path / "archive").paths)
    return found


@pytest.fixture
def people(store: Store) -> list[Relation]:
    """Current relations with names of their own."""
    now = [one for one in relations_of(store) if not one.no_longer_since and " " in one.name]
    names = [one.name for one in now]
    return [one for one in now if names.count(one.name) == 1]


def url(number: int = 0) -> str:
    """The address of a post; each number is a day later."""
    return f"{HOME}{LATE + number * (86_400_000 << 22)}/"


def listed(*people: Relation, degree: str = "1st") -> str:
    """A copied list of these."""
    return "\n\n".join(f"like\n{one.name}\n· {degree}\n{one.title}" for one in people)


def add(store: Store, text: str, number: int = 0) -> None:
    """Keep a list."""
    add_reactions(store, text, url(number), options())


def rows(store: Store, table: str) -> int:
    """How many rows a table has."""
    with store.reading() as db:
        return db.execute(select(func.count()).select_from(getattr(tables, table))).scalar_one()


def test_a_reaction_is_evidence_and_shows_the_sign(store: Store, people: list[Relation]) -> None:
    """Whoever stands on a list is lifted, with the reason, and seen to react; others are not covered yet (H1)."""
    before = show_relation(store, people[0].id).relation
    add(store, listed(people[0]))
    view, other = show_relation(store, people[0].id), show_relation(store, people[1].id)

    assert view.relation.coverage[Sign.CONTENT] is Seen.SEEN
    assert other.relation.coverage[Sign.CONTENT] is Seen.NOT_COVERED
    assert view.relation.strength > before.strength
    assert "They reacted to 1 of your posts" in [reason.phrase.english() for reason in view.reasons]
    assert any(entry.channel == "reaction" for entry in view.timeline)
    assert view.relation.last_contact == before.last_contact


def test_from_ten_whole_lists_on_absence_says_something(store: Store, people: list[Relation]) -> None:
    """Being on none of enough whole lists is "not seen"; one list fewer leaves it open, and nobody is weaker for it."""
    absent = people[1]
    before = show_relation(store, absent.id).relation
    for number in range(LEAST_LISTS - 1):
        add(store, listed(people[0]), number)
    assert show_relation(store, absent.id).relation.coverage[Sign.CONTENT] is Seen.NOT_COVERED
    add(store, listed(people[0]), LEAST_LISTS)
    after = show_relation(store, absent.id).relation

    assert after.coverage[Sign.CONTENT] is Seen.NOT_SEEN
    assert after.strength == before.strength
    assert all_posts(store).lists == LEAST_LISTS


def test_posts_from_before_a_connection_show_nothing_of_it(store: Store, people: list[Relation]) -> None:
    """Nobody can react as a relation to what came before they were one."""
    old = 4_200_000_000_000_000_000 * 2 // 3
    for number in range(LEAST_LISTS):
        add_reactions(store, listed(people[0]), f"{HOME}{old + number}/", options())
    counted = {show_relation(store, one.id).relation.coverage[Sign.CONTENT] for one in people[1:]}

    assert counted == {Seen.NOT_COVERED}


def test_a_list_that_is_not_whole_does_not_count(store: Store, people: list[Relation], tmp_path: Path) -> None:
    """Where the analytics tell of more reactions than the list has, it is not whole."""
    add(store, listed(*people[:3]))
    assert all_posts(store).lists == 1
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "PERFORMANCE"
    for pair in (("Post URL", url()), ("Post Date", "Jul 1, 2026"), ("Impressions", "1,316"), ("Reactions", "45")):
        page.append(list(pair))
    book.save(tmp_path / "PostAnalytics.xlsx")
    result = imported(store, tmp_path / "PostAnalytics.xlsx")
    post = one_post(store, url())

    assert (result.files[0].kind, result.files[0].new, result.files[0].adds_up) == ("post_analytics", 1, True)
    assert (post.figures.impressions, post.listed, post.relations, post.is_whole) == (1_316, 3, 3, False)
    assert all_posts(store).lists == 0
    assert is_whole(40, {"reactions": 45})


def test_a_list_of_comments_shows_nobody_who_is_not_on_it(store: Store, people: list[Relation]) -> None:
    """Most people click and write nothing: comments are evidence for those who wrote, and cover no sign."""
    add(store, f"{people[0].name}\n• 1st\n{people[0].title}\n2w\nGreat\nLike\nReply")
    reasons = [reason.phrase.english() for reason in show_relation(store, people[0].id).reasons]

    assert "They commented on 1 of your posts, or passed it on" in reasons
    assert all_posts(store).lists == 0


def test_who_is_unsure_counts_for_nobody_until_said(store: Store, people: list[Relation]) -> None:
    """A bare name waits in the queue of who is who; a yes makes it theirs, and undoing is a word again."""
    add(store, f"like\n{people[0].name}\nSomething else entirely")
    assert match_counts(store).waiting == 1
    assert one_post(store, url()).unsure == 1
    assert show_relation(store, people[0].id).relation.coverage[Sign.CONTENT] is Seen.NOT_COVERED
    [match] = list_matches(store)
    assert (match.relation, match.other.systems) == (people[0].id, "posts")
    say_match(store, match.id, True, at=5)

    assert show_relation(store, people[0].id).relation.coverage[Sign.CONTENT] is Seen.SEEN
    assert match_counts(store).waiting == 0
    assert [one.id for one in list_matches(store, MatchState.SAME)] == [match.id]
    say_match(store, match.id, False, at=6)
    assert show_relation(store, people[0].id).relation.coverage[Sign.CONTENT] is Seen.NOT_COVERED


def test_the_preview_says_what_keeping_will_do(store: Store, people: list[Relation]) -> None:
    """Before anything is written, everybody is shown as they will be kept."""
    text = listed(people[0]) + f"\n\nlike\n{people[1].name}\nOdd\n\nlike\nUkendt Person\n· 2nd\nKonsulent"
    found = preview_reactions(store, text, url())

    assert [one.relation for one in found.known] == [people[0].id]
    assert [one.may_be for one in found.unsure] == [(people[1].id,)]
    assert [one.name for one in found.others] == ["Ukendt Person"]
    assert rows(store, "reactors") == 0
    add(store, text)
    post = one_post(store, url())
    assert (post.listed, post.relations, post.unsure) == (3, 1, 1)


def test_the_same_list_again_changes_nothing(store: Store, people: list[Relation]) -> None:
    """Pasted twice, split, or in another order: the same people, the same network."""
    add(store, listed(*people[:4]))
    with store.reading() as db:
        before = derived_hash(db)
    again = add_reactions(store, listed(*people[:4]), url(), options())
    turned = add_reactions(store, listed(*people[3::-1]), url(), options())

    assert [(file.new, file.unchanged) for file in (*again.files, *turned.files)] == [(0, 4), (0, 4)]
    with store.reading() as db:
        assert derived_hash(db) == before


def test_whoever_is_forgotten_is_gone_from_the_lists_and_stays_away(store: Store, people: list[Relation]) -> None:
    """Relations and strangers alike: shown when they ask, forgotten for good, also when the list comes again."""
    text = listed(*people[:2]) + "\n\nlike\nUkendt Person\n· 2nd\nKonsulent"
    add(store, text)
    for who in (people[0].id, "Ukendt Person"):
        part = next(part for part in held_about(store, who).parts if part.key == "reactions")
        assert len(part.rows) == 1
        forget(store, who, at=1)
    assert (rows(store, "reactors"), rows(store, "post_reactions")) == (1, 1)
    result = add_reactions(store, f"{text}\n", url(), options())

    assert result.files[0].skipped == {"forgotten": 2}
    assert rows(store, "reactors") == 1


def test_whoever_was_forgotten_before_any_list_came_is_left_out_of_it(store: Store, people: list[Relation]) -> None:
    """A list has no addresses: the name alone says that it is them."""
    forget(store, people[0].id, at=1)
    result = add_reactions(store, listed(*people[:2]), url(), options())

    assert result.files[0].skipped == {"forgotten": 1}
    assert rows(store, "reactors") == 1


def test_incognito_names_nobody(store: Store, people: list[Relation]) -> None:
    """No name, headline or word of a post is shown."""
    add(store, listed(*people[:3]) + "\n\nlike\nUkendt Person\n· 2nd\nKonsulent for Kanariefugle")
    reader = Reader(store, incognito=True)
    told = str(reader.posts()) + str(reader.post(url())) + str(reader.preview_reactions(listed(people[0]), url()))

    assert not any(one.name in told for one in people[:3])
    assert "Ukendt" not in told
    assert "Kanariefugle" not in told


def test_a_page_that_does_not_say_its_post_is_refused_with_what_to_do(store: Store, tmp_path: Path) -> None:
    """Nothing is guessed: whoever says which post it is of gets the list in."""
    page = tmp_path / "page.html"
    page.write_text(
        '<!doctype html><div role="dialog"><ul><li><a href="https://www.linkedin.com/in/x-y"><span>Xa Yb</span></a>'
        "<span>· 2nd</span></li></ul></div>",
        encoding="utf-8",
    )
    with pytest.raises(RefusedError, match="POST-UNKNOWN"):
        imported(store, page)
    result = imported(store, page, post="activity:7100000000000000000")

    assert (result.files[0].kind, result.files[0].new) == ("post_reactions", 1)


@pytest.mark.parametrize(
    ("text", "post"), [("", url()), ("Anna Holm\n· 1st", "https://example.com"), ("like\nlike", url())]
)
def test_what_is_no_list_is_said(store: Store, text: str, post: str) -> None:
    """No post, or nobody: told, and nothing is written."""
    with pytest.raises(UsageError):
        add_reactions(store, text, post, options())
    assert rows(store, "reactors") == 0


def test_a_post_has_one_place_whatever_number_a_file_calls_it_by(store: Store, people: list[Relation]) -> None:
    """The archive names a share; a page of the same moment that names an activity is of that post."""
    own = next(one for one in all_posts(store).posts if one.kind.value == "post" and one.day)
    before = len(all_posts(store).posts)
    add_reactions(store, listed(people[0]), own.url, options())

    assert len(all_posts(store).posts) == before
    assert one_post(store, own.id).relations == 1
    with pytest.raises(UsageError):
        one_post(store, url(99))
