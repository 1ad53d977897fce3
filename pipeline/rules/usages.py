"""What people call things otherwise: search knows it of the sheets that name the thing, in their title or their questions."""

from collections.abc import Iterator

from pipeline.content.catalogue import Catalogue
from pipeline.content.council import VOCABULARY
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.diagnostics import Severity
from pipeline.text.index_words import index_words


@rule(
    "R006",
    on=Catalogue,
    severity=Severity.INFO,
    title="Un usage mène à une fiche",
    why="La recherche prend les mots d’un usage pour celui des fiches, dans leur titre et leurs questions : quand un titre change, l’usage "
    "peut ne plus mener nulle part.",
    wrong="{mot: nouveaux arrivants, comme: [immigrant]}, et le titre dit « Accueillir un nouvel arrivant »",
    right="{mot: arrivant, comme: [immigrant]}",
)
def a_usage_leads_to_a_sheet(catalogue: Catalogue) -> Iterator[Fault]:
    """Yield the usages of the vocabulary whose word no sheet names; none of a council that has no sheet."""
    named = [frozenset(index_words(fiche.meta.named)) for fiche in catalogue.fiches.values()]
    for vocabulary in catalogue.of(VOCABULARY).values() if named else ():
        for rank, usage in enumerate(vocabulary.meta.usages):
            words = index_words(usage.mot)
            if not any(one.issuperset(words) for one in named):
                where = vocabulary.at(("usages", rank, "mot"))
                message = f"Aucune fiche ne dit « {usage.mot} », ni dans son titre ni dans ses questions."
                hint = "Mettez le mot qu’elle emploie maintenant; si aucune n’en parle, la ligne attend la prochaine."
                yield fault(where, message, text=usage.mot, hint=hint)
