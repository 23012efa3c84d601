"""`POST /studio/v1/logos`: takes in a logo for films. Not part of the documented API."""

import base64
import binascii
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse

from callsheet_studio.api.json_body import Body
from callsheet_studio.api.knowlify import requests
from callsheet_studio.api.knowlify.errors import ApiRefusal
from callsheet_studio.jobs.job_folders import JobFolders
from callsheet_studio.storyboard.logos import LARGEST, NoLogo, name_logo

LOGOS = "/studio/v1/logos"


class LogoBody(Body):
    """The body of the request: a picture file."""

    name: Annotated[str, Field(min_length=1, max_length=255)]
    content: Annotated[str, Field(max_length=LARGEST * 4 // 3 + 4)]
    """Base64."""


@dataclass(frozen=True)
class Logos:
    """The endpoint that stores logos."""

    folders: JobFolders

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
        await self.folders.add_logo(name, content)
        return JSONResponse({"logo": name})
