"""The words of the agenda: why now, what to do, and a draft where words help. Each names a person and an occasion."""

from collections.abc import Callable, Mapping
from datetime import date

from kreds.cultivation.inspire import Content
from kreds.cultivation.needs import Need
from kreds.i18n.translator import Translator
from kreds.model.agenda import AgendaLine, LineState, OccasionKind, Part
from kreds.model.level import Level
from kreds.model.relation import Relation
from kreds.services.agenda_links import LinkKind

_DAYS_A_MONTH = 365.25 / 12
QUOTED = 180
"""Characters of a question that are quoted."""


def part_name(part: Part, t: Translator) -> str:
    """A letter of LLHI."""
    return {
        Part.LISTEN: t.text("Listen"),
        Part.LEARN: t.text("Learn"),
        Part.HELP: t.text("Help", context="LLHI"),
        Part.INSPIRE: t.text("Inspire"),
    }[part]


def part_meaning(part: Part, t: Translator) -> str:
    """What the guide means by it."""
    return {
        Part.LISTEN: t.text("Follow what happens in your network, and show it."),
        Part.LEARN: t.text("Become wiser from capable people in it."),
        Part.HELP: t.text("Answer, recommend, introduce, give back."),
        Part.INSPIRE: t.text("Share what others can use."),
    }[part]


def occasion_name(kind: OccasionKind, t: Translator) -> str:
    """A kind of line, for the choice of which ones one wants."""
    return {
        OccasionKind.QUIET: t.text("Gone quiet"),
        OccasionKind.DUE: t.text("Time to be in touch"),
        OccasionKind.NEW_JOB: t.text("New job"),
        OccasionKind.YEARS: t.text("Years as relation"),
        OccasionKind.CHOSEN: t.text("Chosen in the clean-up"),
        OccasionKind.TRIAL: t.text("On trial"),
        OccasionKind.CAPABLE: t.text("Capable people"),
        OccasionKind.FOLLOWED: t.text("People you follow"),
        OccasionKind.QUESTION: t.text("Unanswered questions"),
        OccasionKind.INVITATIONS: t.text("Invitations that wait"),
        OccasionKind.RECOMMENDATION: t.text("Recommendations to return"),
        OccasionKind.ENDORSEMENT: t.text("Endorsements to return"),
        OccasionKind.JOB_SEEKER: t.text("Looking for a job"),
        OccasionKind.INTRODUCE: t.text("Two who should know each other"),
        OccasionKind.POST: t.text("Your own posts"),
        OccasionKind.CONTENT: t.text("Other kinds of content"),
        OccasionKind.TOPIC: t.text("What you are asked about"),
    }[kind]


def content_name(content: Content, t: Translator) -> str:
    """A kind of content, as an object: "share an article"."""
    return {
        Content.TEXT: t.text("a text"),
        Content.PICTURE: t.text("a picture"),
        Content.VIDEO: t.text("a video"),
        Content.PODCAST: t.text("a podcast"),
        Content.LINK: t.text("a link"),
        Content.ARTICLE: t.text("an article"),
    }[content]


def state_name(state: LineState, t: Translator) -> str:
    """How a line stands."""
    return {
        LineState.OPEN: t.text("To do"),
        LineState.DONE: t.text("Done"),
        LineState.LATER: t.text("Another time"),
        LineState.NOT_PERSON: t.text("Not this person"),
        LineState.NOT_KIND: t.text("None of this kind"),
        LineState.OVER: t.text("No longer needed"),
    }[state]


def missing_words(name: str, t: Translator) -> str:
    """What would make the agenda richer, by the names of `kreds.services.read_ties`."""
    return {
        "messages": t.text(
            "Without your messages nobody can see who has gone quiet or asked you something. "
            "Ask LinkedIn for the whole archive."
        ),
        "posts": t.text("Your posts are not among the files, so nothing can be said of your rhythm."),
        "goal": t.text("State a goal: then Kreds knows from whom you would like to learn."),
        "texts": t.text(
            "The words of your messages are not kept, so Kreds sees that you were asked something, but not what. "
            "You can change that in the settings."
        ),
    }[name]


# ---- why now ----


def why(line: AgendaLine, t: Translator) -> str:
    """The occasion, as a sentence or two; of one that is over, of which nothing more is known, its kind."""
    kind = line.occasion.kind
    return _WHY[kind](line, t) if has_facts(line) else occasion_name(kind, t)


def has_facts(line: AgendaLine) -> bool:
    """Whether the occasion still stands, so that there is something to say of it."""
    return bool(line.occasion.facts) or line.occasion.kind is OccasionKind.POST


def _quiet(line: AgendaLine, t: Translator) -> str:
    return t.text(
        "You two used to write with about %(gap)s between. The last time was %(day)s: %(span)s ago.",
        gap=t.span(_number(line, "gap")),
        day=line.occasion.facts["day"],
        span=_silence(line, t),
    )


def _due(line: AgendaLine, t: Translator) -> str:
    if line.relation and line.relation.level is Level.STRONG:
        return t.text(
            "A strong relation, and it is %(span)s since you were in touch (%(day)s).",
            span=_silence(line, t),
            day=line.occasion.facts["day"],
        )
    return t.text(
        "It is %(span)s since you were in touch (%(day)s).", span=_silence(line, t), day=line.occasion.facts["day"]
    )


def _new_job(line: AgendaLine, t: Translator) -> str:
    facts = _facts(line)
    now, before = _work(facts["title"], facts["company"], t), _work(facts["old_title"], facts["old_company"], t)
    if not before:
        return t.text("New job: %(now)s.", now=now)
    return t.text("New job: %(now)s. Before: %(before)s.", now=now, before=before)


def _years(line: AgendaLine, t: Translator) -> str:
    years = _number(line, "years")
    return t.plural(
        "On %(day)s you have been connected for a year.",
        "On %(day)s you have been connected for %(n)s years.",
        years,
        day=line.occasion.facts["day"],
    )


def _chosen(line: AgendaLine, t: Translator) -> str:
    return t.text("You chose to cultivate this relation in the clean-up, on %(day)s.", day=line.occasion.facts["day"])


def _trial(line: AgendaLine, t: Translator) -> str:
    return t.text(
        "On trial until %(until)s, and nothing has passed between you since it began on %(since)s.",
        until=line.occasion.facts["until"],
        since=line.occasion.facts["since"],
    )


def _capable(line: AgendaLine, t: Translator) -> str:
    title = _facts(line)["title"]
    if title:
        return t.text("%(title)s, and one of those your goal is about.", title=title)
    return t.text("One of those your goal is about.")


def _followed(line: AgendaLine, t: Translator) -> str:
    return t.text("You chose to follow %(first)s on %(day)s.", first=first_name(line), day=line.occasion.facts["day"])


def _question(line: AgendaLine, t: Translator) -> str:
    day, words = line.occasion.facts["day"], quote(_facts(line)["words"])
    if words:
        return t.text("Asked you on %(day)s, and has had no answer: “%(words)s”", day=day, words=words)
    return t.text("Asked you something on %(day)s, and has had no answer.", day=day)


def _recommendation(line: AgendaLine, t: Translator) -> str:
    return t.text("Recommended you on %(day)s. You have not written one back.", day=line.occasion.facts["day"])


def _endorsement(line: AgendaLine, t: Translator) -> str:
    return t.text("Endorsed you for %(skills)s. You have endorsed nothing back.", skills=_facts(line)["skills"])


def _job_seeker(line: AgendaLine, t: Translator) -> str:
    return t.text("Is looking for a job: “%(title)s”.", title=_facts(line)["title"])


def _introduce(line: AgendaLine, t: Translator) -> str:
    facts = {"first": first_name(line), "other": _name(line.other, t), "work": work_of(line.other, t)}
    need = Need(_facts(line)["need"])
    if need is Need.JOB:
        return t.text("%(first)s is looking for a job. %(other)s (%(work)s) may know of one.", **facts)
    if need is Need.HIRE:
        return t.text("%(first)s is looking for somebody to hire. %(other)s (%(work)s) may know whom.", **facts)
    words = quote(_facts(line)["words"])
    return t.text("%(first)s asked: “%(words)s” Perhaps %(other)s (%(work)s) can help.", words=words, **facts)


def _invitations(line: AgendaLine, t: Translator) -> str:
    return t.plural(
        "%(n)s invitation of the last two months waits for your answer.",
        "%(n)s invitations of the last two months wait for your answer.",
        _number(line, "count"),
    )


def _post(line: AgendaLine, t: Translator) -> str:
    facts = line.occasion.facts
    if "day" not in facts:
        return t.text("Your files hold no post of yours.")
    return t.text(
        "You usually post with about %(gap)s between. Your last post was on %(day)s.",
        gap=t.span(_number(line, "gap")),
        day=facts["day"],
    )


def _content(line: AgendaLine, t: Translator) -> str:
    content = content_name(Content(_facts(line)["content"]), t)
    return t.text("You have not shared %(content)s since %(day)s.", content=content, day=line.occasion.facts["day"])


def _topic(line: AgendaLine, t: Translator) -> str:
    return t.plural(
        "%(n)s relation has written to you about “%(topic)s” within a year.",
        "%(n)s relations have asked you about “%(topic)s” within a year.",
        _number(line, "people"),
        topic=_facts(line)["topic"],
    )


_WHY: Mapping[OccasionKind, Callable[[AgendaLine, Translator], str]] = {
    OccasionKind.QUIET: _quiet,
    OccasionKind.DUE: _due,
    OccasionKind.NEW_JOB: _new_job,
    OccasionKind.YEARS: _years,
    OccasionKind.CHOSEN: _chosen,
    OccasionKind.TRIAL: _trial,
    OccasionKind.CAPABLE: _capable,
    OccasionKind.FOLLOWED: _followed,
    OccasionKind.QUESTION: _question,
    OccasionKind.INVITATIONS: _invitations,
    OccasionKind.RECOMMENDATION: _recommendation,
    OccasionKind.ENDORSEMENT: _endorsement,
    OccasionKind.JOB_SEEKER: _job_seeker,
    OccasionKind.INTRODUCE: _introduce,
    OccasionKind.POST: _post,
    OccasionKind.CONTENT: _content,
    OccasionKind.TOPIC: _topic,
}


# ---- what to do ----


def what(line: AgendaLine, t: Translator) -> str:
    """What to do, in one sentence."""
    first, kind = first_name(line), line.occasion.kind
    if kind is OccasionKind.QUESTION:
        return _answer(_facts(line)["need"], t)
    if kind is OccasionKind.CONTENT:
        return t.text("Try it again, on something you are often asked about.")
    return {
        OccasionKind.QUIET: t.text("Send a few words. No errand is needed."),
        OccasionKind.DUE: t.text("See what %(first)s has shared lately, and write a comment.", first=first),
        OccasionKind.NEW_JOB: t.text("Congratulate, and ask what the new work is about."),
        OccasionKind.YEARS: t.text("Say it in a line, and ask how things are going."),
        OccasionKind.CHOSEN: t.text("Give a sign of life: a comment or a few words."),
        OccasionKind.TRIAL: t.text("Ask a question, and see whether you have something to give each other."),
        OccasionKind.CAPABLE: t.text("Read what %(first)s has shared lately, and note what you learned.", first=first),
        OccasionKind.FOLLOWED: t.text("Read what %(first)s has shared lately, and note what you learned.", first=first),
        OccasionKind.INVITATIONS: t.text("Accept, decline or ask, by your own criteria."),
        OccasionKind.RECOMMENDATION: t.text("Write three sentences about what %(first)s does well.", first=first),
        OccasionKind.ENDORSEMENT: t.text("Endorse %(first)s for what you have seen done well.", first=first),
        OccasionKind.JOB_SEEKER: t.text("Ask what the right job would be, and think of whom to talk to."),
        OccasionKind.INTRODUCE: t.text("Ask both, and then introduce them to each other."),
        OccasionKind.POST: t.text("Write five lines on something you have just learned."),
        OccasionKind.TOPIC: t.text("Answer it once for everybody, in a post."),
    }[kind]


def _answer(need: str, t: Translator) -> str:
    words = {
        Need.EXPERT: t.text("Name somebody, or say who might know."),
        Need.VENUE: t.text("Name a place, or say who might know one."),
        Need.SPARRING: t.text("Offer half an hour on the telephone."),
        Need.HIRE: t.text("Who in your network would fit? Name one or two."),
        Need.JOB: t.text("Say what you have heard of, or whom to talk to."),
        Need.INTRODUCTION: t.text("Introduce them to one person, or say who would be right."),
    }
    return words[Need(need)] if need else t.text("Answer, also if you cannot help: a no is better than silence.")


# ---- small words ----


def quote(words: str) -> str:
    """The sentence of a message that asks, short enough to be quoted; "" for no words."""
    asking = next((part for part in _sentences(words) if part.endswith("?")), "")
    text = asking or " ".join(words.split())
    return text if len(text) <= QUOTED else text[: QUOTED - 1].rsplit(" ", 1)[0] + "…"


def _sentences(words: str) -> list[str]:
    text = " ".join(words.split())
    found, start = [], 0
    for at, sign in enumerate(text):
        if sign in ".!?" and (at + 1 == len(text) or text[at + 1] == " "):
            found.append(text[start : at + 1].strip())
            start = at + 1
    return [*found, text[start:].strip()]


def first_name(line: AgendaLine) -> str:
    """The first name of whom a line is about, "" for nobody."""
    return first_of(line.relation)


def first_of(relation: Relation | None) -> str:
    """A first name, "" for nobody."""
    words = relation.name.split() if relation else []
    return words[0] if words else ""


def work_of(relation: Relation | None, t: Translator) -> str:
    """Title and company of a relation in one, whatever of them is known."""
    return _work(relation.title, relation.company, t) if relation else ""


def _work(title: str, company: str, t: Translator) -> str:
    if title and company:
        return t.text("%(title)s at %(company)s", title=title, company=company)
    return title or company


def _name(relation: Relation | None, t: Translator) -> str:
    return (relation.name if relation else "") or t.text("(no name)")


def _facts(line: AgendaLine) -> Mapping[str, str]:
    found = {name: str(value) for name, value in line.occasion.facts.items()}
    blank = ("title", "company", "old_title", "old_company", "words", "need", "skills", "topic", "content")
    return {**dict.fromkeys(blank, ""), **found}


def _number(line: AgendaLine, name: str) -> int:
    return int(str(line.occasion.facts.get(name, 1)))


def _silence(line: AgendaLine, t: Translator) -> str:
    day = line.occasion.facts.get("day")
    if not isinstance(day, date):
        return ""
    days = max(1, (line.day - day).days)
    # "1 year" is too coarse for twenty months.
    months = int(days / _DAYS_A_MONTH)
    return t.plural("%(n)s month", "%(n)s months", months) if 12 < months < 24 else t.span(days)


def link_name(kind: LinkKind, line: AgendaLine, t: Translator) -> str:
    """What an address shows, as it stands on a link."""
    return {
        LinkKind.ACTIVITY: t.text("What %(first)s has shared", first=first_name(line)),
        LinkKind.THREAD: t.text("The conversation"),
        LinkKind.PROFILE: t.text("The profile"),
        LinkKind.OTHER: t.text("The profile of %(first)s", first=first_of(line.other)),
    }[kind]
