"""What waits, and for whom: drafts, reviews, initiatives, corrections, notes to write, settings to complete.

Git is not asked anything: that a source's note changed is known by the dates that the note holds (``note_changed_on``).
To tell of something else that waits, add a function to ``_FINDERS``.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.content.catalogue import Catalogue
from pipeline.content.sheets.legal_rules import rule_is_old
from pipeline.content.sheets.sheet import Fiche
from pipeline.content.sources.notes import TO_WRITE, Note
from pipeline.text.diagnostics import Place
from pipeline.text.typographic import NBSP, typographic


class Whom(StrEnum):
    """Who has the next move."""

    WRITER = "redaction"
    REVIEWER = "relecture"
    COUNCIL = "organisme"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: where, its name, and since when or why, in plain words."""

    place: Place
    name: str
    detail: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "detail", typographic(self.detail, verbatim_quotes=True))


@dataclass(frozen=True, slots=True)
class WaitingGroup:
    """Things of one kind, who they wait for, and what to do about them. ``code`` is stable: programs read it."""

    code: str
    whom: Whom
    title: str
    todo: str
    items: tuple[Waiting, ...]


# « à écrire » alone on its line, in an item, after the name of a field or after a key: what a person has yet to replace.
_TO_WRITE = re.compile(
    r"^[ \t]{0,8}(?:[-*]|\d{1,3}\.)?[ \t]{0,4}"
    rf"(?:\*\*[^*\n]{{1,40}}\*\*[ {NBSP}]?:|[a-z_]{{1,40}}:)?[ {NBSP}]?({TO_WRITE})[.…]?[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_Finder = Callable[[Catalogue, date], Iterator[Waiting]]


def waiting(catalogue: Catalogue, today: date) -> tuple[WaitingGroup, ...]:
    """Return what waits on ``today``, by whom it waits for; kinds of which there is nothing are left out."""
    groups = (
        WaitingGroup(code=code, whom=whom, title=title, todo=todo, items=tuple(find(catalogue, today)))
        for code, whom, title, todo, find in _FINDERS
    )
    return tuple(group for group in groups if group.items)


def note_changed_on(note: Note) -> tuple[date, str]:
    """Return the last day on which what a note says changed, and what happened then.

    It was read (``lu_le``), a registry's notice was seen, or an excerpt was looked for in a copy of the source and was not there.
    Who changes an excerpt gives ``lu_le`` the day of that reading.
    """
    days = [(note.meta.lu_le, "note relue")]
    days += [(notice.vu_le, f"avis du registre : {notice.etat}") for notice in note.meta.registre if notice.vu_le]
    days += [(excerpt.absent_on, f"extrait #{excerpt.id} introuvable dans la source") for excerpt in note.excerpts if excerpt.absent_on]
    return max(days, key=lambda day: day[0])


def _sheets(catalogue: Catalogue, *statuses: str) -> Iterator[Fiche]:
    return (fiche for fiche in catalogue.fiches.values() if fiche.meta.statut in statuses)


def _at(fiche: Fiche, key: str, detail: str = "") -> Waiting:
    return Waiting(fiche.source.place(fiche.header.where((key,))), fiche.meta.titre, detail)


def _drafts(catalogue: Catalogue, _: date) -> Iterator[Waiting]:
    yield from (_at(fiche, "statut") for fiche in _sheets(catalogue, "brouillon"))


def _to_write(catalogue: Catalogue, _: date) -> Iterator[Waiting]:
    for document in catalogue.documents:
        marks = [match.start(1) for match in _TO_WRITE.finditer(document.source.text)]
        if marks:
            yield Waiting(document.source.place(marks[0]), document.meta.titre, f"endroits : {len(marks)}")
    for note in catalogue.notes.values():
        if note.to_write:
            reference = catalogue.references.get(note.key)
            yield Waiting(note.source.place(0), reference.title if reference else note.key)


def _candidates(catalogue: Catalogue, _: date) -> Iterator[Waiting]:
    folder = catalogue.project.relative(catalogue.project.candidates)
    for name, candidate in catalogue.watch.candidates.items():
        if candidate.pending:
            yield Waiting(Place(f"{folder}/{name}.yml"), candidate.titre, f"repéré le {candidate.repere_le.isoformat()}")


def _open_corrections(catalogue: Catalogue, _: date) -> Iterator[Waiting]:
    for fiche in catalogue.fiches.values():
        for index, correction in enumerate(fiche.meta.corrections):
            if correction.ouverte:
                place = fiche.source.place(fiche.header.where(("corrections", index, "ouverte")))
                yield Waiting(place, fiche.meta.titre, f"depuis le {correction.date.isoformat()} : {correction.texte}")


def _changed_notes(catalogue: Catalogue, _: date) -> Iterator[Waiting]:
    for fiche in _sheets(catalogue, "publiee", "a-reviser"):
        for key in fiche.cited_keys:
            note = catalogue.notes.get(key)
            if note is None:
                continue
            day, what = note_changed_on(note)
            if day > fiche.meta.revisee_le:
                yield _at(fiche, "revisee_le", f"{key}, {what} le {day.isoformat()}; fiche revue le {fiche.meta.revisee_le.isoformat()}")


def _late_follow_ups(catalogue: Catalogue, today: date) -> Iterator[Waiting]:
    for activity in catalogue.activities.values():
        for index, follow_up in enumerate(activity.meta.suites):
            if follow_up.fait_le is None and follow_up.quand < today:
                place = activity.source.place(activity.header.where(("suites", index)))
                yield Waiting(place, activity.meta.titre, f"{follow_up.quoi} ({follow_up.qui}), prévu le {follow_up.quand.isoformat()}")


def _needs(catalogue: Catalogue, *states: str) -> Iterator[Waiting]:
    for need in catalogue.needs.values():
        if need.meta.etat in states:
            yield Waiting(need.source.place(need.header.where(("etat",))), need.meta.titre, f"question du {need.meta.date.isoformat()}")


def _open_needs(catalogue: Catalogue, _: date) -> Iterator[Waiting]:
    return _needs(catalogue, "ouvert", "en-traitement")


def _proposed_needs(catalogue: Catalogue, _: date) -> Iterator[Waiting]:
    return _needs(catalogue, "brouillon")


def _initiatives(catalogue: Catalogue, _: date) -> Iterator[Waiting]:
    for initiative in catalogue.initiatives.values():
        if initiative.draft:
            consent = initiative.meta.consentement
            detail = f"accord donné le {consent.le.isoformat()}" if consent else "l’accord de l’organisme manque"
            place = initiative.source.place(initiative.header.where(("statut",)))
            yield Waiting(place, initiative.meta.titre, f"{initiative.meta.organisme}, {detail}")


def _in_review(catalogue: Catalogue, _: date) -> Iterator[Waiting]:
    yield from (_at(fiche, "statut") for fiche in _sheets(catalogue, "en-revision"))


def _due(catalogue: Catalogue, today: date) -> Iterator[Waiting]:
    for fiche in _sheets(catalogue, "publiee", "a-reviser"):
        planned = fiche.meta.prochaine_revision
        if fiche.meta.statut == "a-reviser":
            yield _at(fiche, "statut", "statut : à réviser")
        elif planned <= today:
            yield _at(fiche, "prochaine_revision", f"prévue le {planned.isoformat()}")


def _old_rules(catalogue: Catalogue, today: date) -> Iterator[Waiting]:
    for fiche in _sheets(catalogue, "publiee", "a-reviser"):
        for index, told in enumerate(fiche.meta.regles):
            if rule_is_old(told.vue_le, today):
                place = fiche.source.place(fiche.header.where(("regles", index, "vue_le")))
                yield Waiting(place, fiche.meta.titre, f"{told.extrait}, vue le {told.vue_le.isoformat()}")


def _never_reviewed(catalogue: Catalogue, _: date) -> Iterator[Waiting]:
    yield from (_at(fiche, "revision") for fiche in _sheets(catalogue, "publiee", "a-reviser") if fiche.meta.revision is None)


def _settings(catalogue: Catalogue, _: date) -> Iterator[Waiting]:
    council, place = catalogue.organisation, Place(catalogue.project.relative(catalogue.project.content / "organisme.yml"))
    missing = {
        "contact": "l’adresse de courriel où l’on signale une erreur",
        "adresse": "l’adresse du site",
        "depot": "l’adresse du dépôt, pour « Modifier cette fiche »",
    }
    yield from (Waiting(place, name, detail) for name, detail in missing.items() if getattr(council, name) is None)
    if council.statut == "demonstration":
        yield Waiting(place, "statut", "« demonstration » tant que l’organisme n’a pas adopté le site")


_FINDERS: tuple[tuple[str, Whom, str, str, _Finder], ...] = (
    ("brouillons", Whom.WRITER, "Brouillons", "Finissez-les, puis écrivez « statut: en-revision ».", _drafts),
    ("a-ecrire", Whom.WRITER, "Ce qui reste à écrire", "Remplacez chaque « à écrire ».", _to_write),
    ("a-trier", Whom.WRITER, "Signalements de la veille à trier", "passerelle trier", _candidates),
    (
        "notes-changees",
        Whom.WRITER,
        "Fiches qui citent une note changée depuis leur révision",
        "Relisez la fiche avec la note, puis changez « revisee_le ».",
        _changed_notes,
    ),
    ("suites", Whom.WRITER, "Suites d’activités dont la date est passée", "Écrivez « fait_le », ou une autre date.", _late_follow_ups),
    ("besoins", Whom.WRITER, "Besoins sans réponse", "Écrivez la fiche ou l’activité qui y répond, puis nommez-y le besoin.", _open_needs),
    ("en-revision", Whom.REVIEWER, "Fiches en révision", "passerelle verifier --revue FICHE, puis « statut: publiee ».", _in_review),
    (
        "initiatives",
        Whom.REVIEWER,
        "Initiatives de partenaires à relire",
        "Relisez-les, ajoutez « relue_le », puis écrivez « statut: publiee ».",
        _initiatives,
    ),
    (
        "corrections",
        Whom.REVIEWER,
        "Corrections ouvertes (interprétations contestées)",
        "Tranchez, écrivez la réponse, puis ôtez « ouverte: oui ».",
        _open_corrections,
    ),
    ("a-reviser", Whom.REVIEWER, "Fiches à réviser", "Relisez-les, puis changez « revisee_le » et « prochaine_revision ».", _due),
    (
        "regles",
        Whom.REVIEWER,
        "Règles du Québec vérifiées depuis plus d’un an",
        "Relisez-les à leur source, puis changez « vue_le ».",
        _old_rules,
    ),
    (
        "jamais-relues",
        Whom.REVIEWER,
        "Fiches publiées, pas encore relues par une personne du domaine",
        "Après la relecture, nommez la personne sous « revision ».",
        _never_reviewed,
    ),
    (
        "besoins-proposes",
        Whom.COUNCIL,
        "Questions proposées, à accepter",
        "Écrivez « etat: ouvert », ou retirez le fichier.",
        _proposed_needs,
    ),
    ("reglages", Whom.COUNCIL, "Réglages à compléter", "Remplissez content/organisme.yml.", _settings),
)
