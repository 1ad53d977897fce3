"""Activities: dates that hold, links that lead, and nothing said before it happened (field guide, section 2)."""

from datetime import date, timedelta
from itertools import pairwise

from pipeline.content.activities.activity_rules import (
    AFTERWARDS,
    BARE,
    CHAPTERS,
    CLOCK_CHANGE,
    COMMITTEE,
    DEADLINE,
    ESSENTIAL,
    FOLLOW_UP,
    HEADING,
    LINKED,
    NO_START,
    ORDER,
    PLACE,
    POSTPONED,
    REASON,
    RECORDING,
    SOURCED,
    STILL_PLANNED,
    TOO_SOON,
)
from pipeline.content.catalogue import Catalogue
from pipeline.content.document import ACTIVITY_SECTIONS, Activity
from pipeline.content.kind_rules.named import missing_sheets
from pipeline.text.diagnostics import Diagnostic, Rule
from pipeline.text.instants import readings, seconds
from pipeline.text.words import collapse, counted, fold, nearest
from pipeline.text.yaml_in import KeyPath

TELL_WITHIN = timedelta(days=7)
LEAVE_WITHIN = timedelta(days=30)
_AFTERWARDS = ("participants", "enregistrement", "sous_titres", "chapitres", "essentiel", "questions_repondues", "suites")


def check_activity(activity: Activity, today: date) -> list[Diagnostic]:
    """Return what is wrong with an activity on ``today``, whatever the other pages say."""
    found: list[Diagnostic] = []
    _check_hours(activity, found)
    _check_days(activity, today, found)
    _check_people_and_place(activity, found)
    _check_recording(activity, found)
    _check_after(activity, today, found)
    _check_headings(activity, found)
    return found


def _tell(
    activity: Activity, found: list[Diagnostic], rule: Rule, path: KeyPath, message: str, help_text: str = "", text: str = ""
) -> None:
    place = activity.source.place(activity.header.where(path))
    found.append(Diagnostic(rule, place, message, text, help_text or rule.right))


def _check_hours(activity: Activity, found: list[Diagnostic]) -> None:
    meta = activity.meta
    if meta.debut is None:
        if meta.fin is not None:
            _tell(
                activity,
                found,
                NO_START,
                ("fin",),
                "L’activité a une heure de fin, et pas d’heure de début.",
                "Ajoutez « debut ».",
                meta.fin,
            )
        return
    for key, hour in (("debut", meta.debut), ("fin", meta.fin)):
        if hour is None:
            continue
        offsets = [moment.isoformat()[-6:] for moment in readings(meta.date, hour, meta.fuseau)]
        if meta.decalage is None and len(offsets) != 1:
            times = "arrive deux fois" if offsets else "n’arrive jamais"
            message = f"Ce jour-là, «\u00a0{hour}\u00a0» {times} dans ce fuseau."
            choices = " ou ".join(f'«\u00a0decalage: "{offset}"\u00a0»' for offset in offsets)
            _tell(
                activity,
                found,
                CLOCK_CHANGE,
                (key,),
                message,
                f"Ajoutez {choices}." if choices else "Changez l’heure, ou ajoutez « decalage ».",
                hour,
            )
            return
        if meta.decalage is not None and offsets and meta.decalage not in offsets and (key == "debut" or len(offsets) > 1):
            message = f"Ce jour-là, à cette heure, le décalage de « {meta.fuseau} » n’est pas « {meta.decalage} »."
            _tell(activity, found, CLOCK_CHANGE, ("decalage",), message, f"Décalage\u00a0: {' ou '.join(offsets)}.", meta.decalage)
            return
    if meta.fin is not None and activity.end <= activity.start:
        _tell(activity, found, ORDER, ("fin",), "L’activité finit avant de commencer.", "Corrigez l’une des heures.", meta.fin)


def _check_days(activity: Activity, today: date, found: list[Diagnostic]) -> None:
    meta = activity.meta
    for key, part in (("inscription", meta.inscription), ("accessibilite", meta.accessibilite)):
        if part is not None and part.limite is not None and part.limite > meta.date:
            message = f"Cette échéance vient après l’activité, du {meta.date.isoformat()}."
            _tell(activity, found, DEADLINE, (key, "limite"), message, "Choisissez un jour d’avant.", part.limite.isoformat())
    if (meta.etat == "reportee") != (meta.ancienne_date is not None):
        if meta.etat == "reportee":
            _tell(activity, found, POSTPONED, ("etat",), "L’activité est reportée, et sa date d’avant n’est pas dite.")
        else:
            _tell(
                activity,
                found,
                POSTPONED,
                ("ancienne_date",),
                "L’activité a une ancienne date, et n’est pas reportée.",
                "Écrivez « etat: reportee ».",
            )
    if meta.etat == "tenue" and meta.date > today:
        _tell(
            activity,
            found,
            TOO_SOON,
            ("etat",),
            f"L’activité est « tenue », et n’a lieu que le {meta.date.isoformat()}.",
            "Écrivez « etat: prevue ».",
        )
    if meta.etat in ("prevue", "reportee") and not meta.undated and today - meta.date > TELL_WITHIN:
        message = f"La date, {meta.date.isoformat()}, est passée\u00a0: l’activité a-t-elle eu lieu?"
        _tell(activity, found, STILL_PLANNED, ("etat",), message, "Écrivez « tenue », « annulee », ou « reportee » avec sa nouvelle date.")
    if meta.etat in ("annulee", "reportee") and meta.etat_raison is None:
        _tell(activity, found, REASON, ("etat",), "La page ne dit pas ce qui s’est passé.")


def _check_people_and_place(activity: Activity, found: list[Diagnostic]) -> None:
    meta = activity.meta
    if meta.autre_organisme and meta.source is None:
        _tell(activity, found, SOURCED, ("autre_organisme",), "L’activité est d’un autre organisme, et sa source n’est pas donnée.")
    if not meta.autre_organisme and meta.organisateur is None:
        _tell(activity, found, SOURCED, ("organisateur",), "L’activité ne dit pas qui l’organise.", "Écrivez le nom de l’organisme.")
    if meta.modalite in ("en-personne", "hybride") and meta.lieu is None:
        _tell(activity, found, PLACE, ("modalite",), "Le lieu n’est pas dit.", "Ajoutez « lieu ».")
    if meta.forme == "presentation" and not meta.comites:
        _tell(activity, found, COMMITTEE, ("forme",), "Le comité n’est pas nommé.", "Ajoutez « comites ».")


def check_linked(catalogue: Catalogue, activity: Activity, today: date) -> list[Diagnostic]:
    """Return the sheets that an activity names and that readers do not find on ``today``."""
    found: list[Diagnostic] = []
    for one in missing_sheets(catalogue, activity.meta.fiches, today):
        _tell(activity, found, LINKED, ("fiches", one.rank), one.message, one.hint, one.name)
    return found


def _check_recording(activity: Activity, found: list[Diagnostic]) -> None:
    meta = activity.meta
    recording = meta.enregistrement
    if recording is not None and (recording.lien is None) == (recording.fichier is None):
        message = "L’enregistrement n’a pas d’adresse." if recording.lien is None else "L’enregistrement a une adresse et un fichier."
        _tell(activity, found, RECORDING, ("enregistrement",), message, "Donnez « lien » ou « fichier », l’un des deux.")
    length = seconds(recording.duree) if recording is not None and recording.duree is not None else None
    if meta.chapitres and length is None:
        _tell(
            activity,
            found,
            CHAPTERS,
            ("chapitres",),
            "Les chapitres n’ont pas d’enregistrement, ou sa durée n’est pas dite.",
            "Ajoutez « duree ».",
        )
    elif length is not None:
        _check_times(activity, found, CHAPTERS, "chapitres", [("debut", chapter.debut) for chapter in meta.chapitres], length)
        if meta.chapitres and seconds(meta.chapitres[0].debut) != 0:
            _tell(
                activity,
                found,
                CHAPTERS,
                ("chapitres", 0, "debut"),
                "Le premier chapitre ne commence pas à 0:00.",
                text=meta.chapitres[0].debut,
            )
    if meta.essentiel and len(meta.essentiel) not in (3, 4, 5):
        message = f"« L’essentiel » a {counted(len(meta.essentiel), 'point')}; il en faut de trois à cinq."
        _tell(activity, found, ESSENTIAL, ("essentiel",), message)
    _check_times(activity, found, ESSENTIAL, "essentiel", [("a", point.a) for point in meta.essentiel], length)


def _check_times(
    activity: Activity, found: list[Diagnostic], rule: Rule, key: str, times: list[tuple[str, str]], length: int | None
) -> None:
    for index, ((_, one), (name, other)) in enumerate(pairwise(times), 1):
        if seconds(other) <= seconds(one):
            _tell(
                activity,
                found,
                rule,
                (key, index, name),
                f"« {other} » ne vient pas après « {one} ».",
                "Mettez-les dans l’ordre du temps.",
                other,
            )
            return
    for index, (name, time) in enumerate(times):
        if length is not None and seconds(time) >= length:
            _tell(
                activity,
                found,
                rule,
                (key, index, name),
                f"« {time} » vient après la fin de l’enregistrement.",
                "Corrigez ce moment, ou « duree ».",
                time,
            )
            return


def _check_after(activity: Activity, today: date, found: list[Diagnostic]) -> None:
    meta = activity.meta
    if meta.etat != "tenue":
        for key in _AFTERWARDS:
            if activity.header.data.get(key) not in (None, []):
                _tell(
                    activity,
                    found,
                    AFTERWARDS,
                    (key,),
                    f"« {key} » est donné, et l’activité n’est pas « tenue ».",
                    "Attendez que l’activité ait eu lieu.",
                )
        return
    left = meta.enregistrement or meta.diapositives or meta.suites
    if not meta.autre_organisme and not left and today - meta.date > LEAVE_WITHIN:
        _tell(
            activity,
            found,
            BARE,
            ("etat",),
            "L’activité a eu lieu il y a plus d’un mois, et ne laisse ni enregistrement, ni diapositives, ni suites.",
        )
    for index, follow in enumerate(meta.suites):
        if follow.quand < today and follow.fait_le is None and follow.resultat is None:
            _tell(
                activity,
                found,
                FOLLOW_UP,
                ("suites", index),
                f"Cette suite était pour le {follow.quand.isoformat()}.",
                text=follow.quoi[:60],
            )


def _check_headings(activity: Activity, found: list[Diagnostic]) -> None:
    known = {fold(title): title for title in ACTIVITY_SECTIONS}
    last = -1
    for section in activity.sections:
        place = activity.source.place(section.heading.start)
        title = known.get(fold(collapse(section.title)))
        if title is None:
            near = nearest(section.title, ACTIVITY_SECTIONS)
            hint = f"Vouliez-vous dire « {near} »?" if near else f"Titres\u00a0: {', '.join(ACTIVITY_SECTIONS)}."
            found.append(Diagnostic(HEADING, place, f"« {section.title} » n’est pas un titre d’activité.", section.title, hint))
            continue
        rank = ACTIVITY_SECTIONS.index(title)
        if rank < last:
            message = f"« {section.title} » arrive trop tard."
            found.append(Diagnostic(HEADING, place, message, section.title, HEADING.right))
        last = max(last, rank)
