"""JSON-LD (schema.org) for the pages that describe something."""

import json
from collections.abc import Iterator, Mapping, Sequence

from pipeline.content.council import Organisation, Vocabulary
from pipeline.content.names import EVIDENCE
from pipeline.content.sheets.sheet import Fiche
from pipeline.content.sheets.standing import Standing
from pipeline.content.sources.bibliography import Reference
from pipeline.content.sources.tracing import Trace
from pipeline.edition.prose.portable import plain_line
from pipeline.text import dois
from pipeline.text.addresses import absolute

_RESOURCES = {"fait-saillant": "Fiche de faits saillants", "repere": "Repère", "retour-sur-outil": "Retour sur un outil"}
_LICENCES = {"CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/deed.fr"}


def fiche_data(
    organisation: Organisation,
    vocabulary: Vocabulary,
    fiche: Fiche,
    worth: Standing,
    address: str,
    references: Sequence[Reference],
    traces: Sequence[Trace] = (),
) -> str:
    """Return a sheet as Article and LearningResource: the kind of its evidence, what it cites, its key messages as claims.

    ``traces`` say which of ``references`` each message cites.
    """
    publics = {term.slug: term.nom for term in vocabulary.publics}
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": ["Article", "LearningResource"],
        "headline": fiche.meta.titre,
        "description": fiche.meta.resume,
        "inLanguage": "fr-CA",
        "datePublished": fiche.meta.publiee_le.isoformat(),
        "dateModified": fiche.meta.revisee_le.isoformat(),
        "author": {"@type": "Organization" if fiche.meta.redaction.startswith("Équipe") else "Person", "name": fiche.meta.redaction},
        "isAccessibleForFree": True,
        "learningResourceType": _RESOURCES[fiche.meta.type],
        "keywords": [EVIDENCE[worth.kind], worth.words],
        "audience": [{"@type": "Audience", "audienceType": publics[public]} for public in fiche.meta.publics],
        "timeRequired": f"PT{fiche.reading_minutes}M",
        "license": _LICENCES.get(fiche.meta.licence, fiche.meta.licence),
        "citation": [scholarly_article(reference) for reference in references],
    }
    if fiche.meta.question is not None:
        answer = {"@type": "Answer", "text": fiche.meta.resume}
        data["mainEntity"] = {"@type": "Question", "name": fiche.meta.question, "acceptedAnswer": answer}
    data["hasPart"] = list(_claims(organisation, fiche, address, {reference.key: reference for reference in references}, traces))
    return dump(with_site(organisation, data, address))


def _claims(
    organisation: Organisation, fiche: Fiche, address: str, references: Mapping[str, Reference], traces: Sequence[Trace]
) -> Iterator[dict[str, object]]:
    """Yield each key message as a Claim (https://schema.org/Claim): where it appears, and the works that it cites."""
    for block in fiche.key_messages:
        inside = [trace for trace in traces if block.start <= trace.sentence.span.start < block.end]
        keys = dict.fromkeys(citation.key for trace in inside for citation, _ in trace.resolutions)
        page: dict[str, object] = {"@type": "WebPage", "name": fiche.meta.titre}
        yield {
            "@type": "Claim",
            "text": plain_line(fiche, block),
            "appearance": with_site(organisation, page, f"{address}#a-retenir", publisher=False),
            "citation": [_named(references[key]) for key in keys if key in references],
        }


def _named(reference: Reference) -> dict[str, object]:
    """Return a work by its name and address: the sheet tells the rest of it once."""
    data = scholarly_article(reference)
    return {key: data[key] for key in ("@type", "name", "identifier", "url") if key in data}


def scholarly_article(reference: Reference) -> dict[str, object]:
    """Return a reference as ScholarlyArticle, Report or CreativeWork, with only what is known."""
    kinds = {"article": "ScholarlyArticle", "techreport": "Report", "report": "Report", "book": "Book"}
    data: dict[str, object] = {"@type": kinds.get(reference.type, "CreativeWork"), "name": reference.title}
    if reference.authors:
        data["author"] = [
            {"@type": "Organization", "name": name.family}
            if name.literal
            else {"@type": "Person", "familyName": name.family, "givenName": name.given}
            for name in reference.authors
        ]
    if reference.year:
        data["datePublished"] = reference.year
    if container := reference.fields.get("journal") or reference.fields.get("journaltitle"):
        data["isPartOf"] = {"@type": "Periodical", "name": container}
    if reference.doi:
        data["identifier"] = dois.address(reference.doi)
    if reference.url:
        data["url"] = reference.url
    data["inLanguage"] = reference.language
    return data


def reference_data(reference: Reference) -> str:
    """Return a reference's page as the work it describes."""
    return dump({"@context": "https://schema.org", **scholarly_article(reference)})


def with_site(organisation: Organisation, data: dict[str, object], address: str, *, publisher: bool = True) -> dict[str, object]:
    """Return ``data`` with its address, and its publisher once the council has adopted the site."""
    full = absolute(organisation.adresse, address)
    if full is not None:
        data["url"] = full
    if publisher and organisation.statut == "officiel":
        data["publisher"] = {"@type": "Organization", "name": organisation.nom}
    return data


def dump(data: object) -> str:
    """Return JSON that cannot end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
