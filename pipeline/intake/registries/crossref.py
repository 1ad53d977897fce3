"""What the registries say happened to a work since: Crossref's records, and the Retraction Watch data.

Crossref (REST API, « works »): a record lists the notices about it (``updated-by``), a notice lists what it is about (``update-to``);
either may be missing, so both are asked for.
"""

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import Literal
from urllib.parse import quote

from pipeline.intake.told import GatherError
from pipeline.intake.web.client import NoAnswerError, Web
from pipeline.text import dois
from pipeline.text.decoding import decode
from pipeline.text.html_text import text_of_mixed
from pipeline.text.words import collapse
from pipeline.text.written_dates import read_date

CROSSREF = "https://api.crossref.org"
CrossrefState = Literal["retractation", "preoccupation", "correction", "nouvelle-version"]
CrossrefOrigin = Literal["crossref", "retraction-watch"]

# Crossref's types of update (crossref.org, « Crossmark », 2024). Part of a retracted work may stand: that is a doubt, not a retraction.
_STATES: dict[str, CrossrefState] = {
    "retraction": "retractation",
    "withdrawal": "retractation",
    "removal": "retractation",
    "expression_of_concern": "preoccupation",
    "partial_retraction": "preoccupation",
    "correction": "correction",
    "corrigendum": "correction",
    "erratum": "correction",
    "addendum": "correction",
    "clarification": "correction",
    "new_version": "nouvelle-version",
    "new_edition": "nouvelle-version",
}
_NATURES: dict[str, CrossrefState] = {"retraction": "retractation", "expression of concern": "preoccupation", "correction": "correction"}
_COLUMNS = {"OriginalPaperDOI", "RetractionDOI", "RetractionDate", "RetractionNature"}


@dataclass(frozen=True, slots=True)
class Notice:
    """One event in the life of a work: what, when (None when the registry does not say), where to read it, who says it."""

    state: CrossrefState
    day: date | None
    address: str
    origin: CrossrefOrigin
    title: str | None = None

    def sort_key(self) -> tuple[str, str, str]:
        """Order by day, then state, then address."""
        return (self.day.isoformat() if self.day else "", self.state, self.address)


class Crossref:
    """Crossref's registry; ``base`` is its address."""

    def __init__(self, web: Web, base: str = CROSSREF) -> None:
        self._web = web
        self._base = base

    def notices(self, doi: str) -> tuple[Notice, ...] | None:
        """Return what happened to the work since, in order; None when Crossref does not know the DOI.

        Raise NoAnswerError when it does not answer.
        """
        record = self._ask(f"works/{quote(doi, safe='')}", {})
        if record is None:
            return None
        found = list(_updates(record.get("updated-by")))
        # A comma would end the filter.
        about = {} if "," in doi else self._ask("works", {"filter": f"updates:{doi}", "select": "DOI,update-to", "rows": "50"}) or {}
        for item in _dicts(about.get("items")):
            address = item.get("DOI")
            for update in _dicts(item.get("update-to")):
                if str(update.get("DOI", "")).lower() == doi and isinstance(address, str):
                    found += _updates([{**update, "DOI": address}])
        found += self._article_of(record)
        kept = {(notice.state, notice.address): notice for notice in reversed(found)}
        return tuple(sorted(kept.values(), key=Notice.sort_key))

    def _article_of(self, record: Mapping[str, object]) -> Iterator[Notice]:
        """Yield the article that a working paper became, as its record declares it."""
        relations = record.get("relation")
        for relation in _dicts(relations.get("is-preprint-of") if isinstance(relations, dict) else None):
            doi = relation.get("id")
            if relation.get("id-type") != "doi" or not isinstance(doi, str):
                continue
            article = self._ask(f"works/{quote(doi.lower(), safe='')}", {}) or {}
            titles = article.get("title")
            title = plain(titles[0]) or None if isinstance(titles, list) and titles and isinstance(titles[0], str) else None
            yield Notice(
                state="nouvelle-version",
                day=_day(article.get("published") or article.get("issued")),
                address=dois.address(doi.lower()),
                origin="crossref",
                title=title,
            )

    def _ask(self, path: str, params: Mapping[str, str]) -> dict[str, object] | None:
        asked = {**params, **({"mailto": self._web.contact} if self._web.contact else {})}
        answer = self._web.get(f"{self._base}/{path}", asked, {"Accept": "application/json"})
        if pace := _pace(answer.headers):
            self._web.pause(pace)
        if answer.status == HTTPStatus.NOT_FOUND:
            return None
        if answer.status != HTTPStatus.OK:
            raise NoAnswerError(f"Crossref refuse la question (code {answer.status})")
        try:
            message = json.loads(answer.body)["message"]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise NoAnswerError("la réponse de Crossref ne se lit pas") from error
        if not isinstance(message, dict):
            raise NoAnswerError("la réponse de Crossref ne se lit pas")
        return message


def retraction_watch(raw: bytes) -> dict[str, tuple[Notice, ...]]:
    """Return the notices of a Retraction Watch CSV (Crossref's copy, one line a notice) by the DOI of the work, in lower case.

    A reinstatement takes back the retractions before it. Raise GatherError when the file is another.
    """
    rows = csv.DictReader(io.StringIO(decode(raw, errors="replace").text, newline=""))
    try:
        if not set(rows.fieldnames or ()) >= _COLUMNS:
            raise GatherError(
                f"ce fichier n’est pas celui de Retraction Watch : il y manque une des colonnes {', '.join(sorted(_COLUMNS))}."
            )
        found: dict[str, list[Notice]] = defaultdict(list)
        back: dict[str, date] = {}
        for row in rows:
            doi, nature = (row["OriginalPaperDOI"] or "").strip().lower(), (row["RetractionNature"] or "").strip().lower()
            day = _american_day(row["RetractionDate"] or "")
            if not doi.startswith("10."):
                continue
            if nature == "reinstatement":
                back[doi] = max(back.get(doi, date.min), day or date.max)
            elif nature in _NATURES:
                notice = (row["RetractionDOI"] or "").strip().lower()
                address = dois.address(notice if notice.startswith("10.") else doi)
                found[doi].append(Notice(_NATURES[nature], day, address, "retraction-watch"))
    except csv.Error as error:
        raise GatherError("ce fichier CSV ne se lit pas. Téléchargez-le de nouveau.") from error
    return {doi: tuple(sorted(_standing(notices, back.get(doi)), key=Notice.sort_key)) for doi, notices in found.items()}


def _pace(headers: Mapping[str, str]) -> float:
    """Return the seconds between two questions that Crossref allows (``x-rate-limit-limit`` a ``x-rate-limit-interval``)."""
    limit = re.fullmatch(r"[1-9]\d{0,8}", headers.get("x-rate-limit-limit", ""), re.ASCII)
    interval = re.fullmatch(r"(\d{1,4})s", headers.get("x-rate-limit-interval", ""), re.ASCII)
    return int(interval.group(1)) / int(limit.group()) if interval and limit else 0.0


def _standing(notices: Iterable[Notice], back: date | None) -> Iterator[Notice]:
    for notice in notices:
        if notice.state != "retractation" or back is None or (notice.day is not None and notice.day > back):
            yield notice


def _updates(value: object) -> Iterator[Notice]:
    for update in _dicts(value):
        doi, kind = update.get("DOI"), str(update.get("type", "")).lower().replace("-", "_").replace(" ", "_")
        if isinstance(doi, str) and kind in _STATES:
            yield Notice(_STATES[kind], _day(update.get("updated")), dois.address(doi.lower()), "crossref")


def _dicts(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))


def _day(value: object) -> date | None:
    """Return the day of a Crossref date (``date-parts``); None when it says a month or a year alone: no day is made up."""
    parts = value.get("date-parts") if isinstance(value, dict) else None
    if not (isinstance(parts, list) and parts and isinstance(parts[0], list) and all(isinstance(part, int) for part in parts[0])):
        return None
    written = read_date("-".join(f"{part:04}" if rank == 0 else f"{part:02}" for rank, part in enumerate(parts[0][:3])))
    return written.whole_day if written is not None else None


def _american_day(text: str) -> date | None:
    """Return the day of « 3/15/2021 0:00 »."""
    match = re.match(r"\s*(\d{1,2}/\d{1,2}/\d{4})", text)
    try:
        return datetime.strptime(match.group(1), "%m/%d/%Y").date() if match else None
    except ValueError:
        return None


def plain(text: str) -> str:
    """Return a title without the HTML, the control characters and the direction marks that registries let through."""
    return collapse("".join(c if c.isprintable() or c.isspace() else " " for c in text_of_mixed(text)))[:300]
