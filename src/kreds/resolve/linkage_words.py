"""What a comparison saw, in words."""

from collections.abc import Mapping

from kreds.text.phrase import Phrase

WORDS: Mapping[tuple[str, str], Phrase] = {
    ("first", "same"): Phrase("The first name is the same."),
    ("first", "known"): Phrase("One first name is a short form or another spelling of the other."),
    ("first", "initial"): Phrase("One first name is only an initial, and it fits."),
    ("first", "turned"): Phrase("First and last name have changed places."),
    ("first", "near"): Phrase("The first names differ by a letter or two."),
    ("first", "none"): Phrase("The first names differ."),
    ("last", "same"): Phrase("The last name is the same."),
    ("last", "turned"): Phrase("First and last name have changed places."),
    ("last", "near"): Phrase("The last names differ by a letter or two."),
    ("last", "within"): Phrase("One last name is part of the other’s full name."),
    ("last", "none"): Phrase("The last names differ."),
    ("middle", "same"): Phrase("They have the same middle name."),
    ("middle", "initial"): Phrase("Their middle names begin alike."),
    ("middle", "none"): Phrase("Their middle names differ."),
    ("company", "same"): Phrase("The company is the same."),
    ("company", "house"): Phrase("The address on the web is the company’s."),
    ("company", "near"): Phrase("The companies’ names are almost the same."),
    ("company", "none"): Phrase("The companies differ."),
    ("title", "same"): Phrase("The title is the same."),
    ("title", "near"): Phrase("The titles are almost the same."),
    ("title", "none"): Phrase("The titles differ."),
    ("place", "same"): Phrase("The place is the same."),
    ("place", "none"): Phrase("The places differ."),
    ("handle", "same"): Phrase("The mail address is made of the other’s name."),
    ("handle", "initial"): Phrase("The mail address is made of the other’s initial and last name."),
    ("handle", "none"): Phrase("The mail address is made of another name."),
    ("address", "same"): Phrase("The profile address is the same."),
    ("address", "none"): Phrase("Their profile addresses differ."),
}
"""By comparison and level (`kreds.resolve.linkage_model`)."""
REACTOR_WORDS: Mapping[tuple[str, str], Phrase] = {
    ("name", "same"): Phrase("The name is the same."),
    ("name", "near"): Phrase("The names are nearly the same."),
    ("degree", "first"): Phrase("LinkedIn calls them a connection of yours."),
    ("degree", "far"): Phrase("LinkedIn does not call them a connection of yours."),
    ("headline", "fits"): Phrase("The headline names the company or the title."),
    ("headline", "none"): Phrase("The headline names neither the company nor the title."),
}
"""The same of somebody on a list of reactions (`kreds.resolve.reactors`)."""
SAME_MAIL = Phrase("The mail address is the same.")
SAME_PROFILE = Phrase("The profile address is the same.")
SAID_SAME = Phrase("You have said that they are one.")
