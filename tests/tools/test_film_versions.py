"""Whose edits and reverts are, also while a provider has given them no number yet."""

from dataclasses import replace

from callsheet_tools.jobs.film_versions import film_id, films_of_edits, versions_among
from callsheet_tools.jobs.job import Job

FILM = Job(
    "job_film", "c", "knowlify", "local", "", "video", "Bees", {}, "succeeded", 1.0, 1.0, 1, "v1"
)  # fmt: skip
EDIT = replace(
    FILM,
    job_id="job_edit",
    kind="edit",
    remote_id="e1",
    request={"video_uuid": "v1"},
    created_at=2.0,
)
SENDING = replace(EDIT, job_id="job_sending", state="running", remote_id=None, created_at=3.0)
REVERT = replace(FILM, job_id="job_back", kind="revert", remote_id="e1", request={"edit_id": "e1"})
CLIP = replace(FILM, job_id="job_clip", provider="knightvision", kind="clip", remote_id="k1")


def test_a_revert_that_names_only_its_edit_belongs_to_the_edits_film() -> None:
    assert film_id(REVERT, films_of_edits((EDIT, SENDING))) == "v1"


def test_an_edit_without_a_number_yet_gives_its_film_to_no_other_job() -> None:
    films = films_of_edits((EDIT, SENDING))
    assert film_id(CLIP, films) is None
    assert film_id(replace(REVERT, request={}), films) is None


def test_an_edit_without_a_number_yet_is_not_reverted_by_a_revert_without_one() -> None:
    jobs = (FILM, EDIT, SENDING, replace(REVERT, remote_id=None))
    assert [job.job_id for job in versions_among(jobs, "v1").standing] == [
        "job_sending",
        "job_edit",
    ]
