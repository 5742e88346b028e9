"""How the owner's posts fared: LinkedIn's analytics of the newest, and two copied lists of who reacted."""

import io
import random
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from kreds.demo.names import DANISH
from kreds.demo.network import Network
from kreds.demo.people import Relation
from kreds.demo.posts import Act
from kreds.demo.truth import signs_of
from kreds.model.level import Level

_SHARES = 30
"""So many of the newest posts are in the spreadsheet."""
_LISTS = 2
_REACTS = {Level.STRONG: 0.2, Level.AVERAGE: 0.09, Level.WORTHLESS: 0.06}
"""How likely somebody who reacts at all reacts to one post."""
_STRANGERS = 6
_WORDS = {
    "da": (("synes godt om", "synes godt om", "fejrer", "elsker", "indsigtsfuldt"), "{}.", "hos"),
    "en": (("like", "like", "celebrate", "love", "insightful"), "{}", "at"),
}
_ORDINALS = ("1st", "2nd", "3rd")
_NAMES = {
    "da": ("Content_{since}_{until}.xlsx", "reaktioner-{day}.txt"),
    "en": ("Content_{since}_{until}.xlsx", "reactions-{day}.txt"),
}
_SHEET_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{sheets}</Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
}
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def post_files(network: Network) -> dict[str, bytes]:
    """The files by name; equal networks, equal bytes."""
    posts = network.feed.shares[:_SHARES]
    if not posts:
        return {}
    rng = random.Random(f"{network.options.seed}/reacted")
    sheet, listed = _NAMES[network.options.language]
    lists = {post.link: _list(network, post, rng) for post in posts[:_LISTS]}
    span = {"since": posts[-1].at.date().isoformat(), "until": network.day.isoformat()}
    files = {
        sheet.format(**span): _analytics(
            network, posts, {link: text.count("\n\n") for link, text in lists.items()}, rng
        )
    }
    files |= {listed.format(day=post.at.date()): lists[post.link].encode() for post in posts[:_LISTS]}
    return files


def _list(network: Network, post: Act, rng: random.Random) -> str:
    """A list as the clipboard has it, the address of the post above it; one line says less than the others."""
    words, degree, at = _WORDS[network.options.language]
    day = post.at.date()
    there = [
        one for one in network.relations if one.connected_on <= day and not (one.vanished_on and one.vanished_on <= day)
    ]
    blocks = [
        [rng.choice(words), _name(one), f" · {_nth(degree, 1)}", f"{one.title} {at} {one.company}"]
        for one in there
        if signs_of(one)["reacts"] and rng.random() < _REACTS[one.level]
    ]
    for _ in range(_STRANGERS):
        name = f"{rng.choice(DANISH.first)} {rng.choice(DANISH.last)}"
        blocks.append([rng.choice(words), name, f" · {_nth(degree, rng.choice((2, 2, 3)))}", "Iværksætter"])
    rng.shuffle(blocks)
    if there:
        somebody = rng.choice(there)
        blocks.append([words[0], _name(somebody), "Foredragsholder"])
    return f"{post.link}\n\n" + "".join("\n".join(block) + "\n\n" for block in blocks)


def _nth(form: str, number: int) -> str:
    return form.format(number) if form.endswith(".") else _ORDINALS[number - 1]


def _name(one: Relation) -> str:
    return f"{one.first_name} {one.last_name}".strip()


def _analytics(network: Network, posts: Sequence[Act], listed: dict[str, int], rng: random.Random) -> bytes:
    """Two rankings side by side, as LinkedIn makes them."""
    told = []
    for post in posts:
        views = round(len(network.relations) * rng.lognormvariate(-0.9, 0.6)) + 20
        engaged = listed.get(post.link, round(views * rng.uniform(0.01, 0.05)))
        told.append((post.link, f"{post.at.month}/{post.at.day}/{post.at.year}", engaged, views))
    by_engaged = sorted(told, key=lambda one: (-one[2], one[0]))
    by_views = sorted(told, key=lambda one: (-one[3], one[0]))
    rows: list[tuple[object, ...]] = [("Maximum of 50 posts available to include in this list",), ()]
    half = ("Post URL", "Post publish date")
    rows.append((*half, "Engagements", "", *half, "Impressions"))
    rows += [(*one[:3], "", *other[:2], other[3]) for one, other in zip(by_engaged, by_views, strict=True)]
    first, last = min(post.at for post in posts), network.day
    period = f"{first.month}/{first.day}/{first.year} - {last.month}/{last.day}/{last.year}"
    total: list[tuple[object, ...]] = [("Overall Performance", period), ("Impressions", sum(one[3] for one in told))]
    return _workbook({"DISCOVERY": total, "TOP POSTS": rows})


def _workbook(sheets: dict[str, list[tuple[object, ...]]]) -> bytes:
    """A spreadsheet with nothing but texts and numbers in it."""
    numbers = range(1, len(sheets) + 1)
    kinds = "".join(f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_SHEET_TYPE}"/>' for n in numbers)
    named = "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(sheets, 1))
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    parts = {name: text.replace("{sheets}", kinds) for name, text in _SHEET_PARTS.items()}
    parts["xl/workbook.xml"] = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{named}</sheets></workbook>'
    parts["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )
    for n, rows in enumerate(sheets.values(), 1):
        cells = "".join(f'<row r="{line}">{_cells(row, line)}</row>' for line, row in enumerate(rows, 1))
        parts[f"xl/worksheets/sheet{n}.xml"] = f'<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (2026, 10, 3, 12, 0, 0))
            entry.create_system, entry.compress_type = 3, zipfile.ZIP_DEFLATED
            book.writestr(entry, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return out.getvalue()


def _cells(row: Sequence[object], line: int) -> str:
    return "".join(
        f'<c r="{chr(65 + place)}{line}"><v>{value}</v></c>'
        if isinstance(value, int)
        else f'<c r="{chr(65 + place)}{line}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'
        for place, value in enumerate(row)
        if value != ""
    )
