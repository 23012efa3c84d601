"""`POST /studio/v1/logos`: takes in a logo for films. Not part of the documented API."""

import base64
import binascii
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import anyio
from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse

from callsheet_studio.api.json_body import Body
from callsheet_studio.api.knowlify import requests
from callsheet_studio.api.knowlify.errors import ApiRefusal
from callsheet_studio.private_files import make_folder
from callsheet_studio.storyboard.logos import FOLDER, LARGEST, NoLogo, name_logo

LOGOS = "/studio/v1/logos"


class LogoBody(Body):
    """The body of the request: a picture file."""

    name: Annotated[str, Field(min_length=1, max_length=255)]
    content: Annotated[str, Field(max_length=LARGEST * 4 // 3 + 4)]
    """Base64."""


@dataclass(frozen=True)
class Logos:
    """The endpoint that stores logos."""

    home: Path

    async def add(self, request: Request) -> JSONResponse:
        """Answer `POST /studio/v1/logos`: store a logo, and answer with the name that a film's line
        `logo:` takes.

        Raises:
            ApiRefusal: 400: the body is wrong, or holds no picture that can be a logo.
        """
        body = await requests.read_body(request, LogoBody)
        try:
            content = base64.b64decode(body.content, validate=True)
            name = name_logo(body.name, content)
        except binascii.Error as error:
            raise ApiRefusal(400, "content: is not base64") from error
        except NoLogo as error:
            raise ApiRefusal(400, str(error)) from error
        folder = self.home / FOLDER
        await anyio.to_thread.run_sync(make_folder, folder)
        await anyio.Path(folder / name).write_bytes(content)
        return JSONResponse({"logo": name})
