"""What every test shares: the event loop, both protocol eras, golden files, no network."""

import socket
from collections.abc import Callable, Generator
from typing import Any

import pytest
from tests.fake_llm_endpoint import Models, answering

LOOPBACK = frozenset(
    {"127.0.0.1", "::1", "localhost", "", None, b"localhost", b"127.0.0.1", "0.0.0.0"}
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="Record golden files anew.")


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be recorded anew."""
    return bool(request.config.getoption("--rewrite"))


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def models() -> Generator[Models]:
    """Models on loopback, as users may have them."""
    with answering() as stand_in:
        yield stand_in


@pytest.fixture(params=["auto", "legacy"], ids=["modern", "handshake"])
def mode(request: pytest.FixtureRequest) -> str:
    """The protocol eras: how `mcp.Client` is to talk."""
    return request.param


@pytest.fixture(scope="session", autouse=True)
def only_loopback() -> Generator[None]:
    """No test reaches another computer, not even to look up its name."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", _guarded_lookup(socket.getaddrinfo))
        yield


def _guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _check(address[0])
        return connect(self, address)

    return guarded


def _guarded_lookup(lookup: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(host: Any, *args: Any, **kwargs: Any) -> Any:
        _check(host)
        return lookup(host, *args, **kwargs)

    return guarded


def _check(host: Any) -> None:
    if host not in LOOPBACK:
        raise OSError(f"A test tried to reach {host!r}.")
