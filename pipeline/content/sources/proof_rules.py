"""What « passerelle preuves » saw: an excerpt that is not in its source, not at its page, or that changed since."""

from collections.abc import Iterator

from pipeline.content.sources.notes import Note, located_pages
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.diagnostics import Severity


@rule(
    "N008",
    on=Note,
    severity=Severity.ERROR,
    title="Un extrait se trouve dans sa source",
    why="Des mots cités qui ne sont pas dans la source ne prouvent rien. La copie de la source a été fouillée par « passerelle preuves ».",
    wrong="## résumé {#effet lang=en lu=resume empreinte=… absent=2026-11-24}",
    right="Les mots exacts de la source, et « passerelle preuves » lancée de nouveau",
)
def an_excerpt_is_in_its_source(note: Note) -> Iterator[Fault]:
    """Yield the excerpts that were searched for in their source, and not found."""
    for excerpt in note.excerpts:
        if excerpt.absent_on is not None and not excerpt.changed_since:
            message = f"L’extrait « #{excerpt.id} » n’a pas été trouvé dans la source."
            hint = f"Recopiez les mots de la source, ou dites où ils ont été lus; puis {_again(note)}"
            yield fault(excerpt.start, message, text=excerpt.quotation[:60], hint=hint)


@rule(
    "N009",
    on=Note,
    severity=Severity.WARNING,
    title="La page du repère est celle où l’extrait se trouve",
    why="Le lecteur qui ouvre la source à cette page doit y lire l’extrait.",
    wrong="## p. 5 {#effet lang=en lu=article empreinte=… page=7 trouve=2026-11-24}",
    right="## p. 7 {#effet lang=en lu=article empreinte=… page=7 trouve=2026-11-24}",
)
def a_locator_names_the_page(note: Note) -> Iterator[Fault]:
    """Yield the excerpts that were found at another page than their locator's."""
    for excerpt in note.excerpts:
        located, page = located_pages(excerpt.locator), excerpt.found_page or ""
        if excerpt.changed_since or located is None or excerpt.found_on is None:
            continue
        if page.isdigit() and int(page) not in located:
            message = f"L’extrait « #{excerpt.id} » a été trouvé à la page {page}, non à celle du repère."
            hint = f"Écrivez « p. {page} », ici et dans les citations."
            yield fault(excerpt.start, message, text=excerpt.locator, hint=hint)


@rule(
    "N010",
    on=Note,
    severity=Severity.WARNING,
    title="Un extrait changé se vérifie de nouveau",
    why="La vérification portait sur d’autres mots : le site ne dit plus que l’extrait a été vérifié.",
    wrong="Une citation corrigée après « passerelle preuves »",
    right="La même, et « passerelle preuves » lancée de nouveau",
)
def a_changed_excerpt_is_searched_again(note: Note) -> Iterator[Fault]:
    """Yield the excerpts that changed since they were searched for."""
    for excerpt in note.excerpts:
        if excerpt.changed_since:
            message = f"L’extrait « #{excerpt.id} » a changé depuis sa vérification."
            hint = f"Lancez de nouveau : {_again(note)}"
            yield fault(excerpt.start, message, text=excerpt.quotation[:60], hint=hint)


def _again(note: Note) -> str:
    return f"passerelle preuves {note.key} FICHIER"
