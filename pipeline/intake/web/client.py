"""Questions to the registries (doi.org, Crossref, Zotero): polite, bounded in size and time, and their failures told in French."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from pipeline import __version__
from pipeline.content.council import Organisation
from pipeline.fields.validation import validate
from pipeline.intake.web.http_client import Broken, ExchangeError, HttpClient, Limits, retry_at, with_parameters
from pipeline.intake.web.network import UnreachableError, redirected
from pipeline.project import Project
from pipeline.text.files import read_source
from pipeline.text.typographic import FrenchError
from pipeline.text.yaml_in import read_yaml_file

MAX_TRIES = 3
MAX_WAIT_SECONDS = 60.0
_LIMITS = Limits(total=120.0, body=10_000_000)
_BUSY = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
_ANSWERS_BADLY = "le serveur ne répond pas, ou répond mal; vérifiez la connexion à Internet"
_BROKEN = {
    Broken.SLOW: "le serveur n’a pas répondu à temps",
    Broken.CUT: _ANSWERS_BADLY,
    Broken.ILL_SPOKEN: _ANSWERS_BADLY,
    Broken.UNREADABLE: "la réponse du serveur ne se lit pas; réessayez plus tard",
}


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

    ``contact`` is an address of ours, given to the server so that it can reach us; ``now`` gives the time (UTC) that waits are counted
    from; ``sleep`` takes seconds.
    Only public addresses are connected to, at each redirection too, but for this machine's when ``allow_loopback`` (tests).
    """

    def __init__(
        self,
        contact: str | None,
        now: Callable[[], datetime],
        sleep: Callable[[float], None] = time.sleep,
        *,
        allow_loopback: bool = False,
    ) -> None:
        self.contact = contact
        self._now = now
        self._sleep = sleep
        self._client = HttpClient(_LIMITS, allow_loopback=allow_loopback)

    def get(self, address: str, params: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None) -> WebAnswer:
        """Return the answer of the server, redirections followed; raise NoAnswerError when there is none to use."""
        agent = f"Passerelle/{__version__}" + (f" (mailto:{self.contact})" if self.contact else "")
        sent = {"User-Agent": agent, **(headers or {})}
        try:
            asked = with_parameters(address, params or {})
            for last in (*[False] * (MAX_TRIES - 1), True):
                answer = self._once(asked, sent)
                if answer.status not in _BUSY or last:
                    break
                self.pause(_asked_wait(answer.headers.get("retry-after", ""), self._now()))
        except UnreachableError as error:
            raise NoAnswerError(f"{error.reason[0].lower()}{error.reason[1:].rstrip('.')}") from error
        except ExchangeError as error:
            raise NoAnswerError(_BROKEN[error.how]) from error
        if answer.status in _BUSY:
            raise NoAnswerError("le serveur est trop occupé; réessayez plus tard")
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise NoAnswerError(f"le serveur est en panne (code {answer.status}); réessayez plus tard")
        return answer

    def pause(self, seconds: float) -> None:
        """Wait as a registry asks, a minute at most."""
        self._sleep(min(seconds, MAX_WAIT_SECONDS))

    def _once(self, address: str, headers: Mapping[str, str]) -> WebAnswer:
        deadline = self._client.deadline()
        for _ in range(self._client.limits.redirections + 1):
            with self._client.get(address, headers, deadline) as answer:
                if not answer.has_redirect_location:
                    named = {name.lower(): value for name, value in answer.headers.items()}
                    return WebAnswer(answer.status_code, named, self._client.body(answer))
                address = redirected(address, answer.headers["location"])
        raise NoAnswerError("le serveur renvoie sans fin d’une adresse à l’autre")


def _asked_wait(retry_after: str, now: datetime) -> float:
    """Return the seconds that a Retry-After asks for; 5 when it says nothing readable."""
    asked = retry_at(retry_after, now)
    return 5.0 if asked is None else (asked - now).total_seconds()


def contact_of(project: Project) -> str | None:
    """Return the contact that the council gives in ``organisme.yml``; None when it gives none, or when the file cannot be read."""
    source = read_source(project, project.content / "organisme.yml", [])
    data = read_yaml_file(source, []) if source is not None else None
    council = validate(data, Organisation, []) if data is not None else None
    return council.contact if council is not None else None
