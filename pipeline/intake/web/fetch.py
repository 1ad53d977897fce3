"""One feed asked for over HTTP, politely: conditional requests, one at a time per host, and everything bounded.

RFC 9110 (ETag, Last-Modified, redirections, Retry-After), RFC 9111 (Cache-Control: max-age).
"""

import re
import threading
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from urllib.parse import urlsplit

import brotli
import httpx

from pipeline.intake.web.network import GuardedTransport, NoSuchNameError, UnreachableError, asked_address, origin, redirected
from pipeline.text.typographic import french_text

LONGEST_WAIT = timedelta(days=7)
_ACCEPT = "application/atom+xml, application/rss+xml, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
# What ``read_body`` unpacks, bounded as it goes.
ENCODINGS = "gzip, deflate, br"
_PERMANENT, _TEMPORARY = (301, 308), (302, 303, 307)


@dataclass(frozen=True)
class Limits:
    """Seconds to connect, between two pieces of an answer, in all; bytes of an unpacked answer; redirections; pause per host (s)."""

    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    body: int = 5_000_000
    redirections: int = 5
    pause: float = 1.0


def user_agent(version: str, *contacts: str | None) -> str:
    """Return how the watch presents itself to sites: its name, what it is for, and the first contact that is known."""
    contact = next((contact for contact in contacts if contact), "contact a venir")
    return f"Passerelle/{version} (veille documentaire; {contact})".encode("ascii", "ignore").decode()


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
        self._headers = {"User-Agent": user_agent, "Accept": _ACCEPT, "Accept-Encoding": ENCODINGS}
        self._now = now
        self._limits = limits or Limits()
        self._allow_loopback = allow_loopback
        self._context = httpx.create_ssl_context(trust_env=False)
        self._hosts: dict[str, _Host] = defaultdict(_Host)
        self._lock = threading.Lock()

    def fetch(self, address: str, etag: str | None = None, last_modified: str | None = None, until: float | None = None) -> Fetched:
        """Ask for ``address``; never raises. ``until`` (time.monotonic) is when the whole run must end."""
        return self._follow(address, etag, last_modified, until, self._limits.redirections, read=True)

    def reach(self, address: str, until: float | None = None, *, follow: bool = True) -> Fetched:
        """Ask whether ``address`` leads to a page, as ``fetch`` does but for its body; without ``follow``, a redirection is an answer.

        By GET, whose body is not read: too many sites refuse HEAD, or answer it something else.
        """
        return self._follow(address, None, None, until, self._limits.redirections if follow else 0, read=False)

    def _follow(
        self, address: str, etag: str | None, last_modified: str | None, until: float | None, redirections: int, *, read: bool
    ) -> Fetched:
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        told = {name: value for name, value in conditions.items() if value}
        deadline = min(time.monotonic() + self._limits.total, float("inf") if until is None else until)
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
        return _Turn(host, self._limits.pause)

    def _ask(self, address: str, headers: Mapping[str, str], deadline: float, *, read: bool) -> "Fetched | tuple[int, str]":
        """Return what one request gave, or the status and the address of a redirection."""
        limits = self._limits
        timeout = httpx.Timeout(limits.read, connect=limits.connect)
        transport = GuardedTransport(deadline, self._context, allow_loopback=self._allow_loopback)
        try:
            with (
                httpx.Client(transport=transport, timeout=timeout, trust_env=False) as client,
                client.stream("GET", address, headers=headers) as answer,
            ):
                location = answer.headers.get("location")
                if answer.status_code in (*_PERMANENT, *_TEMPORARY) and location:
                    return answer.status_code, location
                conditional = "If-None-Match" in headers or "If-Modified-Since" in headers
                return replace(self._told(answer, conditional, read=read), status=answer.status_code)
        except NoSuchNameError as error:
            return Fetched(FetchOutcome.NOWHERE, error.reason)
        except UnreachableError as error:
            return Fetched(FetchOutcome.FAILED, error.reason)
        except httpx.TimeoutException:
            return Fetched(FetchOutcome.FAILED, "Le site a mis trop de temps à répondre.")
        except httpx.NetworkError:
            return Fetched(FetchOutcome.FAILED, "La connexion avec le site a été coupée.")
        except (httpx.HTTPError, httpx.InvalidURL, ValueError):
            return Fetched(FetchOutcome.FAILED, "La réponse du site ne se lit pas : elle est coupée ou mal formée.")

    def _told(self, answer: httpx.Response, conditional: bool, *, read: bool) -> Fetched:
        """Return what an answer says, its body read if it holds a feed."""
        status, headers = answer.status_code, answer.headers
        fresh = _fresh_for(headers.get("cache-control", ""))
        if status == 200:
            body = read_body(answer, self._limits.body) if read else b""
            kind = headers.get("content-type", "")
            return Fetched(FetchOutcome.READ, "", body, kind, _plain(headers.get("etag")), _plain(headers.get("last-modified")), fresh)
        if status == 304 and conditional:
            return Fetched(FetchOutcome.UNCHANGED, fresh_for=fresh)
        if status == 410:
            return Fetched(FetchOutcome.GONE, "Le site dit que ce fil n’existe plus.")
        retry = _retry_at(headers.get("retry-after", ""), self._now())
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


def read_body(answer: httpx.Response, limit: int) -> bytes:
    """Return the body, unpacked; neither what comes nor what it unpacks to passes ``limit`` bytes."""
    unpack = _unpacker(answer.headers.get("content-encoding", "").strip().lower(), limit)
    came = 0
    for piece in answer.iter_raw():
        came += len(piece)
        if came > limit:
            raise _too_large(limit)
        unpack.add(piece)
    return unpack.end()


def _too_large(limit: int) -> UnreachableError:
    return UnreachableError(f"La réponse du site est démesurée (plus de {limit // 1_000_000 or 1} Mo) : la lecture a été arrêtée.")


class _Plain:
    """Takes an answer as it comes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept = bytearray()

    def add(self, piece: bytes) -> None:
        """Unpack a piece."""
        self._keep(piece)

    def end(self) -> bytes:
        """Return everything; raise when the end is missing."""
        return bytes(self._kept)

    @property
    def _room(self) -> int:
        return self._limit - len(self._kept) + 1

    def _keep(self, piece: bytes) -> None:
        self._kept += piece
        if len(self._kept) > self._limit:
            raise _too_large(self._limit)


class _Gzip(_Plain):
    """gzip, whose parts may follow one another (RFC 1952, section 2.2)."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self._inner = zlib.decompressobj(wbits=31)

    def add(self, piece: bytes) -> None:
        while piece:
            if self._inner.eof:
                self._inner = zlib.decompressobj(wbits=31)
            try:
                self._keep(self._inner.decompress(piece, self._room))
            except zlib.error as error:
                raise ValueError("not gzip") from error
            piece = self._inner.unconsumed_tail or self._inner.unused_data

    def end(self) -> bytes:
        if not self._inner.eof:
            raise ValueError("the end is missing")
        return super().end()


class _Deflate(_Plain):
    """deflate, which is zlib's format (RFC 9110, section 8.4.1.2; RFC 1950); some servers send it without its header (RFC 1951)."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self._inner = zlib.decompressobj()
        self._begun = False

    def add(self, piece: bytes) -> None:
        while piece:
            try:
                unpacked = self._inner.decompress(piece, self._room)
            except zlib.error as error:
                if self._begun:
                    raise ValueError("not deflate") from error
                self._begun, self._inner = True, zlib.decompressobj(wbits=-15)
                continue
            self._begun = self._begun or bool(unpacked)
            self._keep(unpacked)
            piece = self._inner.unconsumed_tail

    def end(self) -> bytes:
        if not self._inner.eof:
            raise ValueError("the end is missing")
        return super().end()


class _Brotli(_Plain):
    """Brotli (RFC 7932)."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self._inner = brotli.Decompressor()

    def add(self, piece: bytes) -> None:
        try:
            self._keep(self._inner.process(piece, output_buffer_limit=self._room))
            while not self._inner.can_accept_more_data():
                self._keep(self._inner.process(b"", output_buffer_limit=self._room))
        except brotli.error as error:
            raise ValueError("not brotli") from error

    def end(self) -> bytes:
        if not self._inner.is_finished():
            raise ValueError("the end is missing")
        return super().end()


def _unpacker(encoding: str, limit: int) -> _Plain:
    kinds: dict[str, type[_Plain]] = {"": _Plain, "identity": _Plain, "gzip": _Gzip, "x-gzip": _Gzip, "deflate": _Deflate, "br": _Brotli}
    if encoding not in kinds:
        raise ValueError("an encoding that was not asked for")
    return kinds[encoding](limit)


def _fresh_for(cache_control: str) -> timedelta:
    """Return how long an answer holds (RFC 9111, section 5.2.2), a week at most: a feed cannot silence itself for ever."""
    if re.search(r"\bno-(?:store|cache)\b", cache_control, re.IGNORECASE):
        return timedelta()
    found = re.search(r"(?:^|[,\s])max-age=\"?(\d{1,9})", cache_control, re.IGNORECASE)
    return min(timedelta(seconds=int(found.group(1))), LONGEST_WAIT) if found else timedelta()


def _retry_at(value: str, now: datetime) -> datetime | None:
    """Return when to come back: RFC 9110, section 10.2.3, seconds or a date; a week from now at most."""
    value = value.strip()
    try:
        when = now + timedelta(seconds=int(value)) if re.fullmatch(r"\d{1,9}", value) else parsedate_to_datetime(value)
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        return max(now, min(when.astimezone(UTC), now + LONGEST_WAIT))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _plain(value: str | None) -> str | None:
    """Return a header that may be sent back, or None."""
    return value if value and len(value) <= 300 and value.isascii() and value.isprintable() else None
