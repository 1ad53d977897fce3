"""The addresses outside of the site that content names: where each stands, and whether it still leads to a page."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urldefrag, urlsplit

from pydantic import BaseModel

from pipeline.content.catalogue import Catalogue
from pipeline.intake.web.fetch import Fetched, Fetcher, FetchOutcome, ask_by_host
from pipeline.rules.links import link_targets
from pipeline.text.addresses import is_web_address

# Seconds for a whole run: what is left is looked at the next time.
LONGEST_RUN = 1500.0
# Hosts that answer by sending elsewhere, to publishers who then refuse programs: that says nothing of the DOI.
REGISTRIES = frozenset({"doi.org"})


class Verdict(StrEnum):
    """What is to be done about a link."""

    ALIVE = "alive"
    MOVED = "moved"
    DEAD = "dead"
    UNSURE = "unsure"
    """The site answers, but not to a program, or not now: a person has to look."""


@dataclass(frozen=True)
class LinkResult:
    """What became of one address. ``paths`` are the files that name it; ``moved`` is the new address when the old one is left for good."""

    address: str
    paths: tuple[str, ...]
    verdict: Verdict
    reason: str = ""
    moved: str | None = None


@dataclass(frozen=True)
class LinksReport:
    """What one run gave, by address; ``offline``: no name of several led anywhere, so it is this machine that is cut off."""

    results: tuple[LinkResult, ...]
    offline: bool = False

    def of(self, verdict: Verdict) -> tuple[LinkResult, ...]:
        """Return the links of one verdict."""
        return tuple(result for result in self.results if result.verdict is verdict)


def outside_links(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """Return the addresses that the content names, without their fragments, each with the files that name it, both sorted."""
    found: dict[str, set[str]] = defaultdict(set)
    for path, address in _named(catalogue):
        if is_web_address(address):
            found[urldefrag(address).url].add(path)
    return {address: tuple(sorted(paths)) for address, paths in sorted(found.items())}


def _named(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for document in catalogue.documents:
        path = document.source.path
        yield from ((path, target) for _, target in link_targets(document))
        yield from ((path, text) for text in _texts(document.meta))
    for note in catalogue.notes.values():
        yield from ((note.source.path, excerpt.url) for excerpt in note.excerpts if excerpt.url)
        yield from ((note.source.path, text) for text in _texts(note.meta))
    for reference in catalogue.references.values():
        if reference.url:
            yield reference.place.path, reference.url
    council = catalogue.project.relative(catalogue.project.content / "organisme.yml")
    own = catalogue.organisation.model_copy(update={"adresse": None, "depot": None})  # ours: not outside
    yield from ((council, text) for text in _texts(own))


def _texts(value: object) -> Iterator[str]:
    """Yield every text of a model, however deep."""
    match value:
        case BaseModel():
            yield from _texts(value.model_dump())
        case dict():
            for inner in value.values():
                yield from _texts(inner)
        case tuple() | list():
            for inner in value:
                yield from _texts(inner)
        case str():
            yield value


def check_outside(
    links: Mapping[str, tuple[str, ...]],
    fetcher: Fetcher,
    *,
    longest: float = LONGEST_RUN,
    registries: frozenset[str] = REGISTRIES,
    step: Callable[[int, int], None] = lambda _done, _total: None,
) -> LinksReport:
    """Ask for each address once, several hosts at a time and one page at a time for each.

    ``longest`` is in seconds; of the hosts in ``registries``, a redirection is the answer; ``step`` is told how many addresses of how
    many were asked for.
    """
    until = time.monotonic() + longest
    answers: dict[str, Fetched] = {}

    def ask(address: str) -> None:
        follow = urlsplit(address).hostname not in registries
        late = time.monotonic() >= until
        answers[address] = Fetched(FetchOutcome.FAILED, _LATE) if late else fetcher.reach(address, until, follow=follow)
        step(len(answers), len(links))

    hosts = ask_by_host(links, lambda address: address, ask)
    offline = hosts > 1 and all(fetched.outcome is FetchOutcome.NOWHERE for fetched in answers.values())
    return LinksReport(tuple(_result(address, paths, answers[address]) for address, paths in links.items()), offline)


_LATE = "Le temps a manqué : cette adresse sera vérifiée la prochaine fois."


def _result(address: str, paths: tuple[str, ...], fetched: Fetched) -> LinkResult:
    match fetched.outcome:
        case FetchOutcome.READ | FetchOutcome.UNCHANGED if fetched.moved is not None and fetched.moved != address:
            return LinkResult(
                address=address, paths=paths, verdict=Verdict.MOVED, reason="La page a déménagé pour de bon.", moved=fetched.moved
            )
        case FetchOutcome.READ | FetchOutcome.UNCHANGED:
            return LinkResult(address, paths, Verdict.ALIVE)
        case FetchOutcome.GONE:
            return LinkResult(address, paths, Verdict.DEAD, "Le site dit que cette page n’existe plus.")
        case FetchOutcome.NOWHERE:
            return LinkResult(address, paths, Verdict.DEAD, fetched.reason)
        case FetchOutcome.MISSING if fetched.status == 404:
            return LinkResult(address, paths, Verdict.DEAD, fetched.reason)
    refused = {401, 402, 403, 407, 451}
    reason = "Le site refuse de répondre à un logiciel." if fetched.status in refused else fetched.reason
    if fetched.outcome is FetchOutcome.FAILED and fetched.status is not None and fetched.status not in refused:
        reason = f"Le site répond autre chose qu’une page (code {fetched.status})."
    return LinkResult(address, paths, Verdict.UNSURE, reason)
