"""What pages and commands say alike of whether cultivating worked, with its doubt."""

from kreds.cultivation.effect import LEAST
from kreds.i18n.translator import Translator
from kreds.model.balance import Effect, Moved, NoEffect
from kreds.services.did_it_work import LEAST_DAYS

_POINTS = 100.0


def verdict(found: Effect, t: Translator) -> str:
    """The answer in a sentence."""
    if found.refusal is NoEffect.NO_MESSAGES:
        return t.text("Your messages are not among the files, so nobody can see who has come closer.")
    if found.refusal is NoEffect.NOBODY:
        return t.text("Kreds knows of nobody you have cultivated yet, so there is nothing to compare.")
    if found.refusal is NoEffect.TOO_NEW:
        return t.plural(
            "You have cultivated %(n)s relation, but your files end before anything could have come of it.",
            "You have cultivated %(n)s relations, but your files end before anything could have come of it.",
            found.new,
        )
    if not found.enough or found.strength is None:
        return t.plural(
            "Too few yet: %(n)s relation can be compared, and from %(least)s on it says something.",
            "Too few yet: %(n)s relations can be compared, and from %(least)s on it says something.",
            found.compared,
            least=LEAST,
        )
    if found.strength.low > 0:
        return t.text("Those you cultivated have come closer to you than others like them.")
    if found.strength.high < 0:
        return t.text("Those you cultivated have drifted further away than others like them.")
    return t.text("It cannot be told from chance yet.")


def what_to_do(found: Effect, t: Translator) -> str:
    """What would make it possible to say, "" where it is said."""
    if found.refusal is NoEffect.NO_MESSAGES:
        return t.text("The whole download holds them.")
    if found.refusal is NoEffect.NOBODY:
        return t.text(
            "Tick off a line of your week, note contact with +, or say “cultivate” in a clean-up. "
            "A download some weeks later shows what came of it."
        )
    if found.refusal is NoEffect.TOO_NEW:
        return t.text("Import a new download when %(days)s days have passed.", days=LEAST_DAYS)
    return ""


def moved_strength(moved: Moved, found: Effect, t: Translator) -> str:
    """How strength moved on both sides."""
    return t.text(
        "Strength: %(mine)s points for the %(n)s you cultivated, %(theirs)s for others like them. That is %(gap)s; "
        "in nine of ten cases it lies between %(low)s and %(high)s.",
        n=found.compared,
        mine=points(moved.cultivated, t),
        theirs=points(moved.others, t),
        gap=points(moved.difference, t),
        low=points(moved.low, t),
        high=points(moved.high, t),
    )


def moved_wrote(moved: Moved, t: Translator) -> str:
    """How many have written since, on both sides."""
    return t.text(
        "%(mine)s of them have written to you since, and %(theirs)s of the others.",
        mine=t.percent(moved.cultivated),
        theirs=t.percent(moved.others),
    )


def method(found: Effect, t: Translator) -> tuple[str, ...]:
    """How it is compared, and what it does not say."""
    said = [
        t.text(
            "Each is compared with three others of the same level and, where there are enough, the same group, who "
            "were nearest to them the Sunday before: by strength, by how long it had been, and by how often you used "
            "to write."
        ),
        t.text(
            "Both are judged by what your files show, then and on their last day. What you noted by hand is left out: "
            "it would count for one side only."
        ),
        t.text(
            "Whom you choose may be about to come back anyway, so a difference is a hint and no proof. Doubt: the "
            "interval of matching with replacement (Abadie and Imbens, Econometrica 2006)."
        ),
    ]
    if found.new:
        said.append(
            t.plural(
                "%(n)s was cultivated in the last four weeks of your files and is left out.",
                "%(n)s were cultivated in the last four weeks of your files and are left out.",
                found.new,
            )
        )
    if found.alone:
        said.append(
            t.plural(
                "%(n)s had nobody like them, or was not connected to you all the time.",
                "%(n)s had nobody like them, or were not connected to you all the time.",
                found.alone,
            )
        )
    return tuple(said)


def points(share: float, t: Translator) -> str:
    """A change of strength in points of a hundred, with its sign.

    >>> points(-0.013, Translator("en")), points(0.05, Translator("en"))
    ('−1.3', '+5')
    """
    value = round(share * _POINTS, 1)
    return ("−" if value < 0 else "+" if value > 0 else "") + t.number(abs(value), decimals=1)
