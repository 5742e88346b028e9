"""A line of the agenda as pages show it: whom it is about, why now, what to do, where to go, and the words to send."""

from dataclasses import dataclass
from typing import cast

from kreds.composition.titles import read_title
from kreds.i18n import LANGUAGES, Translator
from kreds.i18n.agenda_drafts import draft
from kreds.i18n.agenda_words import link_name, occasion_name, part_meaning, part_name, state_name, what, why
from kreds.i18n.log_words import kind_name
from kreds.model.agenda import AgendaLine, LineState, Part
from kreds.model.log import LogKind
from kreds.model.relation import Relation
from kreds.services.agenda_links import links_of
from kreds.web.preferences import Dates
from kreds.web.site import translator

NOTED = (LogKind.WROTE, LogKind.CALL, LogKind.MET)
"""What is offered to be noted with a line that is done."""


@dataclass(frozen=True, slots=True)
class LineDraft:
    """The words to send; ``ask`` is the address that gives them in another language."""

    ref: str
    text: str
    language: str
    languages: tuple[tuple[str, str], ...]
    ask: str


@dataclass(frozen=True, slots=True)
class LineCard:
    """A line; ``people`` are whom it is about, ``kinds`` what may be noted of contact (value, words)."""

    ref: str
    number: int
    part: str
    meaning: str
    people: tuple[Relation, ...]
    title: str
    why: str
    what: str
    minutes: int
    links: tuple[tuple[str, str], ...]
    draft: LineDraft | None
    reasons: tuple[str, ...]
    learns: bool
    kinds: tuple[tuple[str, str], ...]
    state: str
    decision: int


def line_card(
    line: AgendaLine, t: Translator, *, owner: str, ask: str, number: int = 0, reasons: tuple[str, ...] = ()
) -> LineCard:
    """A line in words.

    Args:
        line: the line.
        t: of the page.
        owner: the name under a draft.
        ask: the address that gives the draft in another language.
        number: its place in the week.
        reasons: why it is there, a sentence each.
    """
    kind = line.occasion.kind
    learns = line.occasion.part is Part.LEARN
    is_open = line.state is LineState.OPEN
    return LineCard(
        ref=line.ref,
        number=number,
        part=part_name(line.occasion.part, t),
        meaning=part_meaning(line.occasion.part, t),
        people=tuple(one for one in (line.relation, line.other) if one is not None),
        title=occasion_name(kind, t),
        why=why(line, t) if is_open else "",
        what=what(line, t) if is_open else "",
        minutes=line.occasion.minutes,
        links=tuple((link_name(link.kind, line, t), link.url) for link in links_of(line)),
        draft=line_draft(line, t, owner=owner, ask=ask) if is_open else None,
        reasons=reasons,
        learns=learns,
        kinds=() if learns or line.relation is None else tuple((one.value, kind_name(one, t)) for one in NOTED),
        state=state_name(line.state, t),
        decision=line.decision,
    )


def line_draft(line: AgendaLine, t: Translator, *, owner: str, ask: str, language: str = "") -> LineDraft | None:
    """The draft for a line, in a language that is named, else in that of the relation's title, else in the page's."""
    if language not in LANGUAGES:
        read = read_title(line.relation.title).language if line.relation and line.relation.title else ""
        language = read if read in LANGUAGES else t.language
    words = draft(line, translator(language, cast("Dates", t.dates)), owner=owner)
    return LineDraft(line.ref, words, language, tuple(LANGUAGES.items()), ask) if words else None
