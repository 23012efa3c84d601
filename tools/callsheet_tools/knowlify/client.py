"""The Knowlify HTTP API, one method per operation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from callsheet_tools.backends.answer_reading import (
    UNREADABLE,
    read_document,
    read_receipt,
    refusal_or,
)
from callsheet_tools.backends.http_client import NO_HEADERS, HttpReply, ProviderHttpClient
from callsheet_tools.backends.lenient_fields import reason_in
from callsheet_tools.errors import OutcomeUnknown
from callsheet_tools.knowlify.models import (
    CreateResponse,
    EditReceipt,
    EditRequest,
    EditResponse,
    VideoResponse,
)
from callsheet_tools.sanitize import one_line

PREVIEW: Mapping[str, str] = {"X-Studio-Preview": "true"}


@dataclass(frozen=True)
class KnowlifyClient:
    """A typed client, on a connection that the caller owns.

    Every method raises `RetryLater` and `RequestRejected`; those that send `POST` raise
    `OutcomeUnknown` too.
    """

    http_client: ProviderHttpClient

    async def create_videos(
        self,
        videos: Sequence[Mapping[str, Any]],
        extra: Mapping[str, Any],
        *,
        preview: bool = False,
    ) -> CreateResponse:
        """Send `POST /v1/videos`, and return one result for each video. A repeat makes new videos.

        Args:
            videos: The items, as documented.
            extra: `email` and `org_id`, where given.
            preview: Whether the studio makes previews; the hosted service does not know them.

        Raises:
            OutcomeUnknown: It is unknown whether they were made. Never send it again.
        """
        body = {"videos": list(videos), **extra}
        reply = await self._write("/v1/videos", body, PREVIEW if preview else NO_HEADERS)
        created = read_receipt(CreateResponse, reply, self.http_client.api)
        if not created.results:
            detail = one_line(reason_in(reply.body) or UNREADABLE)
            raise refusal_or(OutcomeUnknown(self.http_client.api, 200, detail, body=reply.text))
        return created

    async def get_video(self, uuid: str) -> tuple[VideoResponse, int | None]:
        """Send `GET /v1/videos/{uuid}`, and return the video, and how many requests the rate window
        holds; None if the answer does not say."""
        reply = await self.http_client.read(f"/v1/videos/{quote(uuid, safe='')}")
        return read_document(VideoResponse, reply, self.http_client.api), reply.most

    async def draft(self, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """Send `POST /studio/v1/drafts`, which only the studio has, and return its answer: the
        outline, scenes and notes of a document, and its stills in base64.

        Args:
            body: `document`, or `file_content` in base64 and `file_name`; `folder`, where its
                pictures are looked up; and the arguments of a video by their documented names.
        """
        return (await self.http_client.write("/studio/v1/drafts", body)).body

    async def add_logo(self, name: str, content: str) -> str:
        """Send `POST /studio/v1/logos`, which only the studio has, and
        return the logo's name there.

        Args:
            name: The file's name.
            content: The file in base64.
        """
        body = {"name": name, "content": content}
        return str((await self.http_client.write("/studio/v1/logos", body)).body["logo"])

    async def edit_video(self, request: EditRequest, key: str) -> EditResponse:
        """Send `POST /v1/edits`, and return the edit.

        Args:
            key: The `Idempotency-Key`: within 24 hours a repeat with the same one edits nothing
                new.

        Raises:
            OutcomeUnknown: It is unknown whether it was accepted. It may be sent again with the
                same `key`.
        """
        body = request.model_dump(mode="json", exclude_none=True)
        reply = await self._write("/v1/edits", body, {"Idempotency-Key": key})
        return read_receipt(EditReceipt, reply, self.http_client.api)

    async def get_edit(self, edit_id: str) -> tuple[EditResponse, int | None]:
        """Send `GET /v1/edits/{edit_id}`, and return the edit, and how many requests the rate
        window holds; None if the answer does not say."""
        reply = await self.http_client.read(f"/v1/edits/{quote(edit_id, safe='')}")
        return read_document(EditResponse, reply, self.http_client.api), reply.most

    async def revert_edit(self, edit_id: str) -> EditResponse:
        """Send `POST /v1/edits/{edit_id}/revert` without a body, and return the edit.

        Raises:
            OutcomeUnknown: It is unknown whether it was carried out.
        """
        reply = await self._write(f"/v1/edits/{quote(edit_id, safe='')}/revert", None, NO_HEADERS)
        taken = reply if reply.body else replace(reply, body={"status": "queued"})
        return read_receipt(EditResponse, taken, self.http_client.api)

    async def _write(
        self, path: str, body: Mapping[str, Any] | None, headers: Mapping[str, str]
    ) -> HttpReply:
        try:
            return await self.http_client.write(path, body, headers)
        except OutcomeUnknown as lost:
            raise refusal_or(lost, "uuid", "edit_id") from lost
