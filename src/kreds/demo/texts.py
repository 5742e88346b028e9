"""Finished message texts by language and kind, made once so that a million rows only look them up."""

import random
from dataclasses import dataclass
from types import ModuleType
from typing import Final

from kreds.demo import texts_da, texts_en

POOL_SIZE: Final = 420
"""Texts kept of each kind and language; a kind with fewer combinations keeps those it has."""

_MODULES: Final[dict[str, ModuleType]] = {"da": texts_da, "en": texts_en}
LANGUAGES: Final = tuple(_MODULES)
KINDS: Final = tuple(texts_da.PARTS)


@dataclass(frozen=True, slots=True)
class TextPool:
    """All texts in one row; ``start`` and ``size`` say which part of it a (language, kind) owns."""

    texts: tuple[str, ...]
    start: dict[tuple[str, str], int]
    size: dict[tuple[str, str], int]

    def draw(self, rng: random.Random, language: str, kind: str) -> int:
        """The number of one text of the kind."""
        key = (language, kind)
        return self.start[key] + rng.randrange(self.size[key])


def build_pool(seed: int) -> TextPool:
    """The pool of a seed: every kind in every language, and a question for every need."""
    rng = random.Random(f"{seed}/texts")
    texts: list[str] = []
    start: dict[tuple[str, str], int] = {}
    size: dict[tuple[str, str], int] = {}
    for language, module in _MODULES.items():
        kinds = {kind: tuple(_combinations(rng, parts, module.SUBJECTS)) for kind, parts in module.PARTS.items()}
        for need, text in module.NEED_TEXTS.items():
            kinds[f"need_{need}"] = tuple("Hej {n}. " + text.replace("{t}", subject) for subject in module.SUBJECTS)
        for kind, made in kinds.items():
            start[language, kind], size[language, kind] = len(texts), len(made)
            texts.extend(made)
    return TextPool(tuple(texts), start, size)


def sentence(rng: random.Random, language: str, table: str, *, name: str = "") -> str:
    """One text of a small table (INVITES, NOTES, RECOMMENDATIONS, POSTS, COMMENTS) with its blanks filled."""
    module = _MODULES[language]
    text: str = rng.choice(getattr(module, table))
    return text.replace("{n}", name).replace("{t}", rng.choice(module.SUBJECTS))


def article_titles(language: str) -> tuple[str, ...]:
    """The titles of the owner's articles, the last one a draft."""
    titles: tuple[str, ...] = _MODULES[language].ARTICLES
    return titles


def _combinations(rng: random.Random, parts: tuple[tuple[str, ...], ...], subjects: tuple[str, ...]) -> dict[str, None]:
    """Different texts in the order they were drawn."""
    made: dict[str, None] = {}
    for _ in range(POOL_SIZE * 3):
        text = "".join(rng.choice(part) for part in parts).replace("{t}", rng.choice(subjects))
        made[text[0].upper() + text[1:]] = None
        if len(made) == POOL_SIZE:
            break
    return made
