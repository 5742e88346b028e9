"""The JSON that stays."""

import json

from kreds.errors import AmbiguousPersonError, RefusedError, UnknownPersonError
from kreds.model.importing import FileResult, ImportResult, Owner, RejectedRow
from kreds.services.json_shapes import error_shape, import_shape
from kreds.text.phrase import Phrase


def test_import() -> None:
    """The keys of an import are those that programs rely on, the reason is a sentence."""
    result = ImportResult(
        import_id=1,
        files=(FileResult("Connections.csv", "connections", read=2, new=1, rejected=1, skipped={"draft": 0}),),
        rejected=(RejectedRow("Connections.csv", 7, "ROW-WIDTH", {"found": 3, "expected": 7}, "a,b,c"),),
        relations=1,
        no_longer_connected=0,
        owner=Owner("Kim", "https://www.linkedin.com/in/kim"),
        owner_is_sure=True,
        owner_candidates=(),
        ignored=("Ad_Targeting.csv",),
        unknown=(),
        notes=(Phrase("A note."),),
        seconds=0.12345,
    )
    shape = json.loads(json.dumps(import_shape(result, Phrase.english)))
    assert set(shape) >= {"files", "relations", "no_longer_connected", "rejected", "owner"}
    assert set(shape["files"][0]) >= {
        "name", "read", "new", "updated", "unchanged", "merged", "rejected", "skipped",
    }  # fmt: skip
    assert set(shape["rejected"][0]) == {"file", "line", "code", "reason"}
    assert "3" in shape["rejected"][0]["reason"]
    assert shape["owner"] == {"name": "Kim", "profile_url": "https://www.linkedin.com/in/kim"}


def test_a_row_of_an_unknown_code_still_has_a_reason() -> None:
    """A store of another version may hold codes that this one does not know."""
    row = RejectedRow("x.csv", 1, "ROW-OF-THE-FUTURE", {}, "")
    result = ImportResult(1, (), (row,), 0, 0, Owner("", ""), False, (), (), (), (), 0.0)
    assert "ROW-OF-THE-FUTURE" in import_shape(result, Phrase.english)["rejected"][0]["reason"]


def test_errors() -> None:
    """Every error has the same keys; file, line and column are null where they mean nothing."""
    keys = {"code", "file", "line", "column", "message", "what_to_do"}
    refused = error_shape(RefusedError("ROW-DATE", file="a.csv", line=3, column="Date", value="x"), ("m", "w"))["error"]
    assert set(refused) == keys
    assert (refused["file"], refused["line"], refused["column"]) == ("a.csv", 3, "Date")
    unknown = error_shape(UnknownPersonError(who="x"), ("m", "w"))["error"]
    assert set(unknown) == keys
    assert (unknown["file"], unknown["line"], unknown["column"]) == (None, None, None)


def test_candidates() -> None:
    """An ambiguous name comes with those it could mean."""
    error = AmbiguousPersonError("Bo", [("0" * 13, "Bo Lind", "https://www.linkedin.com/in/bo")])
    assert error_shape(error, ("m", "w"))["error"]["candidates"] == [
        {"id": "0" * 13, "name": "Bo Lind", "profile_url": "https://www.linkedin.com/in/bo"}
    ]
