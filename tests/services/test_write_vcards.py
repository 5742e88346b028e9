"""vCards: read back by another reader they hold the same people, and no text becomes a property of its own."""

import io

from hypothesis import given
from hypothesis import strategies as st

from kreds.model.level import LEVELS, Level, Seen, Sign
from kreds.model.relation import Relation
from kreds.services.write_vcards import Card, write_vcards
from tests.services.vcards import plain, read, values


def relation(name: str, *, company: str = "", title: str = "", tags: tuple[str, ...] = (), note: str = "") -> Relation:
    """A relation with these texts."""
    return Relation(
        id="0000000000001",
        name=name,
        profile_url="https://www.linkedin.com/in/x",
        company=company,
        title=title,
        connected_on=None,
        no_longer_since=None,
        level=Level.STRONG,
        memberships=dict.fromkeys(LEVELS, 1 / 3),
        strength=0.5,
        alive=0.5,
        coverage=dict.fromkeys(Sign, Seen.NOT_COVERED),
        overruled=False,
        segments=(),
        messages_in=0,
        messages_out=0,
        last_contact=None,
        tags=tags,
        note=note,
    )


def written(*cards: Card, at: int | None = None) -> str:
    """The file as text."""
    out = io.BytesIO()
    assert write_vcards(out, cards, at=at) == len(cards)
    return out.getvalue().decode("utf-8")


HOSTILE = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r,;:\\"), max_size=120)


@given(name=HOSTILE.filter(bool), company=HOSTILE, note=HOSTILE)
def test_texts_come_back_and_stay_texts(name: str, company: str, note: str) -> None:
    """Whatever a text holds, it is one value of one property of one card, on lines of at most 75 octets."""
    text = written(Card(relation(name, company=company, note=note), "A;b", "C"), Card(relation("Zoë")))
    first, second = read(text)
    normal = {key: value.replace("\r\n", "\n").replace("\r", "\n") for key, value in
              {"FN": name, "ORG": company, "NOTE": note}.items()}  # fmt: skip
    assert {key: plain(first.get(key, [""])[0]) for key in normal} == normal
    assert first["N"] == ["C;A\\;b;;;"]
    assert second["FN"] == ["Zoë"]


def test_tags_are_categories_beside_the_level() -> None:
    """Level and tags stand in CATEGORIES; without a name of its own a card has the person's id."""
    (card,) = read(written(Card(relation("", tags=("kunde", "a,b")), email="x@example.org")))
    assert values(card["CATEGORIES"][0]) == ["strong", "kunde", "a,b"]
    assert card["FN"] == ["0000000000001"]
    assert card["EMAIL"] == ["x@example.org"]


def test_a_card_says_when_it_was_made() -> None:
    """REV is a moment in UTC, the same for all cards of a file; without a moment there is none."""
    cards = read(written(Card(relation("A")), Card(relation("B")), at=1_790_000_000))
    assert [card["REV"] for card in cards] == [["20260921T141320Z"]] * 2
    assert "REV" not in read(written(Card(relation("A"))))[0]
