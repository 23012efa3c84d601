"""The OpenAPI documents of both APIs: exported as they are served, and true.

`pytest --rewrite` exports them again.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest

from callsheet_studio.api.knightvision.openapi import document as knightvision
from callsheet_studio.api.knowlify.openapi import document as knowlify
from callsheet_studio.http_server import combine_apps
from callsheet_studio.studio import Studio

pytestmark = pytest.mark.anyio
EXPORTS = Path(__file__).parents[2] / "manifests" / "openapi"
DOCUMENTS: dict[str, Callable[..., dict[str, Any]]] = {
    "knightvision": knightvision,
    "knowlify": knowlify,
}


@pytest.mark.parametrize("api", DOCUMENTS)
def test_the_exported_document_is_the_present_one(api: str, rewrite: bool) -> None:
    text = json.dumps(DOCUMENTS[api](), indent=2) + "\n"
    path = EXPORTS / f"{api}.json"
    if rewrite:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("api", DOCUMENTS)
async def test_the_document_is_served_without_a_key_and_names_the_address_that_was_called(
    api: str, tmp_path: Path
) -> None:
    base = "http://127.0.0.1:8787"
    async with Studio(tmp_path).open(works=False) as studio:
        transport = httpx2.ASGITransport(combine_apps(studio))
        async with httpx2.AsyncClient(transport=transport, base_url=base) as http:
            answer = await http.get(f"/openapi/{api}.json")
    assert answer.json() == DOCUMENTS[api](base)


@pytest.mark.parametrize("api", DOCUMENTS)
async def test_every_documented_operation_exists(api: str, tmp_path: Path) -> None:
    """Without a key each answers 401, in this API's own words."""
    document = DOCUMENTS[api]("http://studio.localhost")
    async with Studio(tmp_path).open(works=False) as studio:
        transport = httpx2.ASGITransport(combine_apps(studio))
        base = f"{document['servers'][0]['url']}/"
        headers = {
            "X-API-Key": studio.keys.knowlify,
            "Authorization": f"Bearer {studio.keys.knightvision}",
        }
        async with httpx2.AsyncClient(transport=transport, base_url=base, headers=headers) as http:
            for path, operations in document["paths"].items():
                for method, operation in operations.items():
                    answer = await http.request(method, path.lstrip("/"), json={})
                    assert str(answer.status_code) in operation["responses"], (method, path)
                    assert answer.status_code != 401
