"""One feed asked for over HTTP, politely: conditional requests, one at a time per host, and everything bounded.

RFC 9110 (ETag, Last-Modified, redirections, Retry-After), RFC 9111 (Cache-Control: max-age).
"""

import re
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

from pipeline.intake.web.http_client import LONGEST_WAIT, Broken, ExchangeError, HttpAnswer, HttpClient, Limits, retry_at
from pipeline.intake.web.network import NoSuchNameError, UnreachableError, asked_address, origin, redirected
from pipeline.text.typographic import french_text

Asked = TypeVar("Asked")
HOSTS_AT_ONCE = 8
_ACCEPT = "application/atom+xml, application/rss+xml, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
_PERMANENT = (301, 308)
_BROKEN = {
    Broken.SLOW: "Le site a mis trop de temps à répondre.",
    Broken.CUT: "La connexion avec le site a été coupée.",
    Broken.ILL_SPOKEN: "La réponse du site ne se lit pas : elle est coupée ou mal formée.",
    Broken.UNREADABLE: "La réponse du site ne se lit pas : elle est coupée ou mal formée.",
}


def user_agent(version: str, *contacts: str | None) -> str:
    """Return how the watch presents itself to sites: its name, what it is for, and the first contact that is known."""
    contact = next((contact for contact in contacts if contact), "contact a venir")
    return f"Passerelle/{version} (veille documentaire; {contact})".encode("ascii", "ignore").decode()


def ask_by_host(things: Iterable[Asked], address: Callable[[Asked], str], ask: Callable[[Asked], None]) -> int:
    """Call ``ask`` on each thing, several hosts at once and one thing at a time for each; return how many hosts there are."""
    hosts: dict[str, list[Asked]] = defaultdict(list)
    for one in things:
        hosts[urlsplit(address(one)).netloc.lower()].append(one)

    def ask_host(group: list[Asked]) -> None:
        for one in group:
            ask(one)

    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        for done in as_completed([pool.submit(ask_host, group) for group in hosts.values()]):
            done.result()
    return len(hosts)


class FetchOutcome(StrEnum):
    """How a request ended."""

    READ = "lu"
    UNCHANGED = "inchange"
    GONE = "disparu"
    WAIT = "attendre"
    MISSING = "absent"
    """404 or 5xx: it may come back, so it counts before it is shown."""
    NOWHERE = "introuvable"
    """The name of the site leads nowhere."""
    FAILED = "echec"


@dataclass(frozen=True)
class Fetched:
    """What a request gave. ``moved`` is the new address when the site says that the old one is left for good."""

    outcome: FetchOutcome
    reason: str = ""
    body: bytes = b""
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None
    fresh_for: timedelta = timedelta()
    retry_at: datetime | None = None
    moved: str | None = None
    status: int | None = None
    """What the last site asked answered (RFC 9110, section 15), when it answered."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "reason", french_text(self.reason))


class Fetcher:
    """Asks for feeds; may be used from several threads. ``now`` gives the time (UTC) that waits are counted from."""

    def __init__(self, user_agent: str, now: Callable[[], datetime], limits: Limits | None = None, *, allow_loopback: bool = False) -> None:
        self._headers = {"User-Agent": user_agent, "Accept": _ACCEPT}
        self._now = now
        self._client = HttpClient(limits or Limits(), allow_loopback=allow_loopback)
        self._hosts: dict[str, _Host] = defaultdict(_Host)
        self._lock = threading.Lock()

    def fetch(self, address: str, etag: str | None = None, last_modified: str | None = None, until: float | None = None) -> Fetched:
        """Ask for ``address``; never raises. ``until`` (time.monotonic) is when the whole run must end."""
        return self._follow(address, etag, last_modified, until, self._client.limits.redirections, read=True)

    def reach(self, address: str, until: float | None = None, *, follow: bool = True) -> Fetched:
        """Ask whether ``address`` leads to a page, as ``fetch`` does but for its body; without ``follow``, a redirection is an answer.

        By GET, whose body is not read: too many sites refuse HEAD, or answer it something else.
        """
        return self._follow(address, None, None, until, self._client.limits.redirections if follow else 0, read=False)

    def _follow(
        self, address: str, etag: str | None, last_modified: str | None, until: float | None, redirections: int, *, read: bool
    ) -> Fetched:
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        told = {name: value for name, value in conditions.items() if value}
        deadline = self._client.deadline(until)
        try:
            here, moved, permanent = asked_address(address), None, True
            for _ in range(redirections + 1):
                # What a site said of its own page is told to no other.
                headers = self._headers | (told if origin(here) == origin(address) else {})
                with self._turn(here):
                    answer = self._ask(here, headers, deadline, read=read)
                if isinstance(answer, Fetched):
                    return _at(answer, here, moved, address)
                status, location = answer
                if not redirections:
                    return Fetched(FetchOutcome.READ, status=status)
                there = redirected(here, location)
                permanent = permanent and status in _PERMANENT
                moved = there if permanent else moved
                here = there
        except UnreachableError as error:
            return Fetched(FetchOutcome.FAILED, error.reason)
        return Fetched(FetchOutcome.FAILED, "Le site renvoie d’adresse en adresse, sans fin.")

    def _turn(self, address: str) -> "_Turn":
        with self._lock:
            host = self._hosts[urlsplit(address).netloc.lower()]
        return _Turn(host, self._client.limits.pause)

    def _ask(self, address: str, headers: Mapping[str, str], deadline: float, *, read: bool) -> "Fetched | tuple[int, str]":
        """Return what one request gave, or the status and the address of a redirection."""
        try:
            with self._client.get(address, headers, deadline) as answer:
                if answer.has_redirect_location and (location := answer.headers["location"]):
                    return answer.status_code, location
                conditional = "If-None-Match" in headers or "If-Modified-Since" in headers
                return replace(self._told(answer, conditional, read=read), status=answer.status_code)
        except NoSuchNameError as error:
            return Fetched(FetchOutcome.NOWHERE, error.reason)
        except UnreachableError as error:
            return Fetched(FetchOutcome.FAILED, error.reason)
        except ExchangeError as error:
            return Fetched(FetchOutcome.FAILED, _BROKEN[error.how])

    def _told(self, answer: HttpAnswer, conditional: bool, *, read: bool) -> Fetched:
        """Return what an answer says, its body read if it holds a feed."""
        status, headers = answer.status_code, answer.headers
        fresh = _fresh_for(headers.get("cache-control", ""))
        if status == 200:
            body = self._client.body(answer) if read else b""
            kind = headers.get("content-type", "")
            return Fetched(
                outcome=FetchOutcome.READ,
                reason="",
                body=body,
                content_type=kind,
                etag=_plain(headers.get("etag")),
                last_modified=_plain(headers.get("last-modified")),
                fresh_for=fresh,
            )
        if status == 304 and conditional:
            return Fetched(FetchOutcome.UNCHANGED, fresh_for=fresh)
        if status == 410:
            return Fetched(FetchOutcome.GONE, "Le site dit que ce fil n’existe plus.")
        retry = retry_at(headers.get("retry-after", ""), self._now())
        if status == 429 or (status == 503 and retry is not None):
            reason = "Le site demande d’attendre avant de revenir."
            return Fetched(FetchOutcome.WAIT, reason, retry_at=retry or self._now() + timedelta(days=1))
        if status == 404:
            return Fetched(FetchOutcome.MISSING, "Le site ne trouve rien à cette adresse.")
        if status >= 500:
            return Fetched(FetchOutcome.MISSING, "Le site est en panne, ou en entretien.")
        if status in (401, 402, 403, 407, 451):
            return Fetched(FetchOutcome.FAILED, "Le site refuse de donner ce fil à un logiciel.")
        return Fetched(FetchOutcome.FAILED, "Le site répond autre chose qu’un fil.")


def _at(answer: Fetched, here: str, moved: str | None, asked: str) -> Fetched:
    """Return what ``here`` answered; its new address when the old one is left for good; what it said of its page if asked again."""
    if answer.outcome not in (FetchOutcome.READ, FetchOutcome.UNCHANGED):
        return answer
    if origin(here) != origin(moved or asked):
        answer = replace(answer, etag=None, last_modified=None)
    return answer if moved is None else replace(answer, moved=moved)


class _Host:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.last = float("-inf")


class _Turn:
    """One host at a time, and a pause since its last answer."""

    def __init__(self, host: _Host, pause: float) -> None:
        self._host, self._pause = host, pause

    def __enter__(self) -> None:
        self._host.lock.acquire()
        wait = self._host.last + self._pause - time.monotonic()
        if wait > 0:
            time.sleep(wait)

    def __exit__(self, *_: object) -> None:
        self._host.last = time.monotonic()
        self._host.lock.release()


def _fresh_for(cache_control: str) -> timedelta:
    """Return how long an answer holds (RFC 9111, section 5.2.2), a week at most: a feed cannot silence itself for ever."""
    if re.search(r"\bno-(?:store|cache)\b", cache_control, re.IGNORECASE):
        return timedelta()
    found = re.search(r"(?:^|[,\s])max-age=\"?(\d{1,9})", cache_control, re.IGNORECASE)
    return min(timedelta(seconds=int(found.group(1))), LONGEST_WAIT) if found else timedelta()


def _plain(value: str | None) -> str | None:
    """Return a header that may be sent back, or None."""
    return value if value and len(value) <= 300 and value.isascii() and value.isprintable() else None
