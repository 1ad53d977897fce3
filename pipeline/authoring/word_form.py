"""« J’ai lu une étude »: the questions of the document that people fill in with a word processor, without an account anywhere.

Handouts write the document from here, and forms read its filled copy by the same words.
"""

from dataclasses import dataclass

from pipeline.content import names
from pipeline.content.sources.notes import MAX_QUOTED_WORDS
from pipeline.text.typographic import typographic
from pipeline.text.words import collapse, fold

TITLE = "J’ai lu une étude"
# The address of the document, beside the page that offers it.
STEM = "contribuer/j-ai-lu-une-etude"
EXCERPTS = 3
BOX = "☐"


@dataclass(frozen=True)
class WordQuestion:
    """One question: ``id`` is that of the form of a source; ``choices`` are ticked; each of the ``rows`` is asked ``times`` times."""

    id: str
    label: str
    help: str = ""
    choices: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    times: int = 1

    def __post_init__(self) -> None:
        for name in ("label", "help"):
            object.__setattr__(self, name, typographic(getattr(self, name)))


WHERE, EXACT, MEANING = "Où, dans l’étude (page, section, résumé)", "Ses mots exacts, dans sa langue", "Ce que ces mots veulent dire"
_READ = tuple(name[:1].upper() + name[1:] for name in names.READING.values())
QUESTIONS = (
    WordQuestion("adresse", "Où peut-on la lire?", "Copiez l’adresse de la page depuis votre navigateur."),
    WordQuestion("reference", "Qui l’a écrite, en quelle année, sous quel titre?", "Et dans quelle revue, si c’est dit."),
    WordQuestion("lu", "Qu’avez-vous lu?", "Cochez une case : remplacez le carré par un X.", choices=_READ),
    WordQuestion("population", "Qui a été étudié?", "Des élèves de quel âge, où, combien, si c’est dit."),
    WordQuestion(
        "extraits",
        "Ce qu’elle dit d’utile",
        f"Recopiez ses mots exacts, {MAX_QUOTED_WORDS} au plus, puis dites-les en français, en mots simples. Un seul passage suffit.",
        rows=(WHERE, EXACT, MEANING),
        times=EXCERPTS,
    ),
    WordQuestion(
        "lu_par", "Qui l’a lue?", "Votre nom ou celui de votre équipe : il paraîtra sur le site. Laissez vide pour ne pas paraître."
    ),
)
CONSENT = WordQuestion("envoi", "Avant d’envoyer", "Cochez les deux cases : remplacez chaque carré par un X.")
HONEST = "Je n’ai inventé ni chiffre, ni citation, ni nom."
PUBLIC = "J’accepte que ce texte soit relu, puis publié; il ne contient rien de confidentiel sur une personne."


def same_words(text: str) -> str:
    """Return ``text`` such that what a word processor changes in it (case, accents, spaces, apostrophes) does not count."""
    return collapse(fold(text).replace("'", "’"))
