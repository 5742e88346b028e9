"""What a person reads, in their language: messages, numbers, dates, levels.

English is what the source code says; other languages are gettext catalogues in ``locales/<language>/``.
"""

from kreds.i18n.choice import LANGUAGES, choose_language
from kreds.i18n.translator import Translator

__all__ = ["LANGUAGES", "Translator", "choose_language"]
