"""The first page of help: what Kreds is, how to begin, every command by what it is for."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from kreds.i18n import Translator


def program_help(t: "Translator") -> str:
    """The page, in color where the terminal has any (typer strips it elsewhere)."""
    begin = (
        ("kreds demo", t.text("an invented network in the browser")),
        ("kreds import Complete_LinkedInDataExport.zip", t.text("read your own download")),
        ("kreds serve", t.text("see it in the browser")),
    )
    parts = [
        typer.style("Kreds", bold=True)
        + ": "
        + t.text("which of your relations are strong, average or worthless, and why."),
        t.text("Everything stays on this machine."),
        "",
        _section(t.text("Begin"), begin, width=48),
        _section(t.text("See your network"), _looking(t)),
        _section(t.text("Say what you know"), _saying(t)),
        _section(t.text("Look after it"), _keeping(t)),
        t.text("kreds COMMAND --help says more. Every command takes --store FILE (or postgresql://...)"),
        t.text("and --language da|en, and --json where it prints data."),
        "",
        t.text("Exit codes: 0 done, 2 a wrong question, 3 done but rows were set aside,"),
        t.text("4 a file was refused and nothing changed, 5 trouble with the store, 130 stopped."),
    ]
    return "\n".join(parts)


def _section(title: str, rows: "tuple[tuple[str, str], ...] | list[tuple[str, str]]", *, width: int = 12) -> str:
    lines = (f"  {typer.style(name.ljust(width), fg='cyan')}{purpose}" for name, purpose in rows)
    return "\n".join([typer.style(title, bold=True), *lines, ""])


def _looking(t: "Translator") -> list[tuple[str, str]]:
    return [
        ("demo", t.text("look at an invented network")),
        ("import", t.text("read your download from LinkedIn, as often as you like")),
        ("serve", t.text("look at your network in the browser")),
        ("overview", t.text("your network at a glance")),
        ("goals", t.text("what you want with your network; state it first")),
        ("composition", t.text("what your network is made of, beside your goal")),
        ("relations", t.text("the list of relations: search, filter, sort")),
        ("views", t.text("views of the list that have a name")),
        ("segments", t.text("the groups of your network, and your rules for them")),
        ("why", t.text("why somebody has their level, reason by reason")),
        ("posts", t.text("what your posts did, and who reacted to them")),
        ("changes", t.text("who fell silent, who has become stronger, who is fading")),
        ("balance", t.text("what you did of Listen, Learn, Help and Inspire, who gives, did it work")),
        ("reach", t.text("how far a post carries, and what each change does to it")),
        ("trust", t.text("Kreds’ judgement of a year ago, against what came since")),
    ]


def _saying(t: "Translator") -> list[tuple[str, str]]:
    return [
        ("judge", t.text("what a relation is; your word stands above Kreds’s")),
        ("ask", t.text("the relations whose answers teach Kreds most")),
        ("learn", t.text("what your own levels teach Kreds; take it on or forget it")),
        ("matches", t.text("who of your customers and contacts is which relation")),
        ("criteria", t.text("what makes a relation strong, and how much each sign counts")),
        ("agenda", t.text("this week: whom to turn to, why now, and what to do")),
        ("cadence", t.text("how often to be in touch with somebody")),
        ("log", t.text("note a coffee, a call, a hand lent; it counts at once")),
        ("trial", t.text("put a relation on trial until a day; keep it or let it go")),
        ("review", t.text("clean up, a portion at a time: keep, cultivate, try, let go")),
        ("invite", t.text("whom to invite, with the message to send")),
        ("invitations", t.text("whom to accept, by a policy of your own")),
    ]


def _keeping(t: "Translator") -> list[tuple[str, str]]:
    return [
        ("agenda-out", t.text("take your week along: calendar, paper, mail, notes, table")),
        ("export", t.text("relations, or rows set aside, as CSV, JSON or XLSX")),
        ("held", t.text("all that is held about one person, to show them")),
        ("forget", t.text("take everything of a person out, for good")),
        ("backup", t.text("a copy of everything, checked")),
        ("restore", t.text("put a backup back")),
        ("doctor", t.text("is everything there, and unchanged?")),
    ]
