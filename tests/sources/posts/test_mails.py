"""Notification mails: whose they are, what they say, and what is no notification at all."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kreds.model.record import PostReactionRecord, Rejected, Skipped
from kreds.sources.container import open_archives
from kreds.sources.posts.mails import MailsRead, is_mail, read_mails

AT = "@linkedin.com"
FIRST = f"""From notifications-noreply{AT} Mon Nov  2 10:00:00 2026
From: Anna Holm via LinkedIn <notifications-noreply{AT}>
To: me@example.com
Subject: Anna and 3 others reacted to your post
Date: Mon, 2 Nov 2026 10:00:00 +0000
Content-Type: text/html

<a href="https://www.linkedin.com/comm/feed/update/urn%3Ali%3Aactivity%3A7100000000000000000?trk=eml">x</a>
<a href="https://www.linkedin.com/comm/in/anna-holm?trk=eml-x">x</a> <a href="https://www.linkedin.com/comm/in/me-myself">
From here on it goes 2026

"""
OTHER = """From bo@example.com Mon Nov  2 11:00:00 2026
From: Bo Dam <bo@example.com>
To: me@example.com
Subject: Anna Holm reacted to your post

Not LinkedIn's.

"""
DANISH = f"""From notifications-noreply{AT} Tue Nov  3 10:00:00 2026
From: LinkedIn <notifications-noreply{AT}>
To: me@example.com
Subject: =?utf-8?q?S=C3=B8ren_Holm_har_kommenteret_dit_opslag?=
Date: Tue, 3 Nov 2026 10:00:00 +0000

Hej

"""
_AT = AT.encode()
FORGED = FIRST.replace("To: me", "Authentication-Results: mx.example; dkim=fail header.d=linkedin.com\nTo: me")
JOB = FIRST.replace("Anna and 3 others reacted to your post", "30 new jobs for you")


def mailbox(folder: Path, content: bytes | str) -> MailsRead:
    """The mails of a file."""
    path = folder / "inbox.mbox"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_mails(open_archives([path])[0].members[0])


def test_a_mailbox(tmp_path: Path) -> None:
    """Every mail is accounted for: whoever reacted, with the post and the profile; all others with why they are not."""
    found = mailbox(tmp_path, FIRST + OTHER + DANISH + FORGED + JOB)

    people = [one for one in found.outcomes if isinstance(one, PostReactionRecord)]
    assert [(one.party.name, one.party.slug, one.post, one.kind.value, str(one.day)) for one in people] == [
        ("Anna Holm", "anna-holm", "activity:7100000000000000000", "reaction", "2026-11-02"),
        ("Søren Holm", "", "", "comment", "2026-11-03"),
    ]
    reasons = [one.reason for one in found.outcomes if isinstance(one, Skipped)]
    assert reasons == ["other mail", "unsigned mail", "other notice"]
    assert [one.line for one in found.outcomes] == [1, 12, 19, 27, 39]
    assert "counts others" in found.notes[0].english()


def test_a_sentence_that_begins_with_from_parts_no_mail(tmp_path: Path) -> None:
    """Only a line as a mailbox writes it, behind a blank one, begins a mail."""
    assert len(mailbox(tmp_path, FIRST).outcomes) == 1


def test_a_single_mail(tmp_path: Path) -> None:
    """An .eml has no such line at all."""
    assert isinstance(mailbox(tmp_path, FIRST.partition("\n")[2]).outcomes[0], PostReactionRecord)


def test_a_mail_is_told_by_how_it_begins() -> None:
    """A table, a text and a calendar are no mail."""
    assert is_mail(FIRST.encode())
    assert is_mail(b"\xef\xbb\xbf" + OTHER.partition("\n")[2].encode())
    assert not is_mail(b"First Name,Last Name\nFrom: x,y\n")
    assert not is_mail(b"From,To,Sent At,Message,Direction\n")
    assert not is_mail(b"")


@pytest.mark.parametrize(
    "mail",
    [
        b"From: x <y" + _AT + b">\nTo: " + b"a@b.example, " * 50_000 + b"\nSubject: x reacted to your post\n\nx",
        b"A" * 3_000_000,
        b"Subject: " + b"=?utf-8?q?a?= " * 20_000 + b"\nFrom: a <b" + _AT + b">\n\n",
        b"Content-Type: multipart/mixed; boundary=a\nFrom: a <b"
        + _AT
        + b">\nSubject: A B reacted to your post\n\n"
        + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 3_000,
        b"From: =?x-unknown?b?////?= <a" + _AT + b">\nSubject: =?utf-8?b?/w==?= reacted to your post\nDate: never\n\n",
    ],
    ids=["receivers", "no line", "words", "parts", "charsets"],
)
def test_hostile_mails(tmp_path: Path, mail: bytes) -> None:
    """A mail that was made to hurt is one outcome like any other."""
    assert len(mailbox(tmp_path, mail).outcomes) == 1


@given(
    st.lists(st.sampled_from([FIRST, OTHER, DANISH, FORGED, JOB, "\n\n", "From x\n\n", "\x00\xff\n\n"]), max_size=12)
)
@settings(deadline=None, max_examples=50)
def test_every_mail_is_accounted_for(tmp_path_factory: pytest.TempPathFactory, parts: list[str]) -> None:
    """There is one outcome for each mail, whatever stands between them."""
    content = FIRST + "".join(parts)
    found = mailbox(tmp_path_factory.mktemp("mails"), content)

    wholes = 1 + sum(part in (FIRST, OTHER, DANISH, FORGED, JOB) for part in parts)
    assert wholes == len(found.outcomes)
    assert all(isinstance(one, PostReactionRecord | Rejected | Skipped) for one in found.outcomes)
