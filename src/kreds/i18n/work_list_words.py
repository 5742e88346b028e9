"""The words of letting go by hand and of what became of it, alike on pages and on the command line."""

from dataclasses import dataclass
from datetime import date

from kreds.cleanup.losses import Lost
from kreds.i18n.deck_words import fate_of_many
from kreds.i18n.goal_words import segment_in_sentence, segment_of_many
from kreds.i18n.translator import Translator
from kreds.model.level import Level
from kreds.model.review import Fate, Plan
from kreds.services.cleanup_history import Why, free_to_invite
from kreds.services.network_numbers import GROUP, LEVEL, RELATIONS
from kreds.services.read_cleanup import LetGo, LetGoState, Past
from kreds.services.work_list import WorkList

CONNECTIONS_PAGE = "https://www.linkedin.com/mynetwork/invite-connect/connections/"
MOST_NAMES = 8
"""So many organizations are named in a sentence."""


@dataclass(frozen=True, slots=True)
class Menus:
    """What LinkedIn calls its menus in one language; ``language`` is its code."""

    language: str
    network: str
    connections: str
    search: str
    more: str
    remove: str
    confirm: str
    profile_more: str
    message: str
    connect: str


MENUS = (
    Menus(
        "en", "My Network", "Connections", "Search by name", "Show more actions", "Remove connection",
        "Remove", "More", "Message", "Connect",
    ),
    Menus(
        "da", "Mit netværk", "Forbindelser", "Søg efter navn", "Flere handlinger", "Fjern forbindelse",
        "Fjern", "Mere", "Send meddelelse", "Opret forbindelse",
    ),
)  # fmt: skip


def menus(t: Translator) -> tuple[Menus, Menus]:
    """The names of the menus in the interface's language first, then in the other: the person's LinkedIn may differ."""
    english, danish = MENUS
    return (danish, english) if t.language == danish.language else (english, danish)


def other_language(one: Menus, t: Translator) -> str:
    """For whom the other menus are."""
    return t.text("My LinkedIn is in Danish") if one.language == "da" else t.text("My LinkedIn is in English")


def removing_steps(one: Menus, t: Translator) -> tuple[str, ...]:
    """How to remove somebody without opening their profile."""
    return (
        t.text("Open “%(network)s” and choose “%(connections)s”.", network=one.network, connections=one.connections),
        t.text("Write the name in “%(search)s”.", search=one.search),
        t.text(
            "Press the three dots beside the person (“%(more)s”), then “%(remove)s”.", more=one.more, remove=one.remove
        ),
        t.text("Confirm with “%(confirm)s”.", confirm=one.confirm),
    )


def profile_route(one: Menus, t: Translator) -> str:
    """The same from the profile, and what that shows."""
    return t.text(
        "From a profile it is “%(more)s”, then “%(remove)s”; but the person may then see that you have looked at it.",
        more=one.profile_more,
        remove=one.remove,
    )


def facts(one: Menus, t: Translator) -> tuple[str, ...]:
    """What happens when somebody is removed (guide G3.8), and what nobody outside LinkedIn knows for sure."""
    return (
        t.text("Nobody is notified when you remove them."),
        t.text(
            "They can only see it on your profile: the button “%(message)s” has become “%(connect)s”.",
            message=one.message,
            connect=one.connect,
        ),
        t.text("Kreds does nothing on LinkedIn: you remove people yourself, one at a time."),
        t.text(
            "LinkedIn does not say plainly whether they go on following you, nor whether recommendations and "
            "endorsements stay. If one matters to you, save it first."
        ),
    )


def today_words(found: WorkList, t: Translator) -> str:
    """How many have been ticked off today."""
    told = t.text("Today %(done)s of %(daily)s.", done=found.today, daily=found.daily)
    return f"{told} {t.text('That will do for today; you are free to go on.')}" if found.is_enough else told


def state_words(one: LetGo, t: Translator) -> str:
    """How far letting somebody go has come."""
    if one.state is LetGoState.GONE and one.gone_since:
        return t.text("gone, by your download of %(day)s", day=t.short_day(one.gone_since))
    if one.state is LetGoState.BACK and one.relation.connected_on:
        return t.text("connected again since %(day)s", day=t.short_day(one.relation.connected_on))
    if one.removed_on is None:
        return t.text("still to remove")
    if one.state is LetGoState.STILL_THERE:
        return t.text("ticked off on %(day)s, but still there in a later download", day=t.short_day(one.removed_on))
    return t.text("removed on %(day)s, you say; your next download will confirm it", day=t.short_day(one.removed_on))


def why_words(why: Why, t: Translator) -> str:
    """What was known of somebody when they were let go."""
    if why.level is Level.UNKNOWN:
        return ""
    if why.level is not Level.WORTHLESS or why.confidence is None:
        return t.text("then %(level)s", level=t.level(why.level))
    return t.text("then %(level)s (%(share)s sure)", level=t.level(why.level), share=t.percent(why.confidence))


def way_back(one: LetGo, t: Translator, *, today: date) -> str:
    """When somebody who is gone, or ticked off, may be invited again; LinkedIn documents no rule for it."""
    day = free_to_invite(one)
    if day is None or one.state is LetGoState.BACK:
        return ""
    if day <= today:
        return t.text("You can invite them again.")
    return t.text("An invitation may have to wait until %(day)s.", day=t.short_day(day))


def way_back_rule(t: Translator) -> str:
    """What is known of inviting somebody again."""
    return t.text(
        "After an invitation is withdrawn, LinkedIn makes you wait up to three weeks before the next one. Whether that "
        "also holds after you have removed somebody, LinkedIn does not document; three weeks are the careful guess."
    )


def lost_lines(lost: Lost, t: Translator, names: int = MOST_NAMES) -> tuple[str, ...]:
    """What would be lost with the whole list, the dearest first; nothing where nothing would."""
    told = []
    if lost.dormant:
        told.append(
            t.plural(
                "%(n)s of them was strong once. Old ties like this one often give the freshest advice "
                "(Levin, Walter and Murnighan, 2011).",
                "%(n)s of them were strong once. Old ties like these often give the freshest advice "
                "(Levin, Walter and Murnighan, 2011).",
                lost.dormant,
            )
        )
    told += [
        t.text(
            "Your goal lacks %(before)s %(group)s, and then %(after)s.",
            before=before,
            group=segment_in_sentence(segment, t),
            after=after,
        )
        for segment, before, after in lost.missing
    ]
    if lost.organizations:
        told.append(
            t.plural(
                "You would know nobody at %(n)s organization: %(names)s.",
                "You would know nobody at %(n)s organizations: %(names)s.",
                len(lost.organizations),
                names=_named(lost.organizations, t, names),
            )
        )
    if lost.places:
        told.append(t.text("You would know nobody in %(places)s.", places=_named(lost.places, t, names)))
    told += [
        t.text("%(group)s: %(before)s become %(after)s.", group=segment_of_many(key, t), before=before, after=after)
        for key, before, after in lost.segments
    ]
    if lost.wants_job and lost.relations:
        told.append(
            t.text(
                "Your goal is a job, and new jobs come most often through moderately weak ties: LinkedIn’s own "
                "experiment with 20 million members (Science, 2022). Think twice before you let loose acquaintances go."
            )
        )
    return tuple(told)


def counts_words(past: Past, t: Translator) -> str:
    """What was said in a portion, by fate."""
    parts = [f"{t.number(past.counts[one])} {fate_of_many(one, t)}" for one in Fate if past.counts.get(one)]
    return " · ".join(parts) or t.text("nothing was said")


def number_name(key: str, t: Translator) -> str:
    """What one of the network's numbers counts."""
    if key == RELATIONS:
        return t.text("Relations")
    if key.startswith(LEVEL):
        return t.level_of_many(Level(key.removeprefix(LEVEL)))
    return segment_of_many(key.removeprefix(GROUP), t)


def no_causes(t: Translator) -> str:
    """Why numbers before and after prove nothing."""
    return t.text(
        "Numbers move for many reasons: new relations, fresh downloads, your own answers. They stand here side by "
        "side; they do not say that the clean-up was the cause."
    )


def calendar_words(plan: Plan, t: Translator) -> tuple[str, str]:
    """Title and text of the day in the calendar; no names, since calendars are shared."""
    text = t.text(
        "Go through a portion of %(n)s relations in Kreds: keep, cultivate, try or let go. Get a fresh download from "
        "LinkedIn the day before.",
        n=plan.size,
    )
    return t.text("Clean up my network"), text


def _named(names: tuple[str, ...], t: Translator, most: int) -> str:
    shown = ", ".join(names[:most])
    more = len(names) - most
    return t.text("%(names)s and %(n)s more", names=shown, n=more) if more > 0 else shown
