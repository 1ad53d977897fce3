"""A made-up site of any size, always the same for the same size: real French words, sentences of no meaning.

Every text says « exemple »; nothing here is ever published.
"""

import gzip
import json
import random
import shutil
from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import accumulate, filterfalse, islice
from pathlib import Path

from pipeline.content.sheets.sheet import DECISION_SENTENCES
from pipeline.content.sheets.statistical_words import statistical_words
from pipeline.project import Project
from pipeline.rules.strong_words import CAUSE, DEGREES, PROOF
from pipeline.text.numbers.figures import figures

VOCABULARY_FORMS = 30_000
THEMES = 20
EXCERPTS_PER_NOTE = 2
_ENTRIES_PER_FILE = 500
_SENTENCES = {"Pourquoi c’est important ici": 5, "Ce que la recherche a examiné": 5, "Ce qu’elle montre": 8, "Limites": 4}


class Words:
    """French words drawn with their real frequencies (Zipf's law), from pyspellchecker's list."""

    def __init__(self, seed: int) -> None:
        counts = _frequencies()
        self._forms = list(counts)
        self._weights = list(accumulate(counts.values()))
        self._random = random.Random(seed)  # noqa: S311 (a corpus, not a secret)

    def __len__(self) -> int:
        return len(self._forms)

    def some(self, number: int) -> str:
        """Return ``number`` words, separated by spaces, that together say no degree, cause or proof (« bien plus »)."""
        while True:
            drawn = " ".join(self._random.choices(self._forms, cum_weights=self._weights, k=number))
            if not _claims(drawn):
                return drawn

    def sentence(self) -> str:
        """Return a sentence of a dozen words, without its full stop."""
        return self.some(self._random.randint(8, 18)).capitalize()

    def below(self, limit: int) -> int:
        """Return a whole number from 0 to ``limit`` - 1."""
        return self._random.randrange(limit)


@cache
def _frequencies() -> dict[str, int]:
    """The words drawn from and how often each is met, the most frequent first."""
    packed = resources.files("spellchecker").joinpath("resources", "fr.json.gz").read_bytes()
    counts: dict[str, int] = json.loads(gzip.decompress(packed))
    ranked = sorted((word for word in counts if word.isalpha() and len(word) > 1), key=lambda word: (-counts[word], word))
    return {word: counts[word] for word in islice(filterfalse(_counts_or_claims, ranked), VOCABULARY_FORMS)}


def _counts_or_claims(word: str) -> bool:
    """Say whether a word counts, is one of statistics, or says how much or because of what: a rule would ask where it comes from."""
    said = f"les {word} enfants"
    return word == "deux" or _claims(said) or bool(figures(said, "fr", in_sheet=True) or list(statistical_words(said)))


def write_corpus(root: Path, fiches: int) -> Project:
    """Write a site of ``fiches`` sheets, twice as many works, a tenth as many activities; return its project."""
    words = Words(fiches)
    for name, text in _files(words, fiches):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "build" / "docs").mkdir(parents=True, exist_ok=True)
    return Project(root)


def _claims(said: str) -> bool:
    """Say whether ``said``, in small letters, has one of the words that an excerpt must bear."""
    return any(strength.said.search(said) for strength in (*DEGREES, CAUSE, PROOF))


def give_templates(source: Project, project: Project) -> None:
    """Copy the templates and MkDocs' settings of ``source`` into ``project``, which has none of its own yet."""
    shutil.copytree(source.templates, project.root / "site_templates")
    shutil.copy(source.mkdocs_config, project.root / "mkdocs.yml")


def _files(words: Words, fiches: int) -> Iterator[tuple[str, str]]:
    yield "content/organisme.yml", _ORGANISATION
    yield "content/vocabulaire.yml", _vocabulary()
    for slug in ("a-propos", "comment-lire", "contribuer", "guide-de-redaction", "accessibilite", "confidentialite"):
        yield f"content/pages/{slug}.md", f"---\ntitre: Page exemple {slug}\nresume: Une page exemple.\n---\n\n## Exemple\n\nExemple.\n"
    keys = [f"exemple{number}" for number in range(2 * fiches)]
    for start in range(0, len(keys), _ENTRIES_PER_FILE):
        entries = (_entry(words, key) for key in keys[start : start + _ENTRIES_PER_FILE])
        yield f"research_notes/bibliographie/exemples-{start}.bib", "\n".join(entries)
    for key in keys:
        yield f"research_notes/notes/{key}.md", _note(words, key)
    for number in range(fiches):
        yield f"content/fiches/exemple-{number}.md", _fiche(words, number, keys)
    for number in range(fiches // 10):
        yield f"content/activites/2022-09-29-exemple-{number}.md", _activity(words, number)


def _entry(words: Words, key: str) -> str:
    year = 1980 + words.below(46)
    title, journal = words.some(9).capitalize(), words.some(3).capitalize()
    names = " and ".join(f"{words.some(1).capitalize()} {words.some(1).capitalize()}" for _ in range(1 + words.below(5)))
    return (
        f"@article{{{key},\n  author = {{{names}}},\n  title = {{{{Exemple {title}}}}},\n  journal = {{{journal}}},\n"
        f"  year = {{{year}}},\n  doi = {{10.1234/{key}}},\n  langid = {{french}}\n}}\n"
    )


def figure_of(key: str, excerpt: int) -> int:
    """Return the figure that an excerpt of a made-up note carries."""
    return 100 + (int(key.removeprefix("exemple")) * 7 + excerpt * 13) % 800


def _note(words: Words, key: str) -> str:
    parts = [
        "---\ndevis: synthese\ndevis_enonce: null\nlien: effet\npopulation: Exemple\nlu: resume\nlu_par: Équipe exemple\nlu_le: 2026-11-24\n"
        "evaluation_par_les_pairs: oui\nevaluation_fondement: revue exemple\n---\n"
    ]
    for excerpt in range(EXCERPTS_PER_NOTE):
        figure = figure_of(key, excerpt)
        parts.append(
            f"\n## résumé {{#extrait-{excerpt} lang=fr lu=resume}}\n\n> {words.some(8)}, soit {figure} élèves {words.some(4)}\n\n"
            f"{words.sentence()}, soit {figure}\u00a0élèves.\n"
        )
    return "".join(parts)


def _claim(words: Words, keys: list[str]) -> str:
    key, excerpt = keys[words.below(len(keys))], words.below(EXCERPTS_PER_NOTE)
    return f"{words.sentence()}, soit {figure_of(key, excerpt)}\u00a0élèves [@{key}, résumé, #extrait-{excerpt}]."


def _fiche(words: Words, number: int, keys: list[str]) -> str:
    cited = [keys[words.below(len(keys))] for _ in range(4)]
    theme = words.below(THEMES)
    publics = ("scolaire", "municipal", "communautaire")[words.below(3)]
    parts = [
        f"---\ntitre: Exemple {_name(number)} {words.some(6)}\nquestion: Exemple {_name(number)}?\n"
        f"reponse: Exemple {words.some(9)}. Exemple {words.some(9)}.\npremier_pas: Exemple {words.some(6)}.\ntype: fait-saillant\nstatut: publiee\n"
        f"themes: [theme-{theme}]\npublics: [{publics}]\nages: [primaire]\ndeterminants: [eleve]\nbuts: [reussite]\nforce: moderee\n"
        f"force_justification: Exemple.\ndonnees_quebecoises: non\n"
        f"questions: [exemple {_name(number)} un, exemple {_name(number)} deux, exemple {_name(number)} trois]\nredaction: Équipe exemple\nrevision: null\npubliee_le: 2026-11-01\n"
        f"revisee_le: 2026-11-24\nprochaine_revision: 2028-11-24\ninterets: Aucun.\nlicence: CC BY 4.0\n---\n\n## À retenir\n\n",
        f"1. {_claim(words, cited)}\n2. {_claim(words, cited)}\n",
    ]
    who = f"{publics} (exemple)"
    fields = "".join(f"- **{name}**\u00a0: {words.some(8)}\n" for name in ("Quoi", "Premier pas", "Obstacle probable"))
    ground = f"étude [@{cited[0]}, résumé, #extrait-0]"
    parts.append(
        f"\n## Pistes d’action\n\n### Exemple de piste\n\n- **Pour**\u00a0: {words.some(4)}\n- **Qui**\u00a0: {who}\n{fields}"
        f"- **Appui**\u00a0: {ground}\n\n## Pour décider\n\n"
    )
    parts += [f"- {begin} {words.some(8)} [@{cited[0]}, résumé, #extrait-0].\n" for begin in DECISION_SENTENCES]
    for title, sentences in _SENTENCES.items():
        prose = " ".join(f"{words.sentence()}." for _ in range(sentences))
        parts.append(f"\n## {title}\n\n{_claim(words, cited)} {prose}\n")
    parts.append(f"\n## Pour en discuter en comité\n\n- {words.sentence()}?\n- {words.sentence()}?\n")
    return "".join(parts)


def _name(number: int) -> str:
    """Return a number as letters: a title holds no figure."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


def _activity(words: Words, number: int) -> str:
    return (
        f"---\ntitre: Exemple d’activité {_name(number)}\nresume: Exemple {words.some(12)}.\nforme: webinaire\ndate: 2022-09-29\netat: tenue\n"
        f"organisateur: Table exemple\nautre_organisme: oui\nthemes: [theme-{words.below(THEMES)}]\n"
        "source: {adresse: https://exemple.invalid/, lu_le: 2026-11-24, extraits: [Exemple]}\n"
        f"---\n\n## En bref\n\n{words.sentence()}.\n"
    )


def _vocabulary() -> str:
    themes = "".join(f"  - {{slug: theme-{number}, nom: Thème exemple {number}}}\n" for number in range(THEMES))
    return (
        f"themes:\n{themes}publics:\n  - {{slug: scolaire, nom: Scolaire}}\n  - {{slug: municipal, nom: Municipal}}\n"
        "  - {slug: communautaire, nom: Communautaire}\nages:\n  - {slug: primaire, nom: Primaire}\n"
        "determinants:\n  - {slug: eleve, nom: L’élève}\naxes:\n  - {slug: transfert, nom: Transfert}\n"
        "buts:\n  - {slug: reussite, nom: Réussite}\n"
    )


_ORGANISATION = """\
nom: Table exemple
sigle: TE
designation: la Table exemple
region: Région-Exemple
statut: demonstration
titre_du_site: Site exemple
devise: Exemple.
question: Que dit la recherche sur…
contact: null
adresse: null
depot: null
territoires:
  - {slug: val-exemple, nom: Val-Exemple}
"""
