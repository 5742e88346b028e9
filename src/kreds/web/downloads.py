"""Files that a page hands over: named, saved and never shown, whatever their content says it is."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.responses import FileResponse

SANDBOX = "sandbox; default-src 'none'"


def download(name: str, kind: str, write: Callable[[BinaryIO], object]) -> FileResponse:
    """Write a private file whole, send it under ``name``, and remove it when it was sent."""
    handle, draft = tempfile.mkstemp(prefix="kreds-download-")
    try:
        with os.fdopen(handle, "wb") as out:
            write(out)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return handed_over(Path(draft), name, kind, background=BackgroundTask(Path(draft).unlink, missing_ok=True))


def handed_over(path: Path, name: str, kind: str, *, background: BackgroundTask | None = None) -> FileResponse:
    """A file as a download (RFC 6266): a browser saves it and runs nothing of it."""
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "content-security-policy": SANDBOX,
    }
    return FileResponse(path, media_type=kind, headers=headers, background=background)
