"""Addresses of posts: one comparable key for the many ways in which LinkedIn writes them.

LinkedIn gives one post several numbers: a share and the activity it makes differ, and the archive names the first
where a page names the second. All are made of the time: the bits above the lowest 22 are milliseconds since 1970.
"""

import re
from urllib.parse import unquote

from kreds.text.urls import LONGEST

_SITE = "https://www.linkedin.com/"
_URN = re.compile(r"urn:li:(activity|share|ugcPost)s?:([0-9]{6,20})", re.IGNORECASE)
_POSTS = re.compile(r"linkedin\.com/posts/[^?#\s]*?-(activity|share|ugcPost)-([0-9]{6,20})(?![0-9])", re.IGNORECASE)
_ARTICLE = re.compile(r"linkedin\.com/pulse/([^/?#\s\"'<>]{1,300})", re.IGNORECASE)
_KEY = re.compile(r"(?:activity|share|ugcPost):[0-9]{6,20}|pulse:[^/?#\s\"'<>]{1,300}")
_KINDS = {"activity": "activity", "share": "share", "ugcpost": "ugcPost"}
_CLOCK_BITS = 22
_EARLIEST, _LATEST = 1_000_000_000, 4_102_444_800
"""Seconds since 1970: 2001 and 2100; a number from outside was made otherwise."""


def post_key(text: str) -> str:
    """The comparable form of a post's address or number, "" when it is none.

    >>> post_key("https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7100000000000000000?trk=mail")
    'activity:7100000000000000000'
    >>> post_key("https://www.linkedin.com/posts/anna-holm_a-word-share-7100000000000000000-Ab1c?utm_source=share")
    'share:7100000000000000000'
    >>> post_key("https://www.linkedin.com/pulse/how-we-work-anna-holm/"), post_key("https://example.com/")
    ('pulse:how-we-work-anna-holm', '')

    What is such a form already stays as it is, so that a page may name a post by it.

    >>> post_key("share:7100000000000000000")
    'share:7100000000000000000'
    """
    if len(text) > LONGEST:
        return ""
    if _KEY.fullmatch(text.strip()):
        return text.strip()
    # Links in mails are encoded twice.
    plain = unquote(unquote(text, errors="replace"), errors="replace")
    found = _URN.search(plain) or _POSTS.search(plain)
    if found is not None:
        return f"{_KINDS[found[1].lower()]}:{found[2]}"
    article = _ARTICLE.search(plain)
    return f"pulse:{article[1].lower()}" if article else ""


def post_url(key: str) -> str:
    """The address that a browser opens for a key of `post_key`, "" for none.

    >>> post_url("activity:7100000000000000000")
    'https://www.linkedin.com/feed/update/urn:li:activity:7100000000000000000/'
    """
    kind, _, number = key.partition(":")
    if not number:
        return ""
    return f"{_SITE}pulse/{number}" if kind == "pulse" else f"{_SITE}feed/update/urn:li:{kind}:{number}/"


def posted_at(key: str) -> int | None:
    """When a post was made, in seconds since 1970-01-01 UTC, by its number; None where that tells nothing.

    >>> posted_at("activity:7100000000000000000"), posted_at("pulse:how-we-work")
    (1692771911, None)
    """
    kind, _, number = key.partition(":")
    if kind == "pulse" or not number.isdecimal():
        return None
    seconds = (int(number) >> _CLOCK_BITS) // 1_000
    return seconds if _EARLIEST <= seconds < _LATEST else None
