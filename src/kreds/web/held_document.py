"""All that is held about one person as a document of its own: one HTML file to read, print or hand over."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from babel.dates import format_time
from markupsafe import Markup

from kreds.i18n import Translator
from kreds.services.held_about import Held
from kreds.services.held_parts import Cell, Coded
from kreds.text.phrase import Phrase
from kreds.web.site import templates

_STYLE = Markup("""<style>
:root { color-scheme: light dark; }
body {
  font: 16px/1.5 system-ui, sans-serif; overflow-wrap: break-word;
  max-width: 1100px; margin: 0 auto; padding: 32px 20px 64px;
}
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 12px; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 36px 0 8px; }
table { border-collapse: collapse; width: 100%; }
th, td {
  text-align: left; vertical-align: top; padding: 6px 14px 6px 0; white-space: pre-line;
  border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent);
}
th { font-weight: 600; white-space: nowrap; }
td { min-width: 3em; max-width: 46em; }
.part { overflow-x: auto; }
@media print {
  body { padding: 0; font-size: 11px; }
  .part { overflow: visible; }
  th, td { white-space: normal; overflow-wrap: anywhere; padding-right: 8px; }
  tr { break-inside: avoid; }
}
</style>""")
"""The document stands alone, outside the pages and their rule against styles within."""


@dataclass(frozen=True, slots=True)
class _Part:
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def held_document(held: Held, t: Translator, *, day: date) -> bytes:
    """The file: nothing in it runs or is fetched. Columns that no row fills are left out."""
    parts = [_part(part.title, part.columns, part.rows, t) for part in held.parts]
    template = templates().get_template("held.html")
    text = template.render(t=t, style=_STYLE, name=held.name, id=held.id, day=day, parts=parts)
    return text.encode("utf-8", "replace")


def _part(
    title: Phrase, columns: tuple[tuple[str, Phrase], ...], rows: tuple[tuple[Cell, ...], ...], t: Translator
) -> _Part:
    said = [tuple(_said(cell, t) for cell in row) for row in rows]
    filled = [place for place in range(len(columns)) if any(row[place] for row in said)]
    return _Part(
        title=t.phrase(title),
        columns=tuple(t.phrase(columns[place][1]) for place in filled),
        rows=tuple(tuple(row[place] for place in filled) for row in said),
    )


def _said(cell: Cell, t: Translator) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Coded):
        return t.phrase(cell.phrase)
    if isinstance(cell, datetime):
        clock = format_time(cell, "short", tzinfo=UTC, locale=t.locale)
        return f"{t.short_day(cell.date())} {clock} UTC"
    return t.short_day(cell) if isinstance(cell, date) else t.fact(cell)
