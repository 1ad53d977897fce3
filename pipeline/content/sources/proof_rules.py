"""What « passerelle preuves » saw: an excerpt that is not in its source, not at its page, or that changed since."""

from pipeline.content.sources.notes import Note, located_pages
from pipeline.text.diagnostics import Diagnostic, Rule, Severity

ABSENT = Rule(
    code="N008",
    severity=Severity.ERROR,
    title="Un extrait se trouve dans sa source",
    why="Des mots cités qui ne sont pas dans la source ne prouvent rien. La copie de la source a été fouillée par « passerelle preuves ».",
    wrong="## résumé {#effet lang=en lu=resume empreinte=… absent=2026-11-24}",
    right="Les mots exacts de la source, et « passerelle preuves » lancée de nouveau",
)
OTHER_PAGE = Rule(
    code="N009",
    severity=Severity.WARNING,
    title="La page du repère est celle où l’extrait se trouve",
    why="Le lecteur qui ouvre la source à cette page doit y lire l’extrait.",
    wrong="## p. 5 {#effet lang=en lu=article empreinte=… page=7 trouve=2026-11-24}",
    right="## p. 7 {#effet lang=en lu=article empreinte=… page=7 trouve=2026-11-24}",
)
CHANGED = Rule(
    code="N010",
    severity=Severity.WARNING,
    title="Un extrait changé se vérifie de nouveau",
    why="La vérification portait sur d’autres mots\u00a0: le site ne dit plus que l’extrait a été vérifié.",
    wrong="Une citation corrigée après « passerelle preuves »",
    right="La même, et « passerelle preuves » lancée de nouveau",
)
RULES = (ABSENT, OTHER_PAGE, CHANGED)


def check_proofs(note: Note) -> list[Diagnostic]:
    """Return what the search of the source, as the note keeps it, says against its excerpts."""
    found: list[Diagnostic] = []
    for excerpt in note.excerpts:
        place, shown, again = note.source.place(excerpt.start), excerpt.quotation[:60], f"passerelle preuves {note.key} FICHIER"
        if excerpt.changed_since:
            message = f"L’extrait « #{excerpt.id} » a changé depuis sa vérification."
            found.append(Diagnostic(CHANGED, place, message, shown, f"Lancez de nouveau\u00a0: {again}"))
            continue
        if excerpt.absent_on is not None:
            message = f"L’extrait « #{excerpt.id} » n’a pas été trouvé dans la source."
            hint = f"Recopiez les mots de la source, ou dites où ils ont été lus; puis {again}"
            found.append(Diagnostic(ABSENT, place, message, shown, hint))
        located = located_pages(excerpt.locator)
        page = excerpt.found_page or ""
        if located is not None and excerpt.found_on is not None and page.isdigit() and int(page) not in located:
            message = f"L’extrait « #{excerpt.id} » a été trouvé à la page {page}, non à celle du repère."
            found.append(Diagnostic(OTHER_PAGE, place, message, excerpt.locator, f"Écrivez « p. {page} », ici et dans les citations."))
    return found
