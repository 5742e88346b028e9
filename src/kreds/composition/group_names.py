"""The groups as words in the middle of a sentence: several people of a group."""

from kreds.model.segment import OWN, Segment
from kreds.text.phrase import Phrase

_NAMES = {
    Segment.CURRENT_CUSTOMER: Phrase("current customers"),
    Segment.FORMER_CUSTOMER: Phrase("former customers"),
    Segment.POTENTIAL_CUSTOMER: Phrase("potential customers"),
    Segment.CURRENT_COLLEAGUE: Phrase("current colleagues"),
    Segment.FORMER_COLLEAGUE: Phrase("former colleagues"),
    Segment.PARTNER: Phrase("partners"),
    Segment.SUPPLIER: Phrase("suppliers"),
    Segment.NETWORK: Phrase("people from networks"),
    Segment.HEADHUNTER: Phrase("headhunters"),
    Segment.PERSONAL: Phrase("personal relations"),
    Segment.STUDENT: Phrase("students and applicants"),
    Segment.PRESS: Phrase("people of the press"),
    Segment.INVESTOR: Phrase("investors"),
}


def group_name(segment: str) -> str | Phrase:
    """The words for a group; one of the person's own is called what they called it.

    >>> group_name("partner").english(), group_name("own:Sailing")
    ('partners', 'Sailing')
    """
    if segment in set(Segment):
        return _NAMES[Segment(segment)]
    return segment.removeprefix(OWN)
