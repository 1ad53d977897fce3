"""Citations: each leads to one excerpt of one reading note."""

from pipeline.content.catalogue import Catalogue
from pipeline.content.document import AnyDocument
from pipeline.content.sources.notes import Excerpt
from pipeline.content.sources.resolution import Failure, Resolution
from pipeline.text.citation_syntax import Citation, unclosed_citations
from pipeline.text.diagnostics import Diagnostic, Rule, Severity
from pipeline.text.markdown import BlockKind
from pipeline.text.words import nearest

UNKNOWN_KEY = Rule(
    code="C001",
    severity=Severity.ERROR,
    title="Clé connue de la bibliographie",
    why="Une citation mène à une référence\u00a0: la clé doit exister.",
    wrong="[@nickow2032, résumé]",
    right="[@nickow2023, résumé]",
)
NO_LOCATOR = Rule(
    code="C002",
    severity=Severity.ERROR,
    title="Repère donné",
    why="Le repère dit où, dans la source, se trouve ce qui est affirmé.",
    wrong="[@nickow2023]",
    right="[@nickow2023, résumé]",
)
UNKNOWN_LOCATOR = Rule(
    code="C003",
    severity=Severity.ERROR,
    title="Repère de la note",
    why="Le repère est le titre d’une section de la note de lecture.",
    wrong="[@nickow2023, sommaire]",
    right="[@nickow2023, résumé]",
)
AMBIGUOUS = Rule(
    code="C004",
    severity=Severity.ERROR,
    title="Un seul extrait désigné",
    why="Plusieurs extraits ont ce repère, et les chiffres de la phrase ne suffisent pas à choisir.",
    wrong="Les effets sont plus grands chez les plus jeunes [@nickow2023, résumé].",
    right="Les effets sont plus grands chez les plus jeunes [@nickow2023, résumé, #tuteurs].",
)
UNKNOWN_EXCERPT = Rule(
    code="C005",
    severity=Severity.ERROR,
    title="Extrait de la note",
    why="L’identifiant après « # » est celui d’un extrait de la note, à ce repère.",
    wrong="[@nickow2023, résumé, #effet]",
    right="[@nickow2023, résumé, #effet-global]",
)
UNCLOSED = Rule(
    code="C006",
    severity=Severity.ERROR,
    title="Citation fermée",
    why="Sans crochet fermant, la citation s’affiche telle quelle et ne mène nulle part.",
    wrong="… 0,288 écart-type [@nickow2023, résumé.",
    right="… 0,288\u00a0écart-type [@nickow2023, résumé].",
)
MALFORMED = Rule(
    code="C007",
    severity=Severity.ERROR,
    title="Citation bien formée",
    why="Chaque partie d’une citation, entre points-virgules, nomme une clé.",
    wrong="[@a, résumé; p. 5]",
    right="[@a, résumé; @a, p. 5]",
)
NO_NOTE = Rule(
    code="C008",
    severity=Severity.ERROR,
    title="Source citée, note écrite",
    why="Sans note de lecture, il n’y a pas d’extrait à montrer.",
    wrong="[@kim2013, résumé] sans notes/kim2013.md",
    right="La note research_notes/notes/kim2013.md, avec ses extraits",
)
NEVER_CITED = Rule(
    code="C009",
    severity=Severity.INFO,
    title="Référence citée",
    why="Une référence que rien ne cite est peut-être une fiche à écrire.",
    wrong="@article{kim2013, …} jamais citée",
    right="Une fiche qui cite kim2013",
)
UNFINISHED = Rule(
    code="C010",
    severity=Severity.ERROR,
    title="Source citée, note finie",
    why="Le lecteur doit pouvoir lire ce qui a été étudié, et par qui la source a été lue\u00a0: la note ne peut pas rester « à écrire ».",
    wrong="[@kim2013, résumé], quand notes/kim2013.md dit « population: à écrire »",
    right="La note complète; « passerelle verifier » dit ce qu’il reste à écrire",
)
# A name and a year in common are no likeness: « sample2021 » is not « exemple2020 ».
LOOKS_LIKE_A_KEY = 75
RULES = (UNKNOWN_KEY, NO_LOCATOR, UNKNOWN_LOCATOR, AMBIGUOUS, UNKNOWN_EXCERPT, UNCLOSED, MALFORMED, NO_NOTE, NEVER_CITED, UNFINISHED)


def check_citations(catalogue: Catalogue, document: AnyDocument) -> list[Diagnostic]:
    """Return what is wrong with the citations of one page."""
    found: list[Diagnostic] = []
    _check_syntax(document, found)
    for trace in catalogue.traces(document):
        for citation, resolution in trace.resolutions:
            problem = _diagnose(catalogue, document, citation, resolution)
            if problem is not None:
                found.append(problem)
    return found


def check_never_cited(catalogue: Catalogue) -> list[Diagnostic]:
    """Return the references that nothing cites."""
    return [
        Diagnostic(NEVER_CITED, reference.place, f"Aucune page ne cite « {key} ».", key)
        for key, reference in catalogue.references.items()
        if key not in catalogue.cited_keys
    ]


def _check_syntax(document: AnyDocument, found: list[Diagnostic]) -> None:
    source, prose = document.source, document.prose
    for block in prose.readable:
        for offset in unclosed_citations(prose.without_code, block.inner, block.end):
            text = source.text[offset : offset + 40].split("\n")[0]
            found.append(
                Diagnostic(
                    UNCLOSED, source.place(offset), "Cette citation n’est pas fermée.", text, "Ajoutez « ] » à la fin de la citation."
                )
            )
        if block.kind is BlockKind.HEADING:
            for group in prose.groups:
                if block.start <= group.start < block.end:
                    message = "Un titre ne porte pas de citation."
                    found.append(Diagnostic(MALFORMED, source.place(group.start), message, help="Mettez la citation dans le texte."))
    for group in prose.groups:
        for span in group.malformed:
            text = source.text[span.start : span.end].strip()
            found.append(
                Diagnostic(
                    MALFORMED,
                    source.place(span.start),
                    "Cette partie de la citation ne nomme aucune source.",
                    text,
                    "Répétez la clé devant chaque repère.",
                )
            )


def _diagnose(catalogue: Catalogue, document: AnyDocument, citation: Citation, resolution: Resolution) -> Diagnostic | None:
    place = document.source.place(citation.key_at.start - 1)
    at_locator = document.source.place(citation.locator_at.start)
    shown = f"@{citation.key}"
    if citation.key not in catalogue.references:
        near = nearest(citation.key, catalogue.references, cutoff=LOOKS_LIKE_A_KEY)
        hint = (
            f"Vouliez-vous dire « @{near} »?"
            if near
            else "Ajoutez d’abord la source\u00a0: passerelle ajouter, puis son DOI ou son adresse."
        )
        return Diagnostic(UNKNOWN_KEY, place, f"La bibliographie n’a pas de clé « {citation.key} ».", shown, hint)
    if resolution.failure is None:
        if not catalogue.notes[citation.key].to_write:
            return None
        message = f"La note de lecture « {citation.key} » n’est pas finie."
        hint = f"Écrivez ce qu’il reste\u00a0: passerelle verifier research_notes/notes/{citation.key}.md"
        return Diagnostic(UNFINISHED, place, message, shown, hint)
    ids = ", ".join(f"#{excerpt.id}" for excerpt in resolution.candidates) or "aucun"
    match resolution.failure:
        case Failure.NO_NOTE:
            message = f"La source « {citation.key} » n’a pas de note de lecture."
            return Diagnostic(NO_NOTE, place, message, shown, f"Écrivez research_notes/notes/{citation.key}.md.")
        case Failure.NO_LOCATOR:
            return Diagnostic(
                NO_LOCATOR, place, "Le repère manque.", shown, f"Repères possibles\u00a0: {_locators(resolution.candidates)}."
            )
        case Failure.UNKNOWN_LOCATOR:
            near = nearest(citation.locator, [excerpt.locator for excerpt in resolution.candidates])
            hint = f"Vouliez-vous dire « {near} »? " if near else ""
            message = f"La note « {citation.key} » n’a pas de repère « {citation.locator} »."
            return Diagnostic(
                UNKNOWN_LOCATOR, at_locator, message, citation.locator, f"{hint}Repères\u00a0: {_locators(resolution.candidates)}."
            )
        case Failure.AMBIGUOUS:
            message = f"Plusieurs extraits de « {citation.key} » ont le repère « {citation.locator} »."
            return Diagnostic(AMBIGUOUS, at_locator, message, citation.locator, f"Nommez l’extrait à la fin de la citation\u00a0: {ids}.")
        case Failure.UNKNOWN_EXCERPT:
            near = nearest(citation.excerpt_id or "", [excerpt.id for excerpt in resolution.candidates])
            hint = f"Vouliez-vous dire « #{near} »? " if near else ""
            message = f"La note « {citation.key} » n’a pas d’extrait « #{citation.excerpt_id} »."
            return Diagnostic(UNKNOWN_EXCERPT, at_locator, message, f"#{citation.excerpt_id}", f"{hint}Extraits\u00a0: {ids}.")
        case Failure.LOCATOR_MISMATCH:
            locator = resolution.candidates[0].locator
            message = f"L’extrait « #{citation.excerpt_id} » est au repère « {locator} », pas « {citation.locator} »."
            return Diagnostic(
                UNKNOWN_EXCERPT, at_locator, message, citation.locator, f"Écrivez [@{citation.key}, {locator}, #{citation.excerpt_id}]."
            )


def _locators(excerpts: tuple[Excerpt, ...]) -> str:
    return ", ".join(dict.fromkeys(f"« {excerpt.locator} »" for excerpt in excerpts)) or "aucun"
