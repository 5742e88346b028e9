"""The small part of a relation's page that has to do with cleaning up: what was said, and what can be."""

from dataclasses import dataclass
from datetime import UTC, datetime

from kreds.i18n import Translator
from kreds.i18n.deck_words import fate_name
from kreds.model.relation import Relation
from kreds.model.review import Fate
from kreds.services.reader import Reader
from kreds.services.review_card import word_on

OFFERED = (Fate.LET_GO, Fate.CULTIVATE)


@dataclass(frozen=True, slots=True)
class CleanupPart:
    """What was said ("" for nothing) by which decision, what can be, and whether the relation is protected."""

    said: str
    decision: int
    is_let_go: bool
    is_safe: bool
    fates: tuple[tuple[Fate, str], ...]


def cleanup_part(reader: Reader, relation: Relation, t: Translator) -> CleanupPart | None:
    """The part; None for a former relation, of whom nothing is left to say."""
    if relation.no_longer_since is not None:
        return None
    word, is_safe = word_on(reader.store, int(relation.id, 16))
    said = ""
    if word:
        day = datetime.fromtimestamp(word.at, UTC).date()
        said = t.text("You said “%(fate)s” on %(day)s.", fate=fate_name(word.fate, t), day=day)
    return CleanupPart(
        said=said,
        decision=word.decision if word else 0,
        is_let_go=word is not None and word.fate is Fate.LET_GO,
        is_safe=is_safe,
        fates=tuple((fate, fate_name(fate, t)) for fate in OFFERED if word is None or fate is not word.fate),
    )
