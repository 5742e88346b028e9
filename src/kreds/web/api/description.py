"""The API described: as OpenAPI for programs, and (where the person asked for it) as a page for people."""

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from kreds.web.api.rooms import ROOMS
from kreds.web.site import show, site_of

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked: its address, what it does, its parameters and the name of its body and answer."""

    method: str
    path: str
    summary: str
    parameters: tuple[tuple[str, str], ...]
    body: str
    answer: str


@dataclass(frozen=True, slots=True)
class DocsPage:
    """All operations, and the shapes they speak in: name, and each key with its kind."""

    operations: tuple[Operation, ...]
    shapes: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@router.get("/api/openapi.json", include_in_schema=False)
def openapi() -> Response:
    """The description of everything under /api (OpenAPI 3.1)."""
    return JSONResponse(document())


@router.get("/api/docs", include_in_schema=False)
def docs(request: Request) -> Response:
    """The description as a page of our own; it is there only where the server was started with it."""
    if not site_of(request).api_docs:
        raise HTTPException(404)
    return show(request, "api_docs.html", _page(document()))


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document of the API's routes."""
    made = get_openapi(
        title="Kreds",
        version=version("kreds"),
        summary="All that the pages of Kreds show and decide.",
        description=(
            "The server answers on loopback to its own session: the cookie of the browser with the header X-App-Token "
            "for changes, or the bearer token that `kreds serve --api-token FILE` wrote."
        ),
        routes=[route for room in ROOMS for route in room.routes],
    )
    for operations in made["paths"].values():
        for operation in operations.values():
            # What FastAPI would answer to a wrong value is 422; here it is 400, with the shape of all errors.
            operation["responses"].pop("422", None)
            operation["security"] = [{"session": []}, {"bearer": []}]
    schemas = made["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    made["components"]["securitySchemes"] = {
        "session": {"type": "apiKey", "in": "header", "name": "X-App-Token"},
        "bearer": {"type": "http", "scheme": "bearer"},
    }
    return made


def _page(described: dict[str, Any]) -> DocsPage:
    operations = tuple(
        Operation(
            method=method.upper(),
            path=path,
            summary=operation.get("description", ""),
            parameters=tuple((one["name"], _kind(one["schema"])) for one in operation.get("parameters", ())),
            body=_body(operation.get("requestBody")),
            answer=_body(operation["responses"]["200"]),
        )
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    )
    shapes = tuple(
        (name, tuple((key, _kind(kind)) for key, kind in schema["properties"].items()))
        for name, schema in sorted(described["components"]["schemas"].items())
        if "properties" in schema
    )
    return DocsPage(operations, shapes)


def _body(part: dict[str, Any] | None) -> str:
    return _kind(part["content"]["application/json"]["schema"]) if part else ""


def _kind(schema: dict[str, Any]) -> str:
    """A schema in a few words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(_kind(one) for one in schema["anyOf"])
    if "prefixItems" in schema:
        return f"list of {', '.join(map(_kind, schema['prefixItems']))}"
    if schema.get("type") == "array":
        return f"list of {_kind(schema['items'])}"
    if "enum" in schema:
        return " | ".join(str(one) or '""' for one in schema["enum"])
    return str(schema.get("format") or schema.get("type") or schema.get("const", "any"))
