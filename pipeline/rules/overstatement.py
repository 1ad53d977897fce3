"""A paraphrase says no more than its excerpt: degrees and causes are in the quotation, or not in our sentence."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.content.catalogue import Catalogue
from pipeline.content.sheets.meta import Confidence
from pipeline.content.sheets.sheet import Fiche
from pipeline.content.sources.notes import Excerpt, Note
from pipeline.content.sources.reading import Link
from pipeline.fields.claims import marked
from pipeline.fields.marks import Claims
from pipeline.patterns import pattern
from pipeline.rules.strong_words import (
    ASSOCIATION,
    CAUSE,
    DEGREES,
    DENIED,
    EFFECT_NOUN,
    EXAMPLE,
    GIVEN,
    HEDGED,
    PROOF,
    RESERVE,
    Strength,
    any_word,
)
from pipeline.rules.traceability import named_beside
from pipeline.text.checks import Fault, fault, finds
from pipeline.text.diagnostics import Rule, Severity
from pipeline.text.words import fold, small

DEGREE = Rule(
    code="P020",
    title="Un mot de degré se trouve dans l’extrait",
    why="La paraphrase ne dit pas plus que son extrait. "
    + " ".join(f"{strength.name.capitalize()} : {strength.why}" for strength in DEGREES),
    wrong="> with an overall pooled ES of 0.288 SD\n\nLe tutorat améliore nettement les apprentissages.",
    right="> with an overall pooled ES of 0.288 SD\n\nLe tutorat améliore les apprentissages.",
)
CAUSED = Rule(
    code="P021",
    severity=Severity.WARNING,
    title="Un mot de cause se trouve dans l’extrait",
    why=f"{CAUSE.why} La règle P003 le demande d’après le « lien » de la note; celle-ci, d’après les mots de l’extrait.",
    wrong="> longer average sleep time was significantly associated with higher grades\n\nDormir plus fait monter les notes.",
    right="> longer average sleep time was significantly associated with higher grades\n\nDormir plus va avec de meilleures notes.",
    silenceable=True,
)

_QUOTED = pattern(r"«([^«»]{0,600})»")
# A denial before the word, in its clause, or just after it.
_NOT_BEFORE = pattern(r"(?i)(?:\b(?:ne|pas|sans|ni|non|aucune?|rien)\b|(?<!\w)n[’'])[^.,;:!?]{0,25}\Z")
_NOT_AFTER = pattern(r"(?i)\A\s+(?:\w+ment\s+)?(?:pas|aucune?|ni|guère|rien)\b")
_WHETHER = pattern(
    r"(?i)\b(?:dit|disent|sait|savoir|conclure|montre|dire|déterminer|permet\w*)\s+(?:pas\s+)?(?:si|s’il|s’ils|qu[e’'])[^.;:!?]{0,60}\Z"
)
_WEAK = (Link.ASSOCIATION, Link.DESCRIPTION, Link.UNDETERMINED)
# What a sheet tells of itself or of its own life rests on no excerpt.
_OF_ITSELF = ("force_justification", "corrections", "retrait", "interets", "question", "questions", "premier_pas")


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words that a sentence rests on, in their language (« fr » or « en »)."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Overstatement:
    """A word of ours that the quotations do not bear, at the offset ``start``."""

    word: str
    start: int
    strength: Strength


def overstatements(text: str, start: int, end: int, quotations: Iterable[Quotation]) -> Iterator[Overstatement]:
    """Yield the words of ``text[start:end]``, a French sentence, that say more than its quotations, family by family.

    What stands between guillemets is the source's, and what is denied is not said. Without a quotation there is nothing to compare.
    """
    sentence = text[start:end].replace("\n", " ")
    lowered = small(sentence)
    if any_word().search(lowered) is None:
        return
    borne = tuple(quotations)
    taken = [match.span() for match in _QUOTED.finditer(sentence)]
    reserved, given = RESERVE.search(sentence) is not None, GIVEN.search(sentence) is not None
    for strength in (*DEGREES, CAUSE) if borne else ():
        for match in strength.said.finditer(lowered):
            at, after = match.span("word")
            if any(a <= at < b for a, b in taken) or (not strength.negated and _denied(sentence, at, after)):
                continue
            word = sentence[at:after].strip()
            if not any(_bears(quotation, word, strength, reserved=reserved, given=given) for quotation in borne):
                taken.append((at, after))
                yield Overstatement(word, start + at, strength)


@finds(DEGREE, CAUSED, on=Note)
def a_paraphrase_says_no_more_than_its_quotation(note: Note) -> Iterator[Fault]:
    """Yield the words of each paraphrase and translation that its own quotation does not bear."""
    for excerpt in note.excerpts:
        for span in (excerpt.prose[0], *((excerpt.translation_at,) if excerpt.translation_at is not None else ())):
            for found in overstatements(note.source.text, span.start, span.end, _quotations([excerpt])):
                yield _fault(found, found.start, [excerpt])


@finds(DEGREE, CAUSED, on=Fiche)
def a_sheet_says_no_more_than_its_excerpts(fiche: Fiche, catalogue: Catalogue) -> Iterator[Fault]:
    """Yield the words of the sentences and of the header that the excerpts they rest on do not bear.

    A cause is left to P003 where all that is cited shows a link or describes, and a certainty to P002 where the confidence is very limited.
    """
    everything: dict[str, Excerpt] = {}
    certain = fiche.meta.force.rank <= Confidence.VERY_LIMITED.rank
    notes = [catalogue.notes[key] for key in fiche.cited_keys if key in catalogue.notes]
    for trace in catalogue.traces(fiche):
        everything |= {excerpt.anchor: excerpt for excerpt in trace.excerpts}
        span = trace.sentence.span
        elsewhere = _told_elsewhere(certain=certain, weak=_weak(catalogue.notes[excerpt.key] for excerpt in trace.excerpts))
        for found in overstatements(fiche.prose.plain, span.start, span.end, _quotations(trace.excerpts)):
            if found.strength not in elsewhere:
                yield _fault(found, found.start, trace.excerpts)
    elsewhere = _told_elsewhere(certain=certain, weak=_weak(notes))
    for claim in marked(fiche.header, type(fiche.meta)):
        if isinstance(claim.mark, Claims) and claim.path[0] not in _OF_ITSELF:
            beside = named_beside(claim, claim.mark.excerpts, catalogue.notes) if claim.mark.excerpts else ()
            excerpts = beside or tuple(everything.values())
            before = "effet " if claim.path[-1] == "ampleur" else ""  # « important » alone is the size of the effect
            for found in overstatements(before + claim.text, 0, len(before + claim.text), _quotations(excerpts)):
                if found.strength not in elsewhere:
                    yield _fault(found, claim.offset(max(0, found.start - len(before))), excerpts)


def _quotations(excerpts: Iterable[Excerpt]) -> Iterator[Quotation]:
    """Yield the words of the source: those quoted, and those that a remark quotes of what stands around them."""
    for excerpt in excerpts:
        around = (match.group(1) for remark in excerpt.remarks for match in _QUOTED.finditer(remark))
        yield Quotation(excerpt.language, " … ".join((excerpt.quotation, *around)))


def _told_elsewhere(*, certain: bool, weak: bool) -> tuple[Strength, ...]:
    """Return the families of words that another rule tells: P002, P003."""
    return (*((PROOF,) if certain else ()), *((CAUSE,) if weak else ()))


def _weak(notes: Iterable[Note]) -> bool:
    return all(note.meta.lien in _WEAK for note in notes)


def _fault(found: Overstatement, where: int, excerpts: Iterable[Excerpt]) -> Fault:
    message = f"« {found.word} » ({found.strength.name}) en dit plus que l’extrait."
    shown = " / ".join(f"{excerpt.key} #{excerpt.id} : « {excerpt.quotation} »" for excerpt in list(excerpts)[:3])
    code = (CAUSED if found.strength is CAUSE else DEGREE).code
    return fault(where, message, text=found.word, hint=f"{found.strength.instead} Extrait : {shown}", code=code)


def _denied(sentence: str, at: int, after: int) -> bool:
    if sentence[at : at + 2].lower() in ("ne", "n’", "n'"):  # « ne change rien » is what is said
        return False
    before = sentence[max(0, at - 80) : at]
    return bool(_NOT_BEFORE.search(before) or _NOT_AFTER.match(sentence[after : after + 25]) or _WHETHER.search(before))


def _bears(quotation: Quotation, word: str, strength: Strength, *, reserved: bool, given: bool) -> bool:
    """Say whether a quotation says as much as ``word``; what it denies or only thinks possible is not said, unless we are as reserved."""
    said = quotation.text if given else EXAMPLE.sub(" ", quotation.text)
    if strength is CAUSE and not reserved:
        said = _without(HEDGED, quotation.language, said)
    if quotation.language == "fr" and fold(word) in fold(said):
        return True
    if not strength.negated:
        said = _without(DENIED, quotation.language, said)
    if strength is CAUSE and ASSOCIATION[quotation.language].search(said):
        said = EFFECT_NOUN.sub(" ", said)
    return strength.borne[quotation.language].search(said) is not None


def _without(patterns: Mapping[str, re.Pattern[str]], language: str, text: str) -> str:
    return patterns[language].sub(" ", text)
