"""Whose jobs a statement reads: the only place that keeps the users of a journal apart."""


def jobs_of(subject: str | None) -> tuple[str, tuple[str, ...]]:
    """Return the SQL text to read from instead of the table `job`, and its parameters.

    It has the jobs of one user; with None, everybody's. Whatever an answer says of a job was read
    through this, with the subject of the user who asked.
    """
    if subject is None:
        return "job", ()
    if not subject:
        return "(SELECT rowid, * FROM job WHERE subject = '') AS job", ()
    # What the index leaves out has to be left out here too, or SQLite does not use it.
    return "(SELECT rowid, * FROM job WHERE subject = ? AND subject <> '') AS job", (subject,)
