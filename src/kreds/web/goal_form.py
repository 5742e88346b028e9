"""The set-up of a goal as fields: read from an address or a form, and written back into one.

Everything that was chosen stands in the fields, so the set-up works as a plain form, too, and can be bookmarked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite

from kreds.composition.goals import StartingPoint, mix
from kreds.model.goal import Audience, Goal, GoalKind, Target
from kreds.model.segment import OWN, Segment
from kreds.model.title import Function, Seniority

_MOST = 50
_LONGEST = 100
_HEAVIEST = 10.0
_MOST_PEOPLE = 1_000_000

Fields = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Draft:
    """A goal that is being thought about. ``id`` is "" for a new one.

    ``mixed`` is from which starting points the targets and the audience came, as the form keeps it: as long as nobody
    has changed these, another mix replaces them.
    """

    id: str
    name: str
    kinds: Mapping[GoalKind, float]
    targets: tuple[Target, ...]
    audience: Audience
    mixed: str

    def goal(self, name: str) -> Goal:
        """The goal as it is now, under its name or this one."""
        return Goal(self.id, self.name or name, self.targets, self.kinds, self.audience)


def draft_of(goal: Goal) -> Draft:
    """A goal that was stated, to be changed."""
    return Draft(goal.id, goal.name, goal.kinds, goal.targets, goal.audience, spelled_mix(goal.kinds))


def read_draft(fields: Fields) -> Draft:
    """What was chosen so far; nonsense counts as not said."""
    once = dict(fields)
    kinds = _kinds((name.removeprefix("kind."), value) for name, value in fields if name.startswith("kind."))
    draft = Draft(
        id=once.get("id", "")[:_LONGEST],
        name=once.get("name", "").strip()[:_LONGEST],
        kinds=kinds,
        targets=_targets(fields),
        audience=_audience(fields),
        mixed=once.get("mixed", "")[:_LONGEST],
    )
    return _mixed(draft, anew=once.get("remix") == "all")


def spelled_mix(kinds: Mapping[GoalKind, float]) -> str:
    """Weights as one word: "sell:2,job:1"."""
    return ",".join(f"{kind.value}:{kinds[kind]:g}" for kind in GoalKind if kinds.get(kind, 0) > 0)


def _mixed(draft: Draft, *, anew: bool) -> Draft:
    """The draft with what its mix suggests, where the person has not said otherwise."""
    now = spelled_mix(draft.kinds)
    if now == draft.mixed and not anew:
        return draft
    before, after = mix(_kinds(_pairs(draft.mixed))), mix(draft.kinds)
    targets = draft.targets
    if anew or not targets or targets == _written(before.targets):
        targets = _written(after.targets)
    return replace(draft, targets=targets, audience=_suggested(draft.audience, before, after), mixed=now)


def _suggested(audience: Audience, before: StartingPoint, after: StartingPoint) -> Audience:
    untouched = {"functions": (), "seniorities": ()}
    changed = {}
    for name in untouched:
        now, was = set(getattr(audience, name)), set(getattr(before.audience, name))
        if now in (set(), was):
            changed[name] = tuple(map(str, getattr(after.audience, name)))
    return replace(audience, **changed)


def _written(targets: Iterable[Target]) -> tuple[Target, ...]:
    return tuple(Target(str(one.segment), one.share, one.number) for one in targets)


def _pairs(spelled: str) -> Iterable[tuple[str, str]]:
    return ((name, weight) for name, _, weight in (part.partition(":") for part in spelled.split(",")))


def _kinds(said: Iterable[tuple[str, str]]) -> dict[GoalKind, float]:
    known = {kind.value: kind for kind in GoalKind}
    weights = {known[name]: _number(value, _HEAVIEST) for name, value in said if name in known}
    return {kind: weights[kind] for kind in GoalKind if weights.get(kind)}


def _targets(fields: Fields) -> tuple[Target, ...]:
    """What is wanted of each group, by the order chosen; groups of which nothing is wanted are left out."""
    once = dict(fields)
    found: list[tuple[float, int, Target]] = []
    for place, (name, value) in enumerate(fields):
        if not name.startswith("share."):
            continue
        segment = name.removeprefix("share.")
        if segment == "own":
            segment = _own(once.get("own", ""))
        if not is_segment(segment):
            continue
        number = int(_number(once.get(f"number.{name.removeprefix('share.')}", ""), _MOST_PEOPLE))
        share = _number(value, 100.0) / 100
        if share or number:
            rank = _number(once.get(f"rank.{name.removeprefix('share.')}", ""), 999.0) or 999.0
            found.append((rank, place, Target(segment, share, number or None)))
    seen: dict[str, Target] = {}
    for _, _, target in sorted(found, key=lambda one: one[:2]):
        seen.setdefault(target.segment, target)
    return tuple(seen.values())


def _own(name: str) -> str:
    plain = " ".join(name.split())[:60].strip()
    return f"{OWN}{plain}" if plain else ""


def is_segment(segment: str) -> bool:
    """Whether a group can be called so."""
    is_own = segment.startswith(OWN) and segment != OWN and len(segment) <= len(OWN) + 60
    return is_own or segment in {one.value for one in Segment}


def _audience(fields: Fields) -> Audience:
    functions, seniorities = {one.value for one in Function} - {""}, {one.value for one in Seniority} - {""}
    return Audience(
        functions=tuple(one for one in _chosen(fields, "function") if one in functions),
        seniorities=tuple(one for one in _chosen(fields, "seniority") if one in seniorities),
        industries=_chosen(fields, "industry"),
        places=_chosen(fields, "place"),
        companies=_chosen(fields, "company"),
    )


def _chosen(fields: Fields, name: str) -> tuple[str, ...]:
    """What was ticked, and what was written beside it, with commas or in lines between."""
    ticked = [value for key, value in fields if key == name]
    written = [part for key, value in fields if key == f"{name}.more" for part in value.replace("\n", ",").split(",")]
    words = (" ".join(one.split())[:_LONGEST].strip() for one in (*ticked, *written))
    return tuple(dict.fromkeys(word for word in words if word))[:_MOST]


def _number(text: str, most: float) -> float:
    """A number from 0 to ``most``; 0 for anything else. Both "12.5" and "12,5" are one."""
    try:
        value = float(text.strip().replace(",", ".")[:20] or 0)
    except ValueError:
        return 0.0
    return min(value, most) if isfinite(value) and value > 0 else 0.0
