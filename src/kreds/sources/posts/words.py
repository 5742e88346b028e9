"""The words that LinkedIn's dialogs and mails use, as data: English as seen, Danish as far as anybody wrote it down.

A word that is missing costs one line at most: the rest of a list is read all the same.
"""

import re

from kreds.model.post import ReactionKind
from kreds.text.names import match_key

_REACTIONS = {
    ReactionKind.LIKE: "like|likes|liked|synes godt om|synes om|kan lide",
    ReactionKind.CELEBRATE: "celebrate|celebrates|praise|fejr|fejre|fejrer|hyld|hylder",
    ReactionKind.SUPPORT: "support|supports|appreciation|støt|støtte|støtter",
    ReactionKind.LOVE: "love|loves|empathy|elsker|elsk|vild med",
    ReactionKind.INSIGHTFUL: "insightful|interest|indsigtsfuld|indsigtsfuldt|lærerigt|tankevækkende",
    ReactionKind.FUNNY: "funny|entertainment|sjov|sjovt|morsomt",
}
REACTIONS: dict[str, ReactionKind] = {word: kind for kind, words in _REACTIONS.items() for word in words.split("|")}
"""What stands beside a face, as `match_key` writes it."""

_BUTTONS = frozenset(
    [
        "follow",
        "following",
        "connect",
        "message",
        "pending",
        "reply",
        "replies",
        "send",
        "author",
        "see more",
        "…more",
        "...more",
        "more",
        "edited",
        "load more comments",
        "load previous replies",
        "most relevant",
        "most recent",
        "reactions",
        "comments",
        "all",
        "add a comment…",
        "add a comment",
        "close",
        "dismiss",
        "report",
        "view more comments",
        "premium",
        "verified",
        "you",
        "unfollow",
        "show more results",
        "følg",
        "følger",
        "opret forbindelse",
        "besked",
        "send besked",
        "send meddelelse",
        "afventer",
        "svar",
        "svar nu",
        "forfatter",
        "se mere",
        "vis mere",
        "mere",
        "redigeret",
        "indlæs flere kommentarer",
        "mest relevante",
        "seneste",
        "nyeste",
        "reaktioner",
        "kommentarer",
        "alle",
        "tilføj en kommentar",
        "tilføj en kommentar…",
        "luk",
        "rapportér",
        "vis flere kommentarer",
        "dig",
        "vis flere resultater",
        "status is online",
        "status is offline",
        "status is reachable",
        "reaction button state: no reaction",
    ]
)
_COUNT = re.compile(
    r"(?:(?:all|alle|reactions?|reaktioner?|comments?|kommentarer?|replies|reply|svar)\s*)?\(?[\d.,]+\s?[kKmM+]?\)?"
    r"(?:\s*(?:reactions?|reaktion(?:er)?|comments?|kommentar(?:er)?|replies|reply|svar|reposts?|likes?))?"
    r"|\d+ (?:replies|reply) on .*",
    re.IGNORECASE,
)
AGO = re.compile(
    r"(?:\(?(?:edited|redigeret)\)?\s*)?[•·]?\s*\d{1,3}\s?(?:s|m|min|h|hr|d|w|mo|yr|y|t|u|uge|uger|dag|dage|md|mdr|år)\.?"
    r"(?:\s*[•·]?\s*\(?(?:edited|redigeret)\)?)?",
    re.IGNORECASE,
)
"""How long ago a comment was written."""
DEGREE = re.compile(
    r"[•·\s]*(?:(?P<plain>[123])(?:st|nd|rd|er|re|\.)?\+?[-\s]?(?:degree|grads?|gradsforbindelse)?[-\s]*"
    r"(?:connection|forbindelse)?|out of network|uden for (?:dit )?netværk(?:et)?)\+?",
    re.IGNORECASE,
)
"""How far somebody is away; a bare number of its own is none."""
NAME_DEGREE = re.compile(
    r"(?P<name>.{2,200}?)[\s,]*[•·]\s*(?P<plain>[123])(?:st|nd|rd|\.)?\+?(?:\s.{0,40})?", re.IGNORECASE
)
"""Name and degree in one line."""
VIEW = re.compile(
    r"(?:view|open)\s+(?P<en>.{1,200}?)(?:['’]s?)?\s+(?:graphic link|profile.{0,40})"
    r"|(?:vis|se|åbn)\s+(?P<da>.{1,200}?)(?:['’]s?)?\s+profil.{0,40}",
    re.IGNORECASE,
)
"""What a link to a profile is called for those who cannot see it."""
FOLLOWERS = re.compile(r"[\d.,\s]+[kKmM]?\s*(?:followers?|følgere?)", re.IGNORECASE)
"""What stands below the name of a company instead of a headline."""


def reaction_of(text: str) -> ReactionKind | None:
    """The reaction that a line is the word for.

    >>> reaction_of("Synes godt om"), reaction_of("Anna Holm")
    (<ReactionKind.LIKE: 'like'>, None)
    """
    return REACTIONS.get(match_key(text))


def is_button(text: str) -> bool:
    """Whether a line is the dialog's own and says nothing of anybody.

    >>> is_button("Opret forbindelse"), is_button("All 45"), is_button("45"), is_button("Anna Holm")
    (True, True, True, False)
    """
    key = match_key(text)
    return key in _BUTTONS or _COUNT.fullmatch(key) is not None


def degree_of(text: str) -> int | None:
    """How far away somebody is by this line: 1 to 3, or None when it says nothing of that.

    >>> degree_of("· 1st"), degree_of("1. grads forbindelse"), degree_of("3rd+"), degree_of("2")
    (1, 1, 3, None)
    """
    if len(text) > 60 or text.strip().isdecimal():
        return None
    found = DEGREE.fullmatch(text.strip())
    if found is None or not found[0].strip("•· "):
        return None
    return int(found["plain"]) if found["plain"] else 3


MAIL_SUBJECTS: tuple[tuple[str, ReactionKind], ...] = (
    # "{name}" is whoever did it; others who are only counted are nobody's name.
    (r"{name} (?:reacted to|liked|likes) (?:your|a|this) .{0,80}", ReactionKind.SOME),
    (r"{name} (?:loved|celebrated|supports|found) (?:your|a|this) .{0,80}", ReactionKind.SOME),
    (r"{name} (?:commented on|replied to) (?:your|a|this) .{0,80}", ReactionKind.COMMENT),
    (r"{name} (?:reposted|shared) (?:your|a|this) .{0,80}", ReactionKind.REPOST),
    (r"{name} har (?:reageret på|synes godt om) (?:dit|din|et|en) .{0,80}", ReactionKind.SOME),
    (r"{name} (?:reagerede på|synes godt om) (?:dit|din|et|en) .{0,80}", ReactionKind.SOME),
    (
        r"{name} (?:har kommenteret|kommenterede|har svaret på|svarede på) (?:dit|din|et|en) .{0,80}",
        ReactionKind.COMMENT,
    ),
    (r"{name} (?:har delt|delte|har genopslået|genopslog) (?:dit|din|et|en) .{0,80}", ReactionKind.REPOST),
)
"""Subjects of notification mails. English is known of old; the Danish ones are a best guess, until a real mailbox."""
_NAME = r"(?P<name>.{1,200}?)(?:,? (?:and|og) (?:\d+ .{1,20}|.{1,200}))?"
SUBJECTS: tuple[tuple[re.Pattern[str], ReactionKind], ...] = tuple(
    (re.compile(pattern.replace("{name}", _NAME), re.IGNORECASE), kind) for pattern, kind in MAIL_SUBJECTS
)
