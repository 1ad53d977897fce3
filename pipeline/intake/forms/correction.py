"""What a reader reports of a page, made a dated entry under ``corrections:`` of the sheet, « à l’étude » until a person settles it."""

import re

from pipeline.content.catalogue import Catalogue
from pipeline.content.sheets.sheet import Fiche
from pipeline.intake.forms.drafts import FormDraft
from pipeline.intake.forms.form_answers import FormAnswers
from pipeline.intake.forms.ledger import LedgerEntry
from pipeline.intake.forms.merging import parts_of
from pipeline.intake.forms.questions import FormKind
from pipeline.text import inert
from pipeline.text.typographic import COLON, NBSP, quoted
from pipeline.text.yaml_out import quoted_text

_PAGE = re.compile(r"(?:^|/)(fiches|references|activites)/([a-z0-9-]{1,90})(?:/|$|[?#])")
# A correction is a sentence on a page, not the whole of a letter: the request keeps the rest.
MAX_SHOWN = 300
_BEGINS = {FormKind.ERROR: "Signalé comme inexact", FormKind.MISREAD: "Étude signalée comme mal résumée"}


def draft_correction(answers: FormAnswers, catalogue: Catalogue, trace: LedgerEntry) -> FormDraft:
    """Return the sheet with the report in it; for any other page, where to look, and nothing written."""
    draft = FormDraft()
    found = _PAGE.search(inert.line(answers.text("page")))
    kind, name = found.groups() if found else ("", "")
    fiche = catalogue.fiches.get(name) if kind == "fiches" else None
    if fiche is None:
        draft.remarks.append(_elsewhere(catalogue, kind, name))
        return draft
    said = inert.line(answers.text("inexact"))
    if not said:
        return draft
    draft.main = fiche.source.path
    base = trace.files.get(draft.main, fiche.source.text)
    draft.texts[draft.main] = _with_entry(base, fiche, trace, _sentence(_BEGINS[answers.form.kind], said))
    draft.additions.add(draft.main)
    return draft


def _sentence(begins: str, said: str) -> str:
    words = said.strip(f'«» {NBSP}"')
    shown = words if len(words) <= MAX_SHOWN else f"{words[: MAX_SHOWN - 1].rstrip()}…"
    return f"{begins}{COLON} {quoted(shown)}."


def _with_entry(base: str, fiche: Fiche, trace: LedgerEntry, sentence: str) -> str:
    """Return the sheet's text with the entry of this request: in place of the one that the form gave before, else after the others."""
    entry = f"  - {{date: {trace.day.isoformat()}, texte: {quoted_text(sentence)}, ouverte: oui}}\n"
    before = trace.entry
    parts = parts_of(base)
    part = parts.get("corrections:")
    if part is not None and before and before in part:
        parts["corrections:"] = part.replace(before, entry)
    elif part is not None:
        parts["corrections:"] = _block(part, fiche) + entry
    else:
        parts = _before_end(parts, f"corrections:\n{entry}")
    return "".join(parts.values())


def entry_in(text: str) -> str:
    """Return the last entry of ``corrections:`` in the text of a sheet, as it was written."""
    lines = parts_of(text).get("corrections:", "").splitlines(keepends=True)
    return lines[-1] if len(lines) > 1 else ""


def _block(part: str, fiche: Fiche) -> str:
    """Return the key with its entries, one a line; written on one line (« [] »), they are written again."""
    if part.strip() == "corrections:" or "\n  -" in part or "\n-" in part:
        return part if "\n-" not in part else re.sub(r"^(?=-|  )", "  ", part, flags=re.MULTILINE)
    lines = [
        f"  - {{date: {one.date.isoformat()}, texte: {quoted_text(one.texte)}{', ouverte: oui' if one.ouverte else ''}}}\n"
        for one in fiche.meta.corrections
    ]
    return "corrections:\n" + "".join(lines)


def _before_end(parts: dict[str, str], piece: str) -> dict[str, str]:
    result: dict[str, str] = {}
    for name, part in parts.items():
        if part == "---\n" and result and "corrections:" not in result:
            result["corrections:"] = piece
        result[name] = part
    return result


def _elsewhere(catalogue: Catalogue, kind: str, name: str) -> str:
    if kind == "references" and name in catalogue.references:
        citing = [fiche.source.path for fiche in catalogue.fiches.values() if name in fiche.cited_keys]
        where = f"research_notes/notes/{name}.md" + (f"; elle est citée dans {', '.join(citing)}" if citing else "")
        return f"La page est celle d’une source : sa note de lecture est {where}. Rien n’a été écrit : une personne choisit quoi corriger."
    if kind == "activites" and name in catalogue.activities:
        return f"La page est celle d’une activité : {catalogue.activities[name].source.path}. Rien n’a été écrit : une personne la corrige."
    return "L’adresse donnée n’est pas celle d’une fiche du site. Rien n’a été écrit : une personne lira ce signalement."
