"""How two people are compared: the comparisons, their levels, and how often each is seen among the same and others.

A level's ``same`` is the chance to see it when both are one human (m of Fellegi and Sunter, 1969), ``other`` when they
are not (u). The first are stated; the second are counted among random pairs and held to the stated ones where there
are few. For names, companies and titles the frequency of the very word stands in for the second.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

PSEUDO_PAIRS = 50_000.0
"""So many random pairs the stated chances are worth."""
RAREST = 2e-5
"""No word counts as rarer than this."""
_NONE = "none"
_ELSE = "ELSE"
_COLUMN = re.compile(r"\b([a-z]+)_[lr]\b")


@dataclass(frozen=True, slots=True)
class LevelOf:
    """A level of a comparison: its condition in SQL, and the two chances; ``word`` is the column that rarity is of."""

    name: str
    condition: str
    same: float
    other: float
    word: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared; levels from the closest on, the last for all the rest. ``unknown`` says when it is left out."""

    name: str
    unknown: str
    levels: tuple[LevelOf, ...]


def _missing(*columns: str) -> str:
    return " or ".join(f"{column}_{side} is null" for column in columns for side in "lr")


_HOUSE = (
    "(house_l = house_r or (length(house_r) >= 5 and starts_with(house_l, house_r))"
    " or (length(house_l) >= 5 and starts_with(house_r, house_l)))"
)
_TURNED = "(first_l = last_r and last_l = first_r)"
COMPARISONS = (
    Comparison(
        "first",
        _missing("first"),
        (
            LevelOf("same", "first_l = first_r", 0.855, 0.01, "first"),
            LevelOf("known", "known_l = known_r", 0.03, 0.004, "known"),
            LevelOf(
                "initial",
                "(length(first_l) = 1 or length(first_r) = 1) and left(first_l, 1) = left(first_r, 1)",
                0.03,
                0.002,
            ),
            LevelOf("turned", _TURNED, 0.012, 0.0001),
            LevelOf("near", "jaro_winkler_similarity(first_l, first_r) >= 0.86", 0.058, 0.006, "first"),
            LevelOf(_NONE, _ELSE, 0.015, 0.978),
        ),
    ),
    Comparison(
        "last",
        _missing("last"),
        (
            LevelOf("same", "last_l = last_r", 0.87, 0.01, "last"),
            LevelOf("turned", _TURNED, 0.012, 0.0001),
            LevelOf(
                "near", "(jaro_winkler_similarity(last_l, last_r) >= 0.9 or sound_l = sound_r)", 0.078, 0.004, "last"
            ),
            LevelOf(
                "within",
                "(contains(words_r, ' ' || last_l || ' ') or contains(words_l, ' ' || last_r || ' '))",
                0.015,
                0.002,
            ),
            LevelOf(_NONE, _ELSE, 0.025, 0.984),
        ),
    ),
    Comparison(
        "middle",
        _missing("middle"),
        (
            LevelOf("same", "middle_l = middle_r", 0.8, 0.01, "middle"),
            LevelOf("initial", "left(middle_l, 1) = left(middle_r, 1)", 0.12, 0.08),
            LevelOf(_NONE, _ELSE, 0.08, 0.91),
        ),
    ),
    Comparison(
        "company",
        f"({_missing('company')}) and (house_l is null or house_r is null or not {_HOUSE})",
        (
            LevelOf("same", "company_l = company_r", 0.68, 0.006, "company"),
            LevelOf("house", _HOUSE, 0.04, 0.001),
            LevelOf("near", "jaro_winkler_similarity(company_l, company_r) >= 0.93", 0.03, 0.003),
            LevelOf(_NONE, _ELSE, 0.25, 0.99),
        ),
    ),
    Comparison(
        "title",
        _missing("title"),
        (
            LevelOf("same", "title_l = title_r", 0.5, 0.01, "title"),
            LevelOf("near", "jaro_winkler_similarity(title_l, title_r) >= 0.9", 0.08, 0.02),
            LevelOf(_NONE, _ELSE, 0.42, 0.97),
        ),
    ),
    Comparison(
        "place",
        _missing("place"),
        (
            LevelOf("same", "place_l = place_r", 0.7, 0.1, "place"),
            LevelOf(_NONE, _ELSE, 0.3, 0.9),
        ),
    ),
    # What a mail address says beyond the name that it was made of.
    Comparison(
        "handle",
        f"{_missing('handle')} or last_l = last_r and left(first_l, 1) = left(first_r, 1) and length(first_r) > 1",
        (
            LevelOf("same", "(handle_r = whole_l or handle_l = whole_r or handle_l = handle_r)", 0.3, 0.0001),
            LevelOf("initial", "(handle_r = left(first_l, 1) || last_l)", 0.2, 0.0003),
            LevelOf(_NONE, _ELSE, 0.5, 0.9996),
        ),
    ),
    # Two profile addresses are two people, or one who has changed theirs.
    Comparison(
        "address",
        _missing("address"),
        (
            LevelOf("same", "address_l = address_r", 0.95, 0.00001),
            LevelOf(_NONE, _ELSE, 0.05, 0.99999),
        ),
    ),
)
CANDIDATES = (
    "l.first = r.first and l.last = r.last",
    "l.last = r.last and l.company = r.company",
    "l.known = r.known and l.company = r.company",
    "l.sound = r.sound",
    "l.first = r.first and left(l.last, 4) = left(r.last, 4) and length(l.last) > 3",
    "l.last = r.last and left(l.first, 1) = left(r.first, 1) and l.title = r.title",
    "l.last = r.last and l.known = r.known",
    "l.first = r.last and l.last = r.first",
    "l.last = r.last and l.house = r.house",
    "l.whole = r.handle",
)
"""Who is compared at all: whoever shares one of these, each condition in SQL."""


def settings(others: Mapping[tuple[str, str], float], *, prior: float, keep: tuple[str, ...] = ()) -> dict[str, Any]:
    """Splink's settings; ``others`` is the chance of each comparison's level among people who are not the same.

    ``prior`` is the chance that two random people are one human.
    """
    return {
        "link_type": "link_only",
        "probability_two_random_records_match": prior,
        "comparisons": [_comparison(one, others) for one in COMPARISONS],
        "blocking_rules_to_generate_predictions": [{"blocking_rule": rule} for rule in CANDIDATES],
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
        "additional_columns_to_retain": list(keep),
    }


def stated() -> dict[tuple[str, str], float]:
    """The stated chance of each comparison's level among people who are not the same."""
    return {(one.name, level.name): level.other for one in COMPARISONS for level in one.levels}


def levels_seen(one: Comparison, left: str, right: str) -> str:
    """SQL that counts the pairs of two tables by the level they are of, "" where the comparison is left out.

    Rows alike in what is compared are looked at once.
    """
    conditions = [level.condition for level in one.levels if level.condition != _ELSE]
    columns = sorted(set(_COLUMN.findall(" ".join([one.unknown, *conditions]))))
    cases = [f"when {level.condition} then '{level.name}'" for level in one.levels if level.condition != _ELSE]
    level = f"case when {one.unknown} then '' {' '.join(cases)} else '{one.levels[-1].name}' end"
    sides = []
    for side, table in (("l", left), ("r", right)):
        named = [f"{column} as {column}_{side}" for column in columns]
        sides.append(
            " ".join(("(select", ", ".join([*named, f"count(*) as many_{side}"]), "from", table, "group by all)"))
        )
    counted = f"{level} as level, sum(many_l * many_r)::bigint"
    return " ".join(("select", counted, "from", " cross join ".join(sides), "group by level"))


def _comparison(one: Comparison, others: Mapping[tuple[str, str], float]) -> dict[str, Any]:
    levels: list[dict[str, Any]] = [{"sql_condition": one.unknown, "label_for_charts": "null", "is_null_level": True}]
    for level in one.levels:
        told: dict[str, Any] = {
            "sql_condition": level.condition,
            "label_for_charts": level.name,
            "m_probability": level.same,
            "u_probability": others[one.name, level.name],
            "fix_m_probability": True,
        }
        if level.word:
            told |= {"tf_adjustment_column": level.word, "tf_minimum_u_value": RAREST}
        levels.append(told)
    return {"output_column_name": one.name, "comparison_levels": levels}
