"""A real HTTP server on this machine, that answers what a test tells it to and remembers what it was asked."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from pipeline.intake.web.client import Web

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@dataclass
class Asked:
    """One request: its path decoded, its parameters, its headers in lower case."""

    path: str
    params: dict[str, str]
    headers: dict[str, str]


@dataclass
class Registries:
    """``answers`` gives, by path or by path and parameters, the status, headers and body of each answer in turn; the last one stays."""

    base: str = ""
    answers: dict[str, list[tuple[int, dict[str, str], bytes]]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def answer(self, path: str, body: object = b"", status: int = 200, **headers: str) -> None:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers.setdefault(path, []).append((status, named, raw))

    def next_answer(self, target: str) -> tuple[int, dict[str, str], bytes]:
        path, params = unquote(urlsplit(target).path), dict(parse_qsl(urlsplit(target).query))
        for known in (f"{path}?{params.get('filter', '')}", path):
            if known in self.answers:
                turn = self.answers[known]
                return turn.pop(0) if len(turn) > 1 else turn[0]
        return 404, {}, b"Resource not found."


@pytest.fixture
def registries() -> Iterator[Registries]:
    state = Registries()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            state.asked.append(Asked(unquote(parts.path), dict(parse_qsl(parts.query)), headers))
            status, named, body = state.next_answer(self.path)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **named}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.base = f"http://127.0.0.1:{http.server_address[1]}"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield state
    http.shutdown()
    thread.join()
    http.server_close()


@pytest.fixture
def waits() -> list[float]:
    """The seconds that were waited, without waiting."""
    return []


@pytest.fixture
def web(waits: list[float]) -> Web:
    return Web("contact@example.org", lambda: NOW, waits.append, allow_loopback=True)
