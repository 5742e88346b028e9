"""Codes and sessions: once, soon, and only in this run."""

from kreds.web.sessions import CODE_SECONDS, Sessions


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """The time it shows."""
        return self.now


def opened(sessions: Sessions) -> str:
    """A session as a browser gets it."""
    session = sessions.redeem(sessions.new_code())
    assert session
    return session


def test_a_code_dies_after_one_use() -> None:
    """The second use of a code opens nothing."""
    sessions = Sessions()
    code = sessions.new_code()
    assert sessions.redeem(code)
    assert sessions.redeem(code) is None


def test_a_code_dies_after_a_minute() -> None:
    """A code that waited too long opens nothing; one that did not, does."""
    clock = Clock()
    sessions = Sessions(clock=clock)
    late, soon = sessions.new_code(), sessions.new_code()
    clock.now = CODE_SECONDS - 0.1
    assert sessions.redeem(soon)
    clock.now = CODE_SECONDS
    assert sessions.redeem(late) is None


def test_nothing_but_a_code_opens() -> None:
    """Guesses, an empty text and strange characters open nothing."""
    sessions = Sessions()
    sessions.new_code()
    for guess in ("", "x", "\ud800", "å" * 100):
        assert sessions.redeem(guess) is None
        assert not sessions.knows(guess)


def test_another_run_knows_no_session_of_this_one() -> None:
    """A restart ends every session."""
    first, second = Sessions(), Sessions()
    session = opened(first)
    assert first.knows(session)
    assert not second.knows(session)


def test_a_token_belongs_to_one_session() -> None:
    """The token of one session is none for another, nor for the same cookie in another run."""
    sessions = Sessions()
    one, other = opened(sessions), opened(sessions)
    assert sessions.is_app_token(one, sessions.app_token(one))
    assert not sessions.is_app_token(other, sessions.app_token(one))
    assert not Sessions().is_app_token(one, sessions.app_token(one))


def test_only_hashes_are_kept() -> None:
    """Neither a code nor a cookie stands in memory as it is sent."""
    sessions = Sessions()
    code, session = sessions.new_code(), opened(sessions)
    assert code not in repr(sessions)
    assert session not in repr(sessions)


def test_codes_and_sessions_do_not_pile_up() -> None:
    """Who asks for link after link gets the newest ones; the oldest die."""
    sessions = Sessions()
    codes = [sessions.new_code() for _ in range(100)]
    assert sessions.redeem(codes[0]) is None
    assert sessions.redeem(codes[-1])
    first = opened(sessions)
    for _ in range(60):
        opened(sessions)
    assert not sessions.knows(first)
