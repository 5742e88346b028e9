"""Mail addresses and the domains of companies, out of whatever people write."""

import re

from kreds.text.names import clean

_MAIL = re.compile(r"[^\s;,<>\"'|()]+@[^\s;,<>\"'|()]+")
_MOST_MAILS = 50
_LONGEST = 320
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}")
_AROUND = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//|^mailto:|^www\.", re.IGNORECASE)


def mail_addresses(text: str) -> tuple[str, ...]:
    """The addresses in a joined list, lower case, each once.

    >>> mail_addresses("Jane@example.org;jane@example.org; bo@example.com")
    ('jane@example.org', 'bo@example.com')
    """
    if "@" not in text:
        return ()
    found = (clean(mail).lower() for mail in _MAIL.findall(text))
    return tuple(dict.fromkeys(mail for mail in found if len(mail) <= _LONGEST))[:_MOST_MAILS]


def domain_of(text: str) -> str:
    """The domain of an address of a website, of mail, or written plainly: lower case, without www; "" for none.

    >>> domain_of("https://www.Acme.example/about"), domain_of("@acme.example"), domain_of("Acme A/S")
    ('acme.example', 'acme.example', '')
    """
    plain = clean(text).lower()
    for _ in range(2):
        plain = _AROUND.sub("", plain)
    plain = plain.rpartition("@")[2]
    plain = re.split(r"[/?#:,;\s]", plain, maxsplit=1)[0].strip(".")
    return plain if len(plain) <= 253 and _DOMAIN.fullmatch(plain) else ""
