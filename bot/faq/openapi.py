"""``/api/openapi.json``: what ``/api`` offers, for programs and for who writes them."""

from __future__ import annotations

import json
from pathlib import Path

import yaml
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.api import Origins
from bot.channels.gate import Gate
from bot.conditional import send

FILE = Path(__file__).parents[1] / "openapi.yml"


def openapi_routes(gate: Gate, origins: Origins) -> Blueprint:
    """The route; the document is read now."""
    content = json.dumps(yaml.safe_load(FILE.read_text(encoding="utf-8"))).encode()
    routes = Blueprint("openapi")

    async def document(request: Request) -> HTTPResponse:
        return send(request, content, "application/json", {})

    async def preflight(request: Request) -> HTTPResponse:
        return origins.preflight(request)

    path = "/api/openapi.json"
    routes.add_route(gate.guarded(document), path, methods=["GET", "HEAD"], name="document")
    routes.add_route(preflight, path, methods=["OPTIONS"], name="document_preflight")
    return routes
