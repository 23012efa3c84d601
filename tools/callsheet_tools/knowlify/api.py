"""The Knowlify HTTP API, one method per operation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import quote

from pydantic import BaseModel, ValidationError

from callsheet_tools.errors import Lost, TryLater
from callsheet_tools.knowlify.models import Created, Edit, EditRequest, Video
from callsheet_tools.wire import Doubt, Reply, Wire

PREVIEW: Mapping[str, str] = {"X-Studio-Preview": "true"}

ModelT = TypeVar("ModelT", bound=BaseModel)


@dataclass(frozen=True)
class Knowlify:
    """A typed client. It owns no connection: hand it an open one."""

    wire: Wire

    async def create_videos(
        self,
        videos: Sequence[Mapping[str, Any]],
        extra: Mapping[str, Any],
        *,
        preview: bool = False,
    ) -> Created:
        """`POST /v1/videos`, with `email` and `org_id` as `extra`. A repeat makes new videos.

        Of `preview` only the studio knows what it is; it says so of each video that is one.

        Raises:
            Lost: Nobody knows whether they were made. Never send it again.
        """
        body = {"videos": list(videos), **extra}
        reply = await self.wire.write("/v1/videos", body, PREVIEW if preview else {})
        return _read(Created, reply, Lost, self.wire.api)

    async def get_video(self, uuid: str) -> tuple[Video, int | None]:
        """`GET /v1/videos/{uuid}`, and how many requests a window holds."""
        reply = await self.wire.read(f"/v1/videos/{quote(uuid, safe='')}")
        return _read(Video, reply, TryLater, self.wire.api), reply.most

    async def edit_video(self, request: EditRequest, key: str) -> Edit:
        """`POST /v1/edits`. With the same `Idempotency-Key`, 24 h long, a repeat edits nothing new.

        Raises:
            Lost: Nobody knows whether it was taken in. It may be sent again with the same `key`.
        """
        body = request.model_dump(mode="json", exclude_none=True)
        reply = await self.wire.write("/v1/edits", body, {"Idempotency-Key": key})
        return _read(Edit, reply, Lost, self.wire.api)

    async def get_edit(self, edit_id: str) -> tuple[Edit, int | None]:
        """`GET /v1/edits/{edit_id}`, and how many requests a window holds."""
        reply = await self.wire.read(f"/v1/edits/{quote(edit_id, safe='')}")
        return _read(Edit, reply, TryLater, self.wire.api), reply.most

    async def revert_edit(self, edit_id: str) -> Edit:
        """`POST /v1/edits/{edit_id}/revert`, without a body.

        Raises:
            Lost: Nobody knows whether it was carried out.
        """
        reply = await self.wire.write(f"/v1/edits/{quote(edit_id, safe='')}/revert", None)
        return _read(Edit, reply, Lost, self.wire.api)


def _read(model: type[ModelT], reply: Reply, lost: Doubt, api: str) -> ModelT:
    try:
        return model.model_validate(reply.body)
    except ValidationError as error:
        detail = "an answer without the documented fields"
        raise lost(api, 200, detail, body=reply.text) from error
