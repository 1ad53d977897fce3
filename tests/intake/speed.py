"""What a run of the watch costs: many feeds, then many known works (`make test-long`). A table; nothing asserts a time."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from pipeline.intake.imports.matching import Index, Record, match
from tests.intake.server import Server, entry, feed, serving
from tests.intake.site import feeds, project_with
from tests.intake.test_killed import word, written
from tests.support import REPOSITORY

FEEDS, ENTRIES = 300, 50
KNOWN = (100, 1_000, 10_000)
_RUN = """
import resource, sys
from pathlib import Path
from time import perf_counter, process_time
from pipeline.project import Project
from pipeline.intake.web.fetch import Fetcher
from tests.intake.conftest import NOW, PATIENT
from tests.intake.site import loaded, run
started = perf_counter()
run(Project(Path(sys.argv[1])), Fetcher("Passerelle/exemple", lambda: NOW, PATIENT, allow_loopback=True))
print(perf_counter() - started, process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def many_feeds(root: Path, server: Server) -> None:
    """Print what a first run costs, and a second to which every feed answers that nothing is new."""
    addresses = {}
    for source in range(FEEDS):
        numbers = range(source * ENTRIES, (source + 1) * ENTRIES)
        items = (
            entry(
                f"Exemple {word(n)} sur {word(-n)} à l’école",
                n,
                author=f"Alex {word(n)}",
                more=f"<description>{'mot ' * 150}</description>",
            )
            for n in numbers
        )
        body = feed(*items)
        path, tag = f"/{source}", f'"v{source}"'

        def route(connection, headers, body=body, tag=tag):
            same = headers.get("if-none-match") == tag
            head = "304 Not Modified" if same else f"200 OK\r\nContent-Length: {len(body.encode())}"
            connection.sendall(f"HTTP/1.1 {head}\r\nETag: {tag}\r\nConnection: close\r\n\r\n".encode() + (b"" if same else body.encode()))

        server.script(path, route)
        # A host for each ten feeds, as publishers have several.
        addresses[f"Revue {source}"] = server.url(path, f"127.0.{source // 10 + 1}.1")
    project = project_with(root, feeds(**addresses))
    print(f"{FEEDS} feeds of {ENTRIES} entries")
    for name in ("first run", "second run, nothing new"):
        command = [sys.executable, "-c", _RUN, str(project.root)]
        result = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=600)
        assert result.stderr == ""
        seconds, cpu, memory = map(float, result.stdout.split())
        print(f"{name:<26}{seconds:>8.1f} s{cpu:>8.1f} s of processor{memory:>8.0f} MiB")
        assert written(project.candidates) == FEEDS * ENTRIES
    assert len(server.asked) == 2 * FEEDS


def many_known_works() -> None:
    """Print what it costs to find works again among many that are known."""
    print("\nknown works   index   a thousand searches")
    for known in KNOWN:
        started = process_time()
        records = [
            Record(f"The effects of {word(n)} on {word(n % 97)} in school", 2000 + n % 25, f"{word(n % 50)}, A.", f"10.1234/{n}")
            for n in range(known)
        ]
        index = Index((str(n), record) for n, record in enumerate(records))
        built = process_time()
        found = [match(Record(record.title + "s", record.year, record.first_author), index) for record in records[:1000]]
        assert [result.key for result in found if result] == [str(n) for n in range(min(known, 1000))]
        searches = (process_time() - built) * 1000 / len(found)
        print(f"{known:>11}{built - started:>7.2f} s{searches:>19.2f} s")


if __name__ == "__main__":
    with TemporaryDirectory() as folder, serving() as running:
        many_feeds(Path(folder), running)
    many_known_works()
