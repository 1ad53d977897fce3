"""One question over HTTP, through the guard: bounded in time and in size, and told to wait by one rule.

RFC 9110 (redirections, Retry-After, content codings). Who asks follows redirections and says in their own words what went wrong.
"""

import re
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import Enum, auto
from typing import TypeAlias

import brotli
import httpcore
import httpx

from pipeline.intake.web.network import GuardedTransport, UnreachableError, asked_address

HttpAnswer: TypeAlias = httpx.Response
LONGEST_WAIT = timedelta(days=7)
# What ``read_body`` unpacks, bounded as it goes.
_ENCODINGS = "gzip, deflate, br"


@dataclass(frozen=True)
class Limits:
    """Seconds to connect, between two pieces of an answer, in all; bytes of an unpacked answer; redirections; pause per host (s)."""

    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    body: int = 5_000_000
    redirections: int = 5
    pause: float = 1.0


class Broken(Enum):
    """How an exchange failed once the address was fit to be asked."""

    SLOW = auto()
    CUT = auto()
    """The connection was lost, or never made."""
    ILL_SPOKEN = auto()
    """What came is not HTTP, or leads nowhere that reads."""
    UNREADABLE = auto()
    """The body is not in the coding that it says."""


class ExchangeError(Exception):
    """An answer that did not come whole."""

    def __init__(self, how: Broken) -> None:
        super().__init__(how.name)
        self.how = how


class HttpClient:
    """Asks for one address at a time; may be used from several threads. This machine is reached only with ``allow_loopback`` (tests)."""

    def __init__(self, limits: Limits, *, allow_loopback: bool = False) -> None:
        self.limits = limits
        self._allow_loopback = allow_loopback
        self._context = httpx.create_ssl_context(trust_env=False)

    def deadline(self, until: float | None = None) -> float:
        """Return when an exchange that begins now must end (time.monotonic), ``until`` at the latest."""
        return min(time.monotonic() + self.limits.total, float("inf") if until is None else until)

    @contextmanager
    def get(self, address: str, headers: Mapping[str, str], deadline: float) -> Iterator[httpx.Response]:
        """Give the answer, its body not read yet; redirections are not followed.

        Raises:
            UnreachableError: nothing was asked, or nobody may be asked there.
            ExchangeError: the answer, or what is read of it under this context, did not come whole.

        """
        transport = GuardedTransport(deadline, self._context, allow_loopback=self._allow_loopback)
        timeout = httpx.Timeout(self.limits.read, connect=self.limits.connect)
        sent = {"Accept-Encoding": _ENCODINGS, **headers}
        try:
            with (
                httpx.Client(transport=transport, timeout=timeout, trust_env=False) as client,
                client.stream("GET", address, headers=sent) as answer,
            ):
                yield answer
        except (httpx.TimeoutException, httpcore.TimeoutException) as error:
            raise ExchangeError(Broken.SLOW) from error
        except (httpx.NetworkError, httpcore.NetworkError) as error:
            raise ExchangeError(Broken.CUT) from error
        except (httpx.HTTPError, httpx.InvalidURL, httpcore.ProtocolError) as error:
            raise ExchangeError(Broken.ILL_SPOKEN) from error
        except ValueError as error:
            raise ExchangeError(Broken.UNREADABLE) from error

    def body(self, answer: httpx.Response) -> bytes:
        """Return the body of an answer, unpacked, under the context of its ``get``; UnreachableError when it is too large."""
        return read_body(answer, self.limits.body)


def with_parameters(address: str, parameters: Mapping[str, str]) -> str:
    """Return ``address`` with its parameters written; raise UnreachableError when it may not be asked for."""
    return str(httpx.URL(asked_address(address), params=dict(parameters))) if parameters else asked_address(address)


def retry_at(value: str, now: datetime) -> datetime | None:
    """Return when to come back: RFC 9110, section 10.2.3, seconds or a date; a week from now at most."""
    value = value.strip()
    try:
        when = now + timedelta(seconds=int(value)) if re.fullmatch(r"\d{1,9}", value) else parsedate_to_datetime(value)
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        return max(now, min(when.astimezone(UTC), now + LONGEST_WAIT))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


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
