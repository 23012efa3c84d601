"""What the two APIs of the vendor take and answer, as far as a client needs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from .lossy_provider import Thing, Vendor

Order: TypeAlias = "Callable[[Vendor, Document], Document]"
Read: TypeAlias = "Callable[[Vendor, str], Document]"
Document: TypeAlias = dict[str, Any]
PREFIX = "/api/v1/partner"
STAGES = ("queued", "voiceover", "highlevel", "lowlevel", "scan_assets", "generating_frames")


def _create(vendor: Vendor, body: Document) -> Document:
    rows: list[Document] = []
    for index, item in enumerate(body["videos"]):
        thing = vendor.make("video", item)
        chat = f"https://create.knowlify.com/p/chat/{thing.id}"
        placed: Document = {"index": index, "uuid": thing.id, "session_id": thing.id}
        parked = thing.started_at is None
        rows.append({**placed, "chat_url": chat, "status": "parked" if parked else "queued"})
    return {"status": "ok", "total": len(rows), "errors": 0, "results": rows}


def take_anything(vendor: Vendor, body: Document) -> Document:
    """An order of somebody else's API."""
    thing = vendor.make("thing", body)
    return {"id": thing.id, "request_id": thing.id, "status": "queued"}


def _edit(vendor: Vendor, body: Document) -> Document:
    thing = vendor.make("edit", body, body["key"])
    return {"edit_id": thing.id, "status": "queued", "video_uuid": body["video_uuid"]}


def _paid(vendor: Vendor, **ids: Any) -> Document:
    account = {"credits_used": 22, "credits_remaining": vendor.credits}
    return {"request_id": "0123456789ab", "status": "queued", **ids, **account}


def _order(kind: str) -> Callable[[Vendor, Document], Document]:
    return lambda vendor, body: _paid(vendor, job_id=vendor.make(kind, body).id)


def _character(vendor: Vendor, body: Document) -> Document:
    return _paid(vendor, character_id=_number(vendor.make("character", body)))


def _finalize(vendor: Vendor, body: Document) -> Document:
    character = body["path"].split("/")[-2]
    vendor.make("finalize", {**body, "character": character})
    return _paid(vendor, character_id=int(character))


ORDERS: Mapping[str, tuple[str, Order]] = {
    "/v1/videos": ("knowlify", _create),
    "/v1/edits": ("edits", _edit),
    "/analyze": ("analyze", _order("analysis")),
    "/generate-video": ("generate-video", _order("clip")),
    "/finalize": ("finalize", _finalize),
    "/characters": ("characters", _character),
}


def _video(vendor: Vendor, uuid: str) -> Document:
    thing, share = vendor.look(uuid)
    parked = thing.started_at is None
    stage = "pending" if parked else STAGES[min(int(share * len(STAGES)), len(STAGES) - 1)]
    status = "complete" if share >= 1 else stage
    return {
        "uuid": uuid,
        "status": status,
        "is_complete": share >= 1,
        "is_failed": False,
        "progress": {"stage": status, "percent": int(100 * share)},
        "error_message": None,
        "task": thing.request["task"],
    }


def _edited(vendor: Vendor, edit_id: str) -> Document:
    thing, share = vendor.look(edit_id)
    done = share >= 1
    return {
        "edit_id": edit_id,
        "video_uuid": thing.request["video_uuid"],
        "status": "complete" if done else "processing",
        "is_complete": done,
        "is_failed": False,
        "result": {"link": "https://create.knowlify.com/p/chat/x"} if done else None,
    }


def _status(vendor: Vendor, job_id: str) -> Document:
    _, share = vendor.look(job_id)
    text = {"summary": "S", "transcription": "T", "analysis": "A", "ugc_script": "U"}
    done = share >= 1
    return {"job_id": job_id, "status": "complete" if done else "analyzing"} | (
        {"result": text} if done else {}
    )


def _clip(vendor: Vendor, job_id: str) -> Document:
    thing, share = vendor.look(job_id)
    done = share >= 1
    asked = {name: thing.request[name] for name in ("prompt", "model", "duration", "aspect_ratio")}
    url = "https://knightvision.tech/v/x.mp4" if done else None
    return {"job_id": job_id, "status": "complete" if done else "queued", "video_url": url, **asked}


def _figure(vendor: Vendor, thing: Thing) -> Document:
    number = _number(thing)
    last = [one for one in vendor.of("finalize") if one.request["character"] == str(number)]
    status = "ready" if thing.share(vendor.now()) >= 1 else "processing"
    if last:
        status = "finalized" if last[0].share(vendor.now()) >= 1 else "finalizing"
    return {"id": number, "name": thing.request["name"], "status": status}


def _shown(vendor: Vendor, number: str) -> Document:
    return {"character": _figure(vendor, vendor.find(f"character_{number}"))}


def _number(thing: Thing) -> int:
    return int(thing.id.rpartition("_")[2])


READS: Mapping[str, tuple[str, Read]] = {
    "/v1/videos/": ("knowlify", _video),
    "/v1/edits/": ("edits", _edited),
    f"{PREFIX}/status/": ("status", _status),
    f"{PREFIX}/video-status/": ("video-status", _clip),
    f"{PREFIX}/videos": (
        "videos",
        lambda v, _: {"videos": [_clip(v, thing.id) for thing in v.of("clip")[:50]]},
    ),
    f"{PREFIX}/characters/": ("character", _shown),
    f"{PREFIX}/characters": (
        "characters",
        lambda v, _: {"characters": [_figure(v, thing) for thing in v.of("character")]},
    ),
    f"{PREFIX}/credits": ("credits", lambda v, _: {"credits_remaining": v.credits, "costs": {}}),
}
