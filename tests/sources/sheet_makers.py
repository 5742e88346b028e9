"""Spreadsheets for the tests: sound ones, and those of the fault list."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

Cells = Sequence[Sequence[object]]
PEOPLE: Cells = (
    ("Name", "Email", "Company", "Status", "Customer since"),
    ("Anna Holm", "anna@nordhavn.example", "Nordhavn A/S", "Kunde", dt.date(2019, 3, 1)),
    ("Bo Dam", "bo@acme.example", "Acme", "Tidligere kunde", dt.date(2016, 2, 29)),
)


def book_of(cells: Cells = PEOPLE, *, sheet: str = "Contacts") -> Workbook:
    """A workbook with these cells on its first sheet."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in cells:
        page.append(list(row))
    return book


def packed(book: Workbook) -> bytes:
    """The workbook as a file."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The same file with one of its parts written anew."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()).encode() if name == part else text)
    return out.getvalue()


SHEETS: dict[str, Callable[[Path], Path]] = {}
"""By name: writes its input into a folder and says where."""


def _sheet(name: str, content: Callable[[], bytes], *, file: str = "kunder.xlsx") -> None:
    def write(folder: Path) -> Path:
        path = folder / file
        path.write_bytes(content())
        return path

    SHEETS[name] = write


FIRST = "xl/worksheets/sheet1.xml"
_TABLE = b"<html><body><table><tr><td>Name</td></tr></table></body></html>"


def _far_cell() -> bytes:
    cell = '<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    return changed(packed(book_of()), FIRST, lambda text: text.replace("</sheetData>", cell))


def _declared(entity: str) -> Callable[[], bytes]:
    head = f'<?xml version="1.0"?><!DOCTYPE lolz [{entity}]>'
    return lambda: changed(packed(book_of()), FIRST, lambda text: head + re.sub(r"^<\?xml[^>]*>", "", text))


def _formulas() -> bytes:
    book = book_of([*PEOPLE, ("=A2", "c@acme.example", "Acme", "Kunde", None)])
    return packed(book)


def _formula_with_result() -> bytes:
    solved = "<f>A2</f><v>Carl Roe</v>"

    def solve(text: str) -> str:
        return re.sub(r"<c r=\"A4\"[^>]*><f>A2</f><v\s*/></c>", f'<c r="A4" t="str">{solved}</c>', text)

    return changed(_formulas(), FIRST, solve)


def _dates_of_1904() -> bytes:
    book = book_of([])
    book.epoch = CALENDAR_MAC_1904
    page = book.active
    assert page is not None
    for row in PEOPLE:
        page.append(list(row))
    return packed(book)


def _side_by_side() -> bytes:
    beside = (("Invoice", "Amount"), ("7", 100), ("8", 200))
    return packed(book_of([[*one, None, *other] for one, other in zip(PEOPLE, beside, strict=True)]))


def _hidden_and_charts() -> bytes:
    book = book_of([("Read me",), ("Nothing here",)], sheet="Cover")
    secret = book.create_sheet("Old")
    secret.sheet_state = "hidden"
    book.create_chartsheet("Chart", 0)
    page = book.create_sheet("People")
    for number in (1, 2, 3):
        secret.append(list(PEOPLE[number - 1]))
        page.append(list(PEOPLE[number - 1]))
    return packed(book)


def _macros_and_links() -> bytes:
    out = io.BytesIO(packed(book_of()))
    with zipfile.ZipFile(out, "a") as book:
        book.writestr("xl/vbaProject.bin", b"macros")
        book.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    return out.getvalue()


def _texts() -> bytes:
    rows = [
        ("Kunde", "Kundenr", "Kunde siden"),
        ("Acme", "00123", "1.2.2019"),
        ("1.234,50 A/S", 1234.0, "28.2.2019"),
        (4711, 12.5, dt.date(2020, 1, 2)),
    ]
    return packed(book_of(rows))


def _plain_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("a.csv", "Name,Email\n")
    return out.getvalue()


_sheet("sheet-far-cell", _far_cell)
_sheet("sheet-laughs", _declared('<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">'))
_sheet("sheet-external", _declared('<!ENTITY e SYSTEM "file:///etc/hostname">'))
_sheet("sheet-is-ole", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le"))
_sheet("sheet-is-html", lambda: _TABLE, file="kunder.xls")
_sheet("sheet-is-text", lambda: b"Name,Email\nAnna,anna@acme.example\n")
_sheet("sheet-is-zip", _plain_zip)
_sheet(
    "sheet-encrypted",
    lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
)
_sheet("sheet-formulas", _formulas)
_sheet("sheet-formula-with-result", _formula_with_result)
_sheet("sheet-1904", _dates_of_1904)
_sheet("sheet-days", lambda: packed(book_of()))
_sheet("sheet-side-by-side", _side_by_side)
_sheet("sheet-hidden", _hidden_and_charts)
_sheet("sheet-macros", _macros_and_links, file="kunder.xlsm")
_sheet("sheet-texts", _texts)


_ODS_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"'
)


def open_document(cells: Cells = PEOPLE, *, sheet: str = "Contacts", is_cut: bool = False) -> bytes:
    """The same as an OpenDocument spreadsheet, as small as one may be; ``is_cut`` leaves half of it out."""
    rows = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in cells)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_ODS_NAMES}><office:body><office:spreadsheet>'
        f'<table:table table:name="{escape(sheet)}">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.3" '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packing:
        # The kind comes first and unpacked: by that the file is known.
        packing.writestr(zipfile.ZipInfo("mimetype"), kind)
        packing.writestr("content.xml", content[: len(content) // (2 if is_cut else 1)])
        packing.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def _ods_cell(value: object) -> str:
    if isinstance(value, dt.date):
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}">'
            f"<text:p>{value.isoformat()}</text:p></table:table-cell>"
        )
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'
