"""What « Ma sélection » and « Comparer » load: one small file a sheet, and the list of all sheets, asked for only to add one.

The pages are the same for everyone: what was chosen is in their address, and nowhere else.
"""

import json
from collections.abc import Iterator, Sequence

from pipeline.content import names
from pipeline.content.address_book import SELECTION, page_address
from pipeline.content.council import Term
from pipeline.content.sheets.effect_words import size
from pipeline.content.sheets.evidence_kind import EvidenceKind
from pipeline.content.sheets.meta import Effect
from pipeline.content.sheets.sheet import LIMITS, Support
from pipeline.content.sheets.standing import direction
from pipeline.edition.docs_tree import Made
from pipeline.edition.effect_strip import effect_strip
from pipeline.edition.index import PortableFiche, SiteIndex
from pipeline.edition.overview import overview_row
from pipeline.edition.prose.portable import PortableProse
from pipeline.text import french
from pipeline.text.addresses import relative


def selection_files(index: SiteIndex) -> Iterator[Made]:
    """Yield the list of sheets (slug and title), then the file of each sheet."""
    listed = tuple((fiche.slug, fiche.meta.titre) for fiche in index.fiches)
    yield Made(f"{SELECTION}fiches.json", (listed,), lambda: _json([{"fiche": slug, "titre": title} for slug, title in listed]))
    ages = index.terms("ages")
    for slug, portable in index.portable.items():
        inputs = (portable, ages)
        yield Made(f"fiches/{slug}/selection.json", inputs, lambda inputs=inputs: _json(_data(*inputs)))  # type: ignore[misc]


def _data(portable: PortableFiche, ages: Sequence[Term]) -> dict[str, object]:
    """Return what the pages show.

    ``messages``, ``questions``, ``references``, ``limites`` and the strips of effects (« bande ») are safe HTML, the rest is text.
    """
    fiche, prose = portable.fiche, PortableProse(lambda address: relative(SELECTION, address))
    messages, questions = prose.messages_and_questions(portable)
    row, named = overview_row(fiche, portable.standing, portable.notes), {term.slug: term.nom for term in ages}
    return {
        "fiche": fiche.slug,
        "titre": fiche.meta.titre,
        "question": fiche.meta.question,
        "adresse": relative(SELECTION, page_address(fiche)),
        "reponse": fiche.meta.resume,
        "preuve": names.EVIDENCE[portable.standing.kind],
        "confiance": portable.standing.words,
        "divergence": fiche.meta.divergence,
        "revue": french.long_date(fiche.meta.revisee_le),
        "messages": messages,
        "questions": questions,
        "pour": french.enumeration([named[age].lower() for age in fiche.meta.ages]).capitalize(),
        "tendance": row.way,
        "effets": [_effect(effect, kind) for effect, kind in zip(fiche.meta.effets, row.kinds, strict=True)],
        "conditions": fiche.meta.conditions,
        "demande": [{"nom": one.of, "texte": one.text, "estimation": one.estimated} for one in row.asked],
        "pistes": [{"titre": lead.title, "appui": names.SUPPORT[fiche.support(lead) or Support.IDEA]} for lead in fiche.leads],
        "limites": prose.section(portable, LIMITS),
        "references": {work.key: work.formatted.html for work in portable.sorted_works},
    }


def _effect(effect: Effect, kind: EvidenceKind) -> dict[str, str]:
    return {
        "sens": direction(kind, effect.sens),
        "resultat": french.units_held(effect.resultat),
        "taille": size(effect) or "taille non lue",
        "pour": french.units_held(effect.pour),
        "bande": effect_strip(effect, kind),
    }


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
