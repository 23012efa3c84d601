"""The behavior table: what a provider does, and what the assistant is to see of it.

Sources: both providers' documentation (v1 is additive: "new response fields … may be added at any
time") and the ways in which it was seen to drift.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import httpx2

from .scripted_provider import (
    CLIP,
    CREATED,
    EDIT,
    JOB,
    MIDRENDER,
    UUID,
    VIDEO_URL,
    Reply,
    said,
    sample,
)
from .tiny_film import mp4, without_length

Step: TypeAlias = str | float
"""`get`, `wait`, `list`, `save`; a number turns the clock by so many seconds."""
Document: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Start:
    """A call that begins a row, by the documented request."""

    tool: str
    arguments: Mapping[str, Any]
    read: str = ""
    """The tool that shows the job, and its argument for the id."""
    id_name: str = "job_id"
    listing: str = ""


@dataclass(frozen=True)
class Row:
    """One behavior."""

    name: str
    start: str
    says: Mapping[str, Sequence[Reply]]
    sees: Mapping[str, Any]
    """Path in the answer → what is there. `error~`: is in it; `error!~`: is not in it."""
    steps: Sequence[Step] = ()
    posts: int = 1
    arguments: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """Instead of those of the start."""


TASK = {"task": "Explain how HTTPS works", "video_duration_seconds": 60}
STARTS: Mapping[str, Start] = {
    "video": Start(
        "knowlify_create_videos", {"videos": [TASK], "max_videos": 1}, "knowlify_get_video", "uuid"
    ),
    "videos": Start(
        "knowlify_create_videos",
        {"videos": [TASK, {"task": "Quarterly results recap"}], "max_videos": 2},
        "knowlify_get_video",
        "uuid",
    ),
    "edit": Start(
        "knowlify_edit_video",
        {"uuid": UUID, "edit_request": "Make it blue", "max_videos": 1},
        "knowlify_get_edit",
        "edit_id",
    ),
    "revert": Start("knowlify_revert_edit", {"edit_id": "edit-1"}, "knowlify_get_edit", "edit_id"),
    "analysis": Start(
        "knightvision_analyze_ad",
        {**sample("knightvision_analyze_request"), "max_credits": 50},
        "knightvision_get_analysis",
    ),
    "clip": Start(
        "knightvision_generate_video",
        {**sample("knightvision_generate_request"), "max_credits": 22},
        "knightvision_get_video",
        listing="knightvision_list_videos",
    ),
    "character": Start(
        "knightvision_create_character",
        {**sample("knightvision_character_request"), "max_credits": 22},
        "knightvision_get_character",
        "character_id",
        listing="knightvision_list_characters",
    ),
    "finalize": Start(
        "knightvision_finalize_character",
        {"character_id": 42, "max_credits": 3},
        "knightvision_get_character",
        "character_id",
    ),
    "credits": Start("knightvision_get_credits", {}),
    "clips": Start("knightvision_list_videos", {}),
    "characters": Start("knightvision_list_characters", {}),
}
CREATE, POLL = "POST /v1/videos", f"GET /v1/videos/{UUID}"
EDITED, REVERTED, EDIT_POLL = (
    "POST /v1/edits",
    "POST /v1/edits/edit-1/revert",
    "GET /v1/edits/edit-1",
)
ANALYZE, STATUS = "POST /analyze", f"GET /status/{JOB}"
GENERATE, CLIP_POLL, CLIPS = "POST /generate-video", f"GET /video-status/{CLIP}", "GET /videos"
BEAR, CHARACTER, CHARACTERS = "POST /characters", "GET /characters/42", "GET /characters"
FINALIZE, CREDITS = "POST /characters/42/finalize", "GET /credits"
FILE = "GET /static/videos/film.mp4"
FIRST, SECOND = CREATED["results"]
OTHER_UUID: str = SECOND["uuid"]
ORDERED = sample("knightvision_generate_response")
ANALYSIS = sample("knightvision_analyze_response")
BORN = sample("knightvision_character_response")
POSED = sample("knightvision_finalize_response")
REPORT = sample("knightvision_status_complete")
MADE = sample("knightvision_video_complete")
FIGURE = sample("knightvision_character")
BUSY = httpx2.Response(502, text="<html><body>Bad gateway</body></html>")
RUNNING, DONE, FAILED = {"state": "running"}, {"state": "succeeded"}, {"state": "failed"}


def without(document: Document, *names: str) -> Document:
    return {name: value for name, value in document.items() if name not in names}


def rows_of(*rows: Document, **more: Any) -> Document:
    """A create answer with these rows."""
    return {**CREATED, "total": len(rows), "results": list(rows), **more}


def polled(**changes: Any) -> Document:
    return {**MIDRENDER, **changes}


def progress(**changes: Any) -> Document:
    return polled(progress={**MIDRENDER["progress"], **changes})


FINISHED = polled(
    status="complete", is_complete=True, progress={"stage": "complete", "percent": 100}
)
NO_MARKS = without(MIDRENDER, "is_complete", "is_failed")
EDIT_DONE: Document = {
    **EDIT,
    "status": "complete",
    "is_complete": True,
    "is_failed": False,
    "result": {"link": "https://create.knowlify.com/p/x", "changed_scenes": [2]},
}


def create(name: str, answer: Reply, sees: Mapping[str, Any], start: str = "video") -> Row:
    return Row(name, start, {CREATE: [answer]}, sees)


def poll(name: str, answer: Reply, sees: Mapping[str, Any]) -> Row:
    return Row(name, "video", {POLL: [answer]}, sees, ["get"])


def look(start: str, operation: str) -> Callable[..., Row]:
    """Rows of one operation that reads a job."""

    def make(name: str, answer: Reply, sees: Mapping[str, Any]) -> Row:
        return Row(name, start, {operation: [answer]}, sees, ["get"])

    return make


def submit(start: str, operation: str) -> Callable[..., Row]:
    """Rows of one paid operation."""

    def make(name: str, answer: Reply, sees: Mapping[str, Any], posts: int = 1) -> Row:
        return Row(name, start, {operation: [answer]}, sees, posts=posts)

    return make


def nothing_sent(name: str, start: str, arguments: Mapping[str, Any], *words: str) -> Row:
    """An argument that is refused in a sentence, before anything leaves."""
    sees = {"error?": True, "text~": [*words]}
    return Row(name, start, {}, sees, posts=0, arguments=arguments)


def video_file(content: bytes, kind: str = "video/mp4") -> httpx2.Response:
    return httpx2.Response(200, headers={"content-type": kind}, content=content)


def enormous() -> httpx2.Response:
    """Announces more than is ever read."""
    headers = {"content-type": "video/mp4", "content-length": str(10**12)}
    return httpx2.Response(200, headers=headers, stream=httpx2.ByteStream(b"\0" * 64))


def saved(name: str, answer: Reply, sees: Mapping[str, Any], *then: Reply, **made: Any) -> Row:
    """A finished clip whose file answers so, and `then` so."""
    finished = {**MADE, "video_url": "https://knightvision.tech/static/videos/film.mp4", **made}
    script: Mapping[str, Sequence[Reply]] = {CLIP_POLL: [finished], FILE: [answer, *then]}
    return Row(name, "clip", script, sees, ["get", "save"])


edit, revert = submit("edit", EDITED), submit("revert", REVERTED)
edit_look = look("edit", EDIT_POLL)
analyze, report = submit("analysis", ANALYZE), look("analysis", STATUS)
generate, clip = submit("clip", GENERATE), look("clip", CLIP_POLL)
bear, figure = submit("character", BEAR), look("character", CHARACTER)
pose, posed = submit("finalize", FINALIZE), look("finalize", CHARACTER)
credits_, clips = submit("credits", CREDITS), submit("clips", CLIPS)
cast = submit("characters", CHARACTERS)

KNOWLIFY_CREATE = [
    create("as documented", rows_of(FIRST), {**RUNNING, "remote_id": UUID}),
    create(
        "rows without index: the documented order holds",
        rows_of(without(FIRST, "index"), without(SECOND, "index")),
        {"remote_id": UUID, "jobs.1.remote_id": OTHER_UUID, "jobs.1.state": "waiting"},
        "videos",
    ),
    create(
        "indexes count from 1",
        rows_of({**FIRST, "index": 1}, {**SECOND, "index": 2}),
        {"remote_id": UUID, "jobs.1.remote_id": OTHER_UUID},
        "videos",
    ),
    create(
        "indexes as text",
        rows_of({**FIRST, "index": "0"}, {**SECOND, "index": "1"}),
        {"remote_id": UUID, "jobs.1.remote_id": OTHER_UUID},
        "videos",
    ),
    create(
        "rows in another order, by index",
        rows_of(SECOND, FIRST),
        {"remote_id": UUID, "jobs.1.remote_id": OTHER_UUID},
        "videos",
    ),
    create(
        "one of two rows is missing",
        rows_of(FIRST),
        {"remote_id": UUID, "state": "running", "jobs.1.state": "unknown"},
        "videos",
    ),
    create("a number as uuid", rows_of({**FIRST, "uuid": 42}), {**RUNNING, "remote_id": "42"}),
    create(
        "a row without a status", rows_of(without(FIRST, "status")), {**RUNNING, "remote_id": UUID}
    ),
    create(
        "a status nobody documented",
        rows_of({**FIRST, "status": "accepted"}),
        {**RUNNING, "stage": "accepted"},
    ),
    create("counts as text", rows_of(FIRST, total="1", enqueued="1"), RUNNING),
    create(
        "new fields, some odd",
        rows_of({**FIRST, "estimate": 4.5, "tags": [{"a": None}]}, quota={"left": 3}),
        {**RUNNING, "answer.quota": {"left": 3}},
    ),
    create(
        "an item refused with `error`",
        rows_of({"index": 0, "status": "error", "error": "Too vague"}),
        {"state": "failed", "error~": "Too vague"},
    ),
    create(
        "an item refused with `detail`",
        rows_of({"index": 0, "status": "error", "detail": "Too vague"}),
        {"state": "failed", "error~": "Too vague"},
    ),
    create(
        "an item refused with an object as `message`",
        rows_of({"index": 0, "status": "error", "message": {"message": "Too vague"}}),
        {"state": "failed", "error~": "Too vague"},
    ),
    create(
        "only a uuid, without `results`",
        {"uuid": UUID, "status": "queued"},
        {**RUNNING, "remote_id": UUID},
    ),
    create(
        "rows under another name",
        {"videos": [FIRST, SECOND]},
        {"remote_id": UUID, "jobs.1.remote_id": OTHER_UUID},
        "videos",
    ),
    create(
        "rows by number",
        {"results": {"0": FIRST, "1": SECOND}},
        {"remote_id": UUID, "jobs.1.remote_id": OTHER_UUID},
        "videos",
    ),
    create("a list instead of an object", [FIRST], {**RUNNING, "remote_id": UUID}),
    create(
        "cut off after the uuid",
        f'{{"results": [{{"uuid": "{UUID}", "sess',
        {**RUNNING, "remote_id": UUID},
    ),
    create(
        "cut off after both uuids",
        f'{{"results": [{{"uuid": "{UUID}"}}, {{"uuid": "{OTHER_UUID}"}}',
        {"remote_id": UUID, "jobs.1.remote_id": OTHER_UUID},
        "videos",
    ),
    create(
        "500 with the uuid",
        said(500, {"detail": "oops", "uuid": UUID}),
        {**RUNNING, "remote_id": UUID},
    ),
    create(
        "500",
        said(500, {"detail": "Database is locked"}),
        {"state": "unknown", "error~": "Database is locked"},
    ),
    create(
        "200 with a refusal",
        {"detail": "INSUFFICIENT_CREDITS: need 5, have 1"},
        {"error?": True, "text~": ["INSUFFICIENT_CREDITS: need 5, have 1", "Knowlify"]},
    ),
    create(
        "200 with another error",
        {"error": "Scheduler restarting"},
        {"state": "unknown", "error~": "Scheduler restarting"},
    ),
    create(
        "200 with an error object",
        {"error": {"message": "Scheduler restarting"}},
        {"state": "unknown", "error~": "“Scheduler restarting”"},
    ),
    create("200 with an empty body", "", {"state": "unknown", "error~": "not JSON"}),
    create("201", said(201, rows_of(FIRST)), RUNNING),
    create(
        "`chat_url` as an object",
        rows_of({**FIRST, "chat_url": {"href": "x"}}),
        {**RUNNING, "remote_id": UUID},
    ),
]
KNOWLIFY_POLL = [
    poll("as documented", MIDRENDER, {**RUNNING, "percent": 88, "stage": "generating_frames"}),
    poll('percent `"88%"`', progress(percent="88%"), {**RUNNING, "percent": 88}),
    poll('percent `"88"`', progress(percent="88"), {**RUNNING, "percent": 88}),
    poll("percent `0.88`", progress(percent=0.88), {**RUNNING, "percent": 88}),
    poll('percent `"4/5"`', progress(percent="4/5"), {**RUNNING, "percent": 80}),
    poll("percent `88.6`", progress(percent=88.6), {**RUNNING, "percent": 89}),
    poll(
        'percent `"nearly there"`',
        progress(percent="nearly there"),
        {**RUNNING, "answer.progress.percent": "nearly there"},
    ),
    poll("percent `140`", progress(percent=140), {**RUNNING, "percent": 100}),
    poll("progress is a number", polled(progress=88), {**RUNNING, "percent": 88}),
    poll('progress is `"88%"`', polled(progress="88%"), {**RUNNING, "percent": 88}),
    poll(
        "scenes as text",
        progress(current_scene="4", total_scenes="5"),
        {**RUNNING, "text~": "scene 4 of 5"},
    ),
    poll("no `is_complete`, no `is_failed`", NO_MARKS, RUNNING),
    poll("complete, without the booleans", {**NO_MARKS, "status": "complete"}, DONE),
    poll(
        "failed, without the booleans",
        {**NO_MARKS, "status": "failed", "error_message": "No voice"},
        {**FAILED, "error~": "No voice"},
    ),
    poll(
        "booleans as text", polled(is_complete="true", is_failed="false", status="complete"), DONE
    ),
    poll("booleans as 1 and 0", polled(is_complete=1, is_failed=0, status="complete"), DONE),
    poll("no uuid in the answer", without(MIDRENDER, "uuid"), {**RUNNING, "remote_id": UUID}),
    poll("no status but the booleans", without(FINISHED, "status"), DONE),
    poll(
        "`COMPLETED` with a result",
        {**NO_MARKS, "status": "COMPLETED", "video_url": "https://x.example/a.mp4"},
        {**DONE, "result.video_url": "https://x.example/a.mp4"},
    ),
    poll(
        "`succeeded`, everything drawn",
        {**NO_MARKS, "status": "succeeded", "progress": {"percent": 100}},
        DONE,
    ),
    poll(
        "`done` at 40 %",
        {**NO_MARKS, "status": "done", "progress": {"percent": 40}},
        {**RUNNING, "stage": "done", "text~": "done"},
    ),
    poll(
        "`complete`, but `is_complete` is false",
        polled(status="complete"),
        {**RUNNING, "stage": "complete"},
    ),
    poll(
        "`cancelled` with a reason",
        {**NO_MARKS, "status": "cancelled", "error_message": "By support"},
        {**FAILED, "error~": "By support"},
    ),
    poll(
        "`Expired` with an error object",
        {**NO_MARKS, "status": "Expired", "error": {"detail": "Took too long"}},
        {**FAILED, "error~": "Took too long"},
    ),
    poll(
        "a status nobody documented",
        polled(status="thinking_hard"),
        {**RUNNING, "stage": "thinking_hard", "text~": "thinking_hard"},
    ),
    poll(
        "`error_message` as an object",
        polled(is_failed=True, status="failed", error_message={"message": "No voice", "code": 7}),
        {**FAILED, "error~": "“No voice”"},
    ),
    poll(
        "`error_message` as a list",
        polled(
            is_failed=True, status="failed", error_message=[{"loc": ["task"], "msg": "too odd"}]
        ),
        {**FAILED, "error~": "too odd"},
    ),
    poll(
        "failed without a reason",
        polled(is_failed=True, status="failed"),
        {**FAILED, "error~": "no reason given"},
    ),
    poll(
        "failed for lack of credits",
        polled(is_failed=True, status="failed", error_message="INSUFFICIENT_CREDITS"),
        {**FAILED, "error~": "INSUFFICIENT_CREDITS"},
    ),
    poll(
        "`updated_at` as a number, `task` null", polled(updated_at=1777120578, task=None), RUNNING
    ),
    poll("parked", polled(status="pending"), {"state": "waiting"}),
    Row(
        "502 from the second look on",
        "video",
        {POLL: [MIDRENDER, BUSY]},
        {**RUNNING, "percent": 88, "error~": ["Knowlify", "502", "since", "asked again"]},
        ["get", "get", "get"],
    ),
    Row(
        "503 once, then as documented",
        "video",
        {POLL: [said(503, {"detail": "x"}), MIDRENDER]},
        {**RUNNING, "percent": 88, "error": None},
        ["get", "get"],
    ),
    Row(
        "nothing but HTML",
        "video",
        {POLL: ["<html>hello</html>"]},
        {**RUNNING, "error~": ["not JSON", "since"]},
        ["get", "get", "get"],
    ),
    Row(
        "a list instead of an object",
        "video",
        {POLL: [[1, 2]]},
        {**RUNNING, "error~": "since"},
        ["get", "get", "get"],
    ),
    Row(
        "the connection is reset",
        "video",
        {POLL: [httpx2.ReadError("reset")]},
        {**RUNNING, "error~": ["could not be reached", "since"]},
        ["get", "get", "get"],
    ),
    Row(
        "401 after it was taken in",
        "video",
        {POLL: [said(401, {"detail": "Invalid API key"})]},
        {**RUNNING, "error~": ["Invalid API key", "check the API key"]},
        ["get", "get"],
    ),
    Row(
        "404 right after the create, then there",
        "video",
        {POLL: [said(404, {"detail": "video not found"})] * 3 + [MIDRENDER]},
        {**RUNNING, "percent": 88},
        ["get", "get", "get", "get", "get"],
    ),
    Row(
        "404 for six hours, then there",
        "video",
        {POLL: [said(404, {"detail": "video not found"})] * 6 + [MIDRENDER]},
        {**RUNNING, "percent": 88},
        ["get", 3600.0, "get", "get", 18_000.0, "get", "get", "get", "get", "get"],
    ),
    Row(
        "still 404 after ten minutes",
        "video",
        {POLL: [said(404, {"detail": "video not found"})]},
        {"state": "unknown", "error~": "not known there"},
        ["get", 300.0, "get", 300.0, "get", "get"],
    ),
    Row(
        "finished; asked again, it has a newer address",
        "video",
        {
            POLL: [{**FINISHED, "video_url": "https://a.example/1.mp4"}] * 2
            + [{**FINISHED, "video_url": "https://a.example/2.mp4"}]
        },
        {**DONE, "result.video_url": "https://a.example/2.mp4"},
        ["get", "get", "get", "get"],
    ),
    Row(
        "finished; asked again, nobody answers",
        "video",
        {POLL: [FINISHED, BUSY]},
        {**DONE, "error~": ["502", "as it was known"]},
        ["get", "get"],
    ),
]
EDITS = [
    edit("as documented", EDIT, {**RUNNING, "remote_id": "edit-1"}),
    edit("`edit_id` as a number", {**EDIT, "edit_id": 7}, {**RUNNING, "remote_id": "7"}),
    edit("no status", {"edit_id": "edit-1"}, RUNNING),
    edit(
        "`id` instead of `edit_id`",
        {"id": "edit-1", "status": "queued"},
        {**RUNNING, "remote_id": "edit-1"},
    ),
    edit(
        "200 with a refusal",
        {"detail": "INSUFFICIENT_CREDITS: edit could cost up to 12, have 3"},
        {"error?": True, "text~": "could cost up to 12, have 3"},
    ),
    edit(
        "402",
        said(402, {"detail": "INSUFFICIENT_CREDITS: edit could cost up to 12, have 3"}),
        {"error?": True, "text~": ["could cost up to 12", "balance does not suffice"]},
    ),
    edit(
        "409: it is still being built",
        said(409, {"detail": "video is still being built"}),
        {"error?": True, "text~": ["still being built", "Wait"]},
    ),
    edit(
        "500 with the edit's id",
        said(500, {"detail": "oops", "edit_id": "edit-1"}),
        {**RUNNING, "remote_id": "edit-1"},
    ),
    edit_look("complete as documented", EDIT_DONE, {**DONE, "result.changed_scenes": [2]}),
    edit_look(
        "complete, without the booleans", without(EDIT_DONE, "is_complete", "is_failed"), DONE
    ),
    edit_look(
        "`error` with the reason under `error`",
        {**EDIT, "status": "error", "is_failed": True, "error": "No such scene"},
        {**FAILED, "error~": "No such scene"},
    ),
    edit_look(
        "`error`, without the booleans",
        {**EDIT, "status": "error", "error_message": "No such scene"},
        {**FAILED, "error~": "No such scene"},
    ),
    edit_look(
        "`result` as JSON text",
        {**EDIT_DONE, "result": '{"link": "https://create.knowlify.com/p/x"}'},
        {**DONE, "result.link": "https://create.knowlify.com/p/x"},
    ),
    edit_look("complete with a null result", {**EDIT_DONE, "result": None}, DONE),
    edit_look(
        "no id in the answer", without(EDIT_DONE, "edit_id"), {**DONE, "remote_id": "edit-1"}
    ),
    edit_look(
        "progress as text",
        {**EDIT, "status": "applying", "progress": {"percent": "40 %"}},
        {**RUNNING, "percent": 40, "stage": "applying"},
    ),
    revert("as documented", {**EDIT, "status": "reverted", "is_complete": True}, DONE),
    revert("`Reverted`, without the booleans", {**EDIT, "status": "Reverted"}, DONE),
    revert(
        "409: a newer edit stands",
        said(409, {"detail": "a newer edit is neither error nor reverted"}),
        {"error?": True, "text~": ["newer edit", "first"], "text!~": "Wait"},
    ),
]
ANALYSES = [
    analyze("as documented", ANALYSIS, {**RUNNING, "remote_id": JOB, "credits_used": 50}),
    analyze("a number as `job_id`", {**ANALYSIS, "job_id": 42}, {**RUNNING, "remote_id": "42"}),
    analyze(
        "credits as text",
        {**ANALYSIS, "credits_used": "50", "credits_remaining": "950"},
        {**RUNNING, "credits_used": 50},
    ),
    analyze(
        "credits with a fraction",
        {**ANALYSIS, "credits_remaining": 927.5},
        {**RUNNING, "answer.credits_remaining": 927.5},
    ),
    analyze(
        "credits are null", {**ANALYSIS, "credits_used": None, "credits_remaining": None}, RUNNING
    ),
    analyze(
        "credits as words",
        {**ANALYSIS, "credits_used": "free today"},
        {**RUNNING, "answer.as_it_came.credits_used": "free today"},
    ),
    analyze("no status, no request id", {"job_id": JOB}, RUNNING),
    analyze(
        "`id` instead of `job_id`", {"id": JOB, "status": "queued"}, {**RUNNING, "remote_id": JOB}
    ),
    analyze("wrapped in `data`", {"data": ANALYSIS}, {**RUNNING, "remote_id": JOB}),
    analyze(
        "an error, and the id",
        {"error": "Queue is slow", "job_id": JOB},
        {**RUNNING, "remote_id": JOB},
    ),
    analyze("202", said(202, ANALYSIS), RUNNING),
    analyze(
        "200 `Insufficient credits`",
        {"error": "Insufficient credits", "credits_remaining": 7},
        {"error?": True, "text~": "Insufficient credits"},
    ),
    analyze(
        "402",
        said(402, {"error": "Insufficient credits", "credits_remaining": 7}),
        {"error?": True, "text~": ["Insufficient credits", "7"]},
    ),
    analyze(
        "200 with another error",
        {"error": "Try in a minute"},
        {"state": "unknown", "error~": "“Try in a minute”"},
    ),
    analyze(
        "the connection breaks after it left",
        httpx2.ReadError("reset"),
        {"state": "unknown", "error~": "not sent again", "error!~": "not charged"},
    ),
    analyze("502 with HTML", BUSY, {"state": "unknown", "error~": "502"}),
    report(
        "as documented", sample("knightvision_status_running"), {**RUNNING, "stage": "downloading"}
    ),
    report("complete as documented", REPORT, {**DONE, "result.summary": "Brief summary of the ad"}),
    report("`COMPLETE`", {**REPORT, "status": "COMPLETE"}, DONE),
    report(
        "`completed` with a result",
        {**REPORT, "status": "completed"},
        {**DONE, "result.summary": "Brief summary of the ad"},
    ),
    report(
        "`succeeded`, no result",
        {"status": "succeeded"},
        {**RUNNING, "stage": "succeeded", "text~": "succeeded"},
    ),
    report(
        "result as JSON text",
        {**REPORT, "result": '{"summary": "Short"}'},
        {**DONE, "result.summary": "Short"},
    ),
    report(
        "texts next to the status",
        {"job_id": JOB, "status": "complete", **REPORT["result"]},
        {**DONE, "result.summary": "Brief summary of the ad"},
    ),
    report(
        "a text of the result is a list",
        {**REPORT, "result": {"summary": ["One", "Two"]}},
        {**DONE, "answer.result.summary": ["One", "Two"]},
    ),
    report(
        "`error` as documented",
        {"job_id": JOB, "status": "error", "error": "Ad not found"},
        {**FAILED, "error~": "“Ad not found”"},
    ),
    report(
        "error as an object",
        {"status": "error", "error": {"message": "Ad not found"}},
        {**FAILED, "error~": "“Ad not found”"},
    ),
    report(
        "the reason under `message`",
        {"status": "error", "message": "Ad not found"},
        {**FAILED, "error~": "“Ad not found”"},
    ),
    report(
        "`FAILED` with `detail`",
        {"status": "FAILED", "detail": "Ad not found"},
        {**FAILED, "error~": "“Ad not found”"},
    ),
    report(
        "`rejected` with a reason",
        {"status": "rejected", "error": "Not an ad"},
        {**FAILED, "error~": "Not an ad"},
    ),
    report("a number as status", {"status": 3}, {**RUNNING, "stage": "3"}),
    report(
        "no job id in the answer",
        {"status": "transcribing"},
        {**RUNNING, "stage": "transcribing", "remote_id": JOB},
    ),
    Row(
        "complete without a result: looked at again",
        "analysis",
        {STATUS: [{"status": "complete"}]},
        {**RUNNING, "stage": "complete", "error~": "ten minutes"},
        ["get"],
    ),
    Row(
        "complete, its result comes later",
        "analysis",
        {STATUS: [{"status": "complete"}] * 3 + [REPORT]},
        DONE,
        ["get", "get", "get", "get"],
    ),
    Row(
        "no answer from the second look on",
        "analysis",
        {STATUS: [BUSY]},
        {**RUNNING, "error~": ["Knightvision", "502", "since"]},
        ["get", "get", "get"],
    ),
]
CLIPS_ = [
    generate("as documented", ORDERED, {**RUNNING, "remote_id": CLIP, "credits_used": 22}),
    generate(
        "500 `Video generation not available`",
        said(500, {"error": "Video generation not available"}),
        {"error?": True, "text~": "Video generation not available"},
    ),
    generate(
        "200 `Video generation not available`",
        {"error": "Video generation not available"},
        {"error?": True, "text~": "Video generation not available"},
    ),
    generate(
        "400",
        said(400, {"error": "Invalid duration"}),
        {"error?": True, "text~": ["Invalid duration", "correct"]},
    ),
    generate(
        "403",
        said(403, {"error": "API key deactivated"}),
        {"error?": True, "text~": "API key deactivated"},
    ),
    generate(
        "an unreadable answer that names the job",
        f'{{"job_id": "{CLIP}", "cred',
        {**RUNNING, "remote_id": CLIP},
    ),
    generate("a list that names the job", [{"job_id": CLIP}], {**RUNNING, "remote_id": CLIP}),
    generate(
        "an unreadable answer without an id", "OK", {"state": "unknown", "error~": "not JSON"}
    ),
    Row(
        "lost, then in the list",
        "clip",
        {
            GENERATE: [BUSY],
            CLIPS: [
                {"videos": []},
                {
                    "videos": [
                        {
                            "job_id": CLIP,
                            "status": "queued",
                            "prompt": "A person walking through a futuristic city",
                            "model": "sora-2",
                            "duration": "10",
                            "aspect_ratio": "9:16",
                        }
                    ]
                },
            ],
        },
        {**RUNNING, "remote_id": CLIP},
    ),
    clip(
        "complete as documented",
        MADE,
        {**DONE, "result.video_url": VIDEO_URL, "result.duration": 10},
    ),
    clip('duration `"10s"`', {**MADE, "duration": "10s"}, {**DONE, "result.duration": 10}),
    clip('duration `"ten"`', {**MADE, "duration": "ten"}, {**DONE, "result.duration": "ten"}),
    clip("`success` with an address", {**MADE, "status": "success"}, DONE),
    clip("`Finished` with an address", {**MADE, "status": "Finished"}, DONE),
    clip("`ready` with an address", {**MADE, "status": "ready"}, DONE),
    clip("`ready` without an address", {"status": "ready"}, {**RUNNING, "stage": "ready"}),
    clip("`complete`, surrounded by blanks", {**MADE, "status": " complete "}, DONE),
    clip(
        "`error` as documented",
        {"status": "error", "error": "Moderation"},
        {**FAILED, "error~": "“Moderation”", "credits_used": 0},
    ),
    clip(
        "`error` with `detail`",
        {"status": "error", "detail": "Moderation"},
        {**FAILED, "error~": "“Moderation”"},
    ),
    clip("`error` without a reason", {"status": "error"}, {**FAILED, "error~": "no reason given"}),
    clip(
        "`expired` with a reason",
        {"status": "expired", "error": "Too old"},
        {**FAILED, "error~": "Too old"},
    ),
    clip(
        "`cancelled` without a reason",
        {"status": "cancelled"},
        {**RUNNING, "stage": "cancelled", "text~": "cancelled"},
    ),
    clip(
        "a status nobody documented",
        {"status": "upscaling", "percent": "55%"},
        {**RUNNING, "stage": "upscaling", "percent": 55},
    ),
    clip("no status at all, but an address", without(MADE, "status"), DONE),
    Row(
        "complete without an address: looked at again",
        "clip",
        {CLIP_POLL: [without(MADE, "video_url")]},
        {**RUNNING, "stage": "complete", "error~": "ten minutes"},
        ["get"],
    ),
    Row(
        "complete without an address for ten minutes",
        "clip",
        {CLIP_POLL: [without(MADE, "video_url")]},
        {**DONE, "error~": "no address"},
        ["get", 601.0, "get", "get", "get"],
    ),
    Row(
        "an ended clip has a newer address in the list",
        "clip",
        {
            CLIP_POLL: [MADE],
            CLIPS: [
                {"videos": []},
                {
                    "videos": [
                        {
                            "job_id": CLIP,
                            "status": "complete",
                            "video_url": "https://knightvision.tech/new.mp4",
                        }
                    ]
                },
            ],
        },
        {**DONE, "result.video_url": "https://knightvision.tech/new.mp4"},
        ["get", "list"],
    ),
    Row(
        "an ended clip is asked about again",
        "clip",
        {CLIP_POLL: [MADE, {**MADE, "video_url": "https://knightvision.tech/new.mp4"}]},
        {**DONE, "result.video_url": "https://knightvision.tech/new.mp4"},
        ["get", "get"],
    ),
    clips(
        "rows without most fields",
        {"videos": [{"job_id": 7}, {"status": "queued"}]},
        {"answer.videos.0.job_id": 7},
        0,
    ),
    clips("`videos` is null", {"videos": None}, {"answer.videos": []}, 0),
    clips(
        "a list instead of an object",
        [{"job_id": CLIP, "status": "queued"}],
        {"answer.videos.0.job_id": CLIP},
        0,
    ),
    clips(
        "a row is not an object",
        {"videos": ["x", {"job_id": CLIP}]},
        {"answer.videos.0.job_id": CLIP},
        0,
    ),
    clips("502", BUSY, {"error?": True, "text~": ["Knightvision", "502"]}, 0),
]
CAST = [
    bear("as documented", BORN, {**RUNNING, "remote_id": "42", "credits_used": 22}),
    bear("`character_id` as text", {**BORN, "character_id": "42"}, {**RUNNING, "remote_id": "42"}),
    bear(
        "the whole character",
        {"character": {"id": 42, "status": "processing"}},
        {**RUNNING, "remote_id": "42"},
    ),
    bear("flat, as `id`", {"id": 42, "status": "processing"}, {**RUNNING, "remote_id": "42"}),
    figure(
        "`ready` as documented",
        FIGURE,
        {**DONE, "result.character_id": 42, "result.name": "Sales Expert"},
    ),
    figure("flat", FIGURE["character"], {**DONE, "result.name": "Sales Expert"}),
    figure("`READY`", {"character": {**FIGURE["character"], "status": "READY"}}, DONE),
    figure("no id, no name", {"character": {"status": "ready"}}, {**DONE, "remote_id": "42"}),
    figure("`completed`", {"character": {**FIGURE["character"], "status": "completed"}}, DONE),
    figure(
        "`failed`, the reason in the character",
        {"character": {"id": 42, "status": "failed", "error": {"detail": "No face"}}},
        {**FAILED, "error~": "“No face”", "credits_used": 0},
    ),
    figure(
        "`failed`, the reason next to it",
        {"character": {"id": 42, "status": "failed"}, "message": "No face"},
        {**FAILED, "error~": "“No face”"},
    ),
    figure(
        "a status nobody documented",
        {"character": {"id": 42, "status": "training"}},
        {**RUNNING, "stage": "training"},
    ),
    pose("as documented", POSED, {**RUNNING, "credits_used": 3}),
    pose("nothing but `ok`", {"ok": True}, RUNNING),
    posed(
        "`finalized`",
        {"character": {"id": 42, "name": "X", "status": "finalized"}},
        {**DONE, "result.name": "X"},
    ),
    posed(
        "`finalizing`",
        {"character": {"id": 42, "status": "finalizing"}},
        {**RUNNING, "stage": "finalizing"},
    ),
    posed(
        "`failed`",
        {"character": {"id": 42, "status": "failed", "error": "Blurred"}},
        {**FAILED, "error~": "Blurred", "credits_used": 0},
    ),
    cast("a list instead of an object", [FIGURE["character"]], {"answer.characters.0.id": 42}, 0),
    cast(
        "rows without status",
        {"characters": [{"id": "42", "name": None}]},
        {"answer.characters.0.id": "42"},
        0,
    ),
    cast(
        "by id",
        {"characters": {"42": {"name": "Sales Expert"}}},
        {"answer.characters.0.name": "Sales Expert"},
        0,
    ),
    credits_("as documented", sample("knightvision_credits"), {"answer.credits_remaining": 950}, 0),
    credits_("as text", {"credits_remaining": "950"}, {"answer.credits_remaining": 950}, 0),
    credits_(
        "with a fraction",
        {"credits_remaining": 927.5},
        {"answer.credits_remaining": 927.5, "text~": "927.5 credits"},
        0,
    ),
    credits_(
        "costs as a list",
        {"credits_remaining": 950, "costs": [{"analysis": 50}]},
        {"answer.credits_remaining": 950},
        0,
    ),
    credits_(
        "no balance",
        {"costs": {"analysis": 50}},
        {"answer.costs": {"analysis": 50}, "text~": "does not say"},
        0,
    ),
]
FILES = [
    saved("a film", video_file(mp4()), {"bytes": len(mp4())}),
    saved(
        "a film, its type unsaid",
        video_file(mp4(), "application/octet-stream"),
        {"bytes": len(mp4())},
    ),
    saved(
        "a relative address",
        video_file(mp4()),
        {"bytes": len(mp4())},
        video_url="/static/videos/film.mp4",
    ),
    saved(
        "a page instead of a film",
        video_file(b"<html>Sign in</html>", "text/html"),
        {"error?": True, "text~": ["not a video", "Sign in"]},
    ),
    saved(
        "a JSON error with 200",
        said(200, {"error": "Link expired"}),
        {"error?": True, "text~": ["not a video", "Link expired"]},
    ),
    saved(
        "a page that says it is a film",
        video_file(b"<!doctype html><p>Sign in</p>"),
        {"error?": True, "text~": "not a video"},
    ),
    saved("an empty file", video_file(b""), {"error?": True, "text~": "not a video"}),
    saved(
        "a film that is cut off",
        video_file(mp4()[: len(mp4()) // 2]),
        {"error?": True, "text~": "cut off"},
    ),
    saved(
        "sound without a picture",
        video_file(mp4(picture=False)),
        {"error?": True, "text~": "no picture"},
    ),
    saved(
        "a film of no length", video_file(without_length()), {"error?": True, "text~": "no length"}
    ),
    saved("announced as larger than anything", enormous, {"error?": True, "text~": "larger than"}),
    saved(
        "404, renewed by asking once",
        said(404, {"error": "Not found"}),
        {"bytes": len(mp4())},
        video_file(mp4()),
    ),
    saved(
        "403 that stays",
        said(403, {"error": "Signature expired"}),
        {"error?": True, "text~": ["403", "Signature expired"]},
    ),
    saved(
        "410 that stays",
        httpx2.Response(410, text="Gone for good"),
        {"error?": True, "text~": ["410", "Gone for good"]},
    ),
    saved(
        "`http://[::1`",
        video_file(mp4()),
        {"error?": True, "text~": "not one that Callsheet fetches from"},
        video_url="http://[::1",
    ),
    saved(
        "port 99999",
        video_file(mp4()),
        {"error?": True, "text~": "not one that Callsheet fetches from"},
        video_url="https://knightvision.tech:99999/a.mp4",
    ),
    saved(
        "`javascript:`",
        video_file(mp4()),
        {"error?": True, "text~": "not one that Callsheet fetches from"},
        video_url="javascript:alert(1)",
    ),
    saved(
        "a private address",
        video_file(mp4()),
        {"error?": True, "text~": "private"},
        video_url="https://127.0.0.1/a.mp4",
    ),
    Row(
        "no address at all",
        "clip",
        {CLIP_POLL: [{**without(MADE, "video_url"), "status": "complete"}]},
        {"error?": True, "text!~": ["Knowlify", "Export"], "text~": "Knightvision"},
        ["get", 601.0, "get", "get", "get", "save"],
    ),
]
CLOCKS = [
    Row(
        "the clock is put back by three hours",
        "clip",
        {CLIP_POLL: [{"status": "queued"}] * 3 + [MADE]},
        DONE,
        ["get", -10_800.0, "wait"],
    ),
    Row(
        "put back right after the submit",
        "video",
        {POLL: [MIDRENDER] * 2 + [FINISHED]},
        DONE,
        [-10_800.0, "wait"],
    ),
    Row(
        "put forward by a day",
        "clip",
        {CLIP_POLL: [{"status": "queued"}] * 2 + [MADE]},
        DONE,
        [86_400.0, "wait"],
    ),
    Row(
        "timestamps from the future",
        "video",
        {
            POLL: [
                polled(
                    created_at="2099-01-01T00:00:00+00:00", updated_at="2099-01-01T00:00:00+00:00"
                ),
                FINISHED,
            ]
        },
        DONE,
        ["wait"],
    ),
]
ARGUMENTS = [
    nothing_sent(
        "blank `task`", "video", {"videos": [{"task": "  "}], "max_videos": 1}, "`videos[0].task`"
    ),
    nothing_sent("blank `prompt`", "clip", {"prompt": " \n", "max_credits": 22}, "`prompt`"),
    nothing_sent("blank `url`", "analysis", {"url": "   ", "max_credits": 50}, "`url`"),
    nothing_sent(
        "`http://[::1` as an ad", "analysis", {"url": "http://[::1", "max_credits": 50}, "`url`"
    ),
    nothing_sent(
        "an ad elsewhere",
        "analysis",
        {"url": "https://example.com/ad", "max_credits": 50},
        "`url`",
        "facebook.com",
    ),
    nothing_sent(
        "a bad e-mail", "video", {"videos": [TASK], "max_videos": 1, "email": "nobody"}, "`email`"
    ),
    nothing_sent(
        "kling of 1,000 s, which nothing makes here",
        "clip",
        {"prompt": "Tea", "model": "kling-v3-text-to-video", "duration": 1000},
        "13000",
        "at most 300 s",
    ),
    nothing_sent(
        "a blank edit",
        "edit",
        {"uuid": UUID, "edit_request": " ", "max_videos": 1},
        "`edit_request`",
    ),
    nothing_sent(
        "a blank name", "character", {"name": " ", "prompt": "x", "max_credits": 22}, "`name`"
    ),
    Row(
        "an ad id as a number",
        "analysis",
        {},
        RUNNING,
        arguments={"url": 123456789, "max_credits": 50},
    ),
    Row(
        '`null` and `""` for what is optional',
        "video",
        {},
        RUNNING,
        arguments={
            "videos": [
                {**TASK, "global_style_prompt": "", "color_palette": None, "aspect_ratio": None}
            ],
            "max_videos": 1,
            "email": "",
            "org_id": None,
            "where": None,
            "new_take": None,
        },
    ),
    Row(
        "items as JSON text",
        "video",
        {},
        RUNNING,
        arguments={"videos": ['{"task": "Explain how HTTPS works"}'], "max_videos": 1},
    ),
]
TABLE: Mapping[str, Sequence[Row]] = {
    "Knowlify: create": KNOWLIFY_CREATE,
    "Knowlify: poll": KNOWLIFY_POLL,
    "Knowlify: edit and revert": EDITS,
    "Knightvision: analyze and status": ANALYSES,
    "Knightvision: generate, video-status, videos": CLIPS_,
    "Knightvision: characters, finalize, credits": CAST,
    "Files": FILES,
    "Clocks": CLOCKS,
    "Arguments": ARGUMENTS,
}
