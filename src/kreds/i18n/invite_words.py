"""The words of invitations: states, verdicts, grounds, and drafts that keep within a limit."""

from collections.abc import Sequence

from kreds.composition.group_names import group_name
from kreds.i18n.translator import Translator
from kreds.model.invitation import Ground, InviteState, Tone, Unwanted, Verdict
from kreds.text.phrase import Phrase


def draft_text(ways: Sequence[Phrase], language: str, limit: int) -> str:
    """The first way that is at most ``limit`` characters long in a language, days in words; else the last."""
    t = Translator(language)
    said = [t.phrase(way).strip() for way in ways]
    return next((text for text in said if len(text) <= limit), said[-1])


def group_words(segment: str, t: Translator) -> str:
    """A group in the middle of a sentence."""
    name = group_name(segment)
    return t.phrase(name) if isinstance(name, Phrase) else name


def state_words(show: str, t: Translator) -> str:
    """A heading of the list of those to invite."""
    words = {
        InviteState.TO_DO.value: t.text("To invite"),
        InviteState.SENT.value: t.text("Sent"),
        InviteState.NO_ANSWER.value: t.text("No answer"),
        InviteState.WITHDRAWN.value: t.text("Withdrawn"),
        InviteState.ACCEPTED.value: t.text("Accepted"),
        InviteState.NOT_NOW.value: t.text("Not now"),
        "former": t.text("Former relations"),
    }
    return words[show]


def heap_words(show: str, t: Translator) -> str:
    """A heading of the list of invitations to the person."""
    return {
        "waiting": t.text("Waiting"),
        "answered": t.text("Answered by you"),
        "accepted": t.text("Became relations"),
    }[show]


def verdict_words(verdict: Verdict, t: Translator) -> str:
    """What to do with an invitation."""
    words = {
        Verdict.ACCEPT: t.text("Accept"),
        Verdict.TRIAL: t.text("Accept on trial"),
        Verdict.ASK: t.text("Ask first"),
        Verdict.DECLINE: t.text("Decline"),
    }
    return words[verdict]


def sign_words(sign: Ground | Unwanted, t: Translator) -> str:
    """A ground of the policy, or one of those whom one may turn away."""
    words: dict[str, str] = {
        Ground.CUSTOMER: t.text("Customers, current and former"),
        Ground.POTENTIAL: t.text("Potential customers"),
        Ground.COLLEAGUE: t.text("Colleagues, current and former"),
        Ground.PARTNER: t.text("Partners and suppliers"),
        Ground.MET: t.text("People I have met"),
        Ground.WROTE: t.text("People I have written with"),
        Ground.COMMON: t.text("Something in common: a workplace, a school, a network"),
        Ground.AUDIENCE: t.text("Those my goal wants to talk with"),
        Ground.MESSAGE: t.text("Those who write a message with it"),
        Unwanted.RECRUITER: t.text("Headhunters and recruiters"),
        Unwanted.SELLER: t.text("People who sell"),
        Unwanted.STUDENT: t.text("Students"),
    }
    return words[sign]


def tone_words(tone: Tone, t: Translator) -> str:
    """How a message sounds."""
    return {Tone.SHORT: t.text("Short"), Tone.WARM: t.text("Warm"), Tone.FORMAL: t.text("Formal")}[tone]
