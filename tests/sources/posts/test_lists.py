"""Copied lists of who reacted or commented: tolerant of what is missing, and nothing of them is lost."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kreds.errors import RefusedError
from kreds.model.post import ReactionKind
from kreds.model.record import Party, PostReactionRecord, Rejected, Skipped
from kreds.sources.container import open_archives
from kreds.sources.posts import lists
from kreds.sources.posts.lists import Outcome, lines_of, post_line, read_list, read_text, text_of

POST = "activity:7100000000000000000"
ENGLISH = """All 4
like
Jane Roe
View Jane Roe's profile
· 1st
Head of Marketing at Acme

celebrate
Bo Dam
View Bo Dam’s profile
1st degree connection

love
Acme A/S
12,345 followers

funny
Søren Holm
View Søren Holm’s profile
· 2nd
2nd degree connection
Direktør
"""
DANISH = """Alle 12
Reaktioner
Synes godt om
Anna Holm
 · 1.
1. grads forbindelse
Salgschef hos Nordlys
Følg
Fejr
Bo Dam
Vis Bo Dams profil
 · 1.
Karin Bay
 · 3.+
Underviser
LinkedIn-medlem
 · 3.+
"""
COMMENTS = """Jane Roe
 • 1st
Head of Marketing at Acme
2w
Great post, thank you
and another paragraph, by the way
Like
Reply
2 replies
Bo Dam • 2nd
Consultant
3d · Edited
I disagree
Like
·
Reply
"""


def told(text: str, **changes: bool | None) -> list[tuple[object, ...]]:
    """Each entry in short."""
    return [_short(one) for one in read_list(lines_of(text), POST, **changes)]


def _short(one: Outcome) -> tuple[object, ...]:
    if isinstance(one, PostReactionRecord):
        return one.party.name, one.kind.value, one.degree, one.headline
    return ("left out", one.reason) if isinstance(one, Skipped) else ("set aside", one.raw)


def test_a_list_in_english() -> None:
    """People with and without a headline are read, and a company that likes a post is no person."""
    assert told(ENGLISH) == [
        ("Jane Roe", "like", 1, "Head of Marketing at Acme"),
        ("Bo Dam", "celebrate", 1, ""),
        ("left out", "not a person"),
        ("Søren Holm", "funny", 2, "Direktør"),
    ]


def test_a_list_in_danish_without_blank_lines() -> None:
    """The same in Danish, whose genitive has no sign, with buttons in between and nothing that parts the entries."""
    assert told(DANISH) == [
        ("Anna Holm", "like", 1, "Salgschef hos Nordlys"),
        ("Bo Dam", "celebrate", 1, ""),
        ("Karin Bay", "reaction", 3, "Underviser"),
        ("left out", "no name"),
    ]


def test_comments_name_who_wrote_and_keep_no_words() -> None:
    """Of a list of comments only who wrote is kept; the button below each is no reaction."""
    assert told(COMMENTS) == [
        ("Jane Roe", "comment", 1, "Head of Marketing at Acme"),
        ("Bo Dam", "comment", 2, "Consultant"),
    ]
    assert "disagree" not in str(read_list(lines_of(COMMENTS), POST))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anna Holm\nBo Dam\nKarin van der Bay", ["Anna Holm", "Bo Dam", "Karin van der Bay"]),
        ("Anna Holm\nSalgschef hos Nordlys\n\nBo Dam\nKonsulent", ["Anna Holm", "Bo Dam"]),
        ("like\nAnna Holm\nlike\nBo Dam\nCEO at Acme", ["Anna Holm", "Bo Dam"]),
        ("Anna Holm · 1st\nCEO\nBo Dam · 3rd+", ["Anna Holm", "Bo Dam"]),
    ],
)
def test_barer_lists(text: str, names: list[str]) -> None:
    """Names alone, names with headlines, names behind reactions: whatever a person may have copied."""
    assert [one[0] for one in told(text)] == names


def test_what_belongs_to_nobody_is_set_aside() -> None:
    """A line that is neither name nor headline nor a word of the dialog is kept, and shown."""
    assert told("Anna Holm\n· 1st\nCEO\nSomething else here")[1] == ("set aside", "Something else here")


_WORDS = st.sampled_from(
    [
        *ENGLISH.splitlines(),
        *DANISH.splitlines(),
        *COMMENTS.splitlines(),
        "",
        "x" * 2_000,
        "·",
        "\u200f\u05d0\u05d1",
        "\x00",
    ]
)


@given(st.lists(_WORDS, max_size=60))
@settings(deadline=None)
def test_any_text_is_read(lines: list[str]) -> None:
    """Whatever lines come in whatever order, each outcome stands on a line of the text, and no two on one."""
    text = "\n".join(lines)
    found = read_list(lines_of(text), POST)

    places = [one.line for one in found]
    assert places == sorted(places)
    assert all(1 <= place <= len(lines) for place in places)
    assert all(one.party.name for one in found if isinstance(one, PostReactionRecord))


_NAMES = st.from_regex(r"[A-ZÆØÅ][a-zæøå]{2,8} [A-ZÆØÅ][a-zæøå]{3,9}", fullmatch=True)


@given(
    entries=st.lists(
        st.tuples(_NAMES, st.sampled_from([1, 2, 3]), st.sampled_from(["", "CEO at Acme", "Salgschef"])),
        min_size=1,
        max_size=8,
        unique_by=lambda one: one[0],
    ),
    kind=st.sampled_from([ReactionKind.LIKE, ReactionKind.FUNNY, ReactionKind.SOME]),
    parted=st.booleans(),
)
@settings(deadline=None)
def test_a_list_says_what_was_written(entries: list[tuple[str, int, str]], kind: ReactionKind, *, parted: bool) -> None:
    """Every entry comes back with its name, distance, headline and reaction, with or without blank lines."""
    first = PostReactionRecord(1, POST, Party(), kind)
    blocks = [
        "\n".join(text_of(replace(first, party=Party(name=name), degree=degree, headline=headline)))
        for name, degree, headline in entries
    ]
    found = read_list(lines_of(("\n\n" if parted else "\n").join(blocks)), POST)

    assert [
        (one.party.name, one.degree, one.headline) for one in found if isinstance(one, PostReactionRecord)
    ] == entries
    assert {one.kind for one in found if isinstance(one, PostReactionRecord)} == {kind}


def test_the_first_line_may_name_the_post() -> None:
    """A saved text that begins with the address of a post is a list of it; a table that holds one is not."""
    assert post_line("\n https://www.linkedin.com/feed/update/urn:li:activity:7100000000000000000/ \nAnna") == POST
    assert post_line("https://www.linkedin.com/feed/update/urn:li:activity:7100000000000000000/,1,2\n") == ""
    assert post_line("First Name,Last Name") == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    """Notepad saves what was pasted as it likes."""
    path = tmp_path / "list.txt"
    path.write_bytes("Søren Ærø\n· 1.\n".encode(encoding))

    assert read_text(open_archives([path])[0].members[0]).startswith("Søren Ærø")


def test_a_text_larger_than_any_list_is_refused(tmp_path: Path) -> None:
    """Nobody ever copied so much by hand."""
    path = tmp_path / "list.txt"
    path.write_bytes(b"Anna Holm\n" * 500_000)

    with pytest.raises(RefusedError, match="FILE-SIZE"):
        read_text(open_archives([path])[0].members[0])


def test_entries_beyond_any_list_are_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cap loses nobody."""
    monkeypatch.setattr(lists, "MOST_ENTRIES", 2)
    found = read_list(lines_of("Anna Holm\n· 1st\n\nBo Dam\n· 1st\n\nEva Dam\n· 1st\n"), POST)

    assert [type(one) for one in found] == [PostReactionRecord, PostReactionRecord, Rejected]
