"""The draft of an invitation as a page shows it: in a tone and a language, within the limit of a note."""

from dataclasses import dataclass

from kreds.composition.invite_draft import invite_draft
from kreds.i18n import LANGUAGES, Translator
from kreds.i18n.invite_words import draft_text, tone_words
from kreds.model.invitation import Limits, Tone
from kreds.model.outsider import Outsider
from kreds.services.reader import Reader


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A draft, what it was made by, and why it is in its language ("" when that was chosen)."""

    person: str
    text: str
    limit: int
    tone: Tone
    language: str
    why: str
    tones: tuple[tuple[Tone, str], ...]
    languages: tuple[tuple[str, str], ...]


def draft_card(
    reader: Reader, one: Outsider, t: Translator, *, limits: Limits, owner: str, tone: str = "", language: str = ""
) -> DraftCard:
    """The draft for somebody; a tone or language that is none is chosen by Kreds."""
    spoken = Tone(tone) if tone in set(Tone) else Tone.SHORT
    why = ""
    if language not in LANGUAGES:
        chosen = reader.language_for(one, usual=t.language)
        language, why = chosen.language, t.phrase(chosen.why)
    return DraftCard(
        person=f"{one.person:013x}",
        text=draft_text(invite_draft(one, spoken, owner=owner), language, limits.note_length),
        limit=limits.note_length,
        tone=spoken,
        language=language,
        why=why,
        tones=tuple((tone, tone_words(tone, t)) for tone in Tone),
        languages=tuple(LANGUAGES.items()),
    )
