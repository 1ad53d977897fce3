"""The local server, and a fetcher that may reach it, with short patience."""

from collections.abc import Iterator
from functools import cache

import httpx
import pytest

from pipeline.intake.web.fetch import Fetcher
from pipeline.intake.web.http_client import Limits
from tests.intake.fake_registries import NOW, registries, waits, web  # noqa: F401 (fixtures)
from tests.intake.server import Server, serving

# Seconds: what is slow in these tests is cut at once, and what answers has time to.
SHORT = Limits(connect=5.0, read=0.2, total=0.5, body=200_000, pause=0.0)
PATIENT = Limits(connect=20.0, read=20.0, total=60.0, body=2_000_000, pause=0.0)


@pytest.fixture(scope="session", autouse=True)
def authorities_read_once() -> Iterator[None]:
    """Give each client the same context: the certificates of the authorities take longer to read than most of these tests take."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(httpx, "create_ssl_context", cache(httpx.create_ssl_context))
        yield


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture(scope="session")
def fetcher() -> Fetcher:
    return Fetcher("Passerelle/exemple (veille documentaire; veille@exemple.org)", lambda: NOW, PATIENT, allow_loopback=True)


@pytest.fixture(scope="session")
def hasty() -> Fetcher:
    return Fetcher("Passerelle/exemple", lambda: NOW, SHORT, allow_loopback=True)
