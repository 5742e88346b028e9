"""The messages of one language: all its .po files merged and compiled in memory."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


@cache
def messages(language: str) -> NullTranslations:
    """Lookup for ``language``; English needs none, its messages stand in the source code."""
    if language == "en":
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, merged(language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def merged(language: str) -> Catalog:
    """The catalogues of ``language`` as one; where two files translate one message, the first by name is heard."""
    whole = Catalog(locale=language, charset="utf-8")
    for catalogue in catalogues(language).values():
        for message in catalogue:
            if message.id and message.string and whole.get(message.id, message.context) is None:
                whole[message.id] = message
    return whole


def catalogues(language: str) -> dict[str, Catalog]:
    """Each catalogue file of ``language`` by its name."""
    folder = files("kreds.i18n") / "locales" / language
    found: dict[str, Catalog] = {}
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".po"):
            found[entry.name] = read_po(BytesIO(entry.read_bytes()), locale=language)
    return found
