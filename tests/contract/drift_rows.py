"""More rows of the behavior table: envelopes, odd numbers and texts, ids, statuses and files."""

from collections.abc import Mapping, Sequence
from typing import Any

import httpx2

from .behavior_rows import (
    ANALYSIS,
    CHARACTER,
    CLIP_POLL,
    DONE,
    EDIT_DONE,
    EDIT_POLL,
    FAILED,
    FIGURE,
    FINALIZE,
    FINISHED,
    FIRST,
    MADE,
    NO_MARKS,
    OTHER_UUID,
    POLL,
    REPORT,
    REVERTED,
    RUNNING,
    SECOND,
    STATUS,
    Row,
    analyze,
    bear,
    clip,
    clips,
    create,
    credits_,
    edit,
    edit_look,
    figure,
    generate,
    poll,
    polled,
    posed,
    progress,
    report,
    revert,
    rows_of,
    saved,
    video_file,
    without,
)
from .scripted_provider import CLIP, EDIT, JOB, MIDRENDER, UUID, Reply, said
from .tiny_film import mp4, webm

CHAT: str = FIRST["chat_url"]
WRAPPED = {"request_id": "0123456789ab", "account": {"id": 7, "name": "Us"}}
"""An answer that names the account, and no job."""


def again(name: str, start: str, operation: str, *replies: Reply, **sees: Any) -> Row:
    """Looked at three times."""
    return Row(name, start, {operation: replies}, sees, ["get", "get", "get"])


def held(name: str, start: str, operation: str, reply: Reply, sees: Mapping[str, Any]) -> Row:
    """The same for more than ten minutes."""
    return Row(name, start, {operation: [reply]}, sees, ["get", 601.0, "get", "get", "get"])


ENVELOPES = [
    create(
        "one row instead of a list keeps its chat address",
        {"status": "ok", "results": FIRST},
        {**RUNNING, "remote_id": UUID, "result.chat_url": CHAT},
    ),
    create(
        "the row is the whole answer, and keeps its chat address",
        FIRST,
        {**RUNNING, "remote_id": UUID, "result.chat_url": CHAT},
    ),
    create(
        "everything in `data`",
        {"data": rows_of(FIRST, SECOND)},
        {"remote_id": UUID, "jobs.1.remote_id": OTHER_UUID, "result.chat_url": CHAT},
        "videos",
    ),
    poll("the video in `data`", {"data": FINISHED}, DONE),
    poll("the video in `video`", {"video": FINISHED}, DONE),
    edit("the edit in `data`", {"data": EDIT}, {**RUNNING, "remote_id": "edit-1"}),
    edit_look("the edit in `edit`", {"edit": EDIT_DONE}, {**DONE, "result.changed_scenes": [2]}),
    report("the report in `data`", {"data": REPORT}, {**DONE, "result.summary~": "Brief"}),
    report("the report in `job`", {"job": REPORT}, {**DONE, "result.summary~": "Brief"}),
    clip("the clip in `data`", {"data": MADE}, {**DONE, "result.video_url": MADE["video_url"]}),
    figure("the character in `data`", {"data": FIGURE["character"]}, DONE),
    clips(
        "the list in `data`",
        {"data": {"videos": [{"job_id": CLIP}]}},
        {"answer.videos.0.job_id": CLIP},
        0,
    ),
    credits_("the balance in `data`", {"data": {"credits_remaining": 950}}, {"text~": "950"}, 0),
]
IDS = [
    analyze(
        "an error, and the id of something else",
        {"error": "Try in a minute", **WRAPPED},
        {"state": "unknown", "error~": "Try in a minute", "remote_id": None},
    ),
    generate(
        "the id of the account next to the job's",
        {**WRAPPED, "job": {"id": CLIP, "status": "queued"}},
        {**RUNNING, "remote_id": CLIP},
    ),
    bear(
        "the id of the account next to the character's",
        {**WRAPPED, "character": {"id": 42, "status": "processing"}},
        {**RUNNING, "remote_id": "42"},
    ),
    analyze("an empty id", {**ANALYSIS, "job_id": ""}, {"state": "unknown", "remote_id": None}),
    analyze(
        "400 that names a job",
        said(400, {"error": "Already analyzed", "job_id": JOB}),
        {**RUNNING, "remote_id": JOB},
    ),
    generate(
        "text in Latin-1, with the id",
        httpx2.Response(
            200, content=f'{{"job_id": "{CLIP}", "message": "Caf\xe9"}}'.encode("latin-1")
        ),
        {**RUNNING, "remote_id": CLIP},
    ),
    generate(
        "a byte order mark first",
        httpx2.Response(200, content=f'\ufeff{{"job_id": "{CLIP}"}}'.encode()),
        {**RUNNING, "remote_id": CLIP},
    ),
    generate(
        "nested 5,000 deep, with the id",
        f'{{"job_id": "{CLIP}", "x": {"[" * 5000}{"]" * 5000}}}',
        {**RUNNING, "remote_id": CLIP},
    ),
    revert(
        "204 without a body",
        httpx2.Response(204),
        {**RUNNING, "remote_id": "edit-1"},
    ),
    Row(
        "204 without a body, then reverted",
        "revert",
        {
            REVERTED: [httpx2.Response(204)],
            EDIT_POLL: [{**EDIT, "status": "reverted", "is_complete": True}],
        },
        DONE,
        ["get"],
    ),
    Row(
        "204 without a body, then finalized",
        "finalize",
        {
            FINALIZE: [httpx2.Response(204)],
            CHARACTER: [{"character": {"id": 42, "status": "finalized"}}],
        },
        DONE,
        ["get"],
    ),
]
NUMBERS = [
    poll('percent `"0.88"`', progress(percent="0.88"), {**RUNNING, "percent": 88}),
    poll("percent `-5`", progress(percent=-5), {**RUNNING, "percent": 0}),
    poll('percent `"88/0"`', progress(percent="88/0"), RUNNING),
    poll('percent `"88 / 100"`', progress(percent="88 / 100"), {**RUNNING, "percent": 88}),
    poll("percent `true`", progress(percent=True), RUNNING),
    poll("progress is a list", polled(progress=[1, 2]), RUNNING),
    credits_(
        'credits `"1,000"`',
        {"credits_remaining": "1,000"},
        {"answer.credits_remaining": 1000, "text~": "1,000 credits"},
        0,
    ),
    credits_(
        'credits `"1,000,000 credits"`',
        {"credits_remaining": "1,000,000 credits"},
        {"answer.credits_remaining": 1_000_000},
        0,
    ),
    analyze("credits `NaN`", '{"job_id": "x", "credits_used": NaN, "eta": Infinity}', RUNNING),
    analyze(
        "credits below nothing", {**ANALYSIS, "credits_used": -50}, {**RUNNING, "credits_used": 0}
    ),
    analyze("more credits than there are", {**ANALYSIS, "credits_used": 10**30}, {**RUNNING}),
    clip("duration `{seconds: 10}`", {**MADE, "duration": {"seconds": 10}}, DONE),
]
TEXTS = [
    clip(
        "a lone surrogate in the reason",
        '{"status": "error", "error": "bad \\ud800 face"}',
        {**FAILED, "error~": "face"},
    ),
    clip(
        "a NUL in the status",
        '{"status": "comp\\u0000leting"}',
        RUNNING,
    ),
    clip("the status is a number", {"status": 3}, {**RUNNING, "stage": "3"}),
    clip("the status is an object", {**MADE, "status": {"state": "complete"}}, DONE),
    clip("the status stands under `state`", {**without(MADE, "status"), "state": "complete"}, DONE),
    report(
        "`result` is a text",
        {"status": "complete", "result": "A short ad for tea."},
        {**DONE, "result~": "A short ad for tea."},
    ),
    report(
        "a part of the report is null",
        {"status": "complete", "result": {**REPORT["result"], "transcription": None}},
        {**DONE, "result.summary~": "Brief"},
    ),
    report(
        "a part of the report is a list",
        {"status": "complete", "result": {"summary": ["One.", "Two."]}},
        {**DONE, "result.summary": ["One.", "Two."]},
    ),
    create(
        "an item refused with a list",
        rows_of({"index": 0, "status": "error", "errors": ["Too vague", "Too short"]}),
        {"state": "failed", "error~": "Too vague"},
    ),
    poll("a warning next to success", {**FINISHED, "error_message": ""}, {**DONE, "error": None}),
]
ENDINGS = [
    clip(
        "what a failed clip paid back",
        {"status": "error", "error": "Moderation"},
        {**FAILED, "credits_used": 0, "error~": ["Moderation", "22 credits"]},
    ),
    report(
        "a failed analysis, of which no refund is documented",
        {"status": "error", "error": "No video"},
        {**FAILED, "error~": ["No video", "50 credits", "knightvision_get_credits"]},
    ),
    clip(
        "`CANCELED`, with the reason as `reason`",
        {"status": "CANCELED", "reason": "By support"},
        {**FAILED, "error~": "By support"},
    ),
    clip("`failed` without a reason", {"status": "failed"}, {**RUNNING, "text~": "failed"}),
    held(
        "`failed` without a reason, for ten minutes",
        "clip",
        CLIP_POLL,
        {"status": "failed"},
        {**FAILED, "error~": "no reason given", "credits_used": 0},
    ),
    held(
        "`rejected` without a reason, for ten minutes",
        "video",
        POLL,
        {**NO_MARKS, "status": "rejected"},
        {**FAILED, "error~": "no reason given"},
    ),
    held(
        "`cancelled` of a character, for ten minutes",
        "character",
        CHARACTER,
        {"character": {"id": 42, "status": "cancelled"}},
        FAILED,
    ),
    held(
        "`done` without an address, for ten minutes",
        "clip",
        CLIP_POLL,
        {"status": "done"},
        {**DONE, "error~": "no address"},
    ),
    held(
        "a word that nobody knows, for ten minutes",
        "clip",
        CLIP_POLL,
        {"status": "upscaling"},
        {**RUNNING, "stage": "upscaling"},
    ),
    poll("`is_failed` and a word of success", polled(is_failed=True, status="done"), FAILED),
    poll("`is_failed` alone", {"uuid": UUID, "is_failed": True}, FAILED),
    poll(
        "`is_complete` is null, and `complete`",
        polled(is_complete=None, is_failed=None, status="complete"),
        DONE,
    ),
    poll("`is_complete` as `yes`", polled(is_complete="yes", status="whatever"), DONE),
    edit_look("reverted by somebody else", {**EDIT_DONE, "status": "reverted"}, DONE),
    edit_look(
        "`failed`, which edits do not document",
        {**EDIT, "status": "failed", "error_message": "No such scene"},
        {**FAILED, "error~": "No such scene"},
    ),
    posed(
        "`error`, which characters do not document",
        {"character": {"id": 42, "status": "error", "message": "Blurred"}},
        {**FAILED, "error~": "Blurred"},
    ),
]
STATUSES = [
    create(
        "429 that asks for a long wait",
        httpx2.Response(429, headers={"Retry-After": "45"}, json={"detail": "Rate limit exceeded"}),
        {"error?": True, "text~": "45 s"},
    ),
    generate(
        "301 to another host",
        httpx2.Response(301, headers={"location": "https://x.example"}),
        {"state": "unknown", "error~": "301"},
    ),
    generate(
        "502 with the id in a page",
        httpx2.Response(502, text=f'<pre>{{"job_id": "{CLIP}"}}</pre>'),
        {**RUNNING, "remote_id": CLIP},
    ),
    generate(
        "520 of a proxy",
        httpx2.Response(520, text="Web server returns an unknown error"),
        {"state": "unknown", "error~": "520"},
    ),
    generate("413", said(413, {"error": "Too large"}), {"error?": True, "text~": "Too large"}),
    again(
        "429 while it is followed",
        "clip",
        CLIP_POLL,
        httpx2.Response(429, headers={"Retry-After": "10"}, json={"error": "Rate limit exceeded"}),
        **{"state": "running", "text!~": "could not be reached"},
    ),
    again(
        "200 that says what is wrong",
        "clip",
        CLIP_POLL,
        {"error": "Database is locked"},
        **{"state": "running", "error~": ["Database is locked", "since"]},
    ),
    again(
        "304 without a body",
        "clip",
        CLIP_POLL,
        httpx2.Response(304),
        **{"state": "running", "error~": ["304", "since"]},
    ),
    again(
        "cut off in the middle",
        "video",
        POLL,
        '{"uuid": "',
        MIDRENDER,
        **{"state": "running", "percent": 88, "error": None},
    ),
    again("`null`", "video", POLL, "null", **{"state": "running", "error~": "since"}),
    again("an empty object", "edit", EDIT_POLL, {}, **{"state": "running", "error~": "since"}),
    again(
        "403 while it is followed",
        "analysis",
        STATUS,
        said(403, {"error": "API key deactivated"}),
        **{"state": "running", "error~": "API key deactivated"},
    ),
]
LATE = [
    Row(
        "finalized, and `ready` again",
        "finalize",
        {CHARACTER: [FIGURE]},
        {"state": "unknown", "error~": "knightvision_get_credits"},
        ["get", 61.0, "get", "get"],
    ),
    Row(
        "a failed clip that is complete when it is asked about again",
        "clip",
        {CLIP_POLL: [{"status": "error", "error": "Moderation"}, MADE]},
        {**DONE, "credits_used": 22},
        ["get", "get"],
    ),
]
ADDRESSES = [
    saved(
        "an address in blanks",
        video_file(mp4()),
        {"bytes": len(mp4())},
        video_url=" https://knightvision.tech/static/videos/film.mp4\n",
    ),
    saved(
        "an address without a scheme",
        video_file(mp4()),
        {"bytes": len(mp4())},
        video_url="//knightvision.tech/static/videos/film.mp4",
    ),
    saved(
        "a relative address without a slash",
        video_file(mp4()),
        {"bytes": len(mp4())},
        video_url="static/videos/film.mp4",
    ),
    saved(
        "a redirect to a relative address",
        httpx2.Response(302, headers={"location": "film.mp4"}),
        {"bytes": len(mp4())},
        video_file(mp4()),
    ),
    saved(
        "a redirect without an address", httpx2.Response(302), {"error?": True, "text!~": "broke"}
    ),
    saved(
        "a redirect into a private network",
        httpx2.Response(302, headers={"location": "https://127.0.0.1/a.mp4"}),
        {"error?": True, "text~": "private"},
    ),
    saved(
        "an address as an object",
        video_file(mp4()),
        {"error?": True, "text!~": "broke"},
        video_url={"href": "x"},
    ),
    saved("a film as WebM", video_file(webm(), "video/webm"), {"bytes": len(webm())}),
    saved(
        "WebM without a picture",
        video_file(webm(picture=False), "video/webm"),
        {"error?": True, "text~": "no picture"},
    ),
    saved(
        "WebM that is cut off",
        video_file(webm()[: len(webm()) * 2 // 3], "video/webm"),
        {"error?": True, "text~": "cut off"},
    ),
    saved(
        "503 of the file",
        said(503, {"error": "Storage is restarting"}),
        {"error?": True, "text~": ["503", "Storage is restarting"]},
    ),
    saved(
        "a content length that is no number",
        lambda: httpx2.Response(
            200,
            headers={"content-type": "video/mp4", "content-length": "many"},
            stream=httpx2.ByteStream(mp4()),
        ),
        {"bytes": len(mp4())},
    ),
]
DRIFT: Mapping[str, Sequence[Row]] = {
    "Drift: envelopes": ENVELOPES,
    "Drift: ids": IDS,
    "Drift: numbers": NUMBERS,
    "Drift: texts": TEXTS,
    "Drift: ends": ENDINGS,
    "Drift: statuses": STATUSES,
    "Drift: late and again": LATE,
    "Drift: addresses": ADDRESSES,
}
