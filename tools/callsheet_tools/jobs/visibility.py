"""Whose jobs a statement sees: the one place that keeps the users of a journal apart."""


def jobs_of(subject: str | None) -> tuple[str, tuple[str, ...]]:
    """What to read from in place of `job`, with its values: one user's rows; None: everybody's.

    Whatever an answer tells of a job was read through this with the subject of who asked.
    """
    if subject is None:
        return "job", ()
    return "(SELECT rowid, * FROM job WHERE subject = ?) AS job", (subject,)
