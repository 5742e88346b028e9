"""Names of organizations as keys: the same house written in two ways is one."""

import re

from kreds.text.names import search_key

_WORD = re.compile(r"[^\W_]+")
LEGAL_FORMS = frozenset({
    "a", "s", "as", "aps", "ab", "abp", "oy", "oyj", "asa", "ivs", "is", "ks", "fmba", "amba", "ltd", "limited", "llc",
    "llp", "plc", "inc", "corp", "corporation", "co", "company", "gmbh", "ag", "kg", "bv", "nv", "sa", "sas", "sarl",
    "spa", "srl", "group", "holding",
})  # fmt: skip
"""Words that stand at the end of a name and say nothing of which house it is; "A/S" is folded to two words."""


def organization_key(name: str) -> str:
    """A name without case, accents, signs and legal forms; "" for nothing.

    >>> organization_key("Nordhavn Rådgivning A/S") == organization_key("nordhavn radgivning")
    True
    >>> organization_key("Group"), organization_key(" - ")
    ('group', '')
    """
    words = _WORD.findall(search_key(name))
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join(words)
