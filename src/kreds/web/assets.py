"""The pages' own files (style, scripts, htmx): read and packed once, served at an address that names their content.

One hash of all files is a folder of the address, so that modules find each other by plain relative imports. The style
is written in one file a part (``static/css/``, in the order of their numbers) and served as one.
"""

import gzip
import hashlib
from dataclasses import dataclass
from importlib.resources import files

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
_FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Asset:
    """One file as it is and packed."""

    kind: str
    plain: bytes
    packed: bytes


@dataclass(frozen=True)
class Assets:
    """All files by name, and the hash of them all."""

    digest: str
    named: dict[str, Asset]

    def url(self, name: str) -> str:
        """The address of a file; it changes with the content of any.

        Raises:
            KeyError: there is no such file.
        """
        self.named[name]
        return f"/static/{self.digest}/{name}"

    def answer(self, request: Request, digest: str, name: str) -> Response:
        """The file, to be kept for ever; an address of another version is not found."""
        asset = self.named.get(name)
        if asset is None or digest != self.digest:
            raise HTTPException(404)
        headers = {"cache-control": _FOR_EVER, "vary": "accept-encoding"}
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(asset.packed, media_type=asset.kind, headers={**headers, "content-encoding": "gzip"})
        return Response(asset.plain, media_type=asset.kind, headers={**headers, "content-encoding": "identity"})


def load_assets() -> Assets:
    """Read every file of ``static/`` and htmx from the package that carries it."""
    named: dict[str, Asset] = {}
    whole = hashlib.sha256()
    for name, content in sorted(_contents().items()):
        whole.update(name.encode() + b"\0" + content)
        packed = gzip.compress(content, compresslevel=9, mtime=0)
        named[name] = Asset(_TYPES[name.rpartition(".")[2]], content, packed)
    return Assets(whole.hexdigest()[:16], named)


def _contents() -> dict[str, bytes]:
    folder = files("kreds.web") / "static"
    own = {entry.name: entry.read_bytes() for entry in folder.iterdir() if entry.is_file()}
    styles = sorted((folder / "css").iterdir(), key=lambda entry: entry.name)
    htmx = files("js_lib_htmx") / "static" / "htmx" / "htmx.min.js"
    return {**own, "kreds.css": b"\n".join(entry.read_bytes() for entry in styles), "htmx.min.js": htmx.read_bytes()}
