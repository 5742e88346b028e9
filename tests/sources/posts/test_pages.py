"""Saved pages of the dialog and of a post: read by what is a link to a profile, never run, never slow."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kreds.model.record import PostReactionRecord, Skipped
from kreds.sources.container import open_archives
from kreds.sources.posts.lists import read_list
from kreds.sources.posts.pages import page_lines, read_page

PAGE = """<!DOCTYPE html>
<!-- saved from url=(0079)https://www.linkedin.com/feed/update/urn:li:activity:7100000000000000000/ -->
<html><head><title>Post</title></head><body><nav><a href="https://www.linkedin.com/in/me-myself/">Me Myself</a></nav>
<div role="dialog" class="artdeco-modal x"><h2>Reactions</h2><button>All 3</button>
<ul><li class="y"><a href="https://www.linkedin.com/in/anna-holm?mini=x"><img alt="Anna Holm"><img alt="like">
<div><span dir="ltr"><span aria-hidden="true">Anna Holm</span>
<span class="visually-hidden">View Anna Holm’s profile</span></span>
<span class="z">· 1st</span>
<span class="visually-hidden">1st degree connection</span></div>
<div>Salgschef &amp; mor</div></a></li>
<li><a href="https://www.linkedin.com/in/ACoAAABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abc"><img alt="celebrate">
<div><span dir="ltr">Bo Dam</span> <span>· 2nd</span></div><div>Konsulent</div></a></li>
<li><a href="https://www.linkedin.com/company/acme/"><div>Acme</div><div>12,345 followers</div></a></li>
</ul><script>var a = "<li><a href='/in/evil'>Evil One</a></li>";</script></div>
<div><a href="https://www.linkedin.com/in/other">Other Person</a></div></body></html>"""
COMMENTED = """<html><head><link rel="canonical" href="https://www.linkedin.com/posts/x_a-share-7100000000000000000-Ab/">
</head><body><a href="https://www.linkedin.com/in/me">Me</a><article class="comments-comment-entity">
<a href="https://www.linkedin.com/in/jane-roe"><span>Jane Roe</span>
<span class="visually-hidden">View Jane Roe’s profile</span>
<span>• 1st</span><div>Head of Marketing</div></a>
<time>2w</time><p>A word of <a href="https://www.linkedin.com/in/bo">Bo Dam</a></p>
</article></body></html>"""


def test_a_saved_dialog() -> None:
    """Only the dialog is read: with addresses where they say who, without members' bare numbers, without the rest."""
    lines, post = page_lines(PAGE)
    found = read_list(lines, post)

    assert post == "activity:7100000000000000000"
    people = [one for one in found if isinstance(one, PostReactionRecord)]
    assert [(one.party.name, one.party.slug, one.kind.value, one.degree, one.headline) for one in people] == [
        ("Anna Holm", "anna-holm", "like", 1, "Salgschef & mor"),
        ("Bo Dam", "", "celebrate", 2, "Konsulent"),
    ]
    assert [one.reason for one in found if isinstance(one, Skipped)] == ["not a person"]


def test_a_saved_post_with_comments() -> None:
    """Who commented is read where no dialog is open."""
    lines, post = page_lines(COMMENTED)
    found = [one for one in read_list(lines, post) if isinstance(one, PostReactionRecord)]

    assert post == "share:7100000000000000000"
    assert (found[0].party.name, found[0].party.slug, found[0].kind.value) == ("Jane Roe", "jane-roe", "comment")


def test_a_page_without_anybody_has_no_lines() -> None:
    """A sign-in page is no list."""
    assert page_lines("<!doctype html><html><body><form>Sign in</form></body></html>") == ([], "")


_PIECES = st.sampled_from(
    [
        *("<li>", "</li>", "<a href='https://www.linkedin.com/in/x'>", "</a>", "<div role=dialog>", "</div>", "<"),
        *("· 1st", "&amp;", "&#x110000;", "<!--", "-->", "<script>", "</script>", "<svg", ">", "'", '"', "\x00"),
        *("Anna Holm", "<img alt=like>"),
    ]
)


@given(st.lists(_PIECES, max_size=80))
@settings(deadline=None)
def test_any_page_is_read(pieces: list[str]) -> None:
    """However broken a page is, it gives lines and no error."""
    lines, post = page_lines("".join(pieces))
    read_list(lines, post)


@pytest.mark.parametrize(
    "page",
    [
        "<!--" * 20_000,
        "<a " * 200_000,
        "<a href=" * 100_000 + ">",
        "<li>" * 100_000,
        ("<a " + "x='" * 1_300 + ">") * 100,
    ],
    ids=["comments", "tags", "attributes", "items", "quotes"],
)
def test_no_page_is_slow(page: str) -> None:
    """Pages that take the parser's square of the time are read in a few seconds."""
    started = time.monotonic()
    page_lines(page)

    assert time.monotonic() - started < 20


def test_a_page_is_read_from_its_file(tmp_path: Path) -> None:
    """The bytes of a file are the same page."""
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")

    assert read_page(open_archives([path])[0].members[0]) == page_lines(PAGE)
