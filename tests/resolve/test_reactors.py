"""Who reacted: the surest evidence first, nobody guessed, the person's word above all."""

from hypothesis import given
from hypothesis import strategies as st

from kreds.resolve.reactors import Listed, Reactor, Recognized, reactor_key, who_reacted

ANNA = Listed(1, "in:anna-holm", "anna-holm", "Anna Holm", "Nordlys A/S", "Salgschef")
BO = Listed(2, "in:bo-dam", "bo-dam", "Bo Dam", "Havblik", "Konsulent")
OTHER_BO = Listed(3, "in:bo-dam-2", "bo-dam-2", "Bo Dam", "Kystvej", "Revisor")
GONE = Listed(4, "in:eva-lund", "eva-lund", "Eva Lund", "Nordlys A/S", "Direktør", is_connected=False)
LISTED = (ANNA, BO, OTHER_BO, GONE)


def who(name: str, headline: str = "", degree: int = 1, slug: str = "", **said: bool) -> Recognized:
    """Who somebody is; ``said`` is the word on each relation by the last part of its slug."""
    one = Reactor(7, slug, name, headline, degree)
    judged = {(f"in:{key.replace('_', '-')}", reactor_key(one)): same for key, same in said.items()}
    return who_reacted([one], LISTED, judged)[7]


def test_an_address_says_who() -> None:
    """A profile address is surer than any name, and another one is somebody else."""
    assert who("A. H.", degree=3, slug="anna-holm").person == 1
    assert who("Anna Holm", degree=0, slug="anna-holm-99") == Recognized()


def test_a_connection_with_a_name_of_their_own_is_known() -> None:
    """LinkedIn says that it is a connection, and the list has one of that name: with a title or a sign hung on, too."""
    assert who("Anna Holm").person == 1
    assert who("ANNA HOLM, MBA").person == 1
    assert who("Anna Holm (she/her)").person == 1


def test_a_namesake_further_away_is_nobody() -> None:
    """Whoever LinkedIn does not call a connection is none, unless they were one once."""
    assert who("Anna Holm", degree=2) == Recognized()
    assert who("Eva Lund", "Direktør hos Nordlys", degree=2).person == 4
    assert [one.person for one in who("Eva Lund", degree=2).options] == [4]


def test_the_headline_parts_namesakes() -> None:
    """Of two with one name, whoever's company or title stands below it is meant; else both are asked about."""
    assert who("Bo Dam", "Revisor | Kystvej").person == 3
    assert [one.person for one in who("Bo Dam", "Noget andet").options] == [2, 3]
    assert who("Bo Dam", "Noget andet").person == 0


def test_a_name_without_a_distance_is_asked_unless_the_headline_fits() -> None:
    """A bare name may be a stranger's."""
    assert who("Anna Holm", degree=0).person == 0
    assert [one.person for one in who("Anna Holm", degree=0).options] == [1]
    assert who("Anna Holm", "Salgschef hos Nordlys", degree=0).person == 1


def test_a_name_that_is_nearly_the_same() -> None:
    """A middle name more is the same human where the headline fits, and a question where it does not."""
    assert who("Anna Marie Holm", "Salgschef hos Nordlys").person == 1
    assert [one.person for one in who("Anna Marie Holm").options] == [1]
    assert who("Anna Marie Holm", degree=0) == Recognized()


def test_a_word_of_the_person_stands() -> None:
    """A yes makes them one, a no ends the question."""
    assert who("Bo Dam", bo_dam=True).person == 2
    assert who("Bo Dam", bo_dam=False).person == 3
    assert who("Anna Holm", degree=0, anna_holm=False) == Recognized()


_NAMES = st.sampled_from(["Anna Holm", "Bo Dam", "Eva Lund", "Anna", "", "Bo M. Dam", "Æ Ø", "١٢٣ ٤"])


@given(_NAMES, st.sampled_from(["", "Nordlys", "Revisor", "x" * 300]), st.integers(0, 3))
def test_nobody_is_taken_for_sure_and_asked_about_at_once(name: str, headline: str, degree: int) -> None:
    """Each is known, asked about, or nobody; chances lie where a question is worth it and never where Kreds is sure."""
    found = who(name, headline, degree)

    assert not (found.person and found.options)
    assert all(0.05 <= option.chance < 0.96 for option in found.options)


@given(st.permutations(LISTED))
def test_the_order_of_the_lists_does_not_count(listed: list[Listed]) -> None:
    """The same relations in any order give the same people."""
    reactors = [Reactor(n, "", name, "Revisor", n % 4) for n, name in enumerate(("Anna Holm", "Bo Dam", "Eva Lund"))]
    assert who_reacted(reactors, listed, {}) == who_reacted(reactors, LISTED, {})
