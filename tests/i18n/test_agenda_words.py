"""The words of the agenda: every kind of occasion has a reason and something to do, in both languages, and no blank."""

from dataclasses import replace
from datetime import date

import pytest

from kreds.i18n.agenda_drafts import draft
from kreds.i18n.agenda_words import QUOTED, link_name, occasion_name, part_name, quote, what, why
from kreds.i18n.translator import Translator
from kreds.model.agenda import AgendaLine, LineState, Occasion, OccasionKind, Part
from kreds.services.agenda_links import links_of
from kreds.text.phrase import Fact
from tests.cleanup.people import someone

DAY = date(2026, 4, 12)
FACTS: dict[str, Fact] = {
    "day": DAY, "gap": 30, "days": 40, "cadence": 30, "last": DAY, "since": DAY, "until": date(2027, 1, 9), "years": 5,
    "title": "CFO", "company": "Havnen", "old_title": "Controller", "old_company": "Nordlys", "words": "Hej. Kan du?",
    "thread": "2-abc", "need": "expert", "skills": "Salg", "count": 2, "topic": "CRM", "people": 3, "content": "video",
}  # fmt: skip


def line(kind: OccasionKind, **facts: Fact) -> AgendaLine:
    """A line of a kind about Anna and Bo."""
    anna = replace(someone(1), name="Anna Holm", company="Nordlys", title="Direktør")
    bo = replace(someone(2), name="Bo Friis", company="Havnen", title="CFO")
    occasion = Occasion(kind, anna.id, 1.0, facts={**FACTS, **facts})
    return AgendaLine(occasion, date(2026, 12, 1), LineState.OPEN, anna, bo if kind is OccasionKind.INTRODUCE else None)


@pytest.mark.parametrize("kind", OccasionKind)
def test_every_kind_is_told(kind: OccasionKind) -> None:
    """Each kind says why, what and in which part, in Danish and in English, differently, with every blank filled."""
    told = {}
    for language in ("da", "en"):
        t = Translator(language)
        one = line(kind)
        told[language] = (why(one, t), what(one, t), occasion_name(kind, t), draft(one, t, owner="Mette Lind"))
        assert all(told[language][:3])
        assert not [text for text in told[language] if "%(" in text or "  " in text]
    assert all(da != en for da, en in zip(told["da"], told["en"], strict=True) if da)


@pytest.mark.parametrize("need", ["", "expert", "venue", "sparring", "hire", "job", "introduction"])
def test_every_need_has_an_answer(need: str) -> None:
    """A question is answered by what was asked for; without known words it is answered all the same."""
    t = Translator("da")
    assert what(line(OccasionKind.QUESTION, need=need), t)
    assert draft(line(OccasionKind.QUESTION, need=need), t, owner="").startswith("Hej Anna")


def test_a_person_without_work_and_name() -> None:
    """Where little is known the words leave no gap behind."""
    blank = replace(line(OccasionKind.NEW_JOB, title="", company="Havnen", old_title="", old_company=""))
    assert why(blank, Translator("en")) == "New job: Havnen."
    nobody = replace(line(OccasionKind.QUESTION, words=""), relation=replace(someone(1), name=""))
    assert "»" not in why(nobody, Translator("da"))


@pytest.mark.parametrize(
    "company",
    ["Self-employed", "Selvstændig", "Freelancer", "Stealth Startup", "Between jobs", "Ledig", "Egenföretagare"],
)
def test_no_draft_asks_how_things_are_at_no_company(company: str) -> None:
    """What stands where a company should and is none comes into no draft."""
    for kind in (OccasionKind.QUIET, OccasionKind.NEW_JOB, OccasionKind.INTRODUCE):
        one = line(kind)
        assert one.relation
        told = draft(replace(one, relation=replace(one.relation, company=company)), Translator("en"), owner="")
        assert told
        assert company not in told


def test_a_question_is_quoted_short() -> None:
    """Of a long message the sentence that asks is quoted, and never more than fits."""
    assert quote("Hej Mette. Tak for sidst! Kender du en god CFO? Hilsen Bo") == "Kender du en god CFO?"
    assert quote("") == ""
    assert len(quote("ord " * 200 + "?")) <= QUOTED
    assert quote("Se https://example.com/?a=1. Kan du?") == "Kan du?"


@pytest.mark.parametrize("kind", OccasionKind)
def test_links_lead_to_linkedin_only(kind: OccasionKind) -> None:
    """Every address of a line is one of LinkedIn's, each once, and has a name."""
    found = links_of(line(kind))
    assert all(one.url.startswith("https://www.linkedin.com/") for one in found)
    assert len({one.url for one in found}) == len(found)
    assert all(link_name(one.kind, line(kind), Translator("da")) for one in found)


def test_parts_are_llhi() -> None:
    """The four parts have the guide's names."""
    assert [part_name(part, Translator("da")) for part in Part] == ["Lyt", "Lær", "Hjælp", "Inspirér"]


@pytest.mark.parametrize("kind", OccasionKind)
def test_an_occasion_that_is_over_has_words(kind: OccasionKind) -> None:
    """Of an occasion that is over only its kind is known: it is told by that, and has no draft that claims more."""
    over = replace(line(kind), state=LineState.OVER, occasion=Occasion(kind, line(kind).occasion.person, 0.0))
    for t in (Translator("da"), Translator("en")):
        assert why(over, t)
        assert what(over, t)
        draft(over, t, owner="Mette Lind")
