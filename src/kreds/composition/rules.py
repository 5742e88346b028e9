"""Rules of the person's own: everybody for whom all of this is true is in a group, or is not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kreds.composition.known import Known
from kreds.composition.tables import fold
from kreds.composition.titles import read_title
from kreds.text.organizations import organization_key

CONDITIONS = ("company", "title", "domain", "connected_from", "connected_to", "seniority", "function", "tag")
"""What a rule may ask for."""


@dataclass(frozen=True, slots=True)
class GroupRule:
    """``on`` puts everybody who meets all of ``where`` into the group, else it keeps them out; texts, by `CONDITIONS`.

    ``company`` is a whole name (legal forms make no difference), ``title`` words that the title holds, ``domain`` what
    follows the @ of an e-mail address; the days are ISO texts, both included.
    """

    id: str
    segment: str
    on: bool
    where: Mapping[str, str] = field(default_factory=dict)


class Rules:
    """Some rules, made ready to be asked of many people; of two that speak of one group the later one counts."""

    def __init__(self, rules: Sequence[GroupRule]) -> None:
        """Keep the rules with what they compare, worked out once."""
        self._ready = [(rule, _ready(rule)) for rule in rules]

    def said(self, one: Known) -> dict[str, GroupRule]:
        """For each group that a rule speaks of, the rule that counts for this person."""
        return {rule.segment: rule for rule, ready in self._ready if _meets(one, ready)}

    def __bool__(self) -> bool:
        return bool(self._ready)


def _ready(rule: GroupRule) -> dict[str, Any]:
    """The conditions as they are compared; a rule without any meets nobody."""
    where: dict[str, Any] = {name: text.strip() for name, text in rule.where.items() if text.strip()}
    if "company" in where:
        where["company"] = organization_key(where["company"])
    if "title" in where:
        where["title"] = fold(where["title"]).split()
    if "domain" in where:
        where["domain"] = where["domain"].lower().lstrip("@")
    return where


def _meets(one: Known, where: Mapping[str, Any]) -> bool:
    if not where:
        return False
    if "company" in where and one.house != where["company"]:
        return False
    if "domain" in where and where["domain"] not in one.domains:
        return False
    if not where.get("connected_from", "") <= one.connected_on <= where.get("connected_to", "9999"):
        return False
    if not one.connected_on and ("connected_from" in where or "connected_to" in where):
        return False
    if "tag" in where and where["tag"] not in one.tags:
        return False
    return _title_meets(one.title, where)


def _title_meets(text: str, where: Mapping[str, Any]) -> bool:
    if "title" in where and not all(word in fold(text) for word in where["title"]):
        return False
    if "seniority" not in where and "function" not in where:
        return True
    title = read_title(text)
    wanted = (where.get("seniority", title.seniority.value), where.get("function", title.function.value))
    return wanted == (title.seniority.value, title.function.value)
