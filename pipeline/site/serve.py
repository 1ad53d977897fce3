"""``passerelle servir``: the site on this machine only, made again when a file changes, browsers reloaded, then search indexed."""

import queue
import threading
import traceback
from collections.abc import Callable, Iterable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from pipeline.project import Project
from pipeline.writing import temporary

HOST = "127.0.0.1"
RELOAD_SCRIPT = "/_recharger.js"
RELOAD_EVENTS = "/_recharger"
# Served from a file, not inline: the page's own policy stays in force.
_SCRIPT = f'new EventSource("{RELOAD_EVENTS}").addEventListener("recharger", () => location.reload());\n'
_SETTLE_S = 0.15


class Reloads:
    """Tells every open page that the site changed."""

    def __init__(self) -> None:
        self._listeners: set[queue.SimpleQueue[bool]] = set()
        self._lock = threading.Lock()

    def listen(self) -> "queue.SimpleQueue[bool]":
        """Return a queue that receives True at each change, and False at the end."""
        listener: queue.SimpleQueue[bool] = queue.SimpleQueue()
        with self._lock:
            self._listeners.add(listener)
        return listener

    def forget(self, listener: "queue.SimpleQueue[bool]") -> None:
        """Stop telling ``listener``."""
        with self._lock:
            self._listeners.discard(listener)

    def tell(self, again: bool = True) -> None:
        """Tell every listener that the site changed, or with False that the server stops."""
        with self._lock:
            for listener in self._listeners:
                listener.put(again)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.0"

    def __init__(self, *args: object, reloads: Reloads, directory: str, **kwargs: object) -> None:
        self._reloads = reloads
        super().__init__(*args, directory=directory, **kwargs)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if self.path == RELOAD_SCRIPT:
            self._send(200, "text/javascript; charset=utf-8", _SCRIPT.encode())
        elif self.path == RELOAD_EVENTS:
            self._events()
        else:
            self._page()

    def _page(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            if not self.path.split("?")[0].endswith("/"):
                super().do_GET()  # redirects to the address with its slash
                return
            path = path / "index.html"
        status = 200
        if not path.is_file():
            path, status = Path(self.directory, "404.html"), 404
        if path.suffix != ".html" or not path.is_file():
            super().do_GET()
            return
        page = path.read_bytes().replace(b"</body>", f'<script src="{RELOAD_SCRIPT}" defer></script></body>'.encode())
        self._send(status, "text/html; charset=utf-8", page)

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def _events(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        listener = self._reloads.listen()
        try:
            self.wfile.write(b": ecoute\n\n")
            self.wfile.flush()
            while listener.get():
                self.wfile.write(b"event: recharger\ndata: 1\n\n")
                self.wfile.flush()
        except OSError:
            pass  # the page was closed
        finally:
            self._reloads.forget(listener)

    def log_message(self, format: str, *args: object) -> None:
        pass


def make_server(site: Path, port: int, reloads: Reloads) -> ThreadingHTTPServer:
    """Return a server of ``site`` on the loopback interface; ``port`` 0 takes a free one."""
    server = ThreadingHTTPServer((HOST, port), partial(_Handler, reloads=reloads, directory=str(site)))
    server.daemon_threads = True
    return server


class FileWatch(FileSystemEventHandler):
    """Notes that a file changed, but for those of ``kept``, which the build itself writes, and what it writes them through."""

    def __init__(self, changed: threading.Event, kept: Iterable[Path]) -> None:
        self._changed = changed
        self._kept = {name for path in kept for name in (path.name, temporary(path).name)}

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note what happened to a file."""
        if self._kept & {Path(str(event.src_path)).name, Path(str(event.dest_path)).name}:
            return
        if event.event_type in ("created", "modified", "moved", "deleted") and not event.is_directory:
            self._changed.set()


def _tried(work: Callable[[], bool]) -> bool:
    """Do ``work``; a bug (a half-typed template, say) shows its traceback and leaves the server up."""
    try:
        return work()
    except Exception:
        traceback.print_exc()
        return False


class Indexing:
    """Makes the search index in the background, one run at a time, so that pages need not wait for it.

    ``index`` is given an event that is set when it must end before it is done; what it leaves to do, the next run does.
    """

    def __init__(self, index: Callable[[threading.Event], None]) -> None:
        self._index = index
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin a run; the one before must be stopped."""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=_tried, args=(partial(self._run, self._stop),))
        self._thread.start()

    def stop(self) -> None:
        """End the run, if there is one, and wait until it has."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self, stop: threading.Event) -> bool:
        self._index(stop)
        return True


def serve(
    project: Project,
    port: int,
    rebuild: Callable[[], bool],
    index: Callable[[threading.Event], None],
    ready: Callable[[str], None],
    stop: threading.Event | None = None,
) -> None:
    """Build, serve, watch and rebuild until ``stop`` is set (or Ctrl+C).

    ``rebuild`` makes the pages and says whether they are good; ``index`` then makes the search index, as for ``Indexing``.
    """
    stop = stop or threading.Event()
    changed = threading.Event()
    reloads = Reloads()
    indexing = Indexing(index)
    _tried(rebuild)
    project.site.mkdir(exist_ok=True)
    server = make_server(project.site, port, reloads)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    observer = Observer()
    for folder in (project.content, project.research, project.templates):
        if folder.is_dir():
            observer.schedule(FileWatch(changed, project.kept_files), str(folder), recursive=True)
    observer.start()
    ready(f"http://{HOST}:{server.server_address[1]}/")
    try:
        indexing.start()
        while not stop.is_set():
            if changed.wait(0.2):
                stop.wait(_SETTLE_S)  # an editor often writes twice
                changed.clear()
                indexing.stop()  # it reads the pages that are about to be made again
                if _tried(rebuild):
                    reloads.tell()
                indexing.start()  # after an error too: the index that was stopped is still to be made
    except KeyboardInterrupt:
        pass
    finally:
        reloads.tell(False)
        indexing.stop()
        observer.stop()
        observer.join()
        server.shutdown()
        server.server_close()
