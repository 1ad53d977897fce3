"""Citations: each leads to one excerpt of one reading note."""

from collections.abc import Iterator

from pipeline.content.catalogue import Catalogue
from pipeline.content.kind import AnyDocument, PageDocument
from pipeline.content.sources.notes import Excerpt
from pipeline.content.sources.resolution import Failure, Resolution
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.citation_syntax import Citation, unclosed_citations
from pipeline.text.diagnostics import Family, Severity
from pipeline.text.markdown import BlockKind
from pipeline.text.words import nearest

FAMILY = Family(letter="C", title="Citations", rank=70)

# A name and a year in common are no likeness: « sample2021 » is not « exemple2020 ».
LOOKS_LIKE_A_KEY = 75


@rule(
    "C001",
    title="Clé connue de la bibliographie",
    why="Une citation mène à une référence : la clé doit exister.",
    wrong="[@nickow2032, résumé]",
    right="[@nickow2023, résumé]",
)
@rule(
    "C002",
    title="Repère donné",
    why="Le repère dit où, dans la source, se trouve ce qui est affirmé.",
    wrong="[@nickow2023]",
    right="[@nickow2023, résumé]",
)
@rule(
    "C003",
    title="Repère de la note",
    why="Le repère est le titre d’une section de la note de lecture.",
    wrong="[@nickow2023, sommaire]",
    right="[@nickow2023, résumé]",
)
@rule(
    "C004",
    title="Un seul extrait désigné",
    why="Plusieurs extraits ont ce repère, et les chiffres de la phrase ne suffisent pas à choisir.",
    wrong="Les effets sont plus grands chez les plus jeunes [@nickow2023, résumé].",
    right="Les effets sont plus grands chez les plus jeunes [@nickow2023, résumé, #tuteurs].",
)
@rule(
    "C005",
    title="Extrait de la note",
    why="L’identifiant après « # » est celui d’un extrait de la note, à ce repère.",
    wrong="[@nickow2023, résumé, #effet]",
    right="[@nickow2023, résumé, #effet-global]",
)
@rule(
    "C008",
    title="Source citée, note écrite",
    why="Sans note de lecture, il n’y a pas d’extrait à montrer.",
    wrong="[@kim2013, résumé] sans notes/kim2013.md",
    right="La note research_notes/notes/kim2013.md, avec ses extraits",
)
@rule(
    "C010",
    on=PageDocument,
    title="Source citée, note finie",
    why="Le lecteur doit pouvoir lire ce qui a été étudié, et par qui la source a été lue : la note ne peut pas rester « à écrire ».",
    wrong="[@kim2013, résumé], quand notes/kim2013.md dit « population: à écrire »",
    right="La note complète; « passerelle verifier » dit ce qu’il reste à écrire",
)
def a_citation_leads_to_an_excerpt(document: AnyDocument, catalogue: Catalogue) -> Iterator[Fault]:
    """Yield the citations of one page that lead to no excerpt, or to a note that is not finished; each is told once."""
    for trace in catalogue.traces(document):
        for citation, resolution in trace.resolutions:
            if citation.key not in catalogue.references:
                near = nearest(citation.key, catalogue.references, cutoff=LOOKS_LIKE_A_KEY)
                hint = f"Vouliez-vous dire « @{near} »?" if near else _ADD_IT
                message = f"La bibliographie n’a pas de clé « {citation.key} »."
                yield fault(citation.key_at.start - 1, message, text=f"@{citation.key}", hint=hint, code="C001")
            elif resolution.failure is not None:
                yield _failed(citation, resolution, resolution.failure)
            elif catalogue.notes[citation.key].to_write:
                message = f"La note de lecture « {citation.key} » n’est pas finie."
                hint = f"Écrivez ce qu’il reste : passerelle verifier research_notes/notes/{citation.key}.md"
                yield fault(citation.key_at.start - 1, message, text=f"@{citation.key}", hint=hint, code="C010")


_ADD_IT = "Ajoutez d’abord la source : passerelle ajouter, puis son DOI ou son adresse."


@rule(
    "C006",
    on=PageDocument,
    title="Citation fermée",
    why="Sans crochet fermant, la citation s’affiche telle quelle et ne mène nulle part.",
    wrong="… 0,288 écart-type [@nickow2023, résumé.",
    right="… 0,288\u00a0écart-type [@nickow2023, résumé].",
)
def a_citation_is_closed(document: AnyDocument) -> Iterator[Fault]:
    """Yield the brackets that are opened, and that nothing closes."""
    prose, text = document.prose, document.source.text
    for block in prose.readable:
        for offset in unclosed_citations(prose.without_code, block.inner, block.end):
            shown = text[offset : offset + 40].split("\n")[0]
            yield fault(offset, "Cette citation n’est pas fermée.", text=shown, hint="Ajoutez « ] » à la fin de la citation.")


@rule(
    "C007",
    on=PageDocument,
    title="Citation bien formée",
    why="Chaque partie d’une citation, entre points-virgules, nomme une clé.",
    wrong="[@a, résumé; p. 5]",
    right="[@a, résumé; @a, p. 5]",
)
def a_citation_is_well_formed(document: AnyDocument) -> Iterator[Fault]:
    """Yield the citations of headings, and the parts that name no source."""
    prose = document.prose
    headings = [block for block in prose.readable if block.kind is BlockKind.HEADING]
    for group in prose.groups:
        if any(block.start <= group.start < block.end for block in headings):
            yield fault(group.start, "Un titre ne porte pas de citation.", hint="Mettez la citation dans le texte.")
        for span in group.malformed:
            shown, hint = document.source.text[span.start : span.end].strip(), "Répétez la clé devant chaque repère."
            yield fault(span.start, "Cette partie de la citation ne nomme aucune source.", text=shown, hint=hint)


@rule(
    "C011",
    on=PageDocument,
    title="Extrait nommé dans l’en-tête : il existe",
    why="Un effet et une règle mènent à l’extrait qui les porte, comme une citation du texte : la note doit l’avoir, et être finie.",
    wrong="extraits: [nickow2023#effet]",
    right="extraits: [nickow2023#effet-global]",
)
def a_named_excerpt_exists(document: AnyDocument, catalogue: Catalogue) -> Iterator[Fault]:
    """Yield the excerpts that a header names and that no finished note has."""
    for one in document.named_excerpts:
        note = catalogue.notes.get(one.key)
        if one.key not in catalogue.references:
            near = nearest(one.key, catalogue.references, cutoff=LOOKS_LIKE_A_KEY)
            hint = f"Vouliez-vous dire « {near} »?" if near else _ADD_IT
            yield fault(one.start, f"La bibliographie n’a pas de clé « {one.key} ».", text=one.name, hint=hint)
        elif note is None:
            message = f"La source « {one.key} » n’a pas de note de lecture."
            yield fault(one.start, message, text=one.name, hint=f"Écrivez research_notes/notes/{one.key}.md.")
        elif note.excerpt(one.id) is None:
            ids = [excerpt.id for excerpt in note.excerpts]
            near = nearest(one.id, ids)
            hint = (f"Vouliez-vous dire « {one.key}#{near} »? " if near else "") + f"Extraits : {', '.join(ids) or 'aucun'}."
            yield fault(one.start, f"La note « {one.key} » n’a pas d’extrait « #{one.id} ».", text=one.name, hint=hint)
        elif note.to_write:
            hint = f"Écrivez ce qu’il reste : passerelle verifier research_notes/notes/{one.key}.md"
            yield fault(one.start, f"La note de lecture « {one.key} » n’est pas finie.", text=one.name, hint=hint)


@rule(
    "C009",
    on=Catalogue,
    severity=Severity.INFO,
    title="Référence citée",
    why="Une référence que rien ne cite est peut-être une fiche à écrire.",
    wrong="@article{kim2013, …} jamais citée",
    right="Une fiche qui cite kim2013",
)
def a_reference_is_cited(catalogue: Catalogue) -> Iterator[Fault]:
    """Yield the references that nothing cites."""
    cited = catalogue.cited_keys
    for key, reference in catalogue.references.items():
        if key not in cited:
            yield fault(reference.place, f"Aucune page ne cite « {key} ».", text=key, hint="")


def _failed(citation: Citation, resolution: Resolution, failure: Failure) -> Fault:
    """Return why a citation leads to no excerpt."""
    key, locator, named = citation.key, citation.locator, f"#{citation.excerpt_id}"
    at_key, at_locator, candidates = citation.key_at.start - 1, citation.locator_at.start, resolution.candidates
    ids = ", ".join(f"#{excerpt.id}" for excerpt in candidates) or "aucun"
    match failure:
        case Failure.NO_NOTE:
            message = f"La source « {key} » n’a pas de note de lecture."
            return fault(at_key, message, text=f"@{key}", hint=f"Écrivez research_notes/notes/{key}.md.", code="C008")
        case Failure.NO_LOCATOR:
            hint = f"Repères possibles : {_locators(candidates)}."
            return fault(at_key, "Le repère manque.", text=f"@{key}", hint=hint, code="C002")
        case Failure.UNKNOWN_LOCATOR:
            near = nearest(locator, [excerpt.locator for excerpt in candidates])
            hint = (f"Vouliez-vous dire « {near} »? " if near else "") + f"Repères : {_locators(candidates)}."
            message = f"La note « {key} » n’a pas de repère « {locator} »."
            return fault(at_locator, message, text=locator, hint=hint, code="C003")
        case Failure.AMBIGUOUS:
            message = f"Plusieurs extraits de « {key} » ont le repère « {locator} »."
            hint = f"Nommez l’extrait à la fin de la citation : {ids}."
            return fault(at_locator, message, text=locator, hint=hint, code="C004")
        case Failure.UNKNOWN_EXCERPT:
            near = nearest(citation.excerpt_id or "", [excerpt.id for excerpt in candidates])
            hint = (f"Vouliez-vous dire « #{near} »? " if near else "") + f"Extraits : {ids}."
            message = f"La note « {key} » n’a pas d’extrait « {named} »."
            return fault(at_locator, message, text=named, hint=hint, code="C005")
        case Failure.LOCATOR_MISMATCH:
            right = candidates[0].locator
            message = f"L’extrait « {named} » est au repère « {right} », pas « {locator} »."
            return fault(at_locator, message, text=locator, hint=f"Écrivez [@{key}, {right}, {named}].", code="C005")


def _locators(excerpts: tuple[Excerpt, ...]) -> str:
    return ", ".join(dict.fromkeys(f"« {excerpt.locator} »" for excerpt in excerpts)) or "aucun"
