"""The log of purchases is bounded, and forgets what a deleted job asked for."""

import json
import os
import stat
from pathlib import Path

import pytest

from callsheet_tools.jobs import purchase_log
from callsheet_tools.jobs.purchase_log import KEPT, LoggedPurchase, PurchaseLog


def line(number: int, at: float) -> str:
    """As the log writes one."""
    whose = (f"job_{number}", "knightvision", "me", "clip", f"print-{number}")
    return f"\n{json.dumps(LoggedPurchase(*whose, 22, at).__dict__)}\n"


def test_a_deleted_job_leaves_id_price_and_date(tmp_path: Path) -> None:
    log = PurchaseLog(tmp_path / "purchases.jsonl")
    log.path.write_text(line(1, 10.0) + "{cut short" + line(2, 20.0), "utf-8")
    log.forget({"job_1", "job_9"})
    text = log.path.read_text("utf-8")
    assert "print-1" not in text and "print-2" in text
    assert [(one.job_id, one.amount, one.at) for one in log.since(0)] == [
        ("job_1", 22, 10.0),
        ("job_2", 22, 20.0),
    ]
    assert os.name == "nt" or stat.S_IMODE(log.path.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [log.path.name]


def test_forgetting_what_is_not_there_makes_no_file(tmp_path: Path) -> None:
    PurchaseLog(tmp_path / "purchases.jsonl").forget({"job_1"})
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("days", [1, 30])
def test_a_large_log_keeps_what_the_limits_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    """Oldest first, and never of the last day, however much that is."""
    monkeypatch.setattr(purchase_log, "LARGEST", 20_000)
    log, now = PurchaseLog(tmp_path / "purchases.jsonl"), 100 * 86_400.0
    step = days * 86_400.0 / 400
    kept = [at for at in (now - n * step for n in range(400)) if at > now - KEPT]
    for n in range(400):
        with log.path.open("a") as file:
            file.write(line(n, now - n * step))
    log.append([])
    assert len(log.since(-1)) == 400, "nothing was bought: nothing is written"
    log.trim(now)
    assert sorted(one.at for one in log.since(-1)) == sorted(kept)
