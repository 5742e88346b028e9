"""The judgement held against the past of the store's own network: figures, refusals in words, kept until outdated."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kreds.model.criteria import Criterion, Emphasis
from kreds.model.level import LEVELS, Level
from kreds.model.relation import RelationQuery
from kreds.services import trust as service
from kreds.services.judge_relations import name_owner, overrule_level, set_half_life, undo
from kreds.services.read_frames import frames
from kreds.services.read_network import find_relations
from kreds.services.trust import EMPTY, NO_MESSAGES, RULES, known_trust, trust
from kreds.services.weigh_criteria import weigh
from kreds.store.database import Store, open_store
from kreds.ties.backtest import FEW, SHORT, backtest
from tests.services.importing import imported, network, written
from tests.web.serving import connections_zip


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of 180 invented relations."""
    return written(tmp_path_factory.mktemp("archive"), of=network(relations=180, messages=3_000)).paths[0]


@pytest.fixture
def store(tmp_path: Path, invented: Path) -> Iterator[Store]:
    """A store that holds it."""
    with open_store(tmp_path / "kreds.db") as opened:
        imported(opened, invented)
        yield opened


def test_the_figures_are_those_of_the_backtest(store: Store) -> None:
    """Judged as of a year before the last covered day, from the store's own frames."""
    found, own = trust(store), frames(store)
    made = backtest(
        own.interactions, own.relations, day=own.day, coverage=own.coverage, context=own.context, learn=False
    )
    assert (found.refusal, found.missing) == ("", None)
    assert found.then is not None
    assert found.until is not None
    assert (found.until - found.then).days == found.horizon_days == 365
    assert (found.relations, found.again, found.levels) == (made.relations, made.again, made.levels)
    assert list(found.rankings) == ["alive", "strength", *RULES]
    assert found.rankings["alive"] == made.alive
    assert (found.bins, found.calibration_error) == (made.bins, made.calibration_error)
    assert list(found.levels) == list(LEVELS)


def test_a_second_look_is_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The past is judged once; the person's word on a level changes nothing, another half-life does."""
    assert known_trust(store) is None
    first = trust(store)
    with monkeypatch.context() as patch:
        patch.setattr(service, "frames", None)
        assert trust(store) is known_trust(store) is first
        who = find_relations(store, RelationQuery(levels=(Level.AVERAGE,))).relations[0].id
        overrule_level(store, who, Level.STRONG, at=1)
        assert trust(store) is first
    weigh(store, {Criterion.INTERACT: Emphasis.LITTLE}, at=3)
    assert known_trust(store) is None
    undo(store, at=4)
    set_half_life(store, 90, at=2)
    assert known_trust(store) is None
    assert trust(store).rankings["strength"] != first.rankings["strength"]


def test_an_empty_store_says_so(tmp_path: Path) -> None:
    """Before the first import there is no day to judge as of."""
    with open_store(tmp_path / "kreds.db") as opened:
        found = trust(opened)
    assert (found.refusal, found.then, found.until, found.levels) == (EMPTY, None, None, {})
    assert found.missing is not None


def test_without_messages_nothing_is_claimed(tmp_path: Path) -> None:
    """A list of connections alone shows nobody in touch with anybody."""
    rows = [("Ada", "Lund", "https://www.linkedin.com/in/ada", "", "Nordlys", "CEO", "03 Oct 2020")]
    with open_store(tmp_path / "kreds.db") as opened:
        imported(opened, connections_zip(tmp_path / "one.zip", rows))
        found = trust(opened)
    assert found.refusal == NO_MESSAGES
    assert found.missing is not None
    assert "not among the files" in found.missing.english()


HEAD = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER"
ADA, ME = "https://www.linkedin.com/in/ada", "https://www.linkedin.com/in/me"


def with_messages(folder: Path, days: list[str]) -> Path:
    """One connection, and a message of hers on each of the days."""
    folder.mkdir()
    rows = [f"1,Ada Lund,{ADA},Me,{ME},{day} 10:00:00 UTC,,Hello,INBOX" for day in days]
    (folder / "messages.csv").write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
    (folder / "Connections.csv").write_text(f"{head}\nAda,Lund,{ADA},,Nordlys,CEO,03 Oct 2018\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("days", "refusal", "words"),
    [
        (["2026-01-05", "2026-09-05"], SHORT, "It takes two years of contact"),
        (["2020-01-05", "2022-02-05", "2026-09-05"], FEW, "Here it is 1 in all, and 1 in touch again."),
    ],
)
def test_thin_data_says_what_is_missing(tmp_path: Path, days: list[str], refusal: str, words: str) -> None:
    """One relation and a short or a sparse past: no figures, and the sentence names what would be needed."""
    with open_store(tmp_path / "kreds.db") as opened:
        imported(opened, with_messages(tmp_path / "thin", days))
        name_owner(opened, "me", at=1)
        found = trust(opened)
    assert (found.refusal, found.rankings, found.bins) == (refusal, {}, ())
    assert found.missing is not None
    assert words in found.missing.english()
    assert found.until == date(2026, 9, 5)
