"""The words of a clean-up: what becomes of a relation, which part of the network, and the rule behind a proposal."""

from collections.abc import Mapping
from datetime import date

from kreds.i18n.translator import Translator
from kreds.model.criteria import Fact
from kreds.model.level import Seen
from kreds.model.review import Advice, Choice, Fate, Ground, Mark, Proposal


def fate_name(fate: Fate, t: Translator) -> str:
    """What one says of a relation, as it stands on a button."""
    return fate_names(t)[fate]


def fate_names(t: Translator) -> Mapping[Fate, str]:
    """All of them, in their order."""
    return {
        Fate.KEEP: t.text("Keep"),
        Fate.CULTIVATE: t.text("Cultivate"),
        Fate.TRIAL: t.text("On trial"),
        Fate.LET_GO: t.text("Let go"),
        Fate.UNSURE: t.text("In doubt"),
        Fate.SKIP: t.text("Skip", context="deck"),
    }


def fate_of_many(fate: Fate, t: Translator) -> str:
    """The same behind a number: "12 to keep"."""
    words = {
        Fate.KEEP: t.text("to keep"),
        Fate.CULTIVATE: t.text("to cultivate"),
        Fate.TRIAL: t.text("on trial", context="many"),
        Fate.LET_GO: t.text("to let go"),
        Fate.UNSURE: t.text("in doubt", context="many"),
        Fate.SKIP: t.text("skipped"),
    }
    return words[fate]


def choice_name(choice: Choice, t: Translator) -> str:
    """A part of the network."""
    words = {
        Choice.LIKELY: t.text("Most likely worthless"),
        Choice.UNSEEN: t.text("Longest without contact"),
        Choice.SEGMENT: t.text("A group"),
        Choice.COMPANY: t.text("A company"),
        Choice.YEAR: t.text("A year"),
        Choice.RANDOM: t.text("A random sample"),
        Choice.CHANGED: t.text("Changed since last time"),
        Choice.TELLING: t.text("Whose answer teaches most"),
    }
    return words[choice]


def choice_meaning(choice: Choice, t: Translator) -> str:
    """Why one would take it."""
    words = {
        Choice.LIKELY: t.text("Those Kreds is surest about come first."),
        Choice.UNSEEN: t.text("The longest silence first, whatever the level."),
        Choice.SEGMENT: t.text("One group at a time: former colleagues, for instance."),
        Choice.COMPANY: t.text("Everybody at one place of work."),
        Choice.YEAR: t.text("Those who came into your network that year."),
        Choice.RANDOM: t.text("A fair picture of your network."),
        Choice.CHANGED: t.text("Who fell silent, grew or faded since your earlier download."),
        Choice.TELLING: t.text("Your answer makes Kreds wiser about many others."),
    }
    return words[choice]


def advice_words(proposal: Proposal, t: Translator) -> str:
    """What is proposed."""
    words = {
        Advice.KEEP: t.text("Proposal: keep."),
        Advice.ASK: t.text("You judge."),
        Advice.LET_GO: t.text("Proposal: let go."),
    }
    return words[proposal.advice]


def rule_behind(proposal: Proposal, t: Translator, *, line: float, until: date | None = None) -> str:
    """The rule of the guide that decided it; ``line`` is the person's, ``until`` the day of a running trial."""
    facts = {"line": t.percent(line), "sure": t.percent(proposal.confidence)}
    words = {
        Ground.SAFE: t.text("You have protected them, so they are never proposed."),
        Ground.STRONG: t.text("Strong relations are kept, also when they are passive."),
        Ground.ON_TRIAL: t.text("The trial runs until %(day)s; you are asked when the day comes.", day=until or ""),
        Ground.SAID: t.text("Worthless is your own word."),
        Ground.SIGN: t.text("One of the three signs speaks for them, so Kreds does not propose to let go."),
        Ground.OPEN: t.text("Something that only you can say is missing, so Kreds does not propose to let go."),
        Ground.JUDGE: t.text("Average relations are never proposed, not even when they are passive."),
        Ground.DOUBT: t.text("All three signs hold, but Kreds is only %(sure)s sure; your line is %(line)s.", **facts),
        Ground.ALL_HOLD: t.text("All three signs hold, and Kreds is %(sure)s sure; your line is %(line)s.", **facts),
    }
    return words[proposal.ground]


def mark_words(mark: Mark, t: Translator) -> str:
    """One of the three signs (guide G3.6), as it is when it holds."""
    words = {
        Mark.CONTACT: t.text("Never met or written"),
        Mark.GROUND: t.text("No relation of any kind"),
        Mark.CONTENT: t.text("Never reacts to your posts"),
    }
    return words[mark]


def mark_state(seen: Seen, t: Translator) -> str:
    """Whether a sign holds: what was seen speaks for the relation."""
    words = {
        Seen.SEEN: t.text("does not hold"),
        Seen.NOT_SEEN: t.text("holds"),
        Seen.NOT_COVERED: t.text("not known"),
    }
    return words[seen]


def question(fact: Fact, t: Translator) -> str:
    """What only the person can answer, as it is asked."""
    words = {
        Fact.MET: t.text("Have you met?"),
        Fact.RELATED: t.text("Is there any relation between you?"),
        Fact.REACTS: t.text("Do they react to your posts?"),
    }
    return words.get(fact) or t.known_only(fact)


def do_not_know(fact: Fact, t: Translator) -> str:
    """The third answer to it."""
    return t.text("I do not remember") if fact is Fact.MET else t.text("I do not know")
