"""Wording and evidence: how strong, on what kind of design, read where."""

from collections.abc import Callable, Iterator

from pipeline.content.catalogue import Catalogue
from pipeline.content.sheets.meta import Confidence
from pipeline.content.sheets.sheet import Fiche
from pipeline.content.sources.notes import Note
from pipeline.content.sources.reading import Design, Link, Registry
from pipeline.fields.claims import Marked, marked
from pipeline.fields.marks import Claims
from pipeline.patterns import pattern
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.diagnostics import Family, Severity
from pipeline.text.words import fold

FAMILY = Family(letter="P", title="Preuve et mots", rank=90)


_NOTICED = {
    "preoccupation": "a fait l’objet d’un doute publié",
    "correction": "a été corrigée",
    "nouvelle-version": "a une version plus récente",
}
_WEAK = (Link.ASSOCIATION, Link.DESCRIPTION, Link.UNDETERMINED)
_STRONG = pattern(r"(?i)\b(prouv\w*|démontr\w*|efficaces?|efficacité)\b")
_CAUSAL = pattern(
    r"(?i)\b(caus(?:e|ent|er|é|ée)|provoqu\w+|entraîn\w+|rédui(?:t|sent|re)|diminue(?:nt)?|augmente(?:nt)?|amélior(?:e|ent)"
    r"|favoris(?:e|ent)|mène(?:nt)? à|permet(?:tent)? de|grâce à|prévient|préviennent|protège(?:nt)?|fait (?:baisser|monter|progresser))\b"
)
# « C’est un lien, non une cause »: the word is there to be denied.
_DENIED = pattern(r"(?i)\b(?:pas|non|sans|ni|aucune?)\b[^.,;:!?\n]{0,20}\Z")
_QUOTED = pattern(r"«[^«»]{0,600}»")


@rule(
    "P001",
    on=Fiche,
    title="Confiance modérée ou élevée : une synthèse",
    why="Une étude seule, même bonne, ne suffit pas à une confiance modérée.",
    wrong="force: moderee, sans synthèse citée",
    right="force: limitee, ou une synthèse citée (devis: synthese dans sa note)",
)
def confidence_rests_on_a_synthesis(fiche: Fiche, catalogue: Catalogue) -> Iterator[Fault]:
    """Yield a moderate or high confidence that no synthesis founds."""
    synthesis = any(note.meta.devis is Design.SYNTHESIS for note in _cited(fiche, catalogue))
    if fiche.meta.force.rank >= Confidence.MODERATE.rank and not synthesis:
        message = f"La confiance est « {fiche.meta.force} », et aucune synthèse n’est citée."
        yield fault(("force",), message, text=fiche.meta.force, hint="Baissez « force », ou citez une synthèse.")


@rule(
    "P002",
    on=Fiche,
    title="Preuve mince, mots prudents",
    why="Avec une confiance très limitée, rien ne « prouve », ne « démontre » et rien n’est dit « efficace ».",
    wrong="L’étude prouve que le sommeil aide.",
    right="Dormir assez est associé à de meilleures notes.",
)
def thin_evidence_has_prudent_words(fiche: Fiche) -> Iterator[Fault]:
    """Yield the words that a very limited confidence cannot bear, outside quotations."""
    if fiche.meta.force.rank > Confidence.VERY_LIMITED.rank:
        return
    for text, start, offset in _texts(fiche):
        quoted = [match.span() for match in _QUOTED.finditer(text, start)]
        for match in _STRONG.finditer(text, start):
            if not any(a <= match.start() < b for a, b in quoted):
                message = f"« {match.group()} » en dit trop pour une confiance « {fiche.meta.force} »."
                hint = "Écrivez « est associé à », « suggère », « observe »."
                yield fault(offset(match.start()), message, text=match.group(), hint=hint)


@rule(
    "P003",
    on=Fiche,
    severity=Severity.WARNING,
    title="« Associé à » n’est pas « cause »",
    why="Quand tous les devis cités sont corrélationnels, un verbe de cause en dit trop.",
    wrong="Le parascolaire réduit le décrochage [@thouin2022, résumé].",
    right="La participation constante est associée à un risque de décrochage plus faible [@thouin2022, résumé].",
    silenceable=True,
)
def association_is_no_cause(fiche: Fiche, catalogue: Catalogue) -> Iterator[Fault]:
    """Yield the words of cause where all that is cited shows an association, or describes."""
    notes = _cited(fiche, catalogue)
    for trace in catalogue.traces(fiche):
        excerpts = trace.excerpts
        if excerpts and all(catalogue.notes[excerpt.key].meta.lien in _WEAK for excerpt in excerpts):
            span = trace.sentence.span
            yield from _causal(fiche.prose.plain, span.start, span.end, lambda index: index)
    # The header sums up all that the sheet cites.
    if notes and all(note.meta.lien in _WEAK for note in notes):
        for one in _claims(fiche):
            yield from _causal(one.text, 0, len(one.text), one.offset)


@rule(
    "P004",
    on=Fiche,
    title="Un message à retenir ne repose pas sur un tiers seul",
    why="Un communiqué ou la page d’un tiers peut se tromper sur l’étude qu’il raconte.",
    wrong="1. … [@isq2024, communiqué de l’ISQ, 3 décembre 2024].",
    right="1. … [@gagne2011, résumé; @isq2024, communiqué de l’ISQ, 3 décembre 2024].",
)
def a_key_message_rests_on_the_study(fiche: Fiche, catalogue: Catalogue) -> Iterator[Fault]:
    """Yield the key messages that rest on what others say of studies, and on nothing else."""
    for block in fiche.key_messages:
        excerpts = [
            excerpt
            for trace in catalogue.traces(fiche)
            if block.start <= trace.sentence.span.start < block.end
            for excerpt in trace.excerpts
        ]
        if excerpts and all(excerpt.reading.second_hand for excerpt in excerpts):
            message = "Ce message ne s’appuie que sur un communiqué, la page d’un tiers ou un relevé."
            hint = "Ajoutez un extrait du résumé ou de l’article, ou déplacez ce message dans le texte."
            yield fault(block.start, message, hint=hint)


@rule(
    "P005",
    on=Fiche,
    title="Pas d’étude rétractée",
    why="Une étude rétractée ne fonde rien.",
    wrong="Une fiche qui cite une note dont « registre » dit « retractation »",
    right="Une fiche corrigée ou retirée",
)
def nothing_rests_on_a_retracted_study(fiche: Fiche, catalogue: Catalogue) -> Iterator[Fault]:
    """Yield the first citation of each retracted study."""
    for note in _cited(fiche, catalogue):
        if "retractation" in _notices(note):
            hint = "Retirez ce qui s’appuie sur elle."
            yield fault(_first(fiche, note), f"« {note.key} » a été rétractée.", text=f"@{note.key}", hint=hint)


@rule(
    "P006",
    on=Fiche,
    title="On ne se relit pas soi-même",
    why="La relecture nommée est celle d’une autre personne; « null » dit honnêtement qu’il n’y en a pas eu.",
    wrong="redaction: A. Roy\nrevision: A. Roy",
    right="redaction: A. Roy\nrevision: null",
)
def nobody_reviews_oneself(fiche: Fiche) -> Iterator[Fault]:
    """Yield a review by the person who wrote."""
    review = fiche.meta.revision
    if review is not None and fold(review) == fold(fiche.meta.redaction):
        message = "« revision » nomme la même personne que « redaction »."
        yield fault(("revision",), message, text=review, hint="Écrivez « null » s’il n’y a pas eu de relecture.")


@rule(
    "P007",
    on=Fiche,
    severity=Severity.WARNING,
    title="Source corrigée, mise en doute ou remplacée : à relire",
    why="Un avis publié depuis peut changer ce que la fiche affirme. La page de la fiche le montre à ses lecteurs.",
    wrong="Une fiche qui cite une note dont « registre » dit « correction »",
    right="La même fiche, relue d’après l’avis; ou qui cite l’article paru depuis",
)
def what_was_corrected_is_read_again(fiche: Fiche, catalogue: Catalogue) -> Iterator[Fault]:
    """Yield the first citation of each work about which a notice was published, a retraction apart."""
    for note in _cited(fiche, catalogue):
        notices = _notices(note)
        if "retractation" in notices:
            continue
        for state, said in _NOTICED.items():
            if state in notices:
                hint = f"Lisez {notices[state].adresse}, puis relisez ce qui s’appuie sur cette source."
                yield fault(_first(fiche, note), f"« {note.key} » {said}.", text=f"@{note.key}", hint=hint)


def _cited(fiche: Fiche, catalogue: Catalogue) -> list[Note]:
    return [catalogue.notes[key] for key in fiche.cited_keys if key in catalogue.notes]


def _notices(note: Note) -> dict[str, Registry]:
    return {notice.etat: notice for notice in note.meta.registre}


def _first(fiche: Fiche, note: Note) -> int:
    """Return the offset of the first citation of a note, which the sheet cites in its text or in its header."""
    in_text = [c.key_at.start - 1 for group in fiche.prose.groups for c in group.citations if c.key == note.key]
    return [*in_text, *(one.start for one in fiche.named_excerpts if one.key == note.key)][0]


def _texts(fiche: Fiche) -> Iterator[tuple[str, int, Callable[[int], int]]]:
    """Yield what the sheet says, its header's claims last: a text, where to begin in it, and the offset in the file of an index."""
    yield fiche.prose.plain, fiche.body_start, lambda index: index
    for one in _claims(fiche):
        yield one.text, 0, one.offset


def _claims(fiche: Fiche) -> Iterator[Marked]:
    return (one for one in marked(fiche.header, type(fiche.meta)) if isinstance(one.mark, Claims))


def _causal(text: str, start: int, end: int, offset: Callable[[int], int]) -> Iterator[Fault]:
    """Yield the words of cause of ``text``; ``offset`` gives the place in the file of an index in it."""
    quoted = [match.span() for match in _QUOTED.finditer(text, start, end)]
    for match in _CAUSAL.finditer(text, start, end):
        denied = match.group().lower() == "cause" and _DENIED.search(text, max(start, match.start() - 30), match.start())
        if denied or any(a <= match.start() < b for a, b in quoted):
            continue
        message = f"« {match.group()} » parle de cause; les sources citées montrent un lien ou décrivent."
        hint = "Écrivez « est associé à » ou « est lié à »."
        yield fault(offset(match.start()), message, text=match.group(), hint=hint)
