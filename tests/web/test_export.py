"""Exports from the page: the file that was asked for, saved and never shown, read back as what the store holds."""

import csv
import html
import io
import json
import re
from contextlib import suppress
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kreds.errors import UsageError
from kreds.model.level import Level
from kreds.model.relation import RelationQuery
from kreds.services.find_relations import find_relations
from kreds.services.label_relations import tag_relations, write_note
from kreds.services.write_tables import unguarded
from tests.services.vcards import plain, read, values
from tests.web.hostile import hostile_people
from tests.web.serving import Running, connections_zip, imported, running

FIELDS = ("id", "name", "company", "title", "profile_url", "level", "tags", "note")
STRONG = RelationQuery(levels=(Level.STRONG,), connected="current", per_page=None)


@pytest.mark.parametrize(
    ("format_", "kind"), [("csv", "text/csv"), ("xlsx", "sheet"), ("json", "json"), ("vcf", "text/vcard")]
)
def test_each_format_is_read_back(demo: Running, format_: str, kind: str) -> None:
    """The filtered list, all pages of it, comes back from each format with the same names."""
    names = [one.name for one in find_relations(demo.app.store, STRONG).relations]
    with demo.client() as client:
        answer = client.get(f"/export/relations?level=strong&format={format_}")
    assert kind in answer.headers["content-type"]
    assert re.fullmatch(rf"attachment; filename\*=UTF-8''kreds-relations-[0-9-]+\.{format_}",
                        answer.headers["content-disposition"])  # fmt: skip
    if format_ == "csv":
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
        found = [unguarded(row["name"]) for row in rows]
    elif format_ == "xlsx":
        sheet = load_workbook(io.BytesIO(answer.content)).active
        assert sheet
        found = [str(row[1]) for row in sheet.iter_rows(min_row=2, values_only=True)]
    elif format_ == "json":
        found = [one["name"] for one in json.loads(answer.text)["relations"]]
    else:
        unfolded = answer.text.replace("\r\n ", "")
        found = [re.sub(r"\\(.)", r"\1", line[3:]) for line in unfolded.split("\r\n") if line.startswith("FN:")]
    assert found == names


def told(content: bytes, format_: str) -> list[dict[str, str]]:
    """What another reader makes of a file: of each relation its texts, level and tags."""
    if format_ == "json":
        rows = json.loads(content)["relations"]
        return [{key: "|".join(row[key]) if key == "tags" else row[key] for key in FIELDS} for row in rows]
    if format_ == "csv":
        table = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        return [{key: unguarded(row[key]).replace(" | ", "|") for key in FIELDS} for row in table]
    if format_ == "xlsx":
        sheet = load_workbook(io.BytesIO(content)).active
        assert sheet
        head, *cells = sheet.iter_rows(values_only=True)
        found = [dict(zip(head, row, strict=True)) for row in cells]
        return [{key: str(row[key] or "").replace(" | ", "|") for key in FIELDS} for row in found]
    cards = read(content.decode())
    names = {"name": "FN", "company": "ORG", "title": "TITLE", "profile_url": "URL", "note": "NOTE"}
    return [
        {
            "id": card["UID"][0].removeprefix("urn:kreds:"),
            **{key: plain(card.get(name, [""])[0]) for key, name in names.items()},
            "level": values(card["CATEGORIES"][0])[0],
            "tags": "|".join(values(card["CATEGORIES"][0])[1:]),
        }
        for card in cards
    ]


@pytest.mark.parametrize("format_", ["csv", "xlsx", "json", "vcf"])
def test_hostile_people_come_back_whole(tmp_path: Path, format_: str) -> None:
    """Whatever stands in a name, tag or note: each format gives every field back as the store holds it."""
    people = connections_zip(tmp_path / "hostile.zip", hostile_people())
    with running(imported(tmp_path, [people])) as server, server.client() as client:
        store, everybody = server.app.store, RelationQuery(per_page=None, sort="name", descending=False)
        for one in find_relations(store, everybody).relations:
            write_note(store, one.id, f"{one.title}\n{one.title}", at=1)
            with suppress(UsageError):
                tag_relations(store, [int(one.id, 16)], one.title[:40], on=True, at=1)
        kept = find_relations(store, everybody).relations
        content = client.get(f"/export/relations?connected=all&sort=name&format={format_}").content
    expected = [
        {**{key: str(getattr(one, key)) for key in FIELDS}, "level": one.level.value, "tags": "|".join(one.tags)}
        for one in kept
    ]
    assert told(content, format_) == expected
    assert sum(bool(one.tags) for one in kept) > 10


def test_a_download_runs_nothing(hostile: Running) -> None:
    """It is an attachment that no browser sniffs, in a sandbox, and formulas in it are harmless unless asked for."""
    with hostile.client() as client:
        safe = client.get("/export/relations?connected=all")
        exact = client.get("/export/relations?connected=all&profile=exact")
    assert safe.headers["content-security-policy"].startswith("sandbox; default-src 'none', default-src")
    assert safe.headers["x-content-type-options"] == "nosniff"
    assert safe.headers["cache-control"] == "no-store"
    rows = list(csv.reader(io.StringIO(safe.content.decode("utf-8-sig"))))[1:]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
    assert len(rows) == len(list(csv.reader(io.StringIO(exact.text)))[1:])
    assert "-exact.csv" in exact.headers["content-disposition"]


def test_those_chosen_alone_are_exported(demo: Running) -> None:
    """Ids choose, whatever the filter beside them says; nonsense among them chooses nobody."""
    some = [one.id for one in find_relations(demo.app.store, STRONG).relations[:2]]
    with demo.client() as client:
        answer = client.get(f"/export/relations?format=json&level=worthless&people={','.join([*some, 'x', ''])}")
        page = client.get(f"/export?people={','.join(some)}").text
        nobody = client.get("/export?people=zzz").text
    assert {one["id"] for one in answer.json()["relations"]} == set(some)
    assert "Take 2 relations with you" in page
    assert "there is nothing to save" in nobody


def test_incognito_goes_into_the_file(demo: Running) -> None:
    """What is hidden on the page is hidden in every format, and the page says so."""
    names = [one.name for one in find_relations(demo.app.store, STRONG).relations if len(one.name) > 5]
    with demo.client() as client:
        client.post("/choices/incognito", json={"value": "on"})
        assert "invented names" in client.get("/export").text
        for format_ in ("csv", "json", "vcf"):
            text = client.get(f"/export/relations?format={format_}").text
            assert [name for name in names if name in text] == []


@pytest.mark.parametrize("language", ["en", "da"])
def test_all_that_is_held_is_handed_over(hostile: Running, language: str) -> None:
    """The document is an attachment in which no text of a person is markup; JSON says the same by page and API."""
    person = find_relations(hostile.app.store, RelationQuery(text="script")).relations[0]
    with hostile.client(language=language) as client:
        page = client.get(f"/relations/{person.id}").text
        assert f'href="/relations/{person.id}/held"' in page
        answer = client.get(f"/relations/{person.id}/held")
        assert answer.headers["content-disposition"].startswith("attachment")
        assert "sandbox" in answer.headers["content-security-policy"]
        assert f'<html lang="{language}">' in answer.text
        assert "<script" not in answer.text
        assert person.name.strip() in html.unescape(answer.text)
        held = client.get(f"/relations/{person.id}/held?format=json").json()
        assert held == client.get(f"/api/relations/{person.id}/held").json()
        assert person.name in [one["name"] for one in held["identity"]]


def test_incognito_hands_nobody_over(demo: Running) -> None:
    """While names are hidden, neither the page nor the API tells who somebody is."""
    person = find_relations(demo.app.store, RelationQuery()).relations[0]
    with demo.client() as client:
        client.post("/choices/incognito", json={"value": "on"})
        assert "/held" not in client.get(f"/relations/{person.id}").text
        for path in ("relations", "api/relations"):
            answer = client.get(f"/{path}/{person.id}/held")
            assert answer.status_code == 400
            assert person.name not in answer.text
