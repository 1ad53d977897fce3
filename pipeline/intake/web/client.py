"""Questions to the registries (doi.org, Crossref, Zotero): polite, bounded in size and time, and their failures told in French."""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpcore
import httpx

from pipeline import __version__
from pipeline.content.council import Organisation
from pipeline.fields.validation import validate
from pipeline.intake.web.fetch import ENCODINGS, read_body
from pipeline.intake.web.network import GuardedTransport, UnreachableError, asked_address, redirected
from pipeline.project import Project
from pipeline.text.files import read_source
from pipeline.text.typographic import FrenchError
from pipeline.text.yaml_in import read_yaml_file

MAX_ANSWER_BYTES = 10_000_000
MAX_TRIES = 3
MAX_WAIT_SECONDS = 60.0
MAX_REDIRECTS = 5
MAX_SECONDS = 120.0
TIMEOUT = httpx.Timeout(20.0, connect=10.0)
_BUSY = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)


class NoAnswerError(FrenchError):
    """A registry that gave no usable answer; the message is the reason, in plain French."""


@dataclass(frozen=True, slots=True)
class WebAnswer:
    """What a server said; the names of ``headers`` are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Web:
    """Asks one thing at a time; waits when a server asks it (Retry-After, RFC 9110, 10.2.3) and says who asks.

    ``contact`` is an address of ours, given to the server so that it can reach us; ``sleep`` takes seconds.
    Only public addresses are connected to, at each redirection too, but for this machine's when ``allow_loopback`` (tests).
    """

    def __init__(self, contact: str | None, sleep: Callable[[float], None] = time.sleep, *, allow_loopback: bool = False) -> None:
        self.contact = contact
        self._sleep = sleep
        self._allow_loopback = allow_loopback
        self._context = httpx.create_ssl_context(trust_env=False)

    def get(self, address: str, params: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None) -> WebAnswer:
        """Return the answer of the server, redirections followed; raise NoAnswerError when there is none to use."""
        agent = f"Passerelle/{__version__}" + (f" (mailto:{self.contact})" if self.contact else "")
        sent = {"User-Agent": agent, "Accept-Encoding": ENCODINGS, **(headers or {})}
        try:
            url = httpx.URL(asked_address(address), params=dict(params)) if params else httpx.URL(asked_address(address))
        except UnreachableError as error:
            raise NoAnswerError(_as_reason(error)) from error
        for last in (*[False] * (MAX_TRIES - 1), True):
            answer = self._once(url, sent)
            if answer.status not in _BUSY or last:
                break
            self._sleep(min(_asked_wait(answer.headers.get("retry-after", "")), MAX_WAIT_SECONDS))
        if answer.status in _BUSY:
            raise NoAnswerError("le serveur est trop occupé; réessayez plus tard")
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise NoAnswerError(f"le serveur est en panne (code {answer.status}); réessayez plus tard")
        return answer

    def pause(self, seconds: float) -> None:
        """Wait as a registry asks between two questions, a minute at most."""
        self._sleep(min(seconds, MAX_WAIT_SECONDS))

    def _once(self, url: httpx.URL, headers: Mapping[str, str]) -> WebAnswer:
        transport = GuardedTransport(time.monotonic() + MAX_SECONDS, self._context, allow_loopback=self._allow_loopback)
        try:
            with httpx.Client(transport=transport, timeout=TIMEOUT, trust_env=False, follow_redirects=False) as client:
                for _ in range(MAX_REDIRECTS + 1):
                    with client.stream("GET", url, headers=dict(headers)) as response:
                        if response.next_request is None:
                            return WebAnswer(
                                response.status_code,
                                {k.lower(): v for k, v in response.headers.items()},
                                read_body(response, MAX_ANSWER_BYTES),
                            )
                        url = httpx.URL(redirected(str(url), response.headers["location"]))
        except UnreachableError as error:
            raise NoAnswerError(_as_reason(error)) from error
        except (httpx.TimeoutException, httpcore.TimeoutException) as error:
            raise NoAnswerError("le serveur n’a pas répondu à temps") from error
        except ValueError as error:
            raise NoAnswerError("la réponse du serveur ne se lit pas; réessayez plus tard") from error
        except (httpx.HTTPError, httpx.InvalidURL, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise NoAnswerError("le serveur ne répond pas, ou répond mal; vérifiez la connexion à Internet") from error
        raise NoAnswerError("le serveur renvoie sans fin d’une adresse à l’autre")


def _as_reason(error: UnreachableError) -> str:
    return f"{error.reason[0].lower()}{error.reason[1:].rstrip('.')}"


def _asked_wait(retry_after: str) -> float:
    """Return the seconds that a Retry-After asks for, as a number or as a date; 5 when it says nothing readable."""
    if re.fullmatch(r"\d{1,9}", retry_after, re.ASCII):
        return float(retry_after)
    try:
        return max(0.0, (parsedate_to_datetime(retry_after) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return 5.0


def contact_of(project: Project) -> str | None:
    """Return the contact that the council gives in ``organisme.yml``; None when it gives none, or when the file cannot be read."""
    source = read_source(project, project.content / "organisme.yml", [])
    data = read_yaml_file(source, []) if source is not None else None
    council = validate(data, Organisation, []) if data is not None else None
    return council.contact if council is not None else None
