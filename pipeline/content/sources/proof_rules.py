"""What « passerelle preuves » saw: an excerpt that is not in its source, not at its page, or that changed since.

And what a note founds the review by peers on.
"""

import re
from collections.abc import Iterator

from pipeline.content.sources.notes import Note, located_pages
from pipeline.content.sources.reading import PeerReview
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.diagnostics import Severity


@rule(
    "N008",
    on=Note,
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


# « revue savante; l’évaluation par les pairs n’est pas énoncée dans la page lue »: a guess from where it was published, well said.
_GUESSED = re.compile(r"(?i)\b(?:pas|non) énoncée?s?\b|\A\s*revue (?:savante|scientifique)\b[^«]*\Z")


@rule(
    "N020",
    on=Note,
    title="« Oui » aux pairs : la source le dit",
    why="Une revue savante évalue d’ordinaire ce qu’elle publie, mais le déduire n’est pas le lire : c’est « probable ». « Oui » demande "
    "les mots qui le disent.",
    wrong="evaluation_par_les_pairs: oui\nevaluation_fondement: revue savante; l’évaluation n’est pas énoncée",
    right="evaluation_par_les_pairs: probable\nevaluation_fondement: revue savante; l’évaluation n’est pas énoncée",
)
def a_review_by_peers_is_stated(note: Note) -> Iterator[Fault]:
    """Yield a « oui » whose ground is where the source was published, or that nothing states."""
    meta = note.meta
    if meta.evaluation_par_les_pairs is PeerReview.STATED and _GUESSED.search(meta.evaluation_fondement):
        message = "« oui » demande que ce qui a été lu dise l’évaluation par les pairs; ici, elle est déduite."
        hint = "Écrivez « probable », ou citez entre guillemets, sous « evaluation_fondement », les mots qui la disent."
        yield fault(("evaluation_par_les_pairs",), message, text="oui", hint=hint)
