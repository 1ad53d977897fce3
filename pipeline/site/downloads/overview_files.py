"""« Ce qui aide » to take away: on paper, for spreadsheets, as JSON; one of each for each page of the table."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from pipeline.content import names
from pipeline.content.address_book import OVERVIEW, page_address
from pipeline.content.council import Organisation, Term, Vocabulary
from pipeline.content.sheets.evidence_kind import EvidenceKind
from pipeline.content.sheets.meta import Effect
from pipeline.content.sheets.standing import direction
from pipeline.edition.docs_tree import Later, Made
from pipeline.edition.index import SiteIndex
from pipeline.edition.overview import OverviewRow, ordered
from pipeline.handouts.overview_pdf import OverviewPdfs
from pipeline.handouts.pdf_engine import pdf_engine
from pipeline.handouts.pdf_files import kept
from pipeline.project import Project
from pipeline.site.pages.paging import Slice, slices
from pipeline.text.addresses import absolute
from pipeline.text.spreadsheet import csv_table

# As many as the table of one page holds within what a first visit may cost (tests/browser/test_weight.py).
ROWS = 200
COLUMNS = {
    "fiche": "Fiche",
    "question": "Question",
    "reponse": "Réponse",
    "type": "Type",
    "buts": "Ce qu’on veut changer",
    "themes": "Thèmes",
    "ages": "Âges",
    "publics": "Qui peut agir",
    "preuve": "Genre de preuve",
    "confiance": "Confiance dans la preuve",
    "tendance": "Sens de tous les effets",
    "cout": "Coût",
    "effort": "Temps et personnes",
    "conditions": "Conditions",
    "revisee_le": "Revue le",
    "adresse": "Adresse",
}
EFFECT_COLUMNS = {
    "resultat": "Résultat mesuré",
    "mesure": "Mesure",
    "valeur": "Valeur",
    "intervalle": "Intervalle",
    "etudes": "Nombre d’études",
    "sens": "Sens",
    "pour": "Chez qui",
    "ampleur": "Ampleur, selon la source",
    "confiance": "Confiance pour ce résultat",
    "extraits": "Extraits",
}


def overview_slices(index: SiteIndex) -> Iterator[Slice[OverviewRow]]:
    """Yield the pages of the table; most sites have one."""
    rows = ordered(index.fiches, index.standings(index.fiches), index.catalogue)
    return slices(rows, OVERVIEW, ROWS)


def overview_stem(part: Slice[OverviewRow]) -> str:
    """Return the address of a page's files to download, without their extension."""
    return f"{part.address}ce-qui-aide"


def overview_files(project: Project, index: SiteIndex) -> Iterator[Made]:
    """Yield the CSV, the JSON and the PDF of each page of the table; a PDF that an earlier build left, of the same words, is kept."""
    catalogue = index.catalogue
    pdfs = OverviewPdfs(pdf_engine(project), catalogue.organisation, catalogue.vocabulary)
    for part in overview_slices(index):
        inputs = (part, catalogue.vocabulary, catalogue.organisation)
        yield Made(f"{overview_stem(part)}.csv", inputs, lambda inputs=inputs: overview_csv(*inputs))  # type: ignore[misc]
        yield Made(f"{overview_stem(part)}.json", inputs, lambda inputs=inputs: overview_json(*inputs))  # type: ignore[misc]
        if part.items:
            name = f"{overview_stem(part)}.pdf"
            yield Made(name, inputs, partial(_pdf, pdfs, part, project.extras / name))


def _pdf(pdfs: OverviewPdfs, part: Slice[OverviewRow], before: Path) -> bytes | Later:
    return pdfs.pdf_later(part.items, part.address, kept(before))


def overview_csv(part: Slice[OverviewRow], vocabulary: Vocabulary, organisation: Organisation) -> bytes:
    """Return a row an effect, one for a sheet without any."""
    rows = (
        [told[key] for key in COLUMNS] + [measured.get(key) for key in EFFECT_COLUMNS]
        for row in part.items
        for told in (_sheet(row, vocabulary, organisation),)
        for measured in [_effect(*each) for each in row.effects] or [{}]
    )
    return csv_table([*COLUMNS.values(), *EFFECT_COLUMNS.values()], (map(_cell, row) for row in rows))


def overview_json(part: Slice[OverviewRow], vocabulary: Vocabulary, organisation: Organisation) -> bytes:
    """Return the same with the effects of each sheet as a list; what is not known is null."""
    rows = [{**_sheet(row, vocabulary, organisation), "effets": [_effect(*each) for each in row.effects]} for row in part.items]
    notice = "Rien n’est converti : chaque valeur est dans la mesure de sa source."
    return json.dumps({"note": notice, "fiches": rows}, ensure_ascii=False, indent=1).encode()


def _sheet(row: OverviewRow, vocabulary: Vocabulary, organisation: Organisation) -> dict[str, object]:
    meta, address = row.fiche.meta, page_address(row.fiche)
    return {
        "fiche": meta.titre,
        "question": meta.question,
        "reponse": meta.reponse,
        "type": names.KIND[meta.type],
        **{facet: _names(getattr(vocabulary, facet), getattr(meta, facet)) for facet in ("buts", "themes", "ages", "publics")},
        "preuve": names.EVIDENCE[row.worth.kind],
        "confiance": names.CONFIDENCE[row.worth.level],
        "tendance": row.way,
        "cout": meta.cout,
        "effort": meta.effort,
        "conditions": meta.conditions,
        "revisee_le": meta.revisee_le.isoformat(),
        "adresse": absolute(organisation.adresse, address) or address,
    }


def _effect(effect: Effect, kind: EvidenceKind) -> Mapping[str, object]:
    return {
        "resultat": effect.resultat,
        "mesure": names.MEASURE[effect.mesure],
        "valeur": effect.valeur,
        "intervalle": effect.intervalle,
        "etudes": effect.etudes,
        "sens": direction(kind, effect.sens),
        "pour": effect.pour,
        "ampleur": effect.ampleur,
        "confiance": names.CONFIDENCE[effect.confiance] if effect.confiance is not None else None,
        "extraits": list(effect.extraits),
    }


def _names(terms: Sequence[Term], slugs: Sequence[str]) -> list[str]:
    named = {term.slug: term.nom for term in terms}
    return [named[slug] for slug in slugs]


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)
