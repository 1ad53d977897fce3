"""A source, an activity, an initiative from their forms."""

import re

from pipeline.content.catalogue import Catalogue
from pipeline.intake.forms.drafts import FormDraft, day_of, free_slug, header, optional, value_of
from pipeline.intake.forms.form_answers import FormAnswers
from pipeline.intake.forms.form_references import LookUp, Sources, place_sources
from pipeline.intake.forms.form_sources import given_source
from pipeline.intake.forms.ledger import LedgerEntry
from pipeline.intake.forms.questions import CONSENT_BOX
from pipeline.text import inert
from pipeline.text.typographic import NBSP
from pipeline.text.yaml_out import yaml_text, yaml_value

_CLOCK = re.compile(rf"(\d{{1,2}})[ {NBSP}]?(?:h|:)[ {NBSP}]?(\d{{2}})?", re.IGNORECASE)
_SHEET = re.compile(r"fiches/([a-z0-9-]{1,80})")


def draft_source(answers: FormAnswers, catalogue: Catalogue, trace: LedgerEntry, look_up: LookUp | None) -> tuple[FormDraft, Sources]:
    """Return the note of one source; the bibliography is added to at once."""
    draft = FormDraft()
    if not answers.text("adresse") and not answers.text("reference"):
        return draft, Sources()
    rest = f"{answers.text('reference')}\n{answers.text('extraits')}"
    source = given_source(1, answers.text("adresse"), rest)
    known = {
        id: inert.line(answers.text(id)) for id in ("devis_enonce", "population", "lu_par", "evaluation_fondement") if answers.text(id)
    }
    known |= {id: value for id in ("devis", "lien", "lu", "evaluation_par_les_pairs") if (value := answers.choice(id))}
    if "devis_enonce" not in known and answers.texts:
        known["devis_enonce"] = ""  # the form asked, and the source does not say
    _, placed = place_sources(catalogue, [source], trace, look_up, known, draft)
    draft.main = next((path for path in draft.texts), None)
    return draft, placed


def draft_activity(answers: FormAnswers, catalogue: Catalogue, trace: LedgerEntry) -> FormDraft:
    """Return an activity to come; without a day it has no file, and the day is told as missing."""
    draft = FormDraft()
    day = day_of(answers.text("date"))
    if day is None:
        draft.missing.append("La date, en chiffres : année, mois, jour, comme 2027-02-09. Sans elle, l’activité n’a pas d’adresse.")
        return draft
    other = answers.choice("autre_organisme")
    clocks = [(id, _clock(answers.text(id))) for id in ("debut", "fin")]
    draft.missing += [f"L’heure du {id}, comme 13:30." for id, value in clocks if answers.text(id) and value is None]
    lists = [*optional(answers, "themes", "publics", "comites"), ("fiches", _linked(answers, catalogue, draft))]
    pairs: list[tuple[str, str | None]] = [
        *optional(answers, "titre", "resume", "forme"),
        ("date", day.isoformat()),
        *((id, f'"{value}"' if value else None) for id, value in clocks),
        ("etat", "prevue" if day >= trace.day else "tenue"),
        *optional(answers, "objectif", "besoin", "besoins", "modalite", "lieu", "plateforme"),
        ("organisateur", value_of(answers, "organisateur") or "null"),
        ("autre_organisme", other),
        *lists,
    ]
    text = header(pairs, _registration(answers, draft) + _read(answers, other, trace, draft))
    taken = {path.stem for path in (catalogue.project.content / "activites").glob("*.md")}
    draft.main = trace.main or f"content/activites/{free_slug(answers.text('titre'), trace.number, taken, f'{day.isoformat()}-')}.md"
    draft.texts[draft.main] = f"{text}\n## En bref\n\n{inert.prose(answers.text('texte'))}\n"
    return draft


def _clock(text: str) -> str | None:
    found = _CLOCK.fullmatch(text.strip())
    return f"{int(found.group(1)):02}:{found.group(2) or '00'}" if found and int(found.group(1)) < 24 else None


def _linked(answers: FormAnswers, catalogue: Catalogue, draft: FormDraft) -> str | None:
    """Return the sheets that the form names and that exist."""
    named = tuple(dict.fromkeys(_SHEET.findall(answers.text("fiches"))))
    known = tuple(name for name in named if name in catalogue.fiches)
    draft.remarks += [f"La fiche « {name} » n’existe pas : elle n’a pas été liée." for name in named if name not in known]
    return yaml_value(known) if known else None


def _registration(answers: FormAnswers, draft: FormDraft) -> str:
    given = answers.text("inscription")
    link = inert.address(given)
    if given and link is None:
        draft.missing.append("L’adresse pour s’inscrire : elle commence par https://.")
    return f"inscription:\n  lien: {yaml_text(link)}\n" if link else ""


def _read(answers: FormAnswers, other: str | None, trace: LedgerEntry, draft: FormDraft) -> str:
    """Return the source of another body's activity: the page, the day, its words."""
    link = inert.address(answers.text("source"))
    words = [inert.quotation(line) for line in answers.text("source_extraits").split("\n") if inert.quotation(line)]
    if other == "oui" and (link is None or not words):
        draft.missing.append("L’adresse de la page lue, et ses mots exacts : c’est l’activité d’un autre organisme.")
    if link is None or not words:
        return ""
    lines = [f"    - {yaml_text(word[: inert.MAX_LINE])}" for word in words[:20]]
    return "\n".join(["source:", f"  adresse: {yaml_text(link)}", f"  lu_le: {trace.day.isoformat()}", "  extraits:", *lines, ""])


def draft_initiative(answers: FormAnswers, catalogue: Catalogue, trace: LedgerEntry) -> FormDraft:
    """Return a partner's initiative, to be reviewed; without consent, nothing is written."""
    draft = FormDraft()
    given = day_of(answers.text("consentement_le"))
    if not answers.ticked(CONSENT_BOX.slug) or given is None or not answers.text("consentement_role"):
        draft.missing.append(
            "L’accord de l’organisme, sa date (comme 2026-11-24) et la fonction de qui l’a donné. Sans lui, rien n’est écrit."
        )
        return draft
    taken = {path.stem for path in (catalogue.project.content / "initiatives").glob("*.md")}
    draft.main = trace.main or f"content/initiatives/{free_slug(answers.text('titre'), trace.number, taken)}.md"
    link = inert.address(answers.text("lien"))
    pairs: list[tuple[str, str | None]] = [
        *optional(answers, "titre", "resume"),
        ("statut", "brouillon"),
        *optional(answers, "organisme", "themes", "publics", "comites"),
        ("fiches", _linked(answers, catalogue, draft)),
        ("lien", yaml_text(link) if link else None),
    ]
    draft.remarks.append(
        "Une personne relit l’initiative avant qu’elle ait une page : elle ajoute alors « relue_le », puis « statut: publiee »."
    )
    consent = f"consentement:\n  le: {given.isoformat()}\n  par_role: {value_of(answers, 'consentement_role')}\n"
    draft.texts[draft.main] = f"{header(pairs, consent)}\n## En bref\n\n{inert.prose(answers.text('texte'))}\n"
    return draft
