"""What has changed, in sentences: for the page and the command line."""

from collections.abc import Mapping

from kreds.i18n import Translator
from kreds.model.change import Change, ChangeKind, Changes


def headline(found: Changes, t: Translator) -> str:
    """How many went which way, in one sentence."""
    if found.refusal or found.since is None:
        return t.text("That cannot be said yet.")
    silent, stronger, fading = (found.counts[kind] for kind in ChangeKind)
    if not silent and not stronger and not fading:
        return t.text("Nothing has changed since %(since)s.", since=found.since)
    said = [
        t.plural("%(n)s strong relation has fallen silent", "%(n)s strong relations have fallen silent", silent),
        t.plural("%(n)s has become stronger", "%(n)s have become stronger", stronger),
        t.plural("%(n)s is fading", "%(n)s are fading", fading),
    ]
    told = [words for words, count in zip(said, (silent, stronger, fading), strict=True) if count]
    return t.text("Since %(since)s: %(changes)s.", since=found.since, changes=", ".join(told))


def beside(found: Changes, t: Translator) -> list[str]:
    """Who came and who went."""
    said = []
    if found.new:
        said.append(t.plural("%(n)s relation is new.", "%(n)s relations are new.", found.new))
    if found.gone:
        said.append(
            t.plural("%(n)s is no longer connected to you.", "%(n)s are no longer connected to you.", found.gone)
        )
    return said


def titles(t: Translator) -> Mapping[ChangeKind, str]:
    """What each kind of change is called."""
    return {
        ChangeKind.SILENT: t.text("Strong, and fallen silent"),
        ChangeKind.STRONGER: t.text("Become stronger"),
        ChangeKind.FADING: t.text("Fading"),
    }


def moved(change: Change, t: Translator) -> str:
    """From which level to which; "" where it is the same."""
    if change.before is change.relation.level:
        return ""
    return t.text("%(before)s → %(now)s", before=t.level(change.before), now=t.level(change.relation.level))
