"""Names of months: English as LinkedIn writes them, and eight other languages for files that passed other hands."""

import unicodedata

ENGLISH = (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "jan feb mar apr may jun jul aug sept oct nov dec",
)
# No localized archive has been seen; spreadsheets in these languages do write their own months.
OTHERS = (
    "januar februar marts april maj juni juli august september oktober november december",  # da
    "januar februar mars april mai juni juli august september oktober november desember",  # no
    "januari februari mars april maj juni juli augusti september oktober november december",  # sv
    "januar februar marz april mai juni juli august september oktober november dezember",  # de
    "jan feb mrz apr mai jun jul aug sep okt nov dez",  # de
    "januari februari maart april mei juni juli augustus september oktober november december",  # nl
    "jan feb mrt apr mei jun jul aug sep okt nov dec",  # nl
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",  # fr
    "janv fevr mars avr mai juin juil aout sept oct nov dec",  # fr
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",  # es
    "ene feb mar abr may jun jul ago sept oct nov dic",  # es
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",  # it
    "gen feb mar apr mag giu lug ago set ott nov dic",  # it
    "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",  # pt
    "jan fev mar abr mai jun jul ago set out nov dez",  # pt
    "jan feb mar apr maj jun jul aug sep okt nov des",  # da, no
)


def _numbers(lists: tuple[str, ...]) -> dict[str, int]:
    return {name: number for names in lists for number, name in enumerate(names.split(), start=1)}


_ENGLISH = _numbers(ENGLISH)
_OTHERS = _numbers(OTHERS)


def english_month(name: str) -> int:
    """The number of a month by its English name, whole or short; 0 for none.

    >>> english_month("Feb"), english_month("february"), english_month("Okt")
    (2, 2, 0)
    """
    return _ENGLISH.get(name.lower(), 0)


def foreign_month(name: str) -> int:
    """The number of a month by its name in one of the other languages; 0 for none.

    >>> foreign_month("okt."), foreign_month("MÄRZ"), foreign_month("Smarch")
    (10, 3, 0)
    """
    letters = unicodedata.normalize("NFD", name.casefold().rstrip("."))
    return _OTHERS.get("".join(letter for letter in letters if letter.isalpha()), 0)
