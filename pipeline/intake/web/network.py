"""Connections that an address of the Web may open: to public addresses only, and never for longer than was given.

The only door to the network: ``tests/intake/test_guard.py`` walks the code for another. The address that is checked is the one that is
connected to: a name is resolved once, each address it gives is looked at, and the
connection is made to that address (with the name kept for « Host » and for TLS), so that a second answer of the DNS changes nothing.
"""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias
from urllib.parse import urldefrag, urljoin, urlsplit

import httpcore
import httpx

from pipeline.text.addresses import is_web_address
from pipeline.text.typographic import french_text

Resolve: TypeAlias = Callable[[str, int], list[str]]
"""Gives the addresses of a name; raises OSError or UnicodeError when there are none."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address as a network without IPv4 sees it
_UNICAST = ipaddress.ip_network("2000::/3")  # RFC 4291: all that is assigned of the public Internet
# What Python's registry holds for public, or does not know yet.
_NOT_PUBLIC = tuple(
    ipaddress.ip_network(network)
    for network in (
        "192.0.0.0/24",  # RFC 6890, protocol assignments; a cloud's own service at 192.0.0.192
        "192.88.99.0/24",  # RFC 7526, 6to4 relays, withdrawn
        "100.64.0.0/10",  # RFC 6598, a provider's own network; a cloud's own service at 100.100.100.200
        "168.63.129.16/32",  # a cloud's own service, on an address that is public in all but name
        "3fff::/20",  # RFC 9637, documentation
    )
)
_LONGEST_ADDRESS = 2000


class UnreachableError(Exception):
    """A connection that was not made, or not kept; ``reason`` says why, in French, to someone who does not know HTTP."""

    def __init__(self, reason: str) -> None:
        self.reason = french_text(reason)
        super().__init__(self.reason)


class NoSuchNameError(UnreachableError):
    """A name that leads nowhere; for all names at once, it is this machine that is cut off."""


def is_public(address: str) -> bool:
    """Say whether an IP address is one of the public Internet: not this machine, its network, nor a cloud's own service.

    IPv4 addresses inside IPv6 ones (mapped, 6to4, Teredo, NAT64) are looked at too.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        inner = [found for found in (ip.sixtofour, *(ip.teredo or ())) if found is not None]
        if ip not in _UNICAST or not all(is_public(str(found)) for found in inner):
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or any(ip in network for network in _NOT_PUBLIC))


def asked_address(address: str) -> str:
    """Return ``address`` if it may be asked for; raise UnreachableError otherwise, before anything is opened."""
    if len(address) > _LONGEST_ADDRESS:
        raise UnreachableError(f"Cette adresse est démesurée ({len(address)} caractères) : elle n’est pas lue.")
    try:
        httpx.URL(address)
        there = is_web_address(address)
    except (httpx.InvalidURL, ValueError):
        there = False
    if not there:
        raise UnreachableError("Cette adresse ne se lit pas : vérifiez-la, caractère par caractère.")
    return address


def redirected(here: str, location: str) -> str:
    """Return where a redirection leads; raise UnreachableError when it may not be followed.

    From https to http, what is read could be another's words, and what is asked is seen on the way: never in silence.
    """
    try:
        there = urldefrag(urljoin(here, location)).url
        fit = is_web_address(there) and "@" not in urlsplit(there).netloc
    except ValueError:
        fit = False
    if not fit or len(there) > _LONGEST_ADDRESS:
        raise UnreachableError("Le site renvoie vers une adresse qui n’est pas une page Web.")
    if here.lower().startswith("https:") and there.lower().startswith("http:"):
        raise UnreachableError(
            "Le site renvoie d’une adresse sécurisée (https) à une autre qui ne l’est pas (http) : elle n’est pas suivie."
        )
    return asked_address(there)


def origin(address: str) -> tuple[str, str, int | None]:
    """Return the origin of an address (RFC 6454): what a site may be told again of what it said."""
    parts = httpx.URL(address)
    return parts.scheme, parts.host, parts.port


def addresses_of(host: str, port: int) -> list[str]:
    """Return the addresses of a name, as this machine resolves it."""
    return list(dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def _within(seconds: float, resolve: Resolve, host: str, port: int) -> list[str]:
    """Return what ``resolve`` gives; raise ConnectTimeout when it takes longer. The resolver knows no deadline, so it waits apart."""
    found: list[list[str]] = []
    failed: list[OSError | UnicodeError] = []

    def look() -> None:
        try:
            found.append(resolve(host, port))
        except (OSError, UnicodeError) as error:
            failed.append(error)

    waiting = threading.Thread(target=look, daemon=True)
    waiting.start()
    waiting.join(seconds)
    if failed:
        raise NoSuchNameError(f"Aucun site ne se trouve à « {host} » : vérifiez l’adresse.") from failed[0]
    if not found:
        raise httpcore.ConnectTimeout("the name was not found in time")
    return found[0]


class _Stream(httpcore.NetworkStream):
    """A connection whose every read and write ends by ``deadline`` (time.monotonic)."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, left(self._deadline, timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> "_Stream":
        try:
            inner = self._inner.start_tls(ssl_context, server_hostname, left(self._deadline, timeout))
        except httpcore.ConnectError as error:
            raise UnreachableError("La connexion sécurisée a échoué : le certificat du site est périmé ou ne convient pas.") from error
        return _Stream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def left(deadline: float, timeout: float | None) -> float:
    """Return the seconds left until ``deadline``, ``timeout`` at most; raise when there are none."""
    remaining = deadline - time.monotonic()
    if remaining <= 0:
        raise httpcore.ReadTimeout("the time that was given is over")
    return remaining if timeout is None else min(remaining, timeout)


class _Backend(httpcore.NetworkBackend):
    """Opens connections to public addresses, and to this machine when ``allow_loopback`` (tests)."""

    def __init__(self, deadline: float, allow_loopback: bool, resolve: Resolve) -> None:
        self._inner = httpcore.SyncBackend()
        self._deadline = deadline
        self._allow_loopback = allow_loopback
        self._resolve = resolve

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> _Stream:
        for address in self._addresses(host, port, left(self._deadline, timeout)):
            try:
                inner = self._inner.connect_tcp(address, port, left(self._deadline, timeout), local_address, socket_options)
            except httpcore.ConnectError:
                continue
            return _Stream(inner, self._deadline)
        raise UnreachableError("Le site ne répond pas : il est peut-être en panne.")

    def _addresses(self, host: str, port: int, seconds: float) -> list[str]:
        """Return the addresses of a name, all of them fit to be connected to."""
        addresses = _within(seconds, self._resolve, host, port)
        for address in addresses:
            loopback = ipaddress.ip_address(address.partition("%")[0]).is_loopback
            if not (is_public(address) or (loopback and self._allow_loopback)):
                raise UnreachableError("Cette adresse mène à un réseau privé, pas au Web public : elle n’est pas lue.")
        return addresses


class GuardedTransport(httpx.HTTPTransport):
    """httpx's transport over such connections; no proxy, no setting of the machine comes in."""

    def __init__(self, deadline: float, context: ssl.SSLContext, *, allow_loopback: bool = False, resolve: Resolve = addresses_of) -> None:
        super().__init__(verify=context, trust_env=False)
        self._pool.close()
        self._pool = httpcore.ConnectionPool(ssl_context=context, network_backend=_Backend(deadline, allow_loopback, resolve))
