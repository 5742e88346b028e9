"""The acceptance of the clean-up: what it proposes in an invented network, against what is true of its people."""

import pytest

from bench.clean_up import Proposals, measure
from kreds.services.make_demo import DemoOrder

TRULY_WORTHLESS = 0.95


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Proposals:
    """The proposals of a whole demo after a forgetful person has answered what the cards ask."""
    folder = tmp_path_factory.mktemp("truth")
    folder.chmod(0o700)
    return measure(folder, DemoOrder(relations=500, messages=4_000))


def test_no_truly_strong_relation_is_proposed(found: Proposals) -> None:
    """Whatever was forgotten, nobody who is truly strong is proposed to let go (G3.4)."""
    assert found.strong == 0


def test_those_proposed_are_truly_worthless(found: Proposals) -> None:
    """At least 95 in a hundred of the proposed are truly worthless, and they are most of those there are."""
    assert found.proposed >= 50
    assert found.precision >= TRULY_WORTHLESS
    assert found.recall >= 0.5


def test_silence_alone_proposes_nobody(found: Proposals) -> None:
    """Before anything is answered, no file covers who reacts, so nobody is proposed (H1)."""
    assert found.before == 0
    assert found.asked > found.proposed
