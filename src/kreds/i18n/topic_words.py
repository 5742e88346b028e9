"""What a post is about and whose work that is, and which groups react more than others, in words."""

from collections.abc import Sequence
from math import exp

from kreds.i18n.goal_words import segment_of_many
from kreds.i18n.group_words import function_names
from kreds.i18n.tasting_words import about
from kreds.i18n.translator import Translator
from kreds.reach.leaning import Leaning
from kreds.reach.timing import PostingDay
from kreds.services.forecast_reach import Reach

_FIELDS = 3
_DIFFERS = 0.1
"""From so much more or less than others on a group is worth a line."""


def topic_told(found: Reach, t: Translator) -> str:
    """Whom the topic touches, or what own posts are usually about."""
    touched, known = found.touched
    if found.topic and not touched:
        told = t.text(
            "Nobody in your network has “%(topic)s” in title, company or industry; so the topic changes nothing.",
            topic=found.topic,
        )
    elif found.topic:
        told = t.plural(
            "“%(topic)s” is part of what %(n)s of your relations does (%(share)s of those whose work is known). They "
            "are taken to react more often, the others less.",
            "“%(topic)s” is part of what %(n)s of your relations do (%(share)s of those whose work is known). They "
            "are taken to react more often, the others less.",
            touched,
            topic=found.topic,
            share=t.percent(touched / max(known, 1)),
        )
    elif found.usual.fields:
        names = function_names(t)
        shares = list(found.usual.fields.items())[:_FIELDS]
        told = t.text(
            "Your posts are mostly about %(fields)s. Those who work with it are taken to react more often.",
            fields=", ".join(f"{names[name]} ({t.percent(share)})" for name, share in shares),
        )
    else:
        told = t.text("Say it in a word or two, and Kreds counts who works with it.")
    return told


def course_told(found: Reach, t: Translator) -> str:
    """How the views of a post that goes on come in."""
    hour, day, week, end = (about(views) for views in (found.course.first + found.course.second).tolist())
    return t.text(
        "A post that goes on is seen by about %(hour)s within an hour, %(day)s within a day, %(week)s within a week "
        "and %(end)s within two.",
        hour=hour,
        day=day,
        week=week,
        end=end,
    )


def leanings_told(found: tuple[Leaning, ...], t: Translator) -> list[tuple[str, str, str]]:
    """The groups that react more or less than others like them: name, how much oftener, and from what it follows."""
    return [
        (
            segment_of_many(one.group, t),
            t.text("%(times)s times as often", times=t.number(one.times, decimals=2)),
            t.text(
                "%(n)s reactions, where %(expected)s were expected by level and activity",
                n=t.number(one.reacted),
                expected=t.number(one.expected, decimals=1),
            ),
        )
        for one in found
        if abs(one.times - 1.0) >= _DIFFERS
    ]


def day_words(one: PostingDay, weekdays: Sequence[str], t: Translator) -> str:
    """When to post, and what own posts of that day say of it."""
    return t.plural(
        "on a %(day)s (× %(times)s, %(n)s post)",
        "on a %(day)s (× %(times)s, %(n)s posts)",
        one.posts,
        day=weekdays[one.weekday],
        times=t.number(exp(one.effect), decimals=2),
    )
