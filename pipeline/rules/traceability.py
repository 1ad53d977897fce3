"""Traceability: every figure of a page is in the excerpt that its sentence cites, with its unit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pydantic import BaseModel

from pipeline.content.activities.activity import HOST
from pipeline.content.catalogue import Catalogue
from pipeline.content.document import Activity, AnyDocument
from pipeline.content.sources.notes import Excerpt, Note
from pipeline.content.sources.reading import Reading
from pipeline.content.sources.tracing import Trace
from pipeline.fields.claims import Marked, YamlFile, marked
from pipeline.fields.marks import Claims, Counted, NoClaim
from pipeline.text.citation_syntax import citation_groups
from pipeline.text.diagnostics import Diagnostic, Rule, Severity
from pipeline.text.figures import EXEMPTIONS, Figure, carried, doubtful, figures
from pipeline.text.files import Source, Span
from pipeline.text.markdown import mask
from pipeline.text.yaml_in import YamlData

NO_CITATION = Rule(
    code="T001",
    severity=Severity.ERROR,
    title="Un chiffre a sa citation, dans sa phrase",
    why="Chaque chiffre mène à l’extrait d’où il vient. Ne sont pas des chiffres\u00a0: "
    + "; ".join(f"{name} ({how})" for name, how in EXEMPTIONS)
    + ".",
    wrong="Le tutorat augmente les résultats de 0,288 écart-type.",
    right="Le tutorat augmente les résultats de 0,288\u00a0écart-type [@nickow2023, résumé].",
)
NOT_IN_EXCERPT = Rule(
    code="T002",
    severity=Severity.ERROR,
    title="Le chiffre se trouve dans l’extrait, avec son unité",
    why="« 0,37 » égale « 0.37 »; « 15\u00a0% » égale « 15 per cent », et non « 15 schools ». On peut dire moins que l’extrait (« 15 personnes » pour « 15 students »), jamais plus. On n’arrondit qu’après « environ » ou « près de ».",
    wrong="… de 0,37 écart-type [@nickow2023, résumé, #effet-global].",
    right="… de 0,288\u00a0écart-type [@nickow2023, résumé, #effet-global].",
)
NOT_IN_BODY = Rule(
    code="T003",
    severity=Severity.ERROR,
    title="Un chiffre de l’en-tête est repris du texte",
    why="Le résumé, l’objectif, une réponse ou une correction s’affichent sans citation\u00a0: leurs chiffres sont ceux que le texte cite. "
    "Un fichier sans texte, comme un plan ou organisme.yml, n’affirme aucun chiffre d’étude.",
    wrong="resume: Un gain de 0,4 écart-type. (le texte dit 0,288)",
    right="resume: Un gain de 0,288\u00a0écart-type.",
)
OWN_WORDS = Rule(
    code="T004",
    severity=Severity.ERROR,
    title="Un relevé dans nos mots ne porte pas de chiffre",
    why="Quand aucune phrase de la source n’a été recopiée, un chiffre ne pourrait pas être vérifié.",
    wrong="… 34 % des élèves [@radar, relevé de lecture].",
    right="Une note qui cite la phrase où se trouve « 34\u00a0% »",
)
ACTIVITY_FIGURE = Rule(
    code="T005",
    severity=Severity.ERROR,
    title="Un nombre de l’activité vient de sa source",
    why="Quand une activité a été lue sur une page, ses nombres (participants, places) se trouvent dans les mots de cette page.",
    wrong="participants: 250 (la page dit « 206 Participants »)",
    right="participants: 206",
)
NOTE_FIGURE = Rule(
    code="T006",
    severity=Severity.ERROR,
    title="Un chiffre d’une note se trouve dans ses extraits",
    why="La paraphrase dit le chiffre de sa propre citation; la population et la mise en garde ne disent que des chiffres que la note cite.",
    wrong="> 15 per cent of pupils\n\nUn élève sur cinq…",
    right="> 15 per cent of pupils\n\n15\u00a0% des élèves…",
)
TWO_READINGS = Rule(
    code="T007",
    severity=Severity.WARNING,
    title="L’extrait dit sans équivoque ce que son chiffre compte",
    why="« 30 students teachers had referred » compte des élèves ou des enseignants; « N = 30 », des personnes dont rien ne dit qui elles sont. "
    "Entre deux lectures, aucune n’est tenue pour la bonne.",
    wrong="> recent data from a sample (N = 30)\n\nL’étude porte sur 30\u00a0élèves.",
    right="> recent data from a sample of students (N = 30)\n\nL’étude porte sur 30\u00a0élèves.",
)
NOT_A_PLACE = Rule(
    code="T009",
    severity=Severity.ERROR,
    title="Une citation se met dans le texte",
    why="Ce qui est écrit dans l’en-tête s’affiche tel quel, dans les listes, les fils et la recherche\u00a0: un crochet n’y mène nulle part.",
    wrong="resume: 15\u00a0% lisent davantage [@exemple2020, résumé].",
    right="resume: 15\u00a0% lisent davantage. (et le texte, sous l’en-tête, cite l’extrait)",
)
NO_SOURCE = Rule(
    code="T008",
    severity=Severity.ERROR,
    title="Un nombre compté ici dit d’où il vient",
    why="Aucune étude ne dit combien de personnes un comité a rejointes\u00a0: la page nomme le registre, la liste ou la rencontre qui le dit.",
    wrong="suites: [{quoi: …, resultat: 12 familles sont venues}]",
    right="suites: [{quoi: …, resultat: 12 familles sont venues, source: Liste de présences}]",
)
RULES = (NO_CITATION, NOT_IN_EXCERPT, NOT_IN_BODY, OWN_WORDS, ACTIVITY_FIGURE, NOTE_FIGURE, TWO_READINGS, NO_SOURCE, NOT_A_PLACE)

_QUOTED = re.compile(r"«[^«»]{0,600}»")
_ADDRESS = re.compile(r"https?://[^\s<>«»]+")
# The name of a work, where it is no e-mail address and nobody's name on a network: « nickow2023 ».
_KEY = re.compile(r"[a-z-]+(?:19|20)\d\d[a-z]?")


@dataclass(frozen=True)
class _Ground:
    """What the claims of a header rest on: the ``figures`` known, the rule that asks for them, how its message ends, and what to do.

    ``citation`` is what to do about a citation. ``host`` are the figures of the words in which an activity was announced; None when nothing was read of it.
    """

    figures: Sequence[Figure]
    rule: Rule
    ending: str
    hint: str
    citation: str = "Mettez la phrase et sa citation dans le texte\u00a0: ici, le chiffre se dit sans elle."
    host: Sequence[Figure] | None = None


def check_traceability(catalogue: Catalogue, document: AnyDocument) -> list[Diagnostic]:
    """Return every figure of one page that does not lead to an excerpt that holds it."""
    found: list[Diagnostic] = []
    traces = catalogue.traces(document)
    for trace in traces:
        for figure in trace.sentence.figures:
            problem = _diagnose(document, trace, figure)
            if problem is not None:
                found.append(problem)
    known = [figure for trace in traces for figure in trace.sentence.figures]
    host: list[Figure] | None = None
    if isinstance(document, Activity) and document.meta.source is not None:  # without a source, the council counted its own
        host = [figure for quoted in document.meta.source.extraits for figure in figures(quoted, "fr")]
        known += host
    ground = _Ground(
        known, NOT_IN_BODY, "n’est pas un chiffre que le texte cite.", "Citez ce chiffre dans le texte, ou retirez-le d’ici.", host=host
    )
    return found + _check_header(document.header, type(document.meta), ground)


def check_yaml_file(file: YamlFile) -> list[Diagnostic]:
    """Return every figure of a file without text that says something nobody counted here: no excerpt can be cited in it."""
    ending = "ne peut mener à aucun extrait\u00a0: ce fichier n’a pas de texte qui cite."
    hint = "Dites-le sans le chiffre, ou dans une page qui cite l’extrait."
    return _check_header(
        file.header, file.model, _Ground((), NOT_IN_BODY, ending, hint, "Mettez la phrase et sa citation dans une page, et menez-y.")
    )


def _diagnose(document: AnyDocument, trace: Trace, figure: Figure) -> Diagnostic | None:
    carrier = trace.carrier(figure)
    if carrier is not None:
        known = [other for excerpt in trace.excerpts for other in excerpt.figures]
        return _two_readings(document.source, figure.start, figure, carrier[1]) if doubtful(figure, known) else None
    place = document.source.place(figure.start)
    if not trace.resolutions:
        message = f"« {figure.text} » est dans une phrase sans citation."
        return Diagnostic(NO_CITATION, place, message, figure.text, "Citez l’extrait avant le point de la phrase, ou retirez le chiffre.")
    excerpts = trace.excerpts
    if not excerpts:
        message = f"« {figure.text} » ne mène à aucun extrait\u00a0: la citation de sa phrase n’en désigne pas."
        return Diagnostic(NOT_IN_EXCERPT, place, message, figure.text, "Corrigez d’abord la citation.")
    if all(excerpt.reading is Reading.OWN_WORDS for excerpt in excerpts):
        message = f"« {figure.text} » s’appuie sur un relevé dans nos mots, non sur une phrase de la source."
        return Diagnostic(OWN_WORDS, place, message, figure.text, "Citez la phrase de la source dans la note, ou retirez le chiffre.")
    shown = " / ".join(f"{excerpt.key} #{excerpt.id}\u00a0: « {excerpt.quotation} »" for excerpt in excerpts)
    message = f"« {figure.text} » ne se trouve pas dans l’extrait cité, avec cette unité."
    return Diagnostic(
        NOT_IN_EXCERPT,
        place,
        message,
        figure.text,
        f"Reprenez le chiffre de l’extrait, ou citez celui qui le porte. Extrait\u00a0: {shown}",
    )


def _two_readings(source: Source, at: int, figure: Figure, excerpt: Excerpt) -> Diagnostic:
    message = f"« {figure.text} »\u00a0: l’extrait ne dit pas sans équivoque ce que son chiffre compte."
    advice = "Nommez ce que l’extrait compte sans équivoque (« personnes »), ou recopiez-en une partie qui le dit. Extrait\u00a0: "
    return Diagnostic(TWO_READINGS, source.place(at), message, figure.text, f"{advice}« {excerpt.quotation} »")


def _check_header(header: YamlData, model: type[BaseModel], ground: _Ground) -> list[Diagnostic]:
    """Return what the marks of ``model`` refuse in ``header``: figures without ground, and citations, which a page would show as they are."""
    found: list[Diagnostic] = []
    for one in marked(header, model):
        if isinstance(one.mark, NoClaim):
            continue
        groups = [
            group for group in citation_groups(one.text, 0, len(one.text)) if not group.narrative or _KEY.fullmatch(group.citations[0].key)
        ]
        for group in groups:
            shown = one.text[group.start : group.end]
            message = f"Une citation se trouve dans « {one.name} », qui s’affiche tel quel."
            found.append(Diagnostic(NOT_A_PLACE, header.source.place(one.offset(group.start)), message, shown, ground.citation))
        spans = [Span(group.start, group.end) for group in groups]
        text = mask(one.text, [*spans, *(Span(*match.span()) for match in _ADDRESS.finditer(one.text))])
        for figure in _figures(one, text):
            problem = _without_ground(one, figure, ground)
            if problem is not None:
                found.append(problem)
    return found


def _figures(one: Marked, text: str) -> list[Figure]:
    """Return the figures of a value; one that is a number is one whole, be it like a year, and what is quoted of an earlier version none."""
    if text.isdecimal() and isinstance(one.mark, Counted):
        return [Figure(text, 0, len(text), (Fraction(text),), None)]
    earlier = [match.span() for match in _QUOTED.finditer(text)] if isinstance(one.mark, Claims) and one.mark.earlier else []
    return [figure for figure in figures(text, "fr", in_sheet=True) if not any(a <= figure.start < b for a, b in earlier)]


def _without_ground(one: Marked, figure: Figure, ground: _Ground) -> Diagnostic | None:
    place = one.header.source.place(one.offset(figure.start))
    if isinstance(one.mark, Claims):
        if any(figure.carried_by(other) for other in ground.figures):
            return None
        return Diagnostic(ground.rule, place, f"« {figure.text} », dans « {one.name} », {ground.ending}", figure.text, ground.hint)
    if not isinstance(one.mark, Counted):
        return None
    if one.mark.source and not any(one.told(key) for key in one.mark.source):
        keys = " ou ".join(f"« {key} »" for key in one.mark.source)
        message = f"« {figure.text} », dans « {one.name} », ne dit pas d’où il vient."
        return Diagnostic(NO_SOURCE, place, message, figure.text, f"Remplissez {keys}, à côté, ou retirez le nombre.")
    if one.mark.by == HOST and ground.host is not None and not any(_counted_by(figure, other) for other in ground.host):
        message = f"« {figure.text} » ne se trouve dans aucun extrait de la source."
        return Diagnostic(ACTIVITY_FIGURE, place, message, figure.text, "Ajoutez sous « source » l’extrait qui le dit.")
    return None


def _counted_by(figure: Figure, other: Figure) -> bool:
    """Say whether ``other`` is that count; a number alone, as « participants » is, has no unit to compare."""
    return figure.carried_by(other) or (figure.unit is None and any(value in other.values for value in figure.values))


def check_note(note: Note) -> list[Diagnostic]:
    """Return every figure of our own words in a note that its quotations do not hold."""
    found: list[Diagnostic] = []
    everything = [figure for excerpt in note.excerpts for figure in excerpt.figures]
    text = note.source.text.replace("\n", " ")
    for excerpt in note.excerpts:
        for rank, span in enumerate(excerpt.prose):
            known = everything if rank else excerpt.figures
            for figure in figures(text, "fr", start=span.start, end=span.end, in_sheet=True):
                if doubtful(figure, known):
                    found.append(_two_readings(note.source, figure.start, figure, excerpt))
                elif not carried(figure, known):
                    message = f"« {figure.text} » ne se trouve pas dans la citation de « #{excerpt.id} »."
                    found.append(
                        Diagnostic(
                            NOTE_FIGURE,
                            note.source.place(figure.start),
                            message,
                            figure.text,
                            f"Reprenez le chiffre de la citation\u00a0: « {excerpt.quotation} »",
                        )
                    )
    ending = "ne se trouve dans aucun extrait de la note."
    ground = _Ground(
        everything,
        NOTE_FIGURE,
        ending,
        "Ajoutez l’extrait qui le dit, ou retirez le chiffre.",
        "Retirez-la\u00a0: une note se cite, elle ne cite pas.",
    )
    return found + _check_header(note.header, type(note.meta), ground)
