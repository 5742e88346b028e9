"""What was learned from a person's own levels, in words: for one relation, and for all of them."""

from collections.abc import Iterable
from dataclasses import replace

from kreds.model.level import Level
from kreds.text.phrase import Phrase
from kreds.ties.learned import Group, Learned, Word
from kreds.ties.words import Place, split

WORTH_TELLING, WORD_WORTH_TELLING = 0.1, 0.3
"""Smaller differences are not spoken of."""
MOST_WORDS = 8

_CALLED = {
    (Place.TITLE, Level.STRONG): Phrase("You have called others with “%(word)s” in their title strong"),
    (Place.TITLE, Level.AVERAGE): Phrase("You have called others with “%(word)s” in their title average"),
    (Place.TITLE, Level.WORTHLESS): Phrase("You have called others with “%(word)s” in their title worthless"),
    (Place.COMPANY, Level.STRONG): Phrase("You have called others at “%(word)s” strong"),
    (Place.COMPANY, Level.AVERAGE): Phrase("You have called others at “%(word)s” average"),
    (Place.COMPANY, Level.WORTHLESS): Phrase("You have called others at “%(word)s” worthless"),
}
_KIND = {
    (Place.TITLE, True): Phrase("Your relations to others with “%(word)s” in their title are mostly better"),
    (Place.TITLE, False): Phrase("Your relations to others with “%(word)s” in their title are mostly weaker"),
    (Place.COMPANY, True): Phrase("Your relations to others at “%(word)s” are mostly better"),
    (Place.COMPANY, False): Phrase("Your relations to others at “%(word)s” are mostly weaker"),
}
_COUNTS = {
    (Place.TITLE, True): Phrase("“%(word)s” in the title counts in favor"),
    (Place.TITLE, False): Phrase("“%(word)s” in the title counts against"),
    (Place.COMPANY, True): Phrase("“%(word)s” as the company counts in favor"),
    (Place.COMPANY, False): Phrase("“%(word)s” as the company counts against"),
}
_LEANING = {
    True: Phrase("You judge relations more kindly than usual"),
    False: Phrase("You judge relations more strictly than usual"),
}
_GROUPS = {
    (Group.CONTACT, True): Phrase("Writing with each other counts more for you than usual"),
    (Group.CONTACT, False): Phrase("Writing with each other counts less for you than usual"),
    (Group.BALANCE, True): Phrase("That only one of you writes counts more for you than usual"),
    (Group.BALANCE, False): Phrase("That only one of you writes counts less for you than usual"),
    (Group.TIME, True): Phrase("Silence counts more against a relation for you than usual"),
    (Group.TIME, False): Phrase("Silence counts less against a relation for you than usual"),
    (Group.PRAISE, True): Phrase("Recommendations, endorsements and notes count more for you than usual"),
    (Group.PRAISE, False): Phrase("Recommendations, endorsements and notes count less for you than usual"),
    (Group.COLLEAGUE, True): Phrase("Having worked at the same place counts more for you than usual"),
    (Group.COLLEAGUE, False): Phrase("Having worked at the same place counts less for you than usual"),
}
_STRONG = {
    True: Phrase("You call more relations strong than the guide usually does"),
    False: Phrase("You call fewer relations strong than the guide usually does"),
}
_WORTHLESS = {
    True: Phrase("You call more relations worthless than the guide usually does"),
    False: Phrase("You call fewer relations worthless than the guide usually does"),
}
_ALIKE = Phrase("Those who share a title or a company with others are partly judged by them")


def lessons(learned: Learned, *, most_words: int = MOST_WORDS) -> tuple[Phrase, ...]:
    """How the person judges otherwise than usual, what matters most first; nothing when it is hardly otherwise.

    >>> [one.english() for one in lessons(Learned({Group.TIME: 0.6}, words={"title:recruiter": Word(-0.9, 0, 0, 3)}))]
    ['Silence counts less against a relation for you than usual', '“recruiter” in the title counts against']
    """
    factors = sorted(learned.factors.items(), key=lambda item: (-abs(item[1] - 1.0), item[0]))
    told = [_GROUPS[group, factor > 1.0] for group, factor in factors if abs(factor - 1.0) >= WORTH_TELLING]
    # Moving everybody up moves the upper line down as seen from them.
    upper = learned.strong - learned.base
    if abs(upper) >= WORTH_TELLING:
        told.append(_STRONG[upper < 0.0])
    if abs(learned.base) >= WORTH_TELLING:
        told.append(_WORTHLESS[learned.base < 0.0])
    said = [(word, of) for word, of in learned.words.items() if of.said and abs(of.effect) >= WORD_WORTH_TELLING]
    weightiest = sorted(said, key=lambda item: (-abs(item[1].effect), item[0]))[:most_words]
    told += [_filled(_COUNTS[split(word)[0], of.effect > 0.0], word) for word, of in weightiest]
    return (*told, *([_ALIKE] if any(not of.said for of in learned.words.values()) else []))


def leaning(base: float) -> Phrase:
    """What holds for everybody.

    >>> leaning(-0.4).english()
    'You judge relations more strictly than usual'
    """
    return _LEANING[base > 0.0]


def resemblance(learned: Learned, words: Iterable[str]) -> tuple[Phrase, ...]:
    """Why the words of somebody lift or lower them, the weightiest first: one that pulls the way they do together.

    >>> recruiters = Learned(words={"title:recruiter": Word(-0.9, worthless=3), "company:brightseat": Word(-0.2)})
    >>> for phrase in resemblance(recruiters, ("title:recruiter", "company:brightseat")):
    ...     print(phrase)
    You have called others with “recruiter” in their title worthless
    Your relations to others at “brightseat” are mostly weaker
    """
    known = {word: learned.words[word] for word in words if word in learned.words}
    way = sum(of.effect for of in known.values())
    pulling = [(word, of) for word, of in known.items() if of.effect * way > 0.0]
    ordered = sorted(pulling, key=lambda item: (-abs(item[1].effect), item[0]))
    return tuple(_filled(_why(word, of), word) for word, of in ordered)


def _why(word: str, of: Word) -> Phrase:
    """By what the person said of others with the word, where that is the way it pulls."""
    place, _ = split(word)
    told = {Level.STRONG: of.strong, Level.AVERAGE: of.average, Level.WORTHLESS: of.worthless}
    usual = max(told, key=lambda level: told[level])
    against = Level.STRONG if of.effect < 0.0 else Level.WORTHLESS
    return _KIND[place, of.effect > 0.0] if not of.said or usual is against else _CALLED[place, usual]


def _filled(phrase: Phrase, word: str) -> Phrase:
    return replace(phrase, facts={"word": split(word)[1]})
