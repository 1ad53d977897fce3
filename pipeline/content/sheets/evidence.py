"""Wording and evidence: how strong, on what kind of design, read where."""

import re
from collections.abc import Callable, Iterator

from pipeline.content.catalogue import Catalogue
from pipeline.content.document import Fiche
from pipeline.content.sheets.sheet import Confidence
from pipeline.content.sources.notes import Note
from pipeline.content.sources.reading import Design, Link
from pipeline.fields.claims import Marked, marked
from pipeline.fields.marks import Claims
from pipeline.text.diagnostics import Diagnostic, Rule, Severity
from pipeline.text.words import fold

NEEDS_SYNTHESIS = Rule(
    code="P001",
    severity=Severity.ERROR,
    title="Confiance modérée ou élevée\u00a0: une synthèse",
    why="Une étude seule, même bonne, ne suffit pas à une confiance modérée.",
    wrong="force: moderee, sans synthèse citée",
    right="force: limitee, ou une synthèse citée (devis: synthese dans sa note)",
)
STRONG_WORDS = Rule(
    code="P002",
    severity=Severity.ERROR,
    title="Preuve mince, mots prudents",
    why="Avec une confiance très limitée, rien ne « prouve », ne « démontre » et rien n’est dit « efficace ».",
    wrong="L’étude prouve que le sommeil aide.",
    right="Dormir assez est associé à de meilleures notes.",
)
CAUSAL_WORDS = Rule(
    code="P003",
    severity=Severity.WARNING,
    title="« Associé à » n’est pas « cause »",
    why="Quand tous les devis cités sont corrélationnels, un verbe de cause en dit trop.",
    wrong="Le parascolaire réduit le décrochage [@thouin2022, résumé].",
    right="La participation constante est associée à un risque de décrochage plus faible [@thouin2022, résumé].",
    silenceable=True,
)
SECOND_HAND = Rule(
    code="P004",
    severity=Severity.ERROR,
    title="Un message à retenir ne repose pas sur un tiers seul",
    why="Un communiqué ou la page d’un tiers peut se tromper sur l’étude qu’il raconte.",
    wrong="1. … [@isq2024, communiqué de l’ISQ, 3 décembre 2024].",
    right="1. … [@gagne2011, résumé; @isq2024, communiqué de l’ISQ, 3 décembre 2024].",
)
RETRACTED = Rule(
    code="P005",
    severity=Severity.ERROR,
    title="Pas d’étude rétractée",
    why="Une étude rétractée ne fonde rien.",
    wrong="Une fiche qui cite une note dont « registre » dit « retractation »",
    right="Une fiche corrigée ou retirée",
)
SELF_REVIEW = Rule(
    code="P006",
    severity=Severity.ERROR,
    title="On ne se relit pas soi-même",
    why="La relecture nommée est celle d’une autre personne; « null » dit honnêtement qu’il n’y en a pas eu.",
    wrong="redaction: A. Roy\nrevision: A. Roy",
    right="redaction: A. Roy\nrevision: null",
)
NOTICED = Rule(
    code="P007",
    severity=Severity.WARNING,
    title="Source corrigée, mise en doute ou remplacée\u00a0: à relire",
    why="Un avis publié depuis peut changer ce que la fiche affirme. La page de la fiche le montre à ses lecteurs.",
    wrong="Une fiche qui cite une note dont « registre » dit « correction »",
    right="La même fiche, relue d’après l’avis; ou qui cite l’article paru depuis",
)
RULES = (NEEDS_SYNTHESIS, STRONG_WORDS, CAUSAL_WORDS, SECOND_HAND, RETRACTED, SELF_REVIEW, NOTICED)

_NOTICED = {
    "preoccupation": "a fait l’objet d’un doute publié",
    "correction": "a été corrigée",
    "nouvelle-version": "a une version plus récente",
}
_STRONG = re.compile(r"(?i)\b(prouv\w*|démontr\w*|efficaces?|efficacité)\b")
_CAUSAL = re.compile(
    r"(?i)\b(caus(?:e|ent|er|é|ée)|provoqu\w+|entraîn\w+|rédui(?:t|sent|re)|diminue(?:nt)?|augmente(?:nt)?|amélior(?:e|ent)|favoris(?:e|ent)"
    r"|mène(?:nt)? à|permet(?:tent)? de|grâce à|prévient|préviennent|protège(?:nt)?|fait (?:baisser|monter|progresser))\b"
)
# « C’est un lien, non une cause »: the word is there to be denied.
_DENIED = re.compile(r"(?i)\b(?:pas|non|sans|ni|aucune?)\b[^.,;:!?\n]{0,20}\Z")
_QUOTED = re.compile(r"«[^«»]{0,600}»")


def check_evidence(catalogue: Catalogue, fiche: Fiche) -> list[Diagnostic]:
    """Return the wording and strength of one sheet that what was read does not support."""
    found: list[Diagnostic] = []
    notes = [catalogue.notes[key] for key in fiche.cited_keys if key in catalogue.notes]
    _check_strength(fiche, any(note.meta.devis is Design.SYNTHESIS for note in notes), found)
    _check_second_hand(catalogue, fiche, found)
    _check_causal(catalogue, fiche, notes, found)
    for note in notes:
        at = next(c.key_at.start for group in fiche.prose.groups for c in group.citations if c.key == note.key)
        states = {notice.etat: notice for notice in note.meta.registre}
        if "retractation" in states:
            message = f"« {note.key} » a été rétractée."
            found.append(Diagnostic(RETRACTED, fiche.source.place(at - 1), message, f"@{note.key}", "Retirez ce qui s’appuie sur elle."))
            continue
        for state, said in _NOTICED.items():
            if state in states:
                hint = f"Lisez {states[state].adresse}, puis relisez ce qui s’appuie sur cette source."
                found.append(Diagnostic(NOTICED, fiche.source.place(at - 1), f"« {note.key} » {said}.", f"@{note.key}", hint))
    if fiche.meta.revision is not None and fold(fiche.meta.revision) == fold(fiche.meta.redaction):
        place = fiche.source.place(fiche.header.where(("revision",)))
        message = "« revision » nomme la même personne que « redaction »."
        found.append(Diagnostic(SELF_REVIEW, place, message, fiche.meta.revision, "Écrivez « null » s’il n’y a pas eu de relecture."))
    return found


def _check_strength(fiche: Fiche, has_synthesis: bool, found: list[Diagnostic]) -> None:
    if fiche.meta.force.rank >= Confidence.MODERATE.rank and not has_synthesis:
        place = fiche.source.place(fiche.header.where(("force",)))
        message = f"La confiance est « {fiche.meta.force} », et aucune synthèse n’est citée."
        found.append(Diagnostic(NEEDS_SYNTHESIS, place, message, fiche.meta.force, "Baissez « force », ou citez une synthèse."))
    if fiche.meta.force.rank > Confidence.VERY_LIMITED.rank:
        return
    for text, start, offset in _texts(fiche):
        quoted = [match.span() for match in _QUOTED.finditer(text, start)]
        for match in _STRONG.finditer(text, start):
            if not any(a <= match.start() < b for a, b in quoted):
                message = f"« {match.group()} » en dit trop pour une confiance « {fiche.meta.force} »."
                hint = "Écrivez « est associé à », « suggère », « observe »."
                found.append(Diagnostic(STRONG_WORDS, fiche.source.place(offset(match.start())), message, match.group(), hint))


def _texts(fiche: Fiche) -> Iterator[tuple[str, int, Callable[[int], int]]]:
    """Yield what the sheet says, its header's claims after its prose: a text, where to begin in it, and the offset in the file of an index."""
    yield fiche.prose.plain, fiche.body_start, lambda index: index
    for one in _claims(fiche):
        yield one.text, 0, one.offset


def _claims(fiche: Fiche) -> Iterator[Marked]:
    return (one for one in marked(fiche.header, type(fiche.meta)) if isinstance(one.mark, Claims))


def _check_second_hand(catalogue: Catalogue, fiche: Fiche, found: list[Diagnostic]) -> None:
    for block in fiche.key_messages:
        excerpts = [
            excerpt
            for trace in catalogue.traces(fiche)
            if block.start <= trace.sentence.span.start < block.end
            for excerpt in trace.excerpts
        ]
        if excerpts and all(excerpt.reading.second_hand for excerpt in excerpts):
            message = "Ce message ne s’appuie que sur un communiqué, la page d’un tiers ou un relevé."
            found.append(
                Diagnostic(
                    SECOND_HAND,
                    fiche.source.place(block.start),
                    message,
                    help="Ajoutez un extrait du résumé ou de l’article, ou déplacez ce message dans le texte.",
                )
            )


def _check_causal(catalogue: Catalogue, fiche: Fiche, notes: list[Note], found: list[Diagnostic]) -> None:
    weak = (Link.ASSOCIATION, Link.DESCRIPTION, Link.UNDETERMINED)
    for trace in catalogue.traces(fiche):
        excerpts = trace.excerpts
        if excerpts and all(catalogue.notes[excerpt.key].meta.lien in weak for excerpt in excerpts):
            span = trace.sentence.span
            _tell_causal(fiche, fiche.prose.plain, span.start, span.end, lambda index: index, found)
    # The header sums up all that the sheet cites.
    if notes and all(note.meta.lien in weak for note in notes):
        for one in _claims(fiche):
            _tell_causal(fiche, one.text, 0, len(one.text), one.offset, found)


def _tell_causal(fiche: Fiche, text: str, start: int, end: int, offset: Callable[[int], int], found: list[Diagnostic]) -> None:
    quoted = [match.span() for match in _QUOTED.finditer(text, start, end)]
    for match in _CAUSAL.finditer(text, start, end):
        denied = match.group().lower() == "cause" and _DENIED.search(text, max(start, match.start() - 30), match.start())
        if denied or any(a <= match.start() < b for a, b in quoted):
            continue
        message = f"« {match.group()} » parle de cause; les sources citées montrent un lien ou décrivent."
        hint = "Écrivez « est associé à » ou « est lié à »."
        found.append(Diagnostic(CAUSAL_WORDS, fiche.source.place(offset(match.start())), message, match.group(), hint))
