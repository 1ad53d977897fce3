"""What is sent to people: the announcement of an activity, its reminder, its follow-up, and the newsletter, from the same data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP

from jinja2 import select_autoescape

from pipeline.content import names, wording
from pipeline.content.activities.activity import Activity
from pipeline.content.address_book import page_address
from pipeline.content.catalogue import Catalogue
from pipeline.content.council import Organisation, mention
from pipeline.content.sheets.sheet import Fiche
from pipeline.content.sheets.standing import standing
from pipeline.edition.template_code import template_environment
from pipeline.project import Project
from pipeline.text import french
from pipeline.text.addresses import absolute
from pipeline.text.typographic import typographic

POST_LENGTH = 280
_ESCAPED = select_autoescape(("html.j2",))


@dataclass(frozen=True)
class LetterItem:
    """One thing that a letter tells of, and where it leads."""

    title: str
    lines: tuple[str, ...] = ()
    link: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", tuple(map(typographic, self.lines)))


@dataclass(frozen=True)
class LetterSection:
    """Items under a title."""

    title: str
    items: tuple[LetterItem, ...]


@dataclass(frozen=True)
class Letter:
    """One letter, before it is laid out as HTML and as text."""

    subject: str
    kicker: str
    title: str
    paragraphs: tuple[str, ...]
    parts: tuple[LetterSection, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "subject", typographic(self.subject))
        object.__setattr__(self, "paragraphs", tuple(map(typographic, self.paragraphs)))


def announcement(catalogue: Catalogue, activity: Activity, today: date) -> Letter:
    """Return the invitation to an activity, or the letter that cancels or postpones it; it names the sheets listed ``today``."""
    meta = activity.meta
    kind = names.FORM[meta.forme]
    opening = {"annulee": "Activité annulée", "reportee": "Activité reportée"}.get(meta.etat, "Invitation")
    paragraphs = [meta.resume, f"Quand : {wording.activity_when(meta)}."]
    if meta.etat_raison is not None:
        paragraphs.insert(0, meta.etat_raison)
    if meta.objectif is not None:
        paragraphs.append(f"Objectif : {meta.objectif}")
    paragraphs += _place(activity)
    if meta.etat == "annulee":
        return _letter(catalogue, activity, today, opening, kind, paragraphs, ())
    return _letter(catalogue, activity, today, opening, kind, paragraphs, (_people(activity), _registration(activity)))


def reminder(catalogue: Catalogue, activity: Activity, today: date) -> Letter:
    """Return the reminder that is sent a little before: when, where, how to come in."""
    meta = activity.meta
    paragraphs = [f"Quand : {wording.activity_when(meta)}.", *_place(activity)]
    door: tuple[LetterItem, ...] = ()
    if meta.acces is not None:
        if meta.acces.note is not None:
            paragraphs.append(f"Pour entrer : {meta.acces.note}")
        door = (LetterItem("Rejoindre l’activité", (), meta.acces.lien),) if meta.acces.lien is not None else ()
    return _letter(catalogue, activity, today, "Rappel", names.FORM[meta.forme], paragraphs, (LetterSection("Pour y être", door),))


def follow_up(catalogue: Catalogue, activity: Activity, today: date) -> Letter:
    """Return what is sent once it was held: the essential, the recording, what was decided, the questionnaire."""
    meta = activity.meta
    here = absolute(catalogue.organisation.adresse, page_address(activity))
    recording = meta.enregistrement
    left = (
        [LetterItem("Enregistrement", (f"Durée : {french.length(recording.duree)}.",) if recording.duree else (), recording.lien or here)]
        if recording
        else []
    )
    left += [LetterItem(slides.titre, ("Diapositives",), slides.lien) for slides in meta.diapositives]
    parts = (
        LetterSection("L’essentiel", tuple(LetterItem(point.point, (f"À {point.a} de l’enregistrement",)) for point in meta.essentiel)),
        LetterSection("À revoir", tuple(left)),
        LetterSection("Suites", tuple(LetterItem(one.quoi, (f"{one.qui}, pour le {french.long_date(one.quand)}",)) for one in meta.suites)),
        LetterSection("Votre avis", (LetterItem("Répondre au questionnaire", (), meta.questionnaire),) if meta.questionnaire else ()),
    )
    return _letter(catalogue, activity, today, "Après l’activité", names.FORM[meta.forme], [meta.resume], parts)


def short_post(organisation: Organisation, activity: Activity) -> str:
    """Return a post of at most ``POST_LENGTH`` characters, its address whole; none while the site has none."""
    meta = activity.meta
    where = absolute(organisation.adresse, page_address(activity))
    opening = {"annulee": "Annulé : ", "reportee": "Reporté : "}.get(meta.etat, "")
    tail = f"\n{wording.activity_when(meta)}" + (f"\n{where}" if where else "")
    title = f"{opening}{meta.titre}"
    room = POST_LENGTH - len(tail)
    return typographic((title if len(title) <= room else title[: max(0, room - 1)].rstrip() + "…") + tail)


def newsletter(catalogue: Catalogue, since: date, today: date) -> Letter:
    """Return the bulletin: what was published or revised from ``since`` to ``today``, what is to come, what can be seen again."""
    listed = sorted(
        (fiche for fiche in catalogue.fiches.values() if fiche.listed(today)), key=lambda fiche: (fiche.meta.publiee_le, fiche.slug)
    )
    new = [fiche for fiche in listed if fiche.meta.publiee_le >= since]
    revised = [fiche for fiche in listed if fiche.meta.publiee_le < since <= fiche.meta.revisee_le <= today]
    activities = sorted(catalogue.activities.values(), key=lambda activity: (activity.meta.date, activity.slug))
    coming = [one for one in activities if one.meta.etat in ("prevue", "reportee") and (one.meta.date >= today or one.meta.undated)]
    seen = [
        one
        for one in activities
        if one.meta.enregistrement is not None and since <= (one.meta.enregistrement.date or one.meta.date) <= today
    ]
    organisation = catalogue.organisation
    parts = (
        LetterSection("Nouvelles fiches", tuple(_fiche(catalogue, fiche) for fiche in new)),
        LetterSection("Fiches mises à jour", tuple(_fiche(catalogue, fiche) for fiche in revised)),
        LetterSection("Activités à venir", tuple(_activity(organisation, one) for one in coming)),
        LetterSection("Nouveaux enregistrements", tuple(_activity(organisation, one) for one in seen)),
    )
    told = tuple(part for part in parts if part.items)
    period = f"Du {french.long_date(since)} au {french.long_date(today)}"
    paragraphs = () if told else ("Rien de nouveau pour cette période.",)
    return Letter(f"{organisation.titre_du_site} : l’infolettre", period, f"L’infolettre de {organisation.titre_du_site}", paragraphs, told)


def as_email(project: Project, organisation: Organisation, letter: Letter) -> bytes:
    """Return the letter as an e-mail file to open, address and send (RFC 5322): text and HTML; no date, for it is not sent yet."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = letter.subject
    if organisation.contact is not None:
        message["From"] = organisation.contact
    message["X-Unsent"] = "1"  # Outlook opens it as a draft
    message.set_content(_laid_out(project, organisation, letter, "txt"), cte="quoted-printable")
    message.add_alternative(_laid_out(project, organisation, letter, "html"), subtype="html", cte="quoted-printable")
    message.set_boundary("passerelle-lettre")
    return message.as_bytes()


def _laid_out(project: Project, organisation: Organisation, letter: Letter, form: str) -> str:
    environment = template_environment(project.templates / "courriel", escape=_ESCAPED)
    signature = typographic(" · ".join(part for part in (organisation.titre_du_site, organisation.adresse) if part))
    return environment.get_template(f"lettre.{form}.j2").render(lettre=letter, avis=mention(organisation), signature=signature)


def _letter(
    catalogue: Catalogue,
    activity: Activity,
    today: date,
    opening: str,
    kind: str,
    paragraphs: Sequence[str],
    parts: Sequence[LetterSection],
) -> Letter:
    organisation, meta = catalogue.organisation, activity.meta
    here = absolute(organisation.adresse, page_address(activity))
    fiches = [fiche for slug in meta.fiches if (fiche := catalogue.fiches.get(slug)) and fiche.listed(today)]
    every = (
        *parts,
        LetterSection("La page de l’activité", (LetterItem(meta.titre, (), here),) if here else ()),
        LetterSection("Les fiches liées", tuple(_fiche(catalogue, fiche) for fiche in fiches)),
    )
    return Letter(
        f"{opening} : {meta.titre}", f"{opening} · {kind}", meta.titre, tuple(paragraphs), tuple(part for part in every if part.items)
    )


def _place(activity: Activity) -> list[str]:
    meta = activity.meta
    where = "; ".join(part for part in (meta.lieu, meta.plateforme) if part is not None)
    kind = names.MODALITY[meta.modalite] if meta.modalite is not None else ""
    return [f"Où : {', '.join(part for part in (kind, where) if part)}."] if kind or where else []


def _people(activity: Activity) -> LetterSection:
    people = activity.meta.personnes_ressources
    return LetterSection(
        "Personnes-ressources",
        tuple(LetterItem(one.nom, tuple(part for part in (one.fonction, one.organisation) if part)) for one in people),
    )


def _registration(activity: Activity) -> LetterSection:
    meta, items = activity.meta, []
    if meta.inscription is not None:
        lines = [f"Jusqu’au {french.weekday_date(meta.inscription.limite)}."] if meta.inscription.limite is not None else []
        lines += [meta.inscription.note] if meta.inscription.note is not None else []
        items.append(LetterItem("S’inscrire" if meta.inscription.lien else "Inscription", tuple(lines), meta.inscription.lien))
    if meta.accessibilite is not None and meta.accessibilite.contact is not None:
        until = f", au plus tard le {french.weekday_date(meta.accessibilite.limite)}" if meta.accessibilite.limite is not None else ""
        items.append(LetterItem(f"Demander une adaptation{until}", (meta.accessibilite.contact,), f"mailto:{meta.accessibilite.contact}"))
    return LetterSection("Pour participer", tuple(items))


def _fiche(catalogue: Catalogue, fiche: Fiche) -> LetterItem:
    link, worth = absolute(catalogue.organisation.adresse, page_address(fiche)), standing(fiche, catalogue)
    return LetterItem(fiche.meta.titre, (fiche.meta.resume, f"{names.EVIDENCE[worth.kind]} · {worth.words}"), link)


def _activity(organisation: Organisation, activity: Activity) -> LetterItem:
    meta = activity.meta
    body = f" d’un autre organisme ({meta.organisateur or 'non précisé'})" if meta.autre_organisme else ""
    return LetterItem(
        meta.titre,
        (f"{names.FORM[meta.forme]}{body}, {wording.activity_when(meta)}",),
        absolute(organisation.adresse, page_address(activity)),
    )
