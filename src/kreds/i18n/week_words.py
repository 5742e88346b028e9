"""What pages and commands say alike of a week: how much there is, why a line is there, and how often whom."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from babel.dates import format_date

from kreds.cultivation.cadence import UNANSWERED, layer_of
from kreds.cultivation.inspire import Content
from kreds.cultivation.ties import Tie
from kreds.i18n.agenda_drafts import draft
from kreds.i18n.agenda_words import content_name, first_of, part_name, what, why
from kreds.i18n.goal_words import segment_in_sentence
from kreds.i18n.translator import Translator
from kreds.model.agenda import AgendaLine, AgendaPlan, LineState, OccasionKind, Part, Week

_NAMED = 3
"""So many people of a day are named; of more only how many they are."""
_DAYS_A_MONTH = 365.25 / 12
CADENCES = (14, 30, 91, 182, 365, 0)
"""Days between contacts that are offered; 0 is never."""


def weekday(day: date, t: Translator, *, short: bool = False) -> str:
    """The day of the week: Monday, mon."""
    return format_date(day, "EEE" if short else "EEEE", locale=t.locale)


def weekdays(t: Translator) -> tuple[str, ...]:
    """Monday to Sunday."""
    monday = date(2026, 11, 30)
    return tuple(weekday(monday + timedelta(days=number), t) for number in range(7))


def joined(words: Sequence[str], t: Translator) -> str:
    """A, B and C."""
    if len(words) < 2:
        return "".join(words)
    return t.text("%(some)s and %(last)s", some=", ".join(words[:-1]), last=words[-1])


def number_word(number: int, t: Translator) -> str:
    """A small number as a word, before lines; a larger one in figures."""
    words = (
        t.text("no", context="count"), t.text("one", context="count"), t.text("two"), t.text("three"), t.text("four"),
        t.text("five"), t.text("six"), t.text("seven"), t.text("eight"), t.text("nine"), t.text("ten"),
        t.text("eleven"), t.text("twelve"),
    )  # fmt: skip
    return words[number] if number < len(words) else t.number(number)


def _raised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


# ---- what is the case ----


def week_lead(week: Week, t: Translator, *, today: date) -> str:
    """What is the case, in a sentence or two."""
    open_ = [line for line in week.lines if line.state is LineState.OPEN]
    if week.holiday:
        return t.text("You are off this week. The agenda waits.")
    if not week.lines:
        return t.text("Nothing needs you this week.")
    if not open_:
        return t.plural(
            "You are through with this week: %(n)s line is done.",
            "You are through with this week: %(n)s lines are done.",
            week.done,
        )
    words = t.plural("%(count)s line", "%(count)s lines", len(open_), count=number_word(len(open_), t))
    if week.done:
        words = t.plural("%(count)s line left", "%(count)s lines left", len(open_), count=number_word(len(open_), t))
    told = [_raised(t.text("%(lines)s, about %(n)s minutes.", lines=words, n=week.minutes))]
    now = [line for line in open_ if line.day == today]
    if now:
        told.append(t.text("Today: %(names)s.", names=_names(now, t)))
    return " ".join(told)


def _names(lines: Sequence[AgendaLine], t: Translator) -> str:
    named = [about(line, t) for line in lines]
    if len(named) <= _NAMED:
        return joined(named, t)
    rest = len(named) - _NAMED + 1
    return joined([*named[: _NAMED - 1], t.plural("%(n)s other line", "%(n)s other lines", rest)], t)


def about(line: AgendaLine, t: Translator) -> str:
    """Whom a line is about in a word; of what is about nobody, what it is."""
    if line.relation is not None:
        first = first_of(line.relation) or t.text("(no name)")
        if line.occasion.kind is OccasionKind.INTRODUCE and line.other:
            return t.text("%(some)s and %(last)s", some=first, last=first_of(line.other) or t.text("(no name)"))
        return first
    return t.text("your invitations") if line.occasion.kind is OccasionKind.INVITATIONS else t.text("a post")


def day_title(day: date, t: Translator, *, today: date) -> str:
    """The day that lines are meant for."""
    if day == today:
        return t.text("Today, %(day)s", day=weekday(day, t))
    if day < today:
        return t.text("Left from %(day)s", day=weekday(day, t))
    return _raised(weekday(day, t)) if t.language == "da" else weekday(day, t)


def spare_words(spare: Mapping[Part, int], t: Translator) -> str:
    """How much waits that found no room, "" for nothing."""
    found = [f"{t.number(count)} {part_name(part, t)}" for part, count in spare.items() if count]
    return t.text("Also waiting: %(parts)s.", parts=joined(found, t)) if found else ""


def line_words(line: AgendaLine, t: Translator, *, owner: str) -> dict[str, str]:
    """What a program is told of a line: why now, what to do, and a draft, each "" once nothing is to be done."""
    if line.state is not LineState.OPEN:
        return {"why": "", "what": "", "draft": ""}
    return {"why": why(line, t), "what": what(line, t), "draft": draft(line, t, owner=owner)}


# ---- why this line ----


def why_this(line: AgendaLine, found: tuple[Tie, int] | None, t: Translator, *, week: Week) -> tuple[str, ...]:
    """Where each number of a line comes from, a sentence each."""
    told = [t.text("About %(n)s minutes is our own estimate for a line of this kind.", n=line.occasion.minutes)]
    if line.occasion.must:
        told.append(
            t.text(
                "Strong, mutual and gone quiet: such a line gets its place in the week before all others. The days of "
                "the week share the minutes."
            )
        )
    else:
        told.append(
            t.text(
                "Within %(part)s the most worth comes first: how close you are, your goal, how long it is overdue. "
                "Those of about the same worth take turns from week to week.",
                part=part_name(line.occasion.part, t),
            )
        )
    if found is not None:
        told += cadence_words(*found, week.plan, t)
    if week.seen_to is not None:
        told.append(
            t.text(
                "Your files tell of contact until %(day)s. Later than that counts only what you note.", day=week.seen_to
            )
        )
    return tuple(told)


def cadence_words(tie: Tie, days: int, plan: AgendaPlan, t: Translator) -> list[str]:
    """How often to be in touch with somebody, and why."""
    if tie.cadence is not None:
        return [t.text("You have said how often: %(often)s.", often=how_often(days, t))]
    layer = layer_of(tie)
    if not layer:
        return [t.text("Worthless relations have no rhythm: they come only when you say so.")]
    name, usual = _raised(_layer_of(layer, tie, t)), plan.cadence[layer]
    told = [t.text("%(layer)s: usually %(often)s.", layer=name, often=how_often(usual, t))]
    if days != usual:
        own = how_often(days, t)
        told.append(t.text("The two of you have a rhythm of your own, and it goes first: %(often)s.", often=own))
    return told


def how_often(days: int, t: Translator) -> str:
    """Days between two contacts as one says it: every 14 days, every month, every 3 months, never."""
    if not days:
        return t.text("never")
    months = round(days / _DAYS_A_MONTH)
    if days < 28 or abs(days - months * _DAYS_A_MONTH) > 3:
        return t.plural("every day", "every %(n)s days", days)
    if months % 12:
        return t.plural("every month", "every %(n)s months", months)
    return t.plural("every year", "every %(n)s years", months // 12)


def _layer_of(layer: str, tie: Tie, t: Translator) -> str:
    """Where in the network one person stands."""
    if layer == "goal" and tie.group:
        return t.text("average, and one of your goal’s %(group)s", group=segment_in_sentence(tie.group, t))
    return {
        "inner": t.text("one of your 15 closest"),
        "strong": t.text("a strong relation"),
        "goal": t.text("average, in a group of your goal"),
        "average": t.text("an average relation"),
    }[layer]


def layer_name(layer: str, t: Translator) -> str:
    """A layer of the cadence."""
    return {
        "inner": t.text("your 15 closest"),
        "strong": t.text("other strong relations"),
        "goal": t.text("average, in a group of your goal"),
        "average": t.text("other average relations"),
    }[layer]


def cadence_choice(days: int | None, t: Translator) -> str:
    """How often, as a choice: None is as usual, 0 never."""
    return t.text("as usual") if days is None else how_often(days, t)


def rests_words(tie: Tie, t: Translator) -> str:
    """Why somebody is left in peace for now."""
    return t.text(
        "Rests: you have written on %(n)s days without an answer, last on %(day)s.",
        n=max(UNANSWERED, tie.unanswered_days),
        day=tie.last_written or date.min,
    )


# ---- the plan ----


def budget_words(plan: AgendaPlan, t: Translator) -> str:
    """What the plan comes to in minutes, part by part."""
    if not plan.days:
        return t.text("Without a day there is no agenda.")
    total = sum(plan.mix.values())
    if not total:
        return t.text("Give at least one part some of the time.")
    days = t.plural("%(n)s day", "%(n)s days", len(plan.days))
    whole = t.text("%(days)s of %(n)s minutes: %(total)s minutes a week.", days=days, n=plan.minutes, total=plan.budget)
    shares = [
        t.text("%(n)s for %(part)s", n=round(plan.budget * share / total), part=part_name(part, t))
        for part, share in plan.mix.items()
        if share
    ]
    return f"{whole} {_raised(t.text('That is %(shares)s.', shares=joined(shares, t)))}"


def planned_words(content: Content, topic: str, t: Translator) -> str:
    """A week of the content calendar."""
    words = _raised(content_name(content, t))
    return t.text("%(content)s on “%(topic)s”", content=words, topic=topic) if topic else words
