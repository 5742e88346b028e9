"""Profile addresses: one comparable form for the many ways in which LinkedIn and people write them."""

import re
import unicodedata
from urllib.parse import quote, unquote

LONGEST = 2_000
"""Characters of an address; what is longer is none."""
_SITE = "https://www.linkedin.com/"
_PLAIN = re.compile(r"https?://(?:www\.)?linkedin\.com/in/([a-z0-9-]+)/?")
_ENCODED = re.compile(r"https?://(?:www\.)?linkedin\.com/in/((?:[a-z0-9-]|%[0-9a-fA-F]{2})+)/?")
_ADDRESS = re.compile(
    r"(?:https?:)?(?://)?(?:[\w-]+\.)*linkedin\.com\.?(?::[0-9]+)?/(?P<path>[^?#]*)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
# LinkedIn's own number of a member stands in for the slug where a profile has none; its letters are case sensitive.
_MEMBER_NUMBER = re.compile(r"AC[ow]AA[A-Za-z0-9_-]{30,}")
_OLD_VIEW = re.compile(r"[?&]id=([0-9]+)")
_APPS = frozenset({"comm", "mwlite", "m"})
_OPAQUE = frozenset({"pub", "company", "school", "showcase", "profile", "sales", "talent", "recruiter"})
_PAGES = ("company/", "school/", "showcase/")
_RESERVED = re.compile(r"[/?#\x00-\x20\x7f-\xa0\ud800-\udfff]")


def profile_slug(url: str) -> str:
    """The comparable form of a profile address, "" when it is none.

    Percent-encoding is undone where it is sound, letters are lower case, the rest of the address is gone. Addresses
    from before ``/in/`` and those of company pages become an opaque key (``pub/jane-roe/1/2/3``, ``company/acme``).

    >>> profile_slug("HTTPS://dk.LinkedIn.com/in/S%C3%B8ren-Holm-42/?trk=mail")
    'søren-holm-42'
    >>> profile_slug("www.linkedin.com/pub/jane-roe/1/2/3")
    'pub/jane-roe/1/2/3'
    >>> profile_slug("https://www.linkedin.com/feed/")
    ''
    """
    if match := _PLAIN.fullmatch(url):
        return match[1]
    if match := _ENCODED.fullmatch(url):
        return _comparable(match[1])
    address = _ADDRESS.match(url.strip())
    if address is None or len(url) > LONGEST:
        return ""
    parts = [part for part in address["path"].split("/") if part.strip()]
    while parts and parts[0].lower() in _APPS:
        del parts[0]
    if len(parts) < 2:
        return ""
    kind = parts[0].strip().lower()
    if kind == "in":
        return _comparable(parts[1])
    if kind not in _OPAQUE:
        return ""
    if kind == "profile" and (member := _OLD_VIEW.search(address["rest"])):
        return f"profile/view?id={member[1]}"
    if kind in {"company", "school", "showcase"}:
        del parts[2:]
    keys = [_comparable(part) for part in parts[1:]]
    return "/".join((kind, *keys)) if all(keys) else ""


def profile_url(slug: str) -> str:
    """The address that a browser opens for a slug of `profile_slug`, "" for none.

    >>> profile_url("søren-holm-42")
    'https://www.linkedin.com/in/s%C3%B8ren-holm-42'
    """
    if not slug:
        return ""
    if "/" in slug:
        return _SITE + quote(slug, safe="/?=", errors="replace")
    return f"{_SITE}in/{quote(slug, safe='', errors='replace')}"


def activity_url(profile: str) -> str:
    """Where LinkedIn shows what somebody has posted lately, "" for a profile that is none of a person's.

    >>> activity_url("https://www.linkedin.com/in/jane-roe")
    'https://www.linkedin.com/in/jane-roe/recent-activity/all/'
    """
    slug = profile_slug(profile)
    return f"{profile_url(slug)}/recent-activity/all/" if slug and "/" not in slug else ""


def thread_url(thread: str) -> str:
    """Where LinkedIn shows a conversation, by the name that its archive gives it; "" for none.

    >>> thread_url("2-YWJj==")
    'https://www.linkedin.com/messaging/thread/2-YWJj%3D%3D/'
    """
    return f"{_SITE}messaging/thread/{quote(thread, safe='', errors='replace')}/" if thread else ""


def people_search_url(*words: str) -> str:
    """LinkedIn's own search for people, filled in; "" without a word to look for.

    >>> people_search_url("Søren Holm", "Havblik")
    'https://www.linkedin.com/search/results/people/?keywords=S%C3%B8ren%20Holm%20Havblik'
    """
    text = " ".join(" ".join(words).split())
    return f"{_SITE}search/results/people/?keywords={quote(text, safe='', errors='replace')}" if text else ""


def is_page(slug: str) -> bool:
    """Whether the slug belongs to an organization's page and not to a person.

    >>> is_page("company/acme"), is_page("jane-roe")
    (True, False)
    """
    return slug.startswith(_PAGES)


def _comparable(part: str) -> str:
    """One part of a path, decoded and folded; what would change the address when decoded stays encoded."""
    text = part.strip()
    if "%" in text:
        text = _decoded(text)
    if _MEMBER_NUMBER.fullmatch(text):
        return text
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    text = _RESERVED.sub(lambda found: quote(found[0], safe="", errors="replace").lower(), text)
    return "" if text.strip(".") == "" else text


def _decoded(text: str) -> str:
    """Percent-encoding undone; text that is not UTF-8 underneath stays as it is written."""
    try:
        return unquote(text, errors="strict").strip()
    except UnicodeDecodeError:
        return text
