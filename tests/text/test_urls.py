"""Profile addresses: one person, one slug, however the address is written."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kreds.text.urls import is_page, profile_slug, profile_url

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linkedin.com/in/søren-holm",
        "https://www.linkedin.com/in/s%C3%B8ren-holm",
        "https://www.linkedin.com/in/s%c3%b8ren-holm/",
        "http://linkedin.com/in/S%C3%98REN-HOLM",
        "www.linkedin.com/in/s%C3%B8ren-holm",
        "//www.linkedin.com/in/søren-holm",
        "https://dk.linkedin.com/in/søren-holm/en",
        "https://m.linkedin.com/in/søren-holm?trk=x&y=1",
        "https://www.linkedin.com/in/søren-holm#about",
        "https://www.linkedin.com/comm/in/søren-holm?trk=eml-card",
        "https://www.linkedin.com/mwlite/in/søren-holm",
        "HTTPS://WWW.LINKEDIN.COM:443/in/søren-holm%20",
        "  https://www.linkedin.com/in/søren-holm/details/  ",
        "https://www.linkedin.com//in//søren-holm",
    ],
)
def test_one_person_one_slug(url: str) -> None:
    """Host, scheme, case, encoding, query, fragment and trailing parts do not make another person."""
    assert profile_slug(url) == "søren-holm"


def test_composition_does_not_part() -> None:
    """An address typed with a combining accent is the same address."""
    assert profile_slug("https://www.linkedin.com/in/jose\u0301") == profile_slug(
        "https://www.linkedin.com/in/jos%C3%A9"
    )


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://www.linkedin.com/pub/Jane-Roe/1/2/3", "pub/jane-roe/1/2/3"),
        ("https://dk.linkedin.com/pub/jane-roe/1/2/3/da?x=1", "pub/jane-roe/1/2/3/da"),
        ("https://www.linkedin.com/company/acme/posts/", "company/acme"),
        ("https://www.linkedin.com/profile/view?id=4711&authType=name", "profile/view?id=4711"),
        ("https://www.linkedin.com/sales/lead/ACwAAB12,NAME_x", "sales/lead/acwaab12,name_x"),
    ],
)
def test_other_forms_are_opaque_keys(url: str, slug: str) -> None:
    """Addresses that are not ``/in/`` are kept apart under a key that cannot be mistaken for a slug."""
    assert profile_slug(url) == slug
    assert profile_slug(profile_url(slug)) == slug


@pytest.mark.parametrize(
    "url",
    [
        "",
        "   ",
        "jane-roe",
        "/in/jane-roe",
        "https://example.org/in/jane-roe",
        "https://linkedin.com.example.org/in/jane-roe",
        "https://evillinkedin.com/in/jane-roe",
        "https://www.linkedin.com/in/",
        "https://www.linkedin.com/in/..",
        "https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A1",
        "https://www.linkedin.com/pulse/a-title",
        "https://www.linkedin.com/in/" + "x" * 5_000 + "%",
    ],
)
def test_what_is_no_profile_has_no_slug(url: str) -> None:
    """Another site, a post or half an address is nobody."""
    assert profile_slug(url) == ""


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://www.linkedin.com/in/s%zzren", "s%zzren"),
        ("https://www.linkedin.com/in/s%F8ren", "s%f8ren"),
        ("https://www.linkedin.com/in/jane%2Froe", "jane%2froe"),
    ],
)
def test_unsound_encoding_is_kept(url: str, slug: str) -> None:
    """What cannot be decoded, or would change the address when decoded, stays as it is written."""
    assert profile_slug(url) == slug


def test_member_numbers_keep_their_case() -> None:
    """LinkedIn's own member numbers are case sensitive: folding them would break the link."""
    number = "ACoAAB" + "cDeF" * 8 + "g"
    assert profile_slug(f"https://www.linkedin.com/in/{number}") == number


def test_page() -> None:
    """A page of an organization is no person."""
    assert is_page(profile_slug("https://www.linkedin.com/company/acme"))
    assert not is_page(profile_slug("https://www.linkedin.com/in/company"))


@given(ANY_TEXT)
@example("a%252fb")
@example("\u1e9e\u0345")
@example("ACoAA" + "x" * 34)
@example("%20 %00")
def test_slug_of_the_address_of_a_slug_is_the_slug(text: str) -> None:
    """Reading an address that was written for a slug gives the slug back, whatever was in the first address."""
    slug = profile_slug(f"https://www.linkedin.com/in/{text}")
    assert profile_slug(profile_url(slug)) == slug
    assert unicodedata.is_normalized("NFC", slug)
    slug.encode("utf-8")


@given(ANY_TEXT)
def test_no_text_breaks_it(text: str) -> None:
    """Any text is an address or none; reading never fails."""
    assert profile_slug(profile_url(profile_slug(text))) == profile_slug(text)
