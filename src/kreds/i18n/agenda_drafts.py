"""Drafts for the lines of the agenda: built on what is true, in the language of whoever will read them."""

from collections.abc import Callable, Mapping

from kreds.cultivation.needs import Need
from kreds.i18n.agenda_words import first_name, first_of, has_facts, work_of
from kreds.i18n.translator import Translator
from kreds.model.agenda import AgendaLine, OccasionKind
from kreds.model.relation import Relation
from kreds.text.no_company import real_company


def draft(line: AgendaLine, t: Translator, *, owner: str) -> str:
    """The words to send or to post, "" where no draft helps.

    Args:
        line: the line of the week.
        t: of the language that it is to be in, whatever the page's own.
        owner: the owner's name, for the last line.
    """
    make = _DRAFTS.get(line.occasion.kind)
    if make is None or not has_facts(line):
        return ""
    words = make(line, t)
    if line.occasion.kind in _POSTS or line.occasion.kind is OccasionKind.RECOMMENDATION:
        return words
    me = owner.split(maxsplit=1)[0] if owner.split() else ""
    return t.text("%(words)s\n\nBest wishes\n%(me)s", words=words, me=me) if me else words


_POSTS = (OccasionKind.POST, OccasionKind.CONTENT, OccasionKind.TOPIC)


def _quiet(line: AgendaLine, t: Translator) -> str:
    company = real_company(line.relation.company) if line.relation else ""
    first = first_name(line)
    if company:
        return t.text(
            "Hi %(first)s\n\nIt is a while since we wrote, and I thought of you. How are things at %(company)s?",
            first=first,
            company=company,
        )
    return t.text("Hi %(first)s\n\nIt is a while since we wrote, and I thought of you. How are you?", first=first)


def _work_of(relation: Relation | None, t: Translator) -> str:
    """Title and company, as a sentence can say them."""
    if relation is None or real_company(relation.company):
        return work_of(relation, t)
    return relation.title or relation.company


def _new_job(line: AgendaLine, t: Translator) -> str:
    facts = {"first": first_name(line), "work": _work_of(line.relation, t)}
    return t.text(
        "Hi %(first)s\n\nI see that you are now %(work)s. Congratulations! What will you begin with?", **facts
    )


def _years(line: AgendaLine, t: Translator) -> str:
    return t.plural(
        "Hi %(first)s\n\nThis week we have been connected here for a year. How are things with you?",
        "Hi %(first)s\n\nThis week we have been connected here for %(n)s years. How are things with you?",
        int(str(line.occasion.facts["years"])),
        first=first_name(line),
    )


def _chosen(line: AgendaLine, t: Translator) -> str:
    return t.text(
        "Hi %(first)s\n\nI would like us to hear from each other a little more often. What are you working on "
        "just now?",
        first=first_name(line),
    )


def _trial(line: AgendaLine, t: Translator) -> str:
    return t.text(
        "Hi %(first)s\n\nWe are connected here, but have hardly talked. What are you working on just now, and is there "
        "anything I could help with?",
        first=first_name(line),
    )


def _question(line: AgendaLine, t: Translator) -> str:
    need = str(line.occasion.facts.get("need") or "")
    further = {
        Need.EXPERT: t.text("If so, I know somebody whom I would like you to talk to: …"),
        Need.VENUE: t.text("If so, I would take a look at …"),
        Need.SPARRING: t.text("If so, I will gladly take half an hour on the telephone. When does it suit you?"),
        Need.HIRE: t.text("If so, I will gladly think of whom I know. What matters most?"),
        Need.JOB: t.text("If so, I will gladly keep my ears open. What matters most to you in your next job?"),
        Need.INTRODUCTION: t.text("If so, I will gladly introduce you. What may I say about you?"),
    }
    answer = t.text(
        "Hi %(first)s\n\nI owe you an answer from %(day)s, and I am sorry that it took so long. Is it still relevant?",
        first=first_name(line),
        day=line.occasion.facts["day"],
    )
    return f"{answer} {further[Need(need)]}" if need else answer


def _recommendation(line: AgendaLine, t: Translator) -> str:
    return t.text(
        "I know %(name)s from …\n\nWhat I value most is …\n\nI gladly recommend %(first)s to anybody who needs …",
        name=line.relation.name if line.relation else "",
        first=first_name(line),
    )


def _job_seeker(line: AgendaLine, t: Translator) -> str:
    return t.text(
        "Hi %(first)s\n\nI see that you are looking for something new. What would the right job be? Then I will think "
        "of whom you should talk to.",
        first=first_name(line),
    )


def _introduce(line: AgendaLine, t: Translator) -> str:
    return t.text(
        "Hi %(first)s and %(other)s\n\nI think that you two should know each other.\n\n%(first)s: %(work)s.\n"
        "%(other)s: %(other_work)s.\n\nI leave the rest to you.",
        first=first_name(line),
        other=first_of(line.other),
        work=_work_of(line.relation, t),
        other_work=_work_of(line.other, t),
    )


def _post(_line: AgendaLine, t: Translator) -> str:
    return t.text(
        "The most useful thing I have learned this week: …\n\nIt surprised me, because …\n\nWhat have you learned?"
    )


def _topic(line: AgendaLine, t: Translator) -> str:
    return t.text(
        "I am often asked about %(topic)s. My short answer: …\n\n1. …\n2. …\n3. …\n\nHow do you go about it?",
        topic=line.occasion.facts["topic"],
    )


_DRAFTS: Mapping[OccasionKind, Callable[[AgendaLine, Translator], str]] = {
    OccasionKind.QUIET: _quiet,
    OccasionKind.NEW_JOB: _new_job,
    OccasionKind.YEARS: _years,
    OccasionKind.CHOSEN: _chosen,
    OccasionKind.TRIAL: _trial,
    OccasionKind.QUESTION: _question,
    OccasionKind.RECOMMENDATION: _recommendation,
    OccasionKind.JOB_SEEKER: _job_seeker,
    OccasionKind.INTRODUCE: _introduce,
    OccasionKind.POST: _post,
    OccasionKind.TOPIC: _topic,
}
