"""What a run costs, printed: many feeds, then many known works. `make test-long` does it at full size; nothing asserts a time."""

import os
import subprocess
import sys
from time import process_time

from pipeline.gather.matching import Index, Record, match
from tests.gather.server import entry, feed
from tests.gather.site import feeds, project_with
from tests.gather.test_killed import word, written
from tests.support import REPOSITORY

LONG = os.environ.get("PASSERELLE_LONG") == "1"
FEEDS, ENTRIES = (300, 50) if LONG else (6, 5)
KNOWN = (100, 1_000, 10_000) if LONG else (100, 1_000)
_RUN = """
import resource, sys
from pathlib import Path
from time import perf_counter, process_time
from pipeline.catalogue.project import Project
from pipeline.gather.fetch import Fetcher
from tests.gather.conftest import NOW, PATIENT
from tests.gather.site import loaded, run
started = perf_counter()
run(Project(Path(sys.argv[1])), Fetcher("Passerelle/exemple", lambda: NOW, PATIENT, allow_loopback=True))
print(perf_counter() - started, process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def test_the_cost_of_many_feeds_is_printed(tmp_path, server):
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
    project = project_with(tmp_path, feeds(**addresses))
    print(f"\n{FEEDS} feeds of {ENTRIES} entries")
    for name in ("first run", "second run, nothing new"):
        command = [sys.executable, "-c", _RUN, str(project.root)]
        result = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=600)
        assert result.stderr == ""
        seconds, cpu, memory = map(float, result.stdout.split())
        print(f"{name:<26}{seconds:>8.1f} s{cpu:>8.1f} s of processor{memory:>8.0f} MiB")
        assert written(project.candidates) == FEEDS * ENTRIES
    assert len(server.asked) == 2 * FEEDS


def test_the_cost_of_many_known_works_is_printed():
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
