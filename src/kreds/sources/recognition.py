"""Whether a table is a list of people or companies, which program wrote it, and how its columns are read.

What the person has said of a header comes first; then the columns by which a program is known; then the words that
people use (`kreds.sources.guessing`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kreds.model.columns import ListKind, Matching, signature
from kreds.sources.guessing import guess
from kreds.sources.kinds import Kind
from kreds.sources.registry import NAMES, NEEDED, column_key, recognize, table_name
from kreds.text.mails import domain_of, mail_addresses

_DO_NOT_MODIFY = ("donotmodify", "måikkeændres", "nichtändern", "ändrainte", "ikkeendre", "nepasmodifier")

_SYSTEMS: tuple[tuple[Kind, str, str], ...] = (
    # All of the columns in the first text, and at least one of those in the second, if there are any.
    (Kind.GOOGLE, "email1value", ""),
    (Kind.GOOGLE, "phoneticfirstname labels", ""),
    (Kind.GOOGLE, "yominame groupmembership", ""),
    (Kind.PIPEDRIVE, "personname", "personid personemail organizationname personphone personowner"),
    (Kind.PIPEDRIVE, "organizationname organizationid", ""),
    (Kind.HUBSPOT, "hsobjectid", ""),
    (
        Kind.HUBSPOT,
        "recordid",
        "lifecyclestage leadstatus contactowner companyowner associatedcompany companydomainname createdate",
    ),
    (Kind.OUTLOOK, "firstname lastname emailaddress", "emaildisplayname email2address businessstreet givenyomi"),
    (Kind.OUTLOOK, "fornavn efternavn emailadresse", "vistnavntilemail emailadresse2 arbejdsgade"),
    (Kind.OUTLOOK, "vorname nachname emailadresse", "emailangezeigtername email2adresse straßegeschäftlich"),
    (
        Kind.SALESFORCE,
        "accountname",
        "contactid accountid lastactivity mailingcity mailingcountry mailingstateprovince billingcity accountowner",
    ),
    (Kind.SALESFORCE, "id firstname lastname", "accountid accountname mailingcity ownerid"),
    (Kind.SALESFORCE, "id name", "billingcity billingcountry ownerid parentid"),
)


@dataclass(frozen=True, slots=True)
class ListFound:
    """A list: what wrote it (`kreds.sources.kinds.LISTS`), and how it is read."""

    kind: Kind
    matching: Matching


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of headers before a file is opened.

    ``said``: by the signature of a header, how the person has said that it is read. ``for_all``: how every list of this
    import is read. ``guesses``: whether a list may be recognized by the words people use.
    """

    said: Mapping[str, Matching] = field(default_factory=dict)
    for_all: Matching | None = None
    guesses: bool = True

    def matching(self, keys: Sequence[str]) -> Matching | None:
        """What the person has said of a table with these columns."""
        if self.for_all and all(any(name in keys for name in some) for some in self.for_all.columns.values()):
            return self.for_all
        return self.said.get(signature(filter(None, keys)))


def program_of(keys: Sequence[str]) -> Kind | None:
    """The program that names its columns so; None when many could.

    >>> program_of(["personname", "personemail"]), program_of(["name", "email"])
    (<Kind.PIPEDRIVE: 'pipedrive'>, None)
    """
    if any(key.startswith(_DO_NOT_MODIFY) for key in keys):
        return Kind.DYNAMICS
    found = set(keys)
    for kind, every, one in _SYSTEMS:
        if found.issuperset(every.split()) and (not one or found.intersection(one.split())):
            return kind
    return None


def find_list(header: Sequence[str], name: str, known: Known) -> ListFound | None:
    """The list with these names of columns in a file called ``name``; None when it is LinkedIn's, or nobody knows."""
    keys = [column_key(one) for one in header]
    if recognize(keys, "") is not None:
        return None
    program = program_of(keys)
    said = known.matching(keys)
    if said is not None:
        return ListFound(program or _plain(said), said)
    named = NAMES.get(table_name(name))
    if program is None and (not known.guesses or named in NEEDED or recognize(keys, name) is not None):
        return None
    guessed = guess(header)
    if guessed.is_sure or (program is not None and guessed.matching.can_be_read):
        return ListFound(program or _plain(guessed.matching), guessed.matching)
    return None


def is_headless(first: Sequence[str]) -> bool:
    """Whether a table of one column begins with a value: a domain or a mail address in place of a name.

    >>> is_headless(["acme.example"]), is_headless(["Domain"])
    (True, False)
    """
    return len(first) == 1 and bool(domain_of(first[0]) or mail_addresses(first[0]))


def _plain(matching: Matching) -> Kind:
    return Kind.PEOPLE if matching.kind is ListKind.PEOPLE else Kind.COMPANIES
