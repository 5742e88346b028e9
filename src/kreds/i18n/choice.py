"""Which language a person gets: what they chose, else what their browser or system asks for, else English."""

LANGUAGES: dict[str, str] = {"en": "English", "da": "Dansk"}
"""The languages there are, each by its own name."""

_NEIGHBORS = {"nb": "da", "nn": "da", "no": "da"}
"""Who asks for Norwegian reads Danish with more ease than English."""


def choose_language(*wishes: str) -> str:
    """The first language of ``wishes`` that there is; a wish is a code, a locale name or an Accept-Language header.

    >>> choose_language("", "da-DK,da;q=0.9,en;q=0.8")
    'da'
    >>> choose_language("de, en;q=0.5")
    'en'
    >>> choose_language("da_DK.UTF-8")
    'da'
    """
    for wish in wishes:
        for code in _ordered(wish):
            found = _NEIGHBORS.get(code, code)
            if found in LANGUAGES:
                return found
    return "en"


def _ordered(header: str) -> list[str]:
    """The primary language codes of an Accept-Language header (RFC 9110, 12.5.4), most wanted first."""
    weighed: list[tuple[float, int, str]] = []
    for place, part in enumerate(header[:500].split(",")):
        tag, _, weight = part.strip().partition(";")
        code = tag.replace("_", "-").partition("-")[0].strip().lower()
        weighed.append((-_weight(weight), place, code))
    return [code for weight, _, code in sorted(weighed) if weight < 0]


def _weight(text: str) -> float:
    name, _, value = text.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
