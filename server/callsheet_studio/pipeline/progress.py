"""How far a film is, reported while it is made."""

from callsheet_studio.jobs.contract import Progress, Report, Stage


class ProgressReporter:
    """Reports progress to a function. The percentage never falls, and nothing is reported twice."""

    def __init__(self, report: Report) -> None:
        """Nothing is told yet."""
        self._report = report
        self._last = Progress("voiceover", 0)

    def report_percent(self, stage: Stage, percent: float, scene: int = 0, scenes: int = 0) -> None:
        """Report where the work is, unless nothing changed; a lower percentage than before counts
        as the one before.

        Args:
            stage: What is done now.
            percent: Of the time that the whole film takes, 0 to 99.
            scene: The number of the scene from 1; 0 for none.
            scenes: How many scenes there are.
        """
        now = Progress(stage, max(self._last.percent, min(99, int(percent))), scene, scenes)
        if now != self._last:
            self._last = now
            self._report(now)
