"""Names of people: kept as they are, compared as a reader would compare them."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kreds.text.names import LONGEST, clean, display_name, match_key, prose, search_key, sort_key

# Any text at all, lone surrogates too, as a file or an address bar may hold it.
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
SOUND_TEXT = st.text(max_size=60)
INVISIBLE = "\u200b\u200d\u00ad\u2060\ufeff\u202e\u2066\U000e0041"


@given(ANY_TEXT)
@example("\x1c \x85\u2028x\x00")
@example("e\x00\u0301")
def test_clean_twice_is_clean_once(text: str) -> None:
    """A cleaned text is not changed by cleaning."""
    assert clean(clean(text)) == clean(text)


@given(ANY_TEXT)
def test_clean_can_be_stored(text: str) -> None:
    """What is kept is NFC, encodable, on one line and without NUL."""
    kept = clean(text)
    kept.encode("utf-8")
    assert unicodedata.is_normalized("NFC", kept)
    assert not {"\x00", "\n", "\r", "\t"} & set(kept)
    assert kept == kept.strip()


def test_clean_cuts_what_is_no_name() -> None:
    """A name of five hundred accents or ten thousand letters is kept to `LONGEST` characters."""
    assert len(clean("a" * 10_000)) == LONGEST
    assert len(clean("Z" + "\u0335" * 5_000)) == LONGEST
    assert clean("a" * (LONGEST - 1) + " b") == "a" * (LONGEST - 1)


@pytest.mark.parametrize(
    "name", ["Null", "None", "NA", "N/A", "True", "nan", "1e5", "007", "=SUM(A1)", "@anna", "🚀", "X"]
)
def test_every_text_is_a_name(name: str) -> None:
    """Nothing that looks like a number, a formula or a missing value is taken for one."""
    assert clean(name) == name


def test_clean_keeps_what_a_page_must_show_as_it_is() -> None:
    """Direction marks and joiners stay: the page isolates them, and the person sees that they are there."""
    assert clean("Jane\u202eeoR") == "Jane\u202eeoR"


@given(ANY_TEXT)
def test_prose_keeps_lines(text: str) -> None:
    """Words keep their line feeds, lose other control characters, and stay the same the second time."""
    kept = prose(text)
    kept.encode("utf-8")
    assert prose(kept) == kept
    assert not {"\x00", "\r"} & set(kept)


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [("Anna", "Holm", "Anna Holm"), ("Anna", "", "Anna"), ("", "Holm", "Holm"), ("", "", "")],
)
def test_display_name(first: str, last: str, shown: str) -> None:
    """A name is its parts with one space between, without a space for a part that is missing."""
    assert display_name(first, last) == shown


@given(SOUND_TEXT, st.sampled_from(["NFC", "NFD"]))
def test_match_key_ignores_composition(text: str, form: str) -> None:
    """A name written composed or decomposed is the same name."""
    assert match_key(unicodedata.normalize(form, text)) == match_key(text)  # type: ignore[arg-type] # form is one of the four


@given(SOUND_TEXT, st.integers(0, 60), st.sampled_from(INVISIBLE))
def test_match_key_ignores_the_invisible(text: str, place: int, mark: str) -> None:
    """A zero-width or direction mark anywhere in a name changes nothing."""
    assert match_key(text[:place] + mark + text[place:]) == match_key(text)


@given(ANY_TEXT)
@example("İ")
@example("ß")
@example("ŉ")
@example("\u0345\u0300")
def test_match_key_twice_is_once(text: str) -> None:
    """A key is its own key, also where lower case is longer than upper case."""
    assert match_key(match_key(text)) == match_key(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("JOSÉ", "jose\u0301"),
        ("Ｊａｎｅ", "jane"),
        ("Straße", "STRASSE"),
        ("Anna\u00a0 Holm", "anna holm"),
        ("ﬁona", "Fiona"),
    ],
)
def test_match_key_joins(one: str, other: str) -> None:
    """Case, width, ligatures and kinds of space do not part a name from itself."""
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(("one", "other"), [("Søren", "Soren"), ("Anna", "Аnna"), ("José", "Jose")])
def test_match_key_parts(one: str, other: str) -> None:
    """Letters with accents, and letters of another alphabet that look alike, are other letters."""
    assert match_key(one) != match_key(other)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("soren", "Søren Holm"),
        ("soeren", "Søren Holm"),
        ("SØREN", "Soeren Holm"),
        ("aase", "Åse Dam"),
        ("åse", "Aase Dam"),
        ("ase", "Åse Dam"),
        ("aero", "Ærø Kommune"),
        ("muller", "Müller"),
        ("lukasz", "Łukasz"),
        ("jose", "José"),
        ("li xiaolong", "李 小龙"),
    ],
)
def test_search_finds(typed: str, name: str) -> None:
    """A name is found by what an ordinary keyboard types for it."""
    assert search_key(typed) in search_key(name)


@given(ANY_TEXT)
@example("åa aaa øe oee")
def test_search_key_is_plain_and_stable(text: str) -> None:
    """A search key is lower-case ASCII, and searching for it finds itself."""
    key = search_key(text)
    assert key.isascii()
    assert key == key.lower()
    assert search_key(key) == key


def test_sort_key_is_the_danish_alphabet() -> None:
    """``æ ø å`` after ``z``, ``aa`` as ``å``, accents without weight, other scripts last."""
    names = [
        "Anna Holm",
        "Anna-Lise Bro",
        "André",
        "Andrea",
        "Zoe",
        "Æbelø",
        "Äger",
        "Østergaard",
        "Özil",
        "Aagaard",
        "Åse",
        "Яна",
        "李 小龙",
    ]
    expected = ["André", "Andrea", "Anna Holm", *names[1:2], *names[4:]]
    assert sorted(names, key=sort_key) == expected
    assert sorted(names, key=lambda name: sort_key(name).encode()) == expected


def test_sort_key_ties_are_broken_by_the_text() -> None:
    """Aase and Åse stand side by side, always in the same order."""
    assert sort_key("Åse").partition("\t")[0] == sort_key("Aase").partition("\t")[0]
    assert sorted(["Åse", "Aase"], key=sort_key) == sorted(["Aase", "Åse"], key=sort_key) == ["Aase", "Åse"]


@given(SOUND_TEXT, SOUND_TEXT)
def test_sort_key_orders_bytes_and_code_points_alike(one: str, other: str) -> None:
    """A database that compares bytes and one that compares characters list people in one order."""
    by_text = sort_key(clean(one)) < sort_key(clean(other))
    assert by_text == (sort_key(clean(one)).encode() < sort_key(clean(other)).encode())
