"""A real HTTP server on loopback that says what a test tells it to say, well or badly."""

import contextlib
import gzip
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

Route = Callable[[socket.socket, Mapping[str, str]], None]


@dataclass
class Asked:
    """One request that came: its path and its headers, names in lower case."""

    path: str
    headers: Mapping[str, str]


@dataclass
class Server:
    """Routes by path, what was asked, and how many requests were open at once."""

    port: int = 0
    routes: dict[str, Route] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    open: int = 0
    most_open: int = 0
    over: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def answer(self, path: str, body: str | bytes = b"", *, status: str = "200 OK", **headers: str) -> str:
        """Say this at ``path``; return its address. ``content_type="x"`` is the header Content-Type."""

        def route(connection: socket.socket, _: Mapping[str, str]) -> None:
            connection.sendall(response(body, status, headers))

        self.routes[path] = route
        return self.url(path)

    def script(self, path: str, route: Route) -> str:
        self.routes[path] = route
        return self.url(path)

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]


def response(body: str | bytes = b"", status: str = "200 OK", headers: Mapping[str, str] | None = None) -> bytes:
    data = body.encode() if isinstance(body, str) else body
    given = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in ({"Content-Length": str(len(data))} | given).items())]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + data


def feed(*entries: str, title: str = "Revue exemple") -> str:
    """Return an RSS feed of these entries."""
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{title}</title>{"".join(entries)}</channel></rss>'


def entry(title: str, number: int = 1, *, link: str | None = None, guid: str | None = None, more: str = "", author: str = "") -> str:
    """Return one entry."""
    link = f"https://www.example.org/{number}" if link is None else link
    person = f'<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">{author}</dc:creator>' if author else ""
    return f"<item><title>{title}</title><link>{link}</link><guid>{guid or f'id-{number}'}</guid>{person}{more}</item>"


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    """Serve on loopback, on all its addresses, so that several hosts can be told apart (127.0.0.1, 127.0.0.2…)."""
    state = Server()

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            data = b""
            while b"\r\n\r\n" not in data:
                piece = self.request.recv(65536)
                if not piece:
                    return
                data += piece
            first, *lines = data.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
            headers = {name.strip().lower(): value.strip() for name, value in (line.split(":", 1) for line in lines)}
            path = first.split(" ")[1]
            with state.lock:
                state.asked.append(Asked(path, headers))
                state.open += 1
                state.most_open = max(state.most_open, state.open)
            route = state.routes.get(path)
            try:
                if route is None:
                    self.request.sendall(response(b"", "404 Not Found"))
                else:
                    route(self.request, headers)
            except OSError:
                pass  # the other side has heard enough
            finally:
                with state.lock:
                    state.open -= 1

    class Threads(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True
        request_queue_size = 128

    server = Threads(("0.0.0.0", 0), Handler)  # noqa: S104
    state.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def bomb(megabytes: int) -> bytes:
    """Return that many megabytes of nothing, in a few kilobytes of gzip."""
    return gzip.compress(bytes(megabytes * 1_000_000), 9)
