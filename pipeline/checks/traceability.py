"""Traceability: every figure of a page is in the excerpt that its sentence cites, with its unit."""

from pipeline.catalogue.diagnostics import Diagnostic, Rule, Severity
from pipeline.catalogue.figures import EXEMPTIONS, Figure, carried, doubtful, figures
from pipeline.catalogue.files import Source
from pipeline.catalogue.loader import Catalogue
from pipeline.catalogue.models import Reading
from pipeline.catalogue.notes import Excerpt, Note
from pipeline.catalogue.pages import Activity, AnyDocument, Committee
from pipeline.catalogue.tracing import Trace
from pipeline.catalogue.yaml_data import KeyPath

NO_CITATION = Rule(
    "T001",
    Severity.ERROR,
    "Un chiffre a sa citation, dans sa phrase",
    "Chaque chiffre mène à l’extrait d’où il vient. Ne sont pas des chiffres\u00a0: "
    + "; ".join(f"{name} ({how})" for name, how in EXEMPTIONS)
    + ".",
    "Le tutorat augmente les résultats de 0,288 écart-type.",
    "Le tutorat augmente les résultats de 0,288\u00a0écart-type [@nickow2023, résumé].",
)
NOT_IN_EXCERPT = Rule(
    "T002",
    Severity.ERROR,
    "Le chiffre se trouve dans l’extrait, avec son unité",
    "« 0,37 » égale « 0.37 »; « 15\u00a0% » égale « 15 per cent », et non « 15 schools ». On peut dire moins que l’extrait (« 15 personnes » pour « 15 students »), jamais plus. On n’arrondit qu’après « environ » ou « près de ».",
    "… de 0,37 écart-type [@nickow2023, résumé, #effet-global].",
    "… de 0,288\u00a0écart-type [@nickow2023, résumé, #effet-global].",
)
NOT_IN_BODY = Rule(
    "T003",
    Severity.ERROR,
    "Un chiffre de l’en-tête est repris du texte",
    "Le résumé n’a pas de citation\u00a0: ses chiffres sont ceux que le texte cite.",
    "resume: Un gain de 0,4 écart-type. (le texte dit 0,288)",
    "resume: Un gain de 0,288\u00a0écart-type.",
)
OWN_WORDS = Rule(
    "T004",
    Severity.ERROR,
    "Un relevé dans nos mots ne porte pas de chiffre",
    "Quand aucune phrase de la source n’a été recopiée, un chiffre ne pourrait pas être vérifié.",
    "… 34 % des élèves [@radar, relevé de lecture].",
    "Une note qui cite la phrase où se trouve « 34\u00a0% »",
)
ACTIVITY_FIGURE = Rule(
    "T005",
    Severity.ERROR,
    "Le nombre de participants vient de la source",
    "Les chiffres d’une activité se trouvent dans les mots de la page lue.",
    "participants: 250 (la page dit « 206 Participants »)",
    "participants: 206",
)
NOTE_FIGURE = Rule(
    "T006",
    Severity.ERROR,
    "Un chiffre d’une note se trouve dans ses extraits",
    "La paraphrase dit le chiffre de sa propre citation; la population et la mise en garde ne disent que des chiffres que la note cite.",
    "> 15 per cent of pupils\n\nUn élève sur cinq…",
    "> 15 per cent of pupils\n\n15\u00a0% des élèves…",
)
TWO_READINGS = Rule(
    "T007",
    Severity.WARNING,
    "L’extrait dit sans équivoque ce que son chiffre compte",
    "« 30 students teachers had referred » compte des élèves ou des enseignants; « N = 30 », des personnes dont rien ne dit qui elles sont. "
    "Entre deux lectures, aucune n’est tenue pour la bonne.",
    "> recent data from a sample (N = 30)\n\nL’étude porte sur 30\u00a0élèves.",
    "> recent data from a sample of students (N = 30)\n\nL’étude porte sur 30\u00a0élèves.",
)
RULES = (NO_CITATION, NOT_IN_EXCERPT, NOT_IN_BODY, OWN_WORDS, ACTIVITY_FIGURE, NOTE_FIGURE, TWO_READINGS)

_HEADER_TEXTS: tuple[KeyPath, ...] = (
    ("titre",),
    ("resume",),
    ("force_justification",),
    ("conditions",),
    ("cout",),
    ("effort",),
    ("motif",),
)


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
    if isinstance(document, Activity):
        known += [figure for quoted in _quoted(document) for figure in figures(quoted, "fr")]
        _check_participants(document, found)
    _check_header(document, known, found)
    return found


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


def _check_header(document: AnyDocument, known: list[Figure], found: list[Diagnostic]) -> None:
    issues = range(len(document.meta.enjeux)) if isinstance(document, Committee) else ()
    for path in (*_HEADER_TEXTS, *(("enjeux", index, "enjeu") for index in issues)):
        span = document.header.values.get(path)
        if span is None or document.header.data.get(str(path[0])) is None:
            continue
        for figure in figures(document.source.text, "fr", start=span.start, end=span.end, in_sheet=True):
            if not any(figure.carried_by(other) for other in known):
                message = f"« {figure.text} », dans « {path[0]} », n’est pas un chiffre que le texte cite."
                found.append(
                    Diagnostic(
                        NOT_IN_BODY,
                        document.source.place(figure.start),
                        message,
                        figure.text,
                        "Citez ce chiffre dans le texte, ou retirez-le d’ici.",
                    )
                )


def _quoted(activity: Activity) -> tuple[str, ...]:
    """Return the words of the page where the activity was read."""
    return activity.meta.source.extraits if activity.meta.source is not None else ()


def _check_participants(activity: Activity, found: list[Diagnostic]) -> None:
    participants = activity.meta.participants
    if participants is None or activity.meta.source is None:  # without a source, the council counted its own
        return
    quoted = [value for text in _quoted(activity) for figure in figures(text, "fr") for value in figure.values]
    if participants not in quoted:
        place = activity.source.place(activity.header.where(("participants",)))
        message = f"« {participants} » ne se trouve dans aucun extrait de la source."
        found.append(Diagnostic(ACTIVITY_FIGURE, place, message, str(participants), "Ajoutez sous « source » l’extrait qui le dit."))


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
    for name in ("population", "prudence", "devis_enonce"):
        where = note.header.values.get((name,))
        if where is None or note.header.data.get(name) is None:
            continue
        for figure in figures(note.source.text, "fr", start=where.start, end=where.end, in_sheet=True):
            if not any(figure.carried_by(other) for other in everything):
                message = f"« {figure.text} », dans « {name} », ne se trouve dans aucun extrait de la note."
                found.append(
                    Diagnostic(
                        NOTE_FIGURE,
                        note.source.place(figure.start),
                        message,
                        figure.text,
                        "Ajoutez l’extrait qui le dit, ou retirez le chiffre.",
                    )
                )
    return found
