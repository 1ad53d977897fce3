"""Activities: dates that hold, links that lead, and nothing said before it happened."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from pipeline.content.activities.activity import ACTIVITY_SECTIONS, Activity
from pipeline.content.catalogue import Catalogue
from pipeline.content.relations import unfound
from pipeline.content.sheets.sheet import FICHES
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.diagnostics import Family, Severity
from pipeline.text.instants import readings, seconds
from pipeline.text.typographic import quoted
from pipeline.text.words import collapse, counted, fold, nearest

FAMILY = Family(letter="K", title="Activités", rank=110)

TELL_WITHIN = timedelta(days=7)
LEAVE_WITHIN = timedelta(days=30)
_AFTERWARDS = ("participants", "enregistrement", "sous_titres", "chapitres", "essentiel", "questions_repondues", "suites")


@rule(
    "K001",
    on=Activity,
    title="La fin après le début",
    why="Un agenda refuse une activité qui finit avant de commencer.",
    wrong='debut: "13:30"\nfin: "12:00"',
    right='debut: "13:30"\nfin: "15:00"',
)
def an_activity_begins_then_ends(activity: Activity) -> Iterator[Fault]:
    """Yield an hour of end that is not after that of the beginning; one that a change of clocks makes unsure is told by its own rule."""
    begins, ends = activity.meta.debut, activity.meta.fin
    if begins is None or ends is None or next(iter(_unsure_hours(activity)), None) is not None:
        return
    if activity.end <= activity.start:
        yield fault(("fin",), "L’activité finit avant de commencer.", text=ends, hint="Corrigez l’une des heures.")


@rule(
    "K002",
    on=Activity,
    title="Une heure qui vient une seule fois",
    why="La nuit où l’on change d’heure, une heure manque ou vient deux fois : le décalage dit laquelle.",
    wrong='date: 2027-11-07\ndebut: "01:30"',
    right='date: 2027-11-07\ndebut: "01:30"\ndecalage: "-05:00"',
)
def an_hour_comes_once(activity: Activity) -> Iterator[Fault]:
    """Yield the first hour that comes twice or never on its day, or an offset that it has not."""
    return _unsure_hours(activity)


@rule(
    "K003",
    on=Activity,
    title="Un début avant une fin",
    why="Une heure de fin seule ne dit pas quand arriver.",
    wrong='fin: "15:00" (sans « debut »)',
    right='debut: "13:30"\nfin: "15:00"',
)
def an_end_has_a_beginning(activity: Activity) -> Iterator[Fault]:
    """Yield an hour of end without one of beginning."""
    if activity.meta.debut is None and activity.meta.fin is not None:
        message = "L’activité a une heure de fin, et pas d’heure de début."
        yield fault(("fin",), message, text=activity.meta.fin, hint="Ajoutez « debut ».")


@rule(
    "K004",
    on=Activity,
    title="Une échéance avant l’activité",
    why="On ne s’inscrit plus, et on ne demande plus d’adaptation, quand l’activité a eu lieu.",
    wrong="date: 2027-02-09\ninscription: {limite: 2027-02-10}",
    right="date: 2027-02-09\ninscription: {limite: 2027-02-05}",
)
def a_deadline_comes_before(activity: Activity) -> Iterator[Fault]:
    """Yield the deadlines that come after the activity."""
    meta = activity.meta
    for key, part in (("inscription", meta.inscription), ("accessibilite", meta.accessibilite)):
        if part is not None and part.limite is not None and part.limite > meta.date:
            message = f"Cette échéance vient après l’activité, du {meta.date.isoformat()}."
            yield fault((key, "limite"), message, text=part.limite.isoformat(), hint="Choisissez un jour d’avant.")


@rule(
    "K005",
    on=Activity,
    title="Une activité reportée dit sa date d’avant",
    why="Qui avait noté l’ancienne date doit la reconnaître. Si la nouvelle n’est pas connue, « date » garde l’ancienne.",
    wrong="etat: reportee (sans « ancienne_date »)",
    right="date: 2027-03-09\netat: reportee\nancienne_date: 2027-02-09",
)
def a_postponed_activity_says_its_former_day(activity: Activity) -> Iterator[Fault]:
    """Yield a postponement without the day before, and a day before without a postponement."""
    meta = activity.meta
    if meta.etat == "reportee" and meta.ancienne_date is None:
        yield fault(("etat",), "L’activité est reportée, et sa date d’avant n’est pas dite.")
    if meta.etat != "reportee" and meta.ancienne_date is not None:
        message = "L’activité a une ancienne date, et n’est pas reportée."
        yield fault(("ancienne_date",), message, hint="Écrivez « etat: reportee ».")


@rule(
    "K006",
    on=Activity,
    title="Une fiche liée est publiée",
    why="L’activité mène à ses fiches, et chaque fiche à ses activités : un lien mort en ferait deux.",
    wrong="fiches: [lecture-été]",
    right="fiches: [lecture-ete]",
)
def a_named_sheet_is_read(activity: Activity, catalogue: Catalogue, today: date) -> Iterator[Fault]:
    """Yield the sheets that an activity names and that readers do not find on ``today``."""
    return unfound(activity, catalogue, today, FICHES)


@rule(
    "K007",
    on=Activity,
    title="L’activité d’un autre organisme a sa source",
    why="Ce qu’on dit d’un autre organisme se lit sur sa page. Une activité de l’organisme dit qui l’organise.",
    wrong="autre_organisme: oui (sans « source »)",
    right="source: {adresse: https://…, lu_le: 2026-11-24, extraits: […]}",
)
def another_organisation_has_its_source(activity: Activity) -> Iterator[Fault]:
    """Yield the want of a source of what another does, and of the organiser of what the council does."""
    meta = activity.meta
    if meta.autre_organisme and meta.source is None:
        yield fault(("autre_organisme",), "L’activité est d’un autre organisme, et sa source n’est pas donnée.")
    if not meta.autre_organisme and meta.organisateur is None:
        yield fault(("organisateur",), "L’activité ne dit pas qui l’organise.", hint="Écrivez le nom de l’organisme.")


@rule(
    "K008",
    on=Activity,
    title="Une activité tenue a eu lieu",
    why="La page dirait au passé ce qui reste à venir.",
    wrong="etat: tenue (la date est dans un mois)",
    right="etat: prevue",
)
def what_took_place_is_past(activity: Activity, today: date) -> Iterator[Fault]:
    """Yield an activity that is said to have taken place, and whose day comes after ``today``."""
    if activity.meta.etat == "tenue" and activity.meta.date > today:
        message = f"L’activité est « tenue », et n’a lieu que le {activity.meta.date.isoformat()}."
        yield fault(("etat",), message, hint="Écrivez « etat: prevue ».")


@rule(
    "K009",
    on=Activity,
    severity=Severity.WARNING,
    title="Une activité passée dit ce qu’il en est",
    why="Une semaine après, on veut savoir si elle a eu lieu, et en lire l’essentiel.",
    wrong="etat: prevue (la date est passée depuis un mois)",
    right="etat: tenue",
)
def a_past_activity_says_what_became_of_it(activity: Activity, today: date) -> Iterator[Fault]:
    """Yield an activity that is still planned, more than a week after its day."""
    meta = activity.meta
    if meta.etat in ("prevue", "reportee") and not meta.undated and today - meta.date > TELL_WITHIN:
        message = f"La date, {meta.date.isoformat()}, est passée : l’activité a-t-elle eu lieu?"
        yield fault(("etat",), message, hint="Écrivez « tenue », « annulee », ou « reportee » avec sa nouvelle date.")


@rule(
    "K010",
    on=Activity,
    severity=Severity.INFO,
    title="Une activité tenue laisse quelque chose",
    why="Un mois après, on y cherche un enregistrement, des diapositives ou des suites.",
    wrong="etat: tenue (ni « enregistrement », ni « diapositives », ni « suites »)",
    right="suites:\n  - {quoi: …, qui: …, quand: 2027-06-01}",
)
def what_took_place_leaves_something(activity: Activity, today: date) -> Iterator[Fault]:
    """Yield an activity of the council that left nothing, a month after its day."""
    meta = activity.meta
    left = meta.enregistrement or meta.diapositives or meta.suites
    if meta.etat == "tenue" and not meta.autre_organisme and not left and today - meta.date > LEAVE_WITHIN:
        message = "L’activité a eu lieu il y a plus d’un mois, et ne laisse ni enregistrement, ni diapositives, ni suites."
        yield fault(("etat",), message)


@rule(
    "K011",
    on=Activity,
    title="Des chapitres dans l’ordre, dans l’enregistrement",
    why="Un chapitre mène à un moment de l’enregistrement; le premier commence à 0:00.",
    wrong='chapitres:\n  - {debut: "5:00", titre: …}',
    right='chapitres:\n  - {debut: "0:00", titre: …}\n  - {debut: "5:00", titre: …}',
)
def chapters_are_in_order_and_in_the_recording(activity: Activity) -> Iterator[Fault]:
    """Yield chapters of no recording, out of order, after its end, or that do not begin with it."""
    chapters, length = activity.meta.chapitres, _length(activity)
    if length is None:
        if chapters:
            message = "Les chapitres n’ont pas d’enregistrement, ou sa durée n’est pas dite."
            yield fault(("chapitres",), message, hint="Ajoutez « duree ».")
        return
    yield from _times("chapitres", [("debut", chapter.debut) for chapter in chapters], length)
    if chapters and seconds(chapters[0].debut) != 0:
        yield fault(("chapitres", 0, "debut"), "Le premier chapitre ne commence pas à 0:00.", text=chapters[0].debut)


@rule(
    "K012",
    on=Activity,
    title="Ce qui vient après attend que l’activité soit tenue",
    why="Un nombre de participants ou un enregistrement n’existent qu’après.",
    wrong="etat: prevue\nparticipants: 24",
    right="etat: tenue\nparticipants: 24",
)
def what_comes_after_waits(activity: Activity) -> Iterator[Fault]:
    """Yield what is told of an activity that has not taken place."""
    if activity.meta.etat != "tenue":
        for key in _AFTERWARDS:
            if activity.header.data.get(key) not in (None, []):
                message = f"« {key} » est donné, et l’activité n’est pas « tenue »."
                yield fault((key,), message, hint="Attendez que l’activité ait eu lieu.")


@rule(
    "K013",
    on=Activity,
    title="Un enregistrement a une adresse",
    why="Sans adresse, on ne peut rien voir ni entendre.",
    wrong='enregistrement: {duree: "1:02:00"}',
    right='enregistrement: {lien: https://…, duree: "1:02:00"}',
)
def a_recording_has_an_address(activity: Activity) -> Iterator[Fault]:
    """Yield a recording that leads nowhere, or to two places."""
    recording = activity.meta.enregistrement
    if recording is not None and (recording.lien is None) == (recording.fichier is None):
        message = "L’enregistrement n’a pas d’adresse." if recording.lien is None else "L’enregistrement a une adresse et un fichier."
        yield fault(("enregistrement",), message, hint="Donnez « lien » ou « fichier », l’un des deux.")


@rule(
    "K014",
    on=Activity,
    severity=Severity.INFO,
    title="Une suite à échéance dit ce qu’elle est devenue",
    why="Une décision dont on ne dit plus rien se perd.",
    wrong="{quoi: …, qui: …, quand: 2026-03-01}",
    right="{quoi: …, qui: …, quand: 2026-03-01, fait_le: 2026-02-20, resultat: …}",
)
def a_follow_up_says_what_became_of_it(activity: Activity, today: date) -> Iterator[Fault]:
    """Yield the follow-ups whose day came before ``today``, and of which nothing is told."""
    if activity.meta.etat == "tenue":
        for index, follow in enumerate(activity.meta.suites):
            if follow.quand < today and follow.fait_le is None and follow.resultat is None:
                yield fault(("suites", index), f"Cette suite était pour le {follow.quand.isoformat()}.", text=follow.quoi[:60])


@rule(
    "K015",
    on=Activity,
    title="L’essentiel en trois à cinq points, chacun à sa minute",
    why="On lit les points, puis on va écouter. Un chiffre, lui, se met dans le texte, avec sa citation (T003).",
    wrong='essentiel:\n  - {a: "4:30", point: …}',
    right='essentiel:\n  - {a: "4:30", point: …}\n  - {a: "12:00", point: …}\n  - {a: "31:15", point: …}',
)
def the_essential_is_three_to_five_points(activity: Activity) -> Iterator[Fault]:
    """Yield too few or too many points, and points out of order or after the end."""
    points = activity.meta.essentiel
    if points and len(points) not in (3, 4, 5):
        yield fault(("essentiel",), f"« L’essentiel » a {counted(len(points), 'point')}; il en faut de trois à cinq.")
    yield from _times("essentiel", [("a", point.a) for point in points], _length(activity))


@rule(
    "K016",
    on=Activity,
    title="Une activité en personne dit où",
    why="Sans lieu, personne ne peut s’y rendre.",
    wrong="modalite: en-personne (sans « lieu »)",
    right="modalite: en-personne\nlieu: Bibliothèque…",
)
def an_activity_in_person_says_where(activity: Activity) -> Iterator[Fault]:
    """Yield the want of a place."""
    if activity.meta.modalite in ("en-personne", "hybride") and activity.meta.lieu is None:
        yield fault(("modalite",), "Le lieu n’est pas dit.", hint="Ajoutez « lieu ».")


@rule(
    "K017",
    on=Activity,
    title="Les titres d’une activité",
    why="D’une activité à l’autre, on sait où trouver chaque chose.",
    wrong="## Programme",
    right=" · ".join(ACTIVITY_SECTIONS),
)
def headings_are_those_of_an_activity(activity: Activity) -> Iterator[Fault]:
    """Yield the headings that are none of an activity's, and those that come too late."""
    known = {fold(title): title for title in ACTIVITY_SECTIONS}
    last = -1
    for section in activity.sections:
        title = known.get(fold(collapse(section.title)))
        if title is None:
            near = nearest(section.title, ACTIVITY_SECTIONS)
            hint = f"Vouliez-vous dire « {near} »?" if near else f"Titres : {', '.join(ACTIVITY_SECTIONS)}."
            message = f"« {section.title} » n’est pas un titre d’activité."
            yield fault(section.heading.start, message, text=section.title, hint=hint)
            continue
        rank = ACTIVITY_SECTIONS.index(title)
        if rank < last:
            yield fault(section.heading.start, f"« {section.title} » arrive trop tard.", text=section.title)
        last = max(last, rank)


@rule(
    "K018",
    on=Activity,
    severity=Severity.INFO,
    title="Une activité annulée ou reportée dit pourquoi",
    why="Une phrase suffit, et évite des appels.",
    wrong="etat: annulee (sans « etat_raison »)",
    right="etat_raison: La personne-ressource ne peut pas être présente.",
)
def a_change_says_why(activity: Activity) -> Iterator[Fault]:
    """Yield an activity that was cancelled or postponed without a word."""
    if activity.meta.etat in ("annulee", "reportee") and activity.meta.etat_raison is None:
        yield fault(("etat",), "La page ne dit pas ce qui s’est passé.")


@rule(
    "K019",
    on=Activity,
    title="Une présentation en comité nomme le comité",
    why="La diffusion régulière se suit par comité.",
    wrong="forme: presentation (sans « comites »)",
    right="forme: presentation\ncomites: [comite-exemple]",
)
def a_presentation_names_its_committee(activity: Activity) -> Iterator[Fault]:
    """Yield a presentation of no committee."""
    if activity.meta.forme == "presentation" and not activity.meta.comites:
        yield fault(("forme",), "Le comité n’est pas nommé.", hint="Ajoutez « comites ».")


def _unsure_hours(activity: Activity) -> Iterator[Fault]:
    meta = activity.meta
    if meta.debut is None:
        return
    for key, hour in (("debut", meta.debut), ("fin", meta.fin)):
        if hour is None:
            continue
        offsets = [moment.isoformat()[-6:] for moment in readings(meta.date, hour, meta.fuseau)]
        if meta.decalage is None and len(offsets) != 1:
            times = "arrive deux fois" if offsets else "n’arrive jamais"
            choices = " ou ".join(quoted(f'decalage: "{offset}"') for offset in offsets)
            hint = f"Ajoutez {choices}." if choices else "Changez l’heure, ou ajoutez « decalage »."
            yield fault((key,), f"Ce jour-là, {quoted(hour)} {times} dans ce fuseau.", text=hour, hint=hint)
            return
        if meta.decalage is not None and offsets and meta.decalage not in offsets and (key == "debut" or len(offsets) > 1):
            message = f"Ce jour-là, à cette heure, le décalage de « {meta.fuseau} » n’est pas « {meta.decalage} »."
            yield fault(("decalage",), message, text=meta.decalage, hint=f"Décalage : {' ou '.join(offsets)}.")
            return


def _length(activity: Activity) -> int | None:
    """Return the length of the recording in seconds, None when it is not told."""
    recording = activity.meta.enregistrement
    return seconds(recording.duree) if recording is not None and recording.duree is not None else None


def _times(key: str, times: list[tuple[str, str]], length: int | None) -> Iterator[Fault]:
    """Yield the first of ``times`` (a key and a moment) that is out of order, or not in the recording."""
    for index, ((_, one), (name, other)) in enumerate(pairwise(times), 1):
        if seconds(other) <= seconds(one):
            message = f"« {other} » ne vient pas après « {one} »."
            yield fault((key, index, name), message, text=other, hint="Mettez-les dans l’ordre du temps.")
            return
    for index, (name, time) in enumerate(times):
        if length is not None and seconds(time) >= length:
            message = f"« {time} » vient après la fin de l’enregistrement."
            yield fault((key, index, name), message, text=time, hint="Corrigez ce moment, ou « duree ».")
            return
