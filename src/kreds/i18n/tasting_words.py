"""The words of the tasting: what is the case, how sure that is, and what a change does; alike on pages and commands."""

from collections.abc import Iterator

from kreds.i18n.translator import Translator
from kreds.reach.assumptions import ASSUMPTIONS, Standing
from kreds.reach.tornado import Tornado
from kreds.reach.what_if import Comparison
from kreds.services.forecast_reach import Calibrated, Doubt, OwnPart, Reach
from kreds.services.reach_learned import source_of

FEW = 30
"""In a network smaller than this a single reaction decides everything."""
WORTH_TELLING = 2.0
"""Of a post that so few see no more is told."""
_ROUND_FROM = 100
_EVEN, _SLIGHT = (0.3, 0.7), 0.05
"""As often better as worse, and by so little: a day of the week shows nothing then."""
_SHARES = frozenset({
    "sample_share", "threshold", "softness", "later_threshold", "strong_reacts", "average_reacts", "worthless_reacts",
    "comment_share", "repost_share", "rest_share", "overlap", "second_share", "second_reacts", "alike",
})  # fmt: skip
_TIMES = frozenset({
    "strong_shown", "weak_shown", "passive_shown", "activity_effect", "topic_effect", "comment_weight", "repost_weight",
})  # fmt: skip
_HOURS = frozenset({"tasting_hours", "half_hours"})
MINUS = "−"


def about(count: float) -> int:
    """An expected number as one would say it: 94, 310, 4700.

    >>> about(94.4), about(313.7), about(4671.0)
    (94, 310, 4700)
    """
    whole = round(count)
    if whole < _ROUND_FROM:
        return whole
    unit = int("1" + "0" * (len(str(whole)) - 2))
    return round(whole / unit) * unit


def in_ten(chance: float, t: Translator) -> str:
    """A chance in words that nobody takes for exact: about 6 in 10."""
    tenths = round(10 * chance)
    if tenths < 1:
        return t.text("less than 1 in 10")
    if tenths > 9:
        return t.text("more than 9 in 10")
    return t.text("about %(n)s in 10", n=tenths)


def headline(found: Reach, t: Translator) -> str:
    """What is the case, in a sentence."""
    if not found.relations:
        return t.text("There is nobody in your circle yet.")
    if found.outlook.sampled < 1.0:
        return t.text("So few relations are no tasting yet.")
    first = about(found.outlook.sampled)
    return t.plural(
        "If you post today, about %(n)s of your %(all)s relations sees it first.",
        "If you post today, about %(n)s of your %(all)s relations see it first.",
        first,
        all=found.relations,
    )


def lead(found: Reach, t: Translator) -> str:
    """What becomes of it then."""
    if not found.relations:
        return t.text("Read your download first; then Kreds can tell how far a post may carry.")
    told = t.text("The chance that it goes on is %(chance)s.", chance=in_ten(found.outlook.chance, t))
    beyond = found.outlook.second / max(found.outlook.chance, 1e-9)
    if found.goes_on < WORTH_TELLING:
        return told
    then = t.text(
        "Then it is seen by some %(n)s, of whom about %(beyond)s are beyond your network.",
        n=about(found.goes_on),
        beyond=about(beyond),
    )
    return f"{told} {then} {t.text('Else it stops with the first.')}"


def honest(t: Translator) -> str:
    """What stands beside every result."""
    return t.text(
        "A model, not LinkedIn’s own reckoning: LinkedIn documents no such sample and no number. It shows which way "
        "things move and promises no reach."
    )


def range_of_posts(low: float, high: float, t: Translator) -> str:
    """Between what a figure lies from post to post."""
    return t.text("from %(low)s to %(high)s in four posts of five", low=about(low), high=about(high))


def range_of_chance(found: Doubt, t: Translator) -> str:
    """How far the chance moves with the assumptions."""
    low, high = found.chance
    return t.text("%(low)s to %(high)s where the assumptions are off", low=t.percent(low), high=t.percent(high))


def why_chance(found: Reach, t: Translator) -> str:
    """How the chance comes about."""
    told = t.text(
        "About %(shown)s see it in the tasting, and %(react)s of them react: %(rate)s. The model lets a post go on "
        "around %(threshold)s, gradually.",
        shown=t.number(found.outlook.sampled, decimals=0 if found.outlook.sampled >= 10 else 1),
        react=t.number(found.tasted, decimals=1),
        rate=share(found.tasted / max(found.outlook.sampled, 1e-9), t),
        threshold=share(found.assumed.threshold, t),
    )
    strong = found.levels[0]
    if not strong.relations or found.tasted <= 0.0:
        return told
    carried = t.text(
        "Your strong relations are %(people)s of the network and give %(reactions)s of these reactions.",
        people=t.percent(strong.relations / max(found.relations, 1)),
        reactions=t.percent(strong.tasted / found.tasted),
    )
    return f"{told} {carried}"


def stages(found: Reach, t: Translator) -> str:
    """How far posts get after the tasting."""
    _, second, last = found.outlook.stages
    return t.text(
        "The rest of the network comes in three parts, and after each the post is looked at again: %(second)s of all "
        "posts get to the second part, %(last)s to the third.",
        second=t.percent(second.chance),
        last=t.percent(last.chance),
    )


def why_views(found: Reach, t: Translator) -> str:
    """How the number of views comes about."""
    told = t.text(
        "%(chance)s of all posts go on and are seen by some %(on)s, the others stop at about %(stop)s; that is "
        "%(mean)s on average, %(beyond)s of them beyond your network. Posts differ in how good they are, and so do "
        "their views.",
        chance=t.percent(found.outlook.chance),
        on=about(found.goes_on),
        stop=about(found.spread.stopped),
        mean=about(found.outlook.views),
        beyond=about(found.outlook.second),
    )
    return f"{told} {stages(found, t)}"


def why_relevant(found: Reach, t: Translator) -> str:
    """How relevant views are counted."""
    return t.text(
        "Each view counts by how surely and how well the person fits “%(goal)s”: the goal’s first group counts for "
        "one, the others for less. Views beyond your network count for half of that, because people’s relations "
        "resemble them.",
        goal=found.goal,
    )


def limits(found: Reach, t: Translator) -> Iterator[str]:
    """What the person must know before believing it."""
    if found.relations and not found.knows_levels:
        yield t.text(
            "Your messages are not among the files, so Kreds can hardly tell who is strong: the figures say little "
            "about you yet."
        )
    if 0 < found.relations < FEW:
        yield t.text("In so small a network a single reaction decides; take the figures for a way to think, not more.")


def share(value: float, t: Translator) -> str:
    """A small share with one decimal: 3.3 %."""
    figure = t.number(100.0 * value, decimals=1 if value < 0.1 else 0)
    return f"{figure}\u00a0%" if t.language == "da" else f"{figure}%"


def points(value: float, t: Translator) -> str:
    """A difference of chances in points: +0.40 points."""
    decimals = 1 if abs(value) >= 0.0095 else 2
    return t.text("%(n)s points", n=signed(100.0 * value, t, decimals=decimals))


def signed(value: float, t: Translator, *, decimals: int = 0) -> str:
    """A difference with its sign.

    >>> signed(-101.4, Translator("en")), signed(3.26, Translator("en"), decimals=1)
    ('−101', '+3.3')
    """
    figure = t.number(abs(value), decimals=decimals)
    if figure == "0":
        return figure
    return f"{MINUS if value < 0 else '+'}{figure}"


def small(value: float, t: Translator) -> str:
    """A number of views of one person: 2.6, 0.04."""
    return signed(value, t, decimals=1 if abs(value) >= 0.95 else 2)


def value_of(name: str, value: float, t: Translator) -> str:
    """An assumption's value with its unit."""
    if name in _SHARES:
        return share(value, t)
    if name in _TIMES:
        return times(value, t)
    if name in _HOURS:
        return t.text("%(n)s h", n=t.number(value, decimals=1))
    return t.number(value, decimals=2)


def times(value: float, t: Translator) -> str:
    """So many times as much: × 3."""
    return f"× {t.number(value, decimals=2)}"


def standing(one: Standing, t: Translator) -> str:
    """On whose word an assumption stands."""
    words = {
        Standing.LEARNED: t.text("learned from your posts"),
        Standing.DOCUMENTED: t.text("direction documented, number assumed"),
        Standing.REPORTED: t.text("reported"),
        Standing.ASSUMED: t.text("assumed"),
    }
    return words[one]


def source(name: str, found: Reach, t: Translator) -> str:
    """The sentence behind an assumption, with the range where own posts have taught it."""
    told = t.phrase(source_of(name, found.learned, found.own_posts))
    if name not in found.learned:
        return told
    low, high = (value_of(name, value, t) for value in found.learned[name])
    if low == high:
        return told
    return f"{told}: {t.text('%(low)s to %(high)s', low=low, high=high)}"


def standing_meaning(one: Standing, t: Translator) -> str:
    """What that is worth."""
    words = {
        Standing.LEARNED: t.text("Fitted to what LinkedIn says of your own posts; the range is what they leave open."),
        Standing.DOCUMENTED: t.text("LinkedIn has said that it is so, though not how much."),
        Standing.REPORTED: t.text("People who measure posts have published it; they do not agree."),
        Standing.ASSUMED: t.text("Nobody outside LinkedIn knows; this is our best guess."),
    }
    return words[one]


def verdict(found: Comparison, t: Translator, *, has_goal: bool, day_posts: int = 0) -> str:
    """What a change does, in a sentence, with the warning that more is not more of everything.

    ``day_posts`` is from how many own posts of a weekday the change follows, 0 where it is another change.
    """
    if day_posts and _EVEN[0] <= found.chance.better <= _EVEN[1] and abs(found.chance.by) < _SLIGHT:
        return t.plural("It cannot be seen from %(n)s post.", "It cannot be seen from %(n)s posts.", day_posts)
    chance, views = found.chance, found.relevant if has_goal else found.views
    same = abs(chance.by) < 0.001 and abs(found.views.by) < 0.5
    if same:
        return t.text("That changes next to nothing.")
    if chance.by > 0.0 > found.views.by:
        if has_goal and found.relevant.by > 0.0:
            return t.text("More posts go on, and fewer people see them: but those who do matter more to your goal.")
        return t.text(
            "More posts go on, and yet fewer people see them: whoever is gone cannot see them either. Letting go "
            "raises the rate; it does not bring views."
        )
    if chance.by < 0.0 < found.views.by:
        return t.text("A little fewer posts go on, but more people see them.")
    if chance.by >= 0.0 and views.by >= 0.0:
        return t.text("More posts go on, and more people see them.")
    return t.text("Fewer posts go on, and fewer people see them.")


def sure(better: float, t: Translator) -> str:
    """In how many draws of the doubt a difference is for the better."""
    tenths = round(10 * better)
    if tenths == 0:
        return t.text("hardly ever better")
    if tenths == 10:
        return t.text("better nearly always")
    return t.text("better in %(n)s of 10 cases", n=tenths)


def moves_most(found: Tornado, t: Translator) -> str:
    """Which assumption moves the figure most, in a sentence."""
    first = found.bars[0]
    return t.text(
        "Most uncertain is this: “%(name)s”. From %(low_value)s to %(high_value)s it moves the chance from %(low)s to "
        "%(high)s.",
        name=ASSUMPTIONS[first.name].name,
        low_value=value_of(first.name, first.low_value, t),
        high_value=value_of(first.name, first.high_value, t),
        low=t.percent(first.low),
        high=t.percent(first.high),
    )


def calibration(found: Calibrated, t: Translator) -> str:
    """Whether own posts have taught the model anything, and how it fared."""
    if not found.fitted:
        known = t.plural(
            "LinkedIn’s figures of %(n)s post of yours are known.",
            "LinkedIn’s figures of %(n)s posts of yours are known.",
            found.posts,
        )
        needed = t.text(
            "Too few to learn from: from %(n)s on Kreds fits the model to you. Until then it takes what is usual.",
            n=found.needed,
        )
        return f"{known} {needed}"
    told = t.text("Fitted to %(n)s posts of yours.", n=found.posts)
    if found.check is None or found.check.impressions != found.check.impressions:
        return f"{told} {t.text('Too few are left to check it on.')}"
    checked = t.text(
        "Of %(n)s posts that it had not seen, %(inside)s lay inside the range that should hold %(share)s.",
        n=found.check.posts,
        inside=t.percent(found.check.impressions),
        share=t.percent(found.check.share),
    )
    return f"{told} {checked}"


def influence_words(one: OwnPart, t: Translator, *, has_goal: bool, name: str = "") -> str:
    """What one relation does to posts, in a sentence or two; ``name`` is whose part it is."""
    name = name or t.text("This relation")
    if one.chance >= 0.0005:
        told = t.text(
            "%(name)s carries your posts: with this relation the chance to go on is %(by)s higher.",
            name=name,
            by=points(one.chance, t),
        )
    elif one.chance >= 0.0:
        told = t.text("%(name)s carries your posts a little.", name=name)
    else:
        told = t.text(
            "%(name)s is shown your posts but seldom reacts: that changes the chance to go on by %(by)s.",
            name=name,
            by=points(one.chance, t),
        )
    views = t.text("About %(n)s views of each post come through this relation", n=small(one.views, t).lstrip("+"))
    if has_goal:
        relevant = small(one.relevant, t).lstrip("+")
        return f"{told} {views}{t.text(', %(n)s of them relevant.', n=relevant)}"
    return f"{told} {views}."


def influence_lost(one: OwnPart, t: Translator) -> str:
    """The same as what would be lost, for a card of the clean-up; "" where it is not worth a word."""
    if one.chance >= 0.0005:
        return t.text(
            "Carries your posts: without this relation the chance that one goes on falls by %(by)s",
            by=t.text("%(n)s points", n=t.number(100.0 * one.chance, decimals=2)),
        )
    if one.views >= 1.0:
        return t.text("About %(n)s views of each post come through this relation", n=t.number(one.views, decimals=1))
    return ""
