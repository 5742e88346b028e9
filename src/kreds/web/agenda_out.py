"""The week as a file of its own: for a calendar, to read and print, as a mail, for notes, for a spreadsheet."""

import re
from collections.abc import Callable, Mapping
from datetime import time
from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO

from markupsafe import Markup

from kreds.i18n import Translator
from kreds.i18n.agenda_out_words import (
    TICK,
    OutLine,
    agenda_sheet,
    calendar_name,
    out_days,
    sessions,
    week_empty,
    week_lead,
    week_remarks,
    week_title,
)
from kreds.model.agenda import Week
from kreds.model.agenda_out import OutFormat
from kreds.services.agenda_calendar import agenda_calendar
from kreds.services.write_tables import Profile, write_csv
from kreds.web.site import templates

KINDS: Mapping[OutFormat, str] = {
    OutFormat.ICS: "text/calendar; charset=utf-8",
    OutFormat.HTML: "text/html; charset=utf-8",
    OutFormat.MD: "text/markdown; charset=utf-8",
    OutFormat.EML: "message/rfc822",
    OutFormat.CSV: "text/csv; charset=utf-8",
}
"""What each is sent as."""

_STYLE = Markup("""<style>
:root { color-scheme: light; }
body {
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  color: #1e2a2a; background: #fff; overflow-wrap: break-word;
  max-width: 640px; margin: 0 auto; padding: 28px 20px 48px;
}
h1 { font-size: 26px; line-height: 1.2; margin: 0 0 4px; }
h2 { font-size: 15px; margin: 28px 0 0; padding-bottom: 6px; border-bottom: 2px solid #0d5f5e; color: #0d5f5e; }
p { margin: 0; }
a { color: #0d5f5e; }
.line { padding: 14px 0; border-bottom: 1px solid #e4dfd6; break-inside: avoid; }
.who { font-size: 17px; }
.soft { color: #5c6a69; font-size: 14px; }
.to-do { margin-top: 4px; font-weight: 600; }
.gone, .gone .to-do { color: #5c6a69; font-weight: 400; }
.links { margin-top: 4px; font-size: 14px; }
.remarks { margin-top: 28px; color: #5c6a69; font-size: 14px; }
@media print { body { padding: 0; max-width: none; font-size: 13px; } a { color: inherit; } }
</style>""")
"""The document stands alone, outside the pages and their rule against styles within."""

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~$@]|&(?=#?\w+;)|:(?=//)|(?<=www)\.)", re.IGNORECASE)
_LIST_MARK = re.compile(r"^([-+=]|\d+(?=[.)]))")
_NOT_IN_ADDRESS = re.compile(r"[\s<>\\\x00-\x1f]")


def agenda_out(week: Week, t: Translator, format_: OutFormat, *, starts: time, at: int) -> bytes:
    """A week as a file.

    Args:
        week: the week, masked already where it is to be.
        t: says things in the language of whoever will read it.
        format_: the kind of file.
        starts: the time of day, for a calendar.
        at: now, in seconds since 1970-01-01 UTC.
    """
    make: Mapping[OutFormat, Callable[[], bytes]] = {
        OutFormat.ICS: lambda: calendar_of(week, t, starts=starts, at=at),
        OutFormat.HTML: lambda: _bytes(digest_html(week, t)),
        OutFormat.MD: lambda: _bytes(digest_markdown(week, t)),
        OutFormat.EML: lambda: digest_mail(week, t),
        OutFormat.CSV: lambda: _table(week, t),
    }
    return make[format_]()


def calendar_of(week: Week, t: Translator, *, starts: time, at: int) -> bytes:
    """A week as a calendar."""
    return agenda_calendar(sessions(week, t), minutes=week.plan.minutes, starts=starts, name=calendar_name(t), at=at)


def digest_html(week: Week, t: Translator) -> str:
    """A week to read and print: one document in which nothing runs and from which nothing is fetched."""
    return (
        templates()
        .get_template("week_digest.html")
        .render(
            t=t,
            style=_STYLE,
            tick=TICK,
            title=week_title(week, t),
            lead=week_lead(week, t),
            empty=week_empty(week, t),
            days=out_days(week, t),
            remarks=week_remarks(week, t),
        )
    )


def digest_text(week: Week, t: Translator) -> str:
    """The same as plain text."""
    parts = [week_title(week, t), week_lead(week, t)]
    parts += [empty] if (empty := week_empty(week, t)) else []
    for day in out_days(week, t):
        parts += ["", day.title.upper(), *(f"\n{_plain(line)}" for line in day.lines)]
    remarks = week_remarks(week, t)
    return "\n".join([*parts, *(["", *remarks] if remarks else []), ""])


def digest_markdown(week: Week, t: Translator) -> str:
    """The same as Markdown (CommonMark); no text in it is taken for a mark."""
    parts = [f"# {markdown(week_title(week, t))}", markdown(week_lead(week, t))]
    parts += [markdown(empty)] if (empty := week_empty(week, t)) else []
    for day in out_days(week, t):
        parts += [f"## {markdown(day.title)}", "\n".join(map(_item, day.lines))]
    parts += [markdown(remark) for remark in week_remarks(week, t)]
    return "\n\n".join(parts) + "\n"


def digest_mail(week: Week, t: Translator) -> bytes:
    """The same as a mail that opens as a draft in programs that know ``X-Unsent``; it has no sender and no addressee.

    No name stands in a header, and what stands there is on one line.
    """
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = week_title(week, t)
    mail["X-Unsent"] = "1"
    mail.set_content(_clean(digest_text(week, t)))
    mail.add_alternative(_clean(digest_html(week, t)), subtype="html")
    return mail.as_bytes()


def markdown(text: str) -> str:
    r"""A text as Markdown in which it reads as it stands.

    >>> markdown("*Anna* <b>"), markdown("1. [x](http://evil.example)")
    ('\\*Anna\\* \\<b\\>', '1\\. \\[x\\](http\\://evil.example)')
    """
    safe = _MARKDOWN.sub(r"\\\1", text)
    start = _LIST_MARK.match(safe)
    if not start:
        return safe
    mark = start[1]
    return f"{mark}\\{safe[len(mark) :]}" if mark.isdigit() else f"\\{safe}"


def _item(line: OutLine) -> str:
    """A line as an item of a list of tasks (GitHub's dialect; elsewhere a list with brackets)."""
    about = " · ".join(filter(None, (line.work, line.part, line.minutes, line.state)))
    links = " · ".join(f"[{markdown(name)}](<{_address(url)}>)" for name, url in line.links)
    rows = [f"- [{' ' if line.is_open else 'x'}] **{markdown(line.who)}** · {markdown(about)}"]
    return "  \n  ".join([*rows, *filter(None, (markdown(line.why), markdown(line.what), links))])


def _plain(line: OutLine) -> str:
    mark = f"{TICK} " if line.is_done else ""
    about = " · ".join(filter(None, (line.part, line.minutes, line.state)))
    who = f"{line.who} ({line.work})" if line.work else line.who
    rows = (f"{mark}{who} · {about}", line.why, line.what, *(f"{name}: {url}" for name, url in line.links[:2]))
    return "\n".join(filter(None, rows))


def _address(url: str) -> str:
    return _NOT_IN_ADDRESS.sub("", url)


def _table(week: Week, t: Translator) -> bytes:
    out = BytesIO()
    write_csv(out, agenda_sheet(week, t), profile=Profile.SAFE)
    return out.getvalue()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _clean(text: str) -> str:
    """Without halves of characters, which no mail can carry."""
    return _bytes(text).decode("utf-8")
