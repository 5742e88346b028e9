"""What pages and commands say alike of the balance: the four parts, what was done, who gives, whether it worked."""

from collections.abc import Callable, Mapping

from kreds.cultivation.balance import LATELY_DAYS
from kreds.cultivation.giving import ONE_SIDED
from kreds.i18n.translator import Translator
from kreds.model.agenda import Part
from kreds.model.balance import DEEDS, Act, Balance, Covering, Deed, Exchange, Finding, FindingKind, Giving, Stretch

LATELY_MONTHS = round(LATELY_DAYS / 30)
YEAR_MONTHS = round(LATELY_DAYS * 5 / 30)
_LITTLE_MINUTES = 10.0


def part_meaning(part: Part, t: Translator) -> str:
    """What it is counted by."""
    return {
        Part.LISTEN: t.text("Comments, reactions, votes and events; talks you noted."),
        Part.LEARN: t.text("Whom and what you follow, courses, what you saved; what you noted that you learned."),
        Part.HELP: t.text("Questions you answered, recommendations, endorsements; help you noted."),
        Part.INSPIRE: t.text("Posts, articles and reposts."),
    }[part]


def part_missing(part: Part, t: Translator) -> str:
    """Why a part cannot be seen, and what would show it."""
    return {
        Part.LISTEN: t.text("No file shows it. Your comments and reactions are in the whole download."),
        Part.LEARN: t.text("No file shows it. Whom you follow, courses and saved posts are in the whole download."),
        Part.HELP: t.text("No file shows it. Messages, recommendations and endorsements are in the whole download."),
        Part.INSPIRE: t.text("No file shows it. Your posts and articles are in the whole download."),
    }[part]


def only_noted(t: Translator) -> str:
    """A part of which only the person's own word tells."""
    return t.text("No file shows it; what stands here is what you noted or ticked off yourself.")


def deed_count(deed: Deed, n: int, t: Translator) -> str:
    """So many of a kind."""
    if deed in _of_agenda():
        return t.plural("%(n)s line of your week", "%(n)s lines of your week", n)
    return _COUNTED[deed](t, n)


# A page says some hundreds of these: only the sentence that is wanted is looked up.
_COUNTED: Mapping[Deed, Callable[[Translator, int], str]] = {
    Deed.COMMENT: lambda t, n: t.plural("%(n)s comment", "%(n)s comments", n),
    Deed.REACTION: lambda t, n: t.plural("%(n)s reaction", "%(n)s reactions", n),
    Deed.VOTE: lambda t, n: t.plural("%(n)s vote", "%(n)s votes", n),
    Deed.EVENT: lambda t, n: t.plural("%(n)s event", "%(n)s events", n),
    Deed.TALKED: lambda t, n: t.plural("%(n)s talk you noted", "%(n)s talks you noted", n),
    Deed.FOLLOW: lambda t, n: t.plural("%(n)s person you began to follow", "%(n)s people you began to follow", n),
    Deed.COMPANY_FOLLOW: lambda t, n: t.plural(
        "%(n)s company you began to follow", "%(n)s companies you began to follow", n
    ),
    Deed.LEARNING: lambda t, n: t.plural("%(n)s course", "%(n)s courses", n),
    Deed.SAVED: lambda t, n: t.plural("%(n)s thing you saved", "%(n)s things you saved", n),
    Deed.LEARNED: lambda t, n: t.plural(
        "%(n)s time you noted that you learned", "%(n)s times you noted that you learned", n
    ),
    Deed.ANSWER: lambda t, n: t.plural("%(n)s answer to a question", "%(n)s answers to questions", n),
    Deed.RECOMMENDATION: lambda t, n: t.plural("%(n)s recommendation", "%(n)s recommendations", n),
    Deed.ENDORSEMENT: lambda t, n: t.plural("endorsed somebody %(n)s time", "endorsed somebody %(n)s times", n),
    Deed.HELPED: lambda t, n: t.plural("%(n)s hand lent that you noted", "%(n)s hands lent that you noted", n),
    Deed.SHARE: lambda t, n: t.plural("%(n)s post", "%(n)s posts", n),
    Deed.ARTICLE: lambda t, n: t.plural("%(n)s article", "%(n)s articles", n),
    Deed.REPOST: lambda t, n: t.plural("%(n)s repost", "%(n)s reposts", n),
}


def deed_name(deed: Deed, t: Translator) -> str:
    """A kind as the head of a row."""
    if deed in _of_agenda():
        return t.text("Lines of your week")
    return {
        Deed.COMMENT: t.text("Comments", context="deed"),
        Deed.REACTION: t.text("Reactions", context="deed"),
        Deed.VOTE: t.text("Votes", context="deed"),
        Deed.EVENT: t.text("Events"),
        Deed.TALKED: t.text("Talks you noted"),
        Deed.FOLLOW: t.text("People you began to follow"),
        Deed.COMPANY_FOLLOW: t.text("Companies you began to follow"),
        Deed.LEARNING: t.text("Courses"),
        Deed.SAVED: t.text("What you saved"),
        Deed.LEARNED: t.text("Learned, by your notes"),
        Deed.ANSWER: t.text("Questions you answered"),
        Deed.RECOMMENDATION: t.text("Recommendations you gave"),
        Deed.ENDORSEMENT: t.text("People you endorsed"),
        Deed.HELPED: t.text("Helped, by your notes"),
        Deed.SHARE: t.text("Posts"),
        Deed.ARTICLE: t.text("Articles"),
        Deed.REPOST: t.text("Reposts"),
    }[deed]


def _of_agenda() -> tuple[Deed, ...]:
    return tuple(deeds[-1] for deeds in DEEDS.values())


def deeds_in(part: Part, deeds: Mapping[Deed, int], t: Translator) -> str:
    """What a number of a part is the sum of, "" for nothing."""
    return ", ".join(deed_count(deed, deeds[deed], t) for deed in DEEDS[part] if deeds.get(deed))


def stretch_words(stretch: Stretch, t: Translator) -> str:
    """The days of a quarter or a week."""
    return t.text("%(first)s to %(last)s", first=t.short_day(stretch.first), last=t.short_day(stretch.last))


def quarter_name(stretch: Stretch, t: Translator) -> str:
    """A quarter where room is scarce.

    >>> from datetime import date
    >>> days = date(2026, 10, 1), date(2026, 12, 31)
    >>> quarter_name(Stretch(*days, {}, {}, frozenset()), Translator("da"))
    '4. kv. 26'
    """
    number = (stretch.first.month + 2) // 3
    return t.text("Q%(quarter)s %(year)s", quarter=number, year=f"{stretch.first.year % 100:02}")


def week_name(stretch: Stretch, t: Translator) -> str:
    """A week where room is scarce."""
    return t.text("week %(week)s", week=stretch.first.isocalendar().week)


def headline(found: Balance, t: Translator) -> str:
    """What stands out most."""
    return finding_words(found.findings[0], t)


def finding_words(finding: Finding, t: Translator) -> str:
    """One thing that stands out, without blame."""
    if finding.kind is FindingKind.NOTHING_SEEN:
        return t.text("No file shows yet what you do for your network.")
    if finding.kind is FindingKind.NOTHING_DONE:
        return t.text("There is nothing to weigh yet.")
    if finding.kind is FindingKind.ONLY_NOTED:
        return t.text("Only your own notes show yet what you do for your network.")
    if finding.kind is FindingKind.STEADY or finding.part is None:
        return t.text("What you do is much as it usually is.")
    if finding.kind is FindingKind.NOT_KNOWN:
        return t.text("How much you help is not known: your messages are not among the files.")
    if finding.kind is FindingKind.MISSING:
        return _missing(finding.part, t)
    numbers = t.text(
        "%(now)s times in the last %(months)s months; %(usual)s is usual.",
        now=finding.now,
        months=LATELY_MONTHS,
        usual=t.number(round(finding.usual)),
    )
    return f"{_moved(finding.part, t, more=finding.kind is FindingKind.MORE)} {numbers}"


def _missing(part: Part, t: Translator) -> str:
    return {
        Part.LISTEN: t.text("To listen has had no room in the last %(months)s months.", months=YEAR_MONTHS),
        Part.LEARN: t.text("To learn has had no room in the last %(months)s months.", months=YEAR_MONTHS),
        Part.HELP: t.text("To help has had no room in the last %(months)s months.", months=YEAR_MONTHS),
        Part.INSPIRE: t.text("To inspire has had no room in the last %(months)s months.", months=YEAR_MONTHS),
    }[part]


def _moved(part: Part, t: Translator, *, more: bool) -> str:
    if more:
        return {
            Part.LISTEN: t.text("You listen more than you usually do:"),
            Part.LEARN: t.text("You learn more than you usually do:"),
            Part.HELP: t.text("You help more than you usually do:"),
            Part.INSPIRE: t.text("You inspire more than you usually do:"),
        }[part]
    return {
        Part.LISTEN: t.text("You listen less than you usually do:"),
        Part.LEARN: t.text("You learn less than you usually do:"),
        Part.HELP: t.text("You help less than you usually do:"),
        Part.INSPIRE: t.text("You inspire less than you usually do:"),
    }[part]


def lead(found: Balance, t: Translator) -> str:
    """What else there is to say, and how far the files go."""
    said = [finding_words(one, t) for one in found.findings[1:2]]
    if found.until is not None:
        said.append(t.text("Your files tell of the time until %(day)s.", day=found.until))
    if any(one is Covering.NOT_COVERED for one in found.seen.values()):
        said.append(t.text("What no file shows is not zero: Kreds just cannot see it."))
    return " ".join(said)


def side_words(exchanges: tuple[Exchange, ...], t: Translator, *, given: bool) -> str:
    """What one side has done, in words; "nothing" where a file could have shown it and does not."""
    told = []
    for one in exchanges:
        n = one.given if given else one.received
        if n:
            told.append(_act(one.act, n, t, given=given))
    return ", ".join(told) or t.text("nothing", context="given")


def act_name(act: Act, t: Translator) -> str:
    """A kind of act as the head of a row."""
    return {
        Act.BEGUN: t.text("Took up the conversation"),
        Act.ANSWERED: t.text("Answered a question"),
        Act.RECOMMENDED: t.text("Recommended"),
        Act.ENDORSED: t.text("Endorsed a skill"),
        Act.HELPED: t.text("Helped, by your notes"),
    }[act]


def _act(act: Act, n: int, t: Translator, *, given: bool) -> str:
    return {
        Act.BEGUN: t.plural("took up the conversation %(n)s time", "took up the conversation %(n)s times", n),
        Act.ANSWERED: t.plural("answered %(n)s question", "answered %(n)s questions", n),
        Act.RECOMMENDED: t.plural("%(n)s recommendation", "%(n)s recommendations", n),
        Act.ENDORSED: t.plural("%(n)s skill endorsed", "%(n)s skills endorsed", n),
        Act.HELPED: t.plural("helped %(n)s time", "helped %(n)s times", n)
        if given
        else t.plural("taught you something %(n)s time", "taught you something %(n)s times", n),
    }[act]


def leaning_words(giving: Giving, t: Translator) -> str:
    """Which way giving leans between two, in a sentence."""
    if not any(one.given is not None and one.received is not None for one in giving.exchanges):
        return t.text("Your files could not have shown who gives what.")
    if giving.lean >= ONE_SIDED:
        return t.text("You give more than you get.")
    if giving.lean <= -ONE_SIDED:
        return t.text("You get more than you give.")
    if sum(giving.minutes) < _LITTLE_MINUTES:
        return t.text("Too little has passed between you to say.")
    return t.text("You give each other about as much.")
