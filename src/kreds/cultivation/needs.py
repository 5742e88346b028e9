"""What somebody asks for in a message, by a few words that people use; read only where the person keeps texts."""

import re
from enum import StrEnum


class Need(StrEnum):
    """The needs of guide G2.2, and two more that a network is asked for."""

    EXPERT = "expert"
    VENUE = "venue"
    SPARRING = "sparring"
    HIRE = "hire"
    JOB = "job"
    INTRODUCTION = "introduction"


_WORDS = {
    Need.JOB: (
        r"søger (?:et )?(?:nyt )?(?:job|arbejde|stilling)", r"nyt job", r"nye udfordringer", r"ledig(?:e)? stilling",
        r"(?:looking|searching) for (?:a )?(?:new )?(?:job|position|role)", r"new (?:job|role|position|opportunit\w+)",
        r"open to work",
    ),
    Need.HIRE: (
        r"leder efter en (?:ny )?(?:kollega|medarbejder|kandidat)", r"(?:skal|vil) ansætte",
        r"søger en (?:ny )?kollega",
        r"looking for a (?:new )?(?:colleague|employee|candidate)", r"(?:want|need|going) to hire", r"we are hiring",
    ),
    Need.INTRODUCTION: (
        r"introducere mig", r"sætte mig i forbindelse", r"sætte os i forbindelse", r"introduktion til",
        r"introduce me", r"introduction to", r"put me in touch", r"connect me with",
    ),
    Need.VENUE: (
        r"(?:sted|lokale|lokaler) til", r"holde (?:et )?(?:arrangement|møde|kursus|konference)", r"lokaler",
        r"place for", r"venue", r"somewhere to hold",
    ),
    Need.SPARRING: (
        r"sparring", r"tænke højt", r"vende (?:noget|det|en)", r"høre din mening", r"dit råd",
        r"think out loud", r"your (?:advice|opinion|view)", r"pick your brain", r"bounce",
    ),
    Need.EXPERT: (
        r"ekspert", r"anbefale", r"kender du (?:en|nogen)", r"dygtig", r"hvem (?:kan|ved)",
        r"expert", r"recommend", r"do you know (?:a|an|any|some)", r"who (?:can|knows)",
    ),
}  # fmt: skip
_KNOWN = {need: re.compile(r"\b(?:" + "|".join(words) + r")", re.IGNORECASE) for need, words in _WORDS.items()}


def need_of(words: str) -> Need | None:
    """What is asked for, the most certain first; None when the words do not say.

    >>> need_of("Hej. Jeg søger nyt job inden for logistik. Har du hørt om noget?")
    <Need.JOB: 'job'>
    >>> need_of("Do you know a good expert in pricing you can recommend?")
    <Need.EXPERT: 'expert'>
    >>> need_of("How are you?")
    """
    return next((need for need, known in _KNOWN.items() if known.search(words)), None)
