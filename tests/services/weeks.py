"""Weeks put together by hand, for tests of what is written of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kreds.model.agenda import AgendaLine, AgendaPlan, LineState, Occasion, OccasionKind, Week
from kreds.text.phrase import Fact
from tests.cleanup.people import someone

MONDAY = date(2026, 11, 30)
DAY = date(2026, 4, 12)
AT = 1_790_000_000


def facts_with(text: str) -> dict[str, Fact]:
    """What every kind of occasion is told from, with a text wherever a file's own words may stand."""
    texts = ("title", "company", "old_title", "old_company", "words", "skills", "topic")
    return {
        "day": DAY, "gap": 30, "since": DAY, "until": date(2027, 1, 9), "years": 5, "thread": "2-abc", "need": "expert",
        "count": 2, "people": 3, "content": "video", **dict.fromkeys(texts, text),
    }  # fmt: skip


def line_of(
    kind: OccasionKind,
    name: str = "Anna Holm",
    *,
    text: str = "CFO",
    day: date = MONDAY,
    state: LineState = LineState.OPEN,
    number: int = 1,
) -> AgendaLine:
    """A line of a kind about somebody with this name, at a company and with a title and words called ``text``."""
    one = replace(
        someone(number), name=name, company=text, title=text, profile_url=f"https://www.linkedin.com/in/p{number}"
    )
    other = replace(one, id=f"{number + 500:013x}", name=f"{name} B") if kind is OccasionKind.INTRODUCE else None
    whom = one if kind.value not in ("post", "content", "topic", "invitations") else None
    occasion = Occasion(kind, one.id if whom else "", 1.0, facts=facts_with(text))
    return AgendaLine(occasion, day, state, whom, other)


def week_of(lines: Sequence[AgendaLine], *, minutes: int = 10, holiday: bool = False) -> Week:
    """A week with these lines."""
    plan = AgendaPlan(minutes=minutes)
    return Week(MONDAY, plan, tuple(lines), {}, date(2026, 10, 2), missing=("goal",), holiday=holiday)


def full_week(name: str = "Anna Holm", text: str = "CFO") -> Week:
    """A week with a line of each kind, all about somebody with this name."""
    return week_of([line_of(kind, name, text=text, number=at + 1) for at, kind in enumerate(OccasionKind)])
