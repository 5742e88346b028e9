"""Whom to accept, over a real store: who waits, what the policy makes of them, trials of those accepted."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kreds.errors import UsageError
from kreds.model.invitation import Ground, Policy, Unwanted, Verdict
from kreds.model.level import Level
from kreds.services.find_anybody import outsider_called
from kreds.services.import_files import ImportOptions, import_files
from kreds.services.invitations import ACCEPTED, ANSWERED, WAITING, invitations, say_verdict, try_accepted, would_get
from kreds.services.judge_relations import undo
from kreds.services.read_network import show_relation
from kreds.services.reader import Reader
from kreds.services.said_invitations import lay_down, policy_from, policy_value
from kreds.store.database import Store, open_store
from tests.services.outsider_stores import HOME, TODAY, archive, small_store

NOW = int(datetime(2026, 11, 1, 12, tzinfo=UTC).timestamp())


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small network and the people around it; copy it, do not write to it."""
    return small_store(tmp_path_factory.mktemp("filled"))


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Iterator[Store]:
    """The same in a store of the test's own."""
    path = tmp_path / "own" / "kreds.db"
    path.parent.mkdir(mode=0o700)
    shutil.copy(filled, path)
    with open_store(path) as opened:
        yield opened


def verdicts(store: Store, show: str = WAITING) -> dict[str, str]:
    """Who gets which verdict."""
    return {one.outsider.name: one.ruling.verdict.value for one in invitations(store, show).received}


def number(store: Store, name: str) -> int:
    """The number of somebody."""
    with store.reading() as db:
        return outsider_called(db, name)


def test_who_waits_and_who_has_become_a_relation(store: Store) -> None:
    """Newest first; the policy as it starts accepts whom one wrote with, asks the silent, tries the others."""
    assert verdicts(store) == {"Eva Roe": "ask", "Finn Juul": "trial", "Cara Dam": "accept"}
    assert list(verdicts(store)) == ["Eva Roe", "Finn Juul", "Cara Dam"]
    assert verdicts(store, ACCEPTED) == {"Anna Holm": "accept"}
    assert invitations(store, ACCEPTED).received[0].level is Level.AVERAGE
    assert not invitations(store).has_policy
    with pytest.raises(UsageError):
        invitations(store, "shoes")


def test_a_policy_is_tried_laid_down_and_undone(store: Store) -> None:
    """The preview changes nothing and says what laying it down does; undo puts the old one back."""
    strict = Policy(accept=frozenset({Ground.MESSAGE}), otherwise=Verdict.DECLINE, asks_silent=False)
    counts = would_get(store, strict)
    assert counts == {Verdict.ACCEPT: 1, Verdict.DECLINE: 2, Verdict.TRIAL: 0, Verdict.ASK: 0}
    assert not invitations(store).has_policy
    decided = lay_down(store, strict, at=NOW)
    found = invitations(store)
    assert (found.policy, found.has_policy, found.verdicts) == (strict, True, counts)
    assert lay_down(store, strict, at=NOW).id == 0
    undo(store, at=NOW, number=decided.id)
    assert invitations(store).policy == Policy()


def test_a_policy_is_kept_whole_and_checked() -> None:
    """What is written is read again; what is no choice is refused."""
    policy = Policy(
        frozenset({Ground.MET}), frozenset({Unwanted.SELLER}), asks_silent=False, otherwise=Verdict.ASK, months=3
    )
    assert policy_from(policy_value(policy)) == policy
    assert policy_from({}) == Policy()
    for wrong in ({"accept": ["friends"]}, {"decline": "x"}, {"otherwise": "maybe"}, {"months": 0}, {"months": "6"}):
        with pytest.raises(UsageError):
            policy_from(wrong)


def test_the_persons_own_word_stands_above(store: Store) -> None:
    """It moves the invitation to those answered, is undone, and can be taken away."""
    eva = number(store, "Eva Roe")
    decided = say_verdict(store, [eva], Verdict.DECLINE, at=NOW)
    assert verdicts(store, ANSWERED) == {"Eva Roe": "decline"}
    assert "Eva Roe" not in verdicts(store)
    undo(store, at=NOW, number=decided.id)
    assert verdicts(store)["Eva Roe"] == "ask"
    say_verdict(store, [eva], Verdict.ACCEPT, at=NOW)
    say_verdict(store, [eva], None, at=NOW)
    assert verdicts(store)["Eva Roe"] == "ask"
    with pytest.raises(UsageError):
        say_verdict(store, [1], Verdict.ASK, at=NOW)


def test_who_is_accepted_on_trial_is_tried_when_they_turn_up(store: Store, tmp_path: Path) -> None:
    """In the next archive they are a relation: one click begins the trial, of as many months as the policy says."""
    lay_down(store, Policy(months=3), at=NOW)
    eva = number(store, "Eva Roe")
    say_verdict(store, [eva], Verdict.TRIAL, at=NOW)
    assert invitations(store).to_try == ()
    with pytest.raises(UsageError):
        try_accepted(store, today=TODAY, at=NOW)
    head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    rows = f"Anna,Holm,{HOME}anna-holm,,Nordlys,Baker,03 Oct 2020\nEva,Roe,{HOME}eva-roe,,Berg,Coach,30 Oct 2026\n"
    later = archive(tmp_path, "Basic_LinkedInDataExport_11-01-2026.zip", connections=head + rows)
    import_files(store, [later], ImportOptions(today=TODAY, now=lambda: NOW))
    assert invitations(store).to_try == (eva,)
    decided = try_accepted(store, today=TODAY, at=NOW)
    assert show_relation(store, f"{eva:013x}").relation.trial.until == date(2027, 2, 1)
    assert invitations(store).to_try == ()
    undo(store, at=NOW, number=decided.id)
    assert invitations(store).to_try == (eva,)


def test_outcomes_are_refused_while_there_are_few(store: Store) -> None:
    """One accepted invitation tells nothing."""
    assert {one.shows.value for one in invitations(store).outcomes} == {"thin"}


def test_incognito_names_nobody(store: Store) -> None:
    """Names, messages and reasons are hidden; verdicts are the real ones."""
    plain, hidden = invitations(store), Reader(store, incognito=True, today=TODAY).invitations()
    for real, masked in zip(plain.received, hidden.received, strict=True):
        assert masked.ruling.verdict is real.ruling.verdict
        assert (masked.outsider.name != real.outsider.name, masked.outsider.slug) == (True, "")
