"""`passerelle servir`: the site on this machine only, made again at each edit, browsers told."""

import gzip
import http.client
import queue
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from watchdog.events import FileCreatedEvent, FileModifiedEvent, FileMovedEvent

from pipeline.project import Project
from pipeline.site.build import build_pages, build_search
from pipeline.site.search.pagefind_index import SearchStoppedError
from pipeline.site.serve import HOST, FileWatch, Reloads, make_server, serve
from tests.site.built_pages import parse
from tests.site.edits import built_clean, searched
from tests.support import TODAY, make_site

# Long enough for a slow machine; a test that passes never waits that long.
LIMIT_S = 60
RELOAD_EVENT = ["event: recharger", "data: 1", ""]
END = "(fin)"
CONTEXT = "Exemple de contexte."
# What makes the search index of a project, and ends early when the event is set.
Index = Callable[[Project, threading.Event], None]


@dataclass
class Response:
    status: int
    headers: http.client.HTTPMessage
    body: str


@dataclass
class Served:
    """A running `servir`: its port, what it was told of each build and each index, and the project that it watches."""

    project: Project
    port: int
    builds: "queue.Queue[bool]" = field(default_factory=queue.Queue)
    indexed: "queue.Queue[bool]" = field(default_factory=queue.Queue)
    stop: threading.Event = field(default_factory=threading.Event)

    def get(self, path: str) -> Response:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=LIMIT_S)
        connection.request("GET", path)
        answer = connection.getresponse()
        found = Response(answer.status, answer.headers, answer.read().decode())
        connection.close()
        return found

    @contextmanager
    def events(self) -> Iterator["queue.Queue[str]"]:
        """Listen to the event stream as a page does; give its lines in a queue, from the moment it listens."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=LIMIT_S)
        connection.request("GET", "/_recharger")
        stream = connection.sock
        answer = connection.getresponse()
        assert answer.headers["Content-Type"] == "text/event-stream"
        # The server says that it listens before anything else.
        assert [answer.readline(), answer.readline()] == [b": ecoute\n", b"\n"]
        lines: queue.Queue[str] = queue.Queue()

        def read() -> None:
            for line in answer:
                lines.put(line.decode().rstrip("\n"))
            lines.put(END)

        reader = threading.Thread(target=read)
        reader.start()
        try:
            yield lines
        finally:
            with suppress(OSError):  # the server may have ended first
                stream.shutdown(socket.SHUT_RDWR)  # as a closed tab does
            reader.join(LIMIT_S)
            answer.close()
            connection.close()
        assert not reader.is_alive()


def index_now(project: Project, stop: threading.Event) -> None:
    with suppress(SearchStoppedError):
        build_search(project, stop)


@contextmanager
def serving(root: Path, *indexes: Index) -> Iterator[Served]:
    """Serve the small site of ``root`` on a free port, as the command line does, until the block ends.

    ``indexes`` stand in for the first runs of the search index; ``Served.indexed`` is told of the end of each run.
    """
    served = Served(make_site(root, templates=True), 0)
    ready: queue.Queue[str] = queue.Queue()

    def rebuild() -> bool:
        outcome = build_pages(served.project, TODAY)
        good = outcome.prepared is None or outcome.prepared.blocking == ()
        served.builds.put(good)
        return good

    runs = iter(indexes)

    def index(stop: threading.Event) -> None:
        try:
            next(runs, index_now)(served.project, stop)
        finally:
            served.indexed.put(True)

    thread = threading.Thread(target=serve, args=(served.project, 0, rebuild, index, ready.put, served.stop))
    thread.start()
    try:
        address = ready.get(timeout=LIMIT_S)
        assert address.startswith(f"http://{HOST}:")
        served.port = int(address.rstrip("/").rsplit(":", 1)[1])
        yield served
    finally:
        served.stop.set()
        thread.join(LIMIT_S)
        assert not thread.is_alive()


def next_event(lines: "queue.Queue[str]") -> list[str]:
    """Return the lines of the next event."""
    return [lines.get(timeout=LIMIT_S) for _ in RELOAD_EVENT]


def edit(served: Served, old: str, new: str) -> None:
    """Replace the sheet in one step, as editors do; from a folder that is not watched, so that it is one change."""
    path = served.project.content / "fiches" / "exemple.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    temporary = served.project.root / "exemple.tmp"
    temporary.write_text(text.replace(old, new), encoding="utf-8")
    temporary.replace(path)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site that no test changes."""
    with serving(tmp_path_factory.mktemp("servi")) as running:
        yield running


def test_a_page_is_served_with_the_script_that_reloads_it(served):
    answer = served.get("/fiches/exemple/")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    tree = parse(answer.body)
    assert tree.one("h1").text == "Exemple de fiche sur le tutorat"
    assert tree.one("body").all("script")[-1].attributes == {"src": "/_recharger.js", "defer": ""}


def test_the_published_file_itself_has_no_such_script(served):
    assert "_recharger" not in (served.project.site / "fiches" / "exemple" / "index.html").read_text(encoding="utf-8")


def test_the_script_is_a_file_so_that_the_pages_policy_allows_it(served):
    answer = served.get("/_recharger.js")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert answer.body == 'new EventSource("/_recharger").addEventListener("recharger", () => location.reload());\n'


def test_an_unknown_address_shows_the_404_page_with_its_status(served):
    answer = served.get("/fiches/absente/")
    assert answer.status == 404
    assert parse(answer.body).one("h1").text == "Page introuvable"


def test_an_address_without_its_slash_is_redirected(served):
    answer = served.get("/fiches/exemple")
    assert (answer.status, answer.headers["Location"]) == (301, "/fiches/exemple/")


def test_a_question_does_not_hide_the_page(served):
    assert parse(served.get("/recherche/?q=lecture").body).one("h1").text == "Recherche"


def test_other_files_are_served_as_they_are(served):
    answer = served.get("/assets/passerelle.css")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/css")
    assert answer.body == (served.project.site / "assets" / "passerelle.css").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "path", ["/../content/organisme.yml", "/%2e%2e/content/organisme.yml", "/..%2fcontent/organisme.yml", "//content/organisme.yml"]
)
def test_nothing_outside_the_site_is_served(path, served):
    answer = served.get(path)
    assert answer.status == 404
    assert "Table exemple" not in parse(answer.body).one("article").text


def test_only_this_machine_may_connect(tmp_path: Path):
    server = make_server(tmp_path, 0, Reloads())
    try:
        assert server.server_address[0] == HOST == "127.0.0.1"
        assert server.socket.getsockname()[0] == "127.0.0.1"
        assert server.socket.family == socket.AF_INET
    finally:
        server.server_close()


def test_an_edit_is_built_and_open_pages_are_told(tmp_path: Path):
    with serving(tmp_path) as served:
        assert served.builds.get(timeout=LIMIT_S) is True
        with served.events() as lines:
            edit(served, CONTEXT, "Un contexte exemple de rhubarbe.")
            assert served.builds.get(timeout=LIMIT_S) is True
            assert next_event(lines) == RELOAD_EVENT
            assert "Un contexte exemple de rhubarbe." in served.get("/fiches/exemple/").body


def test_an_edit_with_an_error_leaves_the_page_and_tells_nobody_until_it_is_mended(tmp_path: Path):
    with serving(tmp_path) as served:
        assert served.builds.get(timeout=LIMIT_S) is True
        with served.events() as lines:
            edit(served, CONTEXT, "Un exemple de 4321 élèves.")
            assert served.builds.get(timeout=LIMIT_S) is False
            assert CONTEXT in served.get("/fiches/exemple/").body
            edit(served, "Un exemple de 4321 élèves.", "Un exemple mis au point.")
            assert served.builds.get(timeout=LIMIT_S) is True
            assert "Un exemple mis au point." in served.get("/fiches/exemple/").body
            assert next_event(lines) == RELOAD_EVENT
            # That event was the only one: nothing else comes before the end.
            served.stop.set()
            assert lines.get(timeout=LIMIT_S) == END


def test_two_open_pages_are_both_told(tmp_path: Path):
    with serving(tmp_path) as served, served.events() as one, served.events() as other:
        assert served.builds.get(timeout=LIMIT_S) is True
        edit(served, CONTEXT, "Un contexte exemple de rhubarbe.")
        assert next_event(one) == next_event(other) == RELOAD_EVENT


@pytest.mark.parametrize(
    ("event", "noted"),
    [
        (FileModifiedEvent("/projet/content/fiches/exemple.md"), True),
        (FileModifiedEvent("/projet/content/adresses.txt"), False),
        (FileMovedEvent("/projet/content/.adresses.txt.tmp", "/projet/content/adresses.txt"), False),
        (FileCreatedEvent("/projet/content/.adresses.txt.tmp"), False),
        (FileModifiedEvent("/projet/content/.calendrier.txt.tmp"), False),
        (FileMovedEvent("/projet/content/.calendrier.txt.tmp", "/projet/content/calendrier.txt"), False),
    ],
)
def test_what_the_build_writes_in_the_content_asks_for_no_other_build(event, noted):
    changed = threading.Event()
    FileWatch(changed, Project(Path("/projet")).kept_files).on_any_event(event)
    assert changed.is_set() is noted


# The search index.


def words_in_search(project: Project) -> str:
    """Return what holds the words of the search index that readers have, each without its ending."""
    chunks = sorted((project.site / "pagefind" / "index").iterdir())
    return "".join(gzip.decompress(path.read_bytes()).decode("latin-1") for path in chunks)


def until_stopped(_: Project, stop: threading.Event) -> None:
    """Index nothing, and end only when told to."""
    assert stop.wait(LIMIT_S)


def test_a_page_is_served_anew_and_reloaded_before_the_search_index_is_made(tmp_path: Path):
    may_end = threading.Event()

    def index_when_told(project: Project, stop: threading.Event) -> None:
        assert may_end.wait(LIMIT_S)
        build_search(project, stop)

    with serving(tmp_path, index_now, index_when_told) as served, served.events() as lines:
        assert served.indexed.get(timeout=LIMIT_S)
        edit(served, CONTEXT, "Un contexte exemple de rhubarbe.")
        assert next_event(lines) == RELOAD_EVENT
        assert "Un contexte exemple de rhubarbe." in served.get("/fiches/exemple/").body
        assert "rhubarb" not in words_in_search(served.project)
        may_end.set()
        assert served.indexed.get(timeout=LIMIT_S)
        assert "rhubarb" in words_in_search(served.project)


def test_an_edit_stops_the_index_that_runs_and_the_next_one_is_that_of_a_first_build(tmp_path: Path):
    with serving(tmp_path / "suivi", until_stopped, until_stopped) as served, served.events() as lines:
        edit(served, CONTEXT, "Un premier contexte exemple.")
        assert next_event(lines) == RELOAD_EVENT
        edit(served, "Un premier contexte exemple.", "Un contexte exemple de cannelle.")
        assert next_event(lines) == RELOAD_EVENT
        for _ in range(3):
            assert served.indexed.get(timeout=LIMIT_S)
        assert searched(served.project.site) == searched(built_clean(served.project, tmp_path / "neuf").site)
        assert "cannel" in words_in_search(served.project)


def test_an_index_that_an_error_stopped_is_still_made(tmp_path: Path):
    with serving(tmp_path, index_now, until_stopped) as served, served.events() as lines:
        assert served.indexed.get(timeout=LIMIT_S)
        edit(served, CONTEXT, "Un contexte exemple de rhubarbe.")
        assert next_event(lines) == RELOAD_EVENT
        edit(served, "Un contexte exemple de rhubarbe.", "Un exemple de 4321 élèves.")
        assert [served.builds.get(timeout=LIMIT_S) for _ in range(3)] == [True, True, False]
        for _ in range(2):
            assert served.indexed.get(timeout=LIMIT_S)
        assert "rhubarb" in words_in_search(served.project)


def test_an_index_that_fails_is_told_and_the_next_edit_makes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    def fail(_: Project, __: threading.Event) -> None:
        raise RuntimeError("un exemple de panne")

    with serving(tmp_path, fail) as served:
        assert served.indexed.get(timeout=LIMIT_S)
        assert served.get("/").status == 200
        edit(served, CONTEXT, "Un contexte exemple de rhubarbe.")
        assert served.indexed.get(timeout=LIMIT_S)
        assert "rhubarb" in words_in_search(served.project)
    assert "RuntimeError: un exemple de panne" in capsys.readouterr().err


def test_stopping_the_server_stops_the_index(tmp_path: Path):
    with serving(tmp_path, until_stopped) as served:
        served.stop.set()
        assert served.indexed.get(timeout=LIMIT_S)
