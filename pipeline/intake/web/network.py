"""Connections that a feed's address may open: to public addresses only, and never for longer than was given.

The address that is checked is the one that is connected to: a name is resolved once, each address it gives is looked at, and the
connection is made to that address (with the name kept for « Host » and for TLS), so that a second answer of the DNS changes nothing.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx

_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address as a network without IPv4 sees it
_PROTOCOL = ipaddress.ip_network("192.0.0.0/24")  # RFC 6890


class UnreachableError(Exception):
    """A connection that was not made, or not kept; ``reason`` says why, in French, to someone who does not know HTTP."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


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
        return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_site_local) and all(found.is_global for found in inner)
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip in _PROTOCOL)


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
            raise UnreachableError("La connexion sécurisée a échoué\u00a0: le certificat du site est périmé ou ne convient pas.") from error
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

    def __init__(self, deadline: float, allow_loopback: bool) -> None:
        self._inner = httpcore.SyncBackend()
        self._deadline = deadline
        self._allow_loopback = allow_loopback

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> _Stream:
        for address in self._addresses(host, port):
            try:
                inner = self._inner.connect_tcp(address, port, left(self._deadline, timeout), local_address, socket_options)
            except httpcore.ConnectError:
                continue
            return _Stream(inner, self._deadline)
        raise UnreachableError("Le site ne répond pas\u00a0: il est peut-être en panne.")

    def _addresses(self, host: str, port: int) -> list[str]:
        """Return the addresses of a name, all of them fit to be connected to."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise NoSuchNameError(f"Aucun site ne se trouve à « {host} »\u00a0: vérifiez l’adresse.") from error
        addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
        for address in addresses:
            loopback = ipaddress.ip_address(address.partition("%")[0]).is_loopback
            if not (is_public(address) or (loopback and self._allow_loopback)):
                raise UnreachableError("Cette adresse mène à un réseau privé, pas au Web public\u00a0: elle n’est pas lue.")
        return addresses


class GuardedTransport(httpx.HTTPTransport):
    """httpx's transport over such connections; no proxy, no setting of the machine comes in."""

    def __init__(self, deadline: float, context: ssl.SSLContext, *, allow_loopback: bool = False) -> None:
        super().__init__(verify=context, trust_env=False)
        self._pool.close()
        self._pool = httpcore.ConnectionPool(ssl_context=context, network_backend=_Backend(deadline, allow_loopback))
