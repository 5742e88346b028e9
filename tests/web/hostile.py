"""Texts that try to be more than text: markup, scripts, addresses, directions, too much of everything."""

TEXTS = (
    "<script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "\"><svg onload=document.title='owned'>",
    "' onmouseover='document.title=1' x='",
    "javascript:document.title='owned'",
    "</title></textarea></style><script>document.title='owned'</script>",
    "{{ 7*7 }}{% raw %}",
    "${7*7}#{7*7}",
    "&lt;b&gt;&amp;&#60;",
    "%(n)s %s %d %",
    "{name} {0} {",
    "=cmd|'/c calc'!A1",
    "\u202egnp.exe\u202c \u200b\u200d\ufeff",
    "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033da\u0334\u0319\u0324\u031e\u0349\u035a\u032f\u031e\u0320\u034dlgo",
    "W" * 400,
    "ب" * 60 + " שלום",
    "👩‍👩‍👧‍👦 🇩🇰 ﷽",
    "hx-get='/import' hx-trigger='load' data-key='1'",
    "<base href='//example.org'><meta http-equiv=refresh content='0;url=//example.org'>",
    '<a href="//example.org">here</a>',
    "-->]]><!--",
)


def hostile_people() -> list[tuple[str, ...]]:
    """Each text in each field of a list of connections."""
    return [
        (text, text, f"https://www.linkedin.com/in/p{number}", "", text, text, "03 Oct 2026")
        for number, text in enumerate(TEXTS)
    ]
