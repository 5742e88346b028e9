"""What can be wrong with a file or a row: stable codes, and the words for them.

A code never changes its meaning. ``message`` and ``what_to_do`` are English source strings with ``%(name)s``
placeholders. Codes of files refuse the whole file (`kreds.errors.RefusedError`); codes of rows (``ROW-`` and
``CSV-LEFT-OUT``) set one row aside (`kreds.model.record.Rejected`).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of problem: the sentence that says it and the sentence that helps."""

    message: str
    what_to_do: str


_AGAIN = "Download the archive from LinkedIn again and import the new file."
_UNPACK = "Unpack it with the program that made it, and import the folder."
_NOT_OURS = "Import the archive as LinkedIn sent it. If this is that file, download it again."
_EXPORT = "Import the zip that LinkedIn sent you a link to, or a CSV file from it."

_SAVE_AGAIN = "Open it in Excel or LibreOffice, save it again as .xlsx or CSV, and import that."

KEPT_NOTHING = "Nothing was saved."
KEPT_ROWS = "Rows before it that could be read: %(rows)s. Nothing was saved."

PROBLEMS: dict[str, Problem] = {
    # A file as a whole
    "FILE-EMPTY": Problem("The file is empty (0 bytes).", _AGAIN),
    "FILE-PARTIAL": Problem(
        "The browser is still downloading this file, or gave up.",
        "Wait until the download is done, or start it again, and import the finished file.",
    ),
    "FILE-CHANGING": Problem(
        "The file changed while it was read: it is still being written.",
        "Wait until the download or copy is done and import it again.",
    ),
    "FILE-READ": Problem(
        "The file cannot be read: %(detail)s",
        "Check that the file is there, that you may open it, and that the disk is sound.",
    ),
    "FILE-SIZE": Problem(
        "The file has %(size)s bytes; more than %(limit)s are not read.",
        "Check that it is a file of the archive; no file there grows that large.",
    ),
    "FILE-MANY": Problem(
        "The folder holds more than %(limit)s files.", "Choose the folder that holds nothing but the unpacked archive."
    ),
    "FILE-HTML": Problem(
        "This is a web page, perhaps LinkedIn's sign-in page, saved in place of the archive.",
        "Sign in to LinkedIn in the browser, then use the download link again. It is valid for 72 hours.",
    ),
    "FILE-PDF": Problem("This is a PDF.", _EXPORT),
    "FILE-TAR": Problem("This is a tar or gzip file, not the zip that LinkedIn sends.", _UNPACK),
    "FILE-7Z": Problem("This is a 7z file, not the zip that LinkedIn sends.", _UNPACK),
    "FILE-RAR": Problem("This is a RAR file, not the zip that LinkedIn sends.", _UNPACK),
    "FILE-OFFICE": Problem("This is an Office document, but no spreadsheet.", _EXPORT),
    "FILE-OLE": Problem("This is an old Office document, but no spreadsheet.", _EXPORT),
    "FILE-ENCRYPTED": Problem(
        "The document is protected with a password.",
        "Open it in the program that made it, save it without the password, and import it again.",
    ),
    # A spreadsheet
    "SHEET-DAMAGED": Problem(
        "The spreadsheet is damaged, or made in a way that cannot be trusted (%(detail)s).", _SAVE_AGAIN
    ),
    "SHEET-DOCTYPE": Problem("“%(part)s” in the spreadsheet holds a DOCTYPE, which no spreadsheet has.", _SAVE_AGAIN),
    "SHEET-SIZE": Problem(
        "The sheet “%(sheet)s” reaches over %(height)s rows and %(width)s columns; so much is not read.",
        "Delete what lies far away from the table (often it is a single forgotten cell), or save the table as CSV.",
    ),
    "SHEET-HTML": Problem(
        "This is a web page with the ending of a spreadsheet.",
        "Open it in Excel or LibreOffice, save it as .xlsx or CSV, and import that.",
    ),
    "SHEET-TEXT": Problem(
        "This is a text file with the ending of a spreadsheet.", "Give it the ending .csv, and import it again."
    ),
    "SHEET-LINKEDIN": Problem(
        "This is one of LinkedIn's own files, saved as a spreadsheet.",
        "Import the CSV file as LinkedIn sent it, or save the sheet as CSV.",
    ),
    "SHEET-ZIP": Problem(
        "This is a zip with the ending of a spreadsheet.", "Give it the ending .zip, and import it again."
    ),
    "FILE-TEXT": Problem(
        "This is a text file, not a zip.",
        "Give it the ending it had when it was made, such as .csv, and import it again.",
    ),
    "FILE-UNKNOWN": Problem("This is neither a zip nor a CSV file.", _EXPORT),
    # A zip
    "ZIP-TRUNCATED": Problem("The download is incomplete: the file ends after %(size)s bytes.", _AGAIN),
    "ZIP-DAMAGED": Problem("The zip is damaged: its table of contents is broken.", _AGAIN),
    "ZIP-PARTS": Problem(
        "This is one part of a zip in several parts.", "Put the parts together, and import the whole zip."
    ),
    "ZIP-DATA": Problem(
        "“%(member)s” is damaged: it cannot be unpacked.",
        "Download the archive again. Or unpack it and import the files that are whole one by one.",
    ),
    "ZIP-JUNK": Problem("There are %(size)s bytes in the zip that belong to no file in it.", _NOT_OURS),
    "ZIP-OVERLAP": Problem("Files inside the zip overlap. This is not a LinkedIn archive.", _NOT_OURS),
    "ZIP-MEMBER-SIZE": Problem(
        "“%(member)s” would have %(size)s bytes when unpacked; more than %(limit)s are not read.", _NOT_OURS
    ),
    "ZIP-TOTAL-SIZE": Problem(
        "The zip would have %(size)s bytes when unpacked; more than %(limit)s are not read.", _NOT_OURS
    ),
    "ZIP-MEMBERS": Problem("The zip holds %(count)s files; more than %(limit)s are not read.", _NOT_OURS),
    "ZIP-LENGTH": Problem(
        "“%(member)s” says it has %(declared)s bytes, and that is not so.",
        "Download the archive again. Or unpack it and import the files that are whole one by one.",
    ),
    "ZIP-CRC": Problem(
        "“%(member)s” is damaged: its checksum does not match.",
        "Download the archive again. Or unpack it and import the files that are whole one by one.",
    ),
    "ZIP-ENCRYPTED": Problem(
        "“%(member)s” is protected with a password.", "Unpack the zip yourself, and import the folder."
    ),
    "ZIP-METHOD": Problem(
        "“%(member)s” is packed in a way that is not read here (method %(method)s).",
        "Unpack the zip yourself, and import the folder.",
    ),
    "ZIP-PATH": Problem("“%(member)s” points outside the archive. This is not a LinkedIn archive.", _NOT_OURS),
    "ZIP-LINK": Problem("“%(member)s” is a link or a device, not a file.", _NOT_OURS),
    "ZIP-TWIN": Problem(
        "“%(member)s” is in the zip twice: %(size)s bytes (checksum %(crc)s) and %(other_size)s bytes "
        "(checksum %(other_crc)s).",
        "Unpack the zip, keep the right one of the two, and import the folder.",
    ),
    "ZIP-HEADER": Problem("The zip contradicts itself about “%(member)s”.", _NOT_OURS),
    "ZIP-64": Problem("The zip contradicts itself about its size.", _NOT_OURS),
    "ZIP-COMMENT": Problem("The comment of the zip hides a second table of contents.", _NOT_OURS),
    "ZIP-NAME": Problem(
        "The zip holds a file with a name that cannot be read (bytes %(name)s).",
        "Unpack the zip, and import the folder.",
    ),
    "ZIP-NESTED": Problem(
        "The zip holds a zip that holds a zip.", "Unpack it once, and import the zip that LinkedIn sent."
    ),
    # A table
    "CSV-QUOTE": Problem(
        "A quoted field that starts here is not closed as it should be.",
        "Download the archive again. Or open the file in a text editor, mend the quote in line %(line)s, and import it "
        "again. Or leave out lines %(line)s to %(until)s.",
    ),
    "CSV-HEADER": Problem("There is no row with the names of the columns in the first 20 rows.", _AGAIN),
    "CSV-COLUMN": Problem(
        "The column “%(missing)s” is missing. The columns are: %(found)s.",
        "Download the archive again. If you have edited the file, put the column back.",
    ),
    "CSV-TWIN": Problem(
        "The column “%(name)s” is there twice, as number %(first)s and number %(second)s.",
        "Open the file, delete or rename one of the two, and import it again.",
    ),
    "CSV-LINE": Problem(
        "The line does not end within %(limit)s characters.",
        "Check that this is a file of the archive; download it again.",
    ),
    "CSV-ENCODING": Problem(
        "The text cannot be read as %(encoding)s.", "Save the file as UTF-8, or download the archive again."
    ),
    "POST-UNKNOWN": Problem(
        "The page does not say which of your posts the list is of.",
        "Open the page Posts, choose the post and add the list there; or use kreds posts add FILE --post ADDRESS.",
    ),
    # Rows
    "CSV-LEFT-OUT": Problem(
        "The line was left out on request.", "Nothing to do; import the file whole to have it read."
    ),
    "ROW-WIDTH": Problem(
        "The row has %(found)s fields where the header has %(expected)s.",
        "Open the file in a text editor and mend the row, or leave it out; the other rows are in.",
    ),
    "ROW-ABOVE": Problem(
        "The row stands above the names of the columns.", "Move the row below the names and import the file again."
    ),
    "ROW-HEADER": Problem("The row repeats the names of the columns.", "Nothing to do; the other rows are in."),
    "ROW-FIELD": Problem(
        "A field of the row has more than %(limit)s characters.",
        "Open the file in a text editor and shorten the field, or leave the row out; the other rows are in.",
    ),
    "ROW-EMPTY-PERSON": Problem("The row names nobody.", "Nothing to do, unless the row should have held a person."),
    "ROW-DATE": Problem(
        "“%(value)s” is not a date this file can hold.", "Correct the date in the file and import it again."
    ),
    "ROW-PAGE": Problem(
        "The page is not an article as LinkedIn writes it.", "Nothing to do, unless the page is an article of yours."
    ),
    "ROW-FORMULA": Problem(
        "Cell %(cell)s of the sheet “%(sheet)s” holds a formula without a result.",
        "Open the file in the spreadsheet program, let it calculate, save it, and import it again.",
    ),
    "ROW-CUT": Problem(
        "The entry begins here and never ends: the file was cut off, or put together wrongly.",
        "Export the calendar or address book again and import the new file; what stands before and behind is in.",
    ),
    "ROW-LINE": Problem(
        "“%(value)s” is no line of an entry: it has no name and no colon.",
        "Open the file in a text editor and mend the line, or export it again; the other entries are in.",
    ),
    "ROW-UNPLACED": Problem(
        "The line belongs to nobody in the list.",
        "Nothing to do, unless it names somebody: then put the name, and “· 1st” below it, on lines of their own.",
    ),
    "ROW-MAIL": Problem("The mail is put together in a way that cannot be read.", "Nothing to do; the others are in."),
    "ROW-POST": Problem(
        "“%(value)s” is not the address of a post.", "Export the analytics from LinkedIn again and import the new file."
    ),
    "ROW-FIGURE": Problem(
        "“%(value)s” is not a number.", "Correct the number in the spreadsheet, or export it from LinkedIn again."
    ),
    "ROW-VALUE": Problem(
        "“%(value)s” is not valid in column “%(column)s”.", "Correct the value in the file and import it again."
    ),
}
