"""`callsheet serve` whose own tasks break down as soon as it runs: arguments as for `callsheet`."""

from typing import NoReturn

from callsheet.cli import main
from callsheet_tools.mcp_features.subscriptions import JobSubscriptionBus


async def break_down(*_: object) -> NoReturn:
    """As a bug would."""
    raise RuntimeError("a bug")


if __name__ == "__main__":
    setattr(JobSubscriptionBus, "notify", break_down)  # noqa: B010 - of another type on purpose
    main()
