"""Traceability: every figure of a page is in the excerpt that its sentence cites, with its unit."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from pydantic import BaseModel

from pipeline.content.activities.activity import HOST, Activity
from pipeline.content.catalogue import Catalogue
from pipeline.content.kind import AnyDocument, PageDocument
from pipeline.content.sheets.sheet import Fiche
from pipeline.content.sources.notes import Excerpt, Note, excerpts_named
from pipeline.content.sources.reading import Design, Reading
from pipeline.content.sources.tracing import Trace
from pipeline.fields.claims import Marked, YamlFile, marked
from pipeline.fields.marks import Claims, Counted, NoClaim
from pipeline.rules.structure import uncited_messages
from pipeline.text.checks import Fault, fault, finds
from pipeline.text.citation_syntax import citation_groups
from pipeline.text.diagnostics import Family, Rule, Severity
from pipeline.text.files import Span
from pipeline.text.markdown import mask
from pipeline.text.numbers.exempted import EXEMPTIONS
from pipeline.text.numbers.figure import Figure, carried, doubtful
from pipeline.text.numbers.figures import figures
from pipeline.text.yaml_in import YamlData

FAMILY = Family(letter="T", title="Traçabilité des chiffres", rank=80)

NO_CITATION = Rule(
    code="T001",
    title="Un chiffre a sa citation, dans sa phrase",
    why="Chaque chiffre mène à l’extrait d’où il vient. Ne sont pas des chiffres : "
    + "; ".join(f"{name} ({how})" for name, how in EXEMPTIONS)
    + ".",
    wrong="Le tutorat augmente les résultats de 0,288 écart-type.",
    right="Le tutorat augmente les résultats de 0,288\u00a0écart-type [@nickow2023, résumé].",
)
NOT_IN_EXCERPT = Rule(
    code="T002",
    title="Le chiffre se trouve dans l’extrait, avec son unité",
    why="« 0,37 » égale « 0.37 »; « 15 % » égale « 15 per cent », et non « 15 schools ». On peut dire moins que l’extrait (« "
    "15 personnes » pour « 15 students »), jamais plus. On n’arrondit qu’après « environ » ou « près de ».",
    wrong="… de 0,37 écart-type [@nickow2023, résumé, #effet-global].",
    right="… de 0,288\u00a0écart-type [@nickow2023, résumé, #effet-global].",
)
NOT_IN_BODY = Rule(
    code="T003",
    title="Un chiffre de l’en-tête est repris du texte",
    why="Le résumé, l’objectif, une réponse ou une correction s’affichent sans citation : leurs chiffres sont ceux que le texte cite. "
    "Un fichier sans texte, comme un plan ou organisme.yml, n’affirme aucun chiffre d’étude.",
    wrong="resume: Un gain de 0,4 écart-type. (le texte dit 0,288)",
    right="resume: Un gain de 0,288\u00a0écart-type.",
)
OWN_WORDS = Rule(
    code="T004",
    title="Un relevé dans nos mots ne porte pas de chiffre",
    why="Quand aucune phrase de la source n’a été recopiée, un chiffre ne pourrait pas être vérifié.",
    wrong="… 34 % des élèves [@radar, relevé de lecture].",
    right="Une note qui cite la phrase où se trouve « 34 % »",
)
ACTIVITY_FIGURE = Rule(
    code="T005",
    title="Un nombre de l’activité vient de sa source",
    why="Quand une activité a été lue sur une page, ses nombres (participants, places) se trouvent dans les mots de cette page.",
    wrong="participants: 250 (la page dit « 206 Participants »)",
    right="participants: 206",
)
NOTE_FIGURE = Rule(
    code="T006",
    title="Un chiffre d’une note se trouve dans ses extraits",
    why="La paraphrase dit le chiffre de sa propre citation; la population et la mise en garde ne disent que des chiffres que "
    "la note cite.",
    wrong="> 15 per cent of pupils\n\nUn élève sur cinq…",
    right="> 15 per cent of pupils\n\n15 % des élèves…",
)
TWO_READINGS = Rule(
    code="T007",
    severity=Severity.WARNING,
    title="L’extrait dit sans équivoque ce que son chiffre compte",
    why="« 30 students teachers had referred » compte des élèves ou des enseignants; « N = 30 », des personnes dont rien ne dit qui "
    "elles sont. Entre deux lectures, aucune n’est tenue pour la bonne.",
    wrong="> recent data from a sample (N = 30)\n\nL’étude porte sur 30\u00a0élèves.",
    right="> recent data from a sample of students (N = 30)\n\nL’étude porte sur 30\u00a0élèves.",
)
NOT_A_PLACE = Rule(
    code="T009",
    title="Une citation se met dans le texte",
    why="Ce qui est écrit dans l’en-tête s’affiche tel quel, dans les listes, les fils et la recherche : un crochet n’y mène nulle part.",
    wrong="resume: 15\u00a0% lisent davantage [@exemple2020, résumé].",
    right="resume: 15 % lisent davantage. (et le texte, sous l’en-tête, cite l’extrait)",
)
NO_SOURCE = Rule(
    code="T008",
    title="Un nombre compté ici dit d’où il vient",
    why="Aucune étude ne dit combien de personnes un comité a rejointes : la page nomme le registre, la liste ou la rencontre qui le dit.",
    wrong="suites: [{quoi: …, resultat: 12 familles sont venues}]",
    right="suites: [{quoi: …, resultat: 12 familles sont venues, source: Liste de présences}]",
)

_QUOTED = re.compile(r"«[^«»]{0,600}»")
_ADDRESS = re.compile(r"https?://[^\s<>«»]+")
# The name of a work, where it is no e-mail address and nobody's name on a network: « nickow2023 ».
_KEY = re.compile(r"[a-z-]+(?:19|20)\d\d[a-z]?")


@dataclass(frozen=True)
class _Ground:
    """What the claims of a header rest on: the ``figures`` known, the rule that asks for them, how its message ends, and what to do.

    ``citation`` is what to do about a citation. ``host`` are the figures of the words in which an activity was announced; None when
    nothing was read of it. ``notes`` hold the excerpts that a header names. ``read`` are the counts of what was read, by unit.
    """

    figures: Sequence[Figure]
    rule: Rule
    ending: str
    hint: str
    citation: str = "Mettez la phrase et sa citation dans le texte : ici, le chiffre se dit sans elle."
    host: Sequence[Figure] | None = None
    notes: Mapping[str, Note] = field(default_factory=dict)
    read: Sequence[tuple[str, int]] = ()


@finds(NO_CITATION, NOT_IN_EXCERPT, OWN_WORDS, TWO_READINGS, NOT_IN_BODY, ACTIVITY_FIGURE, NO_SOURCE, NOT_A_PLACE, on=PageDocument)
def figures_of_a_page_lead_to_excerpts(document: AnyDocument, catalogue: Catalogue) -> Iterator[Fault]:
    """Yield every figure of one page that does not lead to an excerpt that holds it."""
    traces = catalogue.traces(document)
    uncited = uncited_messages(document) if isinstance(document, Fiche) else []
    for trace in traces:
        for figure in trace.sentence.figures:
            if not any(block.start <= figure.start < block.end for block in uncited):  # S016 asks for their citation
                yield from _in_text(trace, figure)
    known = [figure for trace in traces for figure in trace.sentence.figures]
    host: list[Figure] | None = None
    if isinstance(document, Activity) and document.meta.source is not None:  # without a source, the council counted its own
        host = [figure for quoted in document.meta.source.extraits for figure in figures(quoted, "fr")]
        known += host
    ending, hint = "n’est pas un chiffre que le texte cite.", "Citez ce chiffre dans le texte, ou retirez-le d’ici."
    ground = _Ground(known, NOT_IN_BODY, ending, hint, host=host, notes=catalogue.notes, read=_read(document, catalogue))
    yield from _in_header(document.header, type(document.meta), ground)


@finds(NOT_IN_BODY, NO_SOURCE, NOT_A_PLACE, on=YamlFile)
def figures_of_a_file_are_counted_here(file: YamlFile) -> Iterator[Fault]:
    """Yield every figure of a file without text that says something nobody counted here: no excerpt can be cited in it."""
    ending = "ne peut mener à aucun extrait : ce fichier n’a pas de texte qui cite."
    hint = "Dites-le sans le chiffre, ou dans une page qui cite l’extrait."
    elsewhere = "Mettez la phrase et sa citation dans une page, et menez-y."
    return _in_header(file.header, file.model, _Ground((), NOT_IN_BODY, ending, hint, citation=elsewhere))


@finds(NOTE_FIGURE, TWO_READINGS, NO_SOURCE, NOT_A_PLACE, on=Note)
def figures_of_a_note_are_quoted(note: Note) -> Iterator[Fault]:
    """Yield every figure of our own words in a note that its quotations do not hold."""
    everything = [figure for excerpt in note.excerpts for figure in excerpt.figures]
    text = note.source.text.replace("\n", " ")
    for excerpt in note.excerpts:
        translated = [] if excerpt.translation_at is None else [(excerpt.translation_at, excerpt.figures)]
        for span, known in [*((one, everything if rank else excerpt.figures) for rank, one in enumerate(excerpt.prose)), *translated]:
            for figure in figures(text, "fr", start=span.start, end=span.end, in_sheet=True):
                if doubtful(figure, known):
                    yield _two_readings(figure, excerpt)
                elif not carried(figure, known):
                    message = f"« {figure.text} » ne se trouve pas dans la citation de « #{excerpt.id} »."
                    hint = f"Reprenez le chiffre de la citation : « {excerpt.quotation} »"
                    yield fault(figure.start, message, text=figure.text, hint=hint, code=NOTE_FIGURE.code)
    ending, hint = "ne se trouve dans aucun extrait de la note.", "Ajoutez l’extrait qui le dit, ou retirez le chiffre."
    citation = "Retirez-la : une note se cite, elle ne cite pas."
    yield from _in_header(note.header, type(note.meta), _Ground(everything, NOTE_FIGURE, ending, hint, citation=citation))


def _read(document: AnyDocument, catalogue: Catalogue) -> tuple[tuple[str, int], ...]:
    """Return how many studies and reviews the page cites, as a sentence may count them: a review is a study too, or it is not."""
    designs = [catalogue.notes[key].meta.devis for key in document.cited_keys if key in catalogue.notes]
    studies = sum(design not in (Design.GUIDE, Design.DOCUMENT) for design in designs)
    reviews = sum(design in (Design.SYNTHESIS, Design.SCOPING) for design in designs)
    return (("study", studies), ("study", studies - reviews), ("review", reviews))


def _in_text(trace: Trace, figure: Figure) -> Iterator[Fault]:
    """Yield what is wrong with a figure of a sentence."""
    at, shown, excerpts = figure.start, figure.text, trace.excerpts
    carrier = trace.carrier(figure)
    if carrier is not None:
        if doubtful(figure, [other for excerpt in excerpts for other in excerpt.figures]):
            yield _two_readings(figure, carrier[1])
    elif not trace.resolutions:
        hint = "Citez l’extrait avant le point de la phrase, ou retirez le chiffre."
        yield fault(at, f"« {shown} » est dans une phrase sans citation.", text=shown, hint=hint, code=NO_CITATION.code)
    elif any(resolution.failure is not None for _, resolution in trace.resolutions):
        return  # the citation that leads nowhere is told (C001 to C008); what it holds is known once it is mended
    elif all(excerpt.reading is Reading.OWN_WORDS for excerpt in excerpts):
        message = f"« {shown} » s’appuie sur un relevé dans nos mots, non sur une phrase de la source."
        hint = "Citez la phrase de la source dans la note, ou retirez le chiffre."
        yield fault(at, message, text=shown, hint=hint, code=OWN_WORDS.code)
    else:
        quoted = " / ".join(f"{excerpt.key} #{excerpt.id} : « {excerpt.quotation} »" for excerpt in excerpts)
        message = f"« {shown} » ne se trouve pas dans l’extrait cité, avec cette unité."
        hint = f"Reprenez le chiffre de l’extrait, ou citez celui qui le porte. Extrait : {quoted}"
        yield fault(at, message, text=shown, hint=hint, code=NOT_IN_EXCERPT.code)


def _two_readings(figure: Figure, excerpt: Excerpt) -> Fault:
    message = f"« {figure.text} » : l’extrait ne dit pas sans équivoque ce que son chiffre compte."
    hint = "Nommez ce que l’extrait compte sans équivoque (« personnes »), ou recopiez-en une partie qui le dit."
    hint += f" Extrait : « {excerpt.quotation} »"
    return fault(figure.start, message, text=figure.text, hint=hint, code=TWO_READINGS.code)


def _in_header(header: YamlData, model: type[BaseModel], ground: _Ground) -> Iterator[Fault]:
    """Yield what the marks of ``model`` refuse in ``header``: figures without ground, and citations, which a page shows as they are."""
    for one in marked(header, model):
        if isinstance(one.mark, NoClaim):
            continue
        groups = [
            group for group in citation_groups(one.text, 0, len(one.text)) if not group.narrative or _KEY.fullmatch(group.citations[0].key)
        ]
        for group in groups:
            shown = one.text[group.start : group.end]
            message = f"Une citation se trouve dans « {one.name} », qui s’affiche tel quel."
            yield fault(one.offset(group.start), message, text=shown, hint=ground.citation, code=NOT_A_PLACE.code)
        spans = [Span(group.start, group.end) for group in groups]
        text = mask(one.text, [*spans, *(Span(*match.span()) for match in _ADDRESS.finditer(one.text))])
        for figure in _figures(one, text):
            yield from _without_ground(one, figure, ground)


def _figures(one: Marked, text: str) -> list[Figure]:
    """Return the figures of a value; a number is one whole, be it like a year, and what is quoted of an earlier version holds none."""
    if text.isdecimal() and isinstance(one.mark, Counted):
        return [Figure(text=text, start=0, end=len(text), values=(Fraction(text),), unit=None)]
    earlier = [match.span() for match in _QUOTED.finditer(text)] if isinstance(one.mark, Claims) and one.mark.earlier else []
    return [figure for figure in figures(text, "fr", in_sheet=True) if not any(a <= figure.start < b for a, b in earlier)]


def _without_ground(one: Marked, figure: Figure, ground: _Ground) -> Iterator[Fault]:
    at, shown = one.offset(figure.start), figure.text
    if isinstance(one.mark, Claims) and one.mark.excerpts:
        yield from _not_named(one, figure, named_beside(one, one.mark.excerpts, ground.notes))
    elif isinstance(one.mark, Claims):
        counted = one.mark.read and any(figure.unit == unit and number in figure.values for unit, number in ground.read)
        if not counted and not any(figure.carried_by(other) for other in ground.figures):
            message = f"« {shown} », dans « {one.name} », {ground.ending}"
            yield fault(at, message, text=shown, hint=ground.hint, code=ground.rule.code)
    elif not isinstance(one.mark, Counted):
        return
    elif one.mark.source and not any(one.told(key) for key in one.mark.source):
        keys = " ou ".join(f"« {key} »" for key in one.mark.source)
        message = f"« {shown} », dans « {one.name} », ne dit pas d’où il vient."
        yield fault(at, message, text=shown, hint=f"Remplissez {keys}, à côté, ou retirez le nombre.", code=NO_SOURCE.code)
    elif one.mark.by == HOST and ground.host is not None and not any(_counted_by(figure, other) for other in ground.host):
        message, hint = f"« {shown} » ne se trouve dans aucun extrait de la source.", "Ajoutez sous « source » l’extrait qui le dit."
        yield fault(at, message, text=shown, hint=hint, code=ACTIVITY_FIGURE.code)


def named_beside(one: Marked, key: str, notes: Mapping[str, Note]) -> tuple[Excerpt, ...]:
    """Return the excerpts that ``key``, beside a value of a header, names; those that no note has are left out."""
    value = one.beside(key)
    names = value if isinstance(value, list) else [value]
    return excerpts_named((name for name in names if isinstance(name, str) and name.count("#") == 1), notes)


def _not_named(one: Marked, figure: Figure, excerpts: Sequence[Excerpt]) -> Iterator[Fault]:
    """Yield a figure of a header that none of the excerpts named beside it holds; names that lead nowhere are told elsewhere."""
    if excerpts and not any(carried(figure, excerpt.figures) for excerpt in excerpts):
        quoted = " / ".join(f"{excerpt.key}#{excerpt.id} : « {excerpt.quotation} »" for excerpt in excerpts)
        message = f"« {figure.text} », dans « {one.name} », ne se trouve pas dans l’extrait nommé à côté, avec cette unité."
        hint = f"Reprenez le chiffre de l’extrait, ou nommez celui qui le porte. Extrait : {quoted}"
        yield fault(one.offset(figure.start), message, text=figure.text, hint=hint, code=NOT_IN_EXCERPT.code)


def _counted_by(figure: Figure, other: Figure) -> bool:
    """Say whether ``other`` is that count; a number alone, as « participants » is, has no unit to compare."""
    return figure.carried_by(other) or (figure.unit is None and any(value in other.values for value in figure.values))
