"""The records of the kinds of job agree with the journal, the tools and the rate limits."""

from typing import get_args

import pytest

from callsheet.composition import KINDS
from callsheet.provider_limits import budgets
from callsheet_tools.catalog import CATALOG
from callsheet_tools.jobs.job import Kind
from callsheet_tools.jobs.kinds import JobKind, meter_of
from callsheet_tools.knightvision.kinds import KINDS as KNIGHTVISION
from callsheet_tools.knowlify.kinds import KINDS as KNOWLIFY

TOOLS = {entry.name: entry for entry in CATALOG}
EACH = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


def test_every_kind_that_the_journal_keeps_has_one_record() -> None:
    """Two records of one name would hide each other."""
    assert sorted(kind.name for kind in (*KNOWLIFY, *KNIGHTVISION)) == sorted(get_args(Kind))


@EACH
def test_a_kind_is_started_by_one_tool_and_shown_by_another_of_its_provider(kind: JobKind) -> None:
    (starter,) = [entry for entry in CATALOG if entry.starts is kind]
    shower = TOOLS[kind.shown_by]
    assert {starter.group, shower.group} == {kind.provider}
    assert shower.starts is None and shower.hints.read_only_hint


@EACH
def test_each_window_that_a_kind_names_has_a_limit(kind: JobKind) -> None:
    """A name without one would be counted in the account's first window."""
    known = budgets(kind.provider, "hosted", None)
    trail = kind.recovery
    lists = [trail.surveys, trail.balances] if trail else []
    assert {*filter(None, lists)} <= set(known)


@EACH
def test_all_kinds_of_a_provider_are_counted_by_one_meter(kind: JobKind) -> None:
    meter, counted = meter_of(KINDS, kind.provider)
    assert (kind.name in counted) == (kind.cost is not None)
    assert kind.cost is None or kind.cost.meter is meter


def test_what_a_tool_follows_is_an_argument_that_it_has() -> None:
    named = [(entry.name, entry.follows[1]) for entry in CATALOG if entry.follows]
    named += [(entry.name, one) for entry in CATALOG for one in entry.batches]
    missing = [(name, one) for name, one in named if one not in TOOLS[name].fn.__annotations__]
    assert named and missing == []
