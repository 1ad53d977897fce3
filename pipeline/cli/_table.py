"""Every command, as the help lists it: named, grouped and explained without importing what runs it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Declared:
    """A command: the module of ``pipeline.cli`` that runs it, in a function of its name, and its help, whose first sentence is listed.

    ``anywhere``: it runs where there is no site yet.
    """

    name: str
    module: str
    help: str
    anywhere: bool = False


# Under what a person wants to do, in the order of the work.
BY_PURPOSE = {
    "Écrire": (
        Declared(
            "commencer",
            "beginning",
            "Commencer le site d’un organisme : un dossier qui se construit et passe ses vérifications.",
            anywhere=True,
        ),
        Declared("nouvelle", "new_file", "Commencer un fichier : des questions, une à la fois; ou tout par options, sans terminal."),
        Declared("ajouter", "sources", "Ajouter des sources à la bibliographie, chacune avec une note de lecture à écrire."),
        Declared("deplacer", "editors", "Renommer une page, avec ce qui y mène et sa redirection, après avoir montré ce qui change."),
        Declared(
            "depuis-formulaire",
            "forms",
            "Faire des fichiers d’une demande remplie par formulaire; ce qui manque est dit, et n’est pas une erreur.",
        ),
        Declared("formulaires", "forms", "Écrire les formulaires de GitHub à partir des modèles et du vocabulaire."),
        Declared(
            "schemas",
            "editors",
            "Refaire ce que les éditeurs de texte lisent des modèles : schémas JSON et raccourcis de saisie.",
        ),
    ),
    "Vérifier": (
        Declared("verifier", "checking", "Vérifier le contenu sans rien construire."),
        Declared(
            "corriger",
            "checking",
            (
                "Corriger ce qui est certain : espaces, heures, dates, guillemets, DOI, ordre des clés, sous-titres. Montre d’abord "
                "les changements."
            ),
        ),
        Declared("regle", "checking", "Expliquer une règle : ce qu’elle demande, pourquoi, et un exemple."),
        Declared("preuves", "sources", "Chercher chaque extrait d’une note dans une copie de la source, qui n’est pas gardée."),
        Declared("liens", "watching", "Vérifier que les liens du contenu vers d’autres sites mènent encore à une page."),
    ),
    "Publier": (
        Declared("construire", "building", "Vérifier le contenu et construire le site dans « site/ »."),
        Declared("servir", "building", "Construire, montrer le site sur cette machine, et le refaire quand un fichier change."),
        Declared("comparer", "pull_requests", "Dire ce qui change pour un lecteur entre deux copies du dépôt, en Markdown."),
        Declared(
            "apercu",
            "pull_requests",
            "Écrire la page de chaque fichier en un seul fichier HTML, qui s’ouvre sans le site et ne demande rien au réseau.",
        ),
        Declared(
            "apercu-site",
            "pull_requests",
            "Ajouter à un site publié l’aperçu du site entier qu’une demande donnerait; de la demande ne vient que le contenu.",
        ),
        Declared(
            "demandes",
            "pull_requests",
            "Dire quelles demandes ouvertes ont un aperçu : numéro, commit et « formulaire », une par ligne.",
        ),
        Declared("commenter", "pull_requests", "Faire un commentaire du texte laissé par la vérification d’une demande, sans s’y fier."),
        Declared(
            "infolettre",
            "mailing",
            "Écrire l’infolettre (.eml) : fiches nouvelles et mises à jour, activités à venir, nouveaux enregistrements.",
        ),
    ),
    "Veiller": (
        Declared("veille", "watching", "Lire les fils de la veille et noter les textes nouveaux."),
        Declared("trier", "watching", "Garder ou écarter, un à un, les textes que la veille a signalés."),
        Declared("vigilance", "sources", "Demander aux registres si une source a été rétractée, corrigée, mise en doute ou remplacée."),
    ),
    "Rencontrer": (
        Declared(
            "annonce",
            "mailing",
            "Écrire l’annonce d’une activité : un courriel (.eml) à ouvrir et à envoyer, ou une courte publication.",
        ),
        Declared("dossier", "dossiers", "Réunir des fiches pour une rencontre : une page (.html) et un PDF accessible."),
        Declared("trousse", "dossiers", "Écrire la trousse d’accueil d’un comité : une page (.html) et un PDF accessible."),
        Declared("canevas", "plans", "Écrire un canevas (.docx et .odt) à remplir dans un traitement de texte."),
        Declared("plan", "plans", "Importer le plan d’action d’un comité depuis un tableur; les fautes sont nommées par cellule."),
    ),
    "Suivre": (
        Declared("etat", "state", "Dire ce qui attend, et qui cela attend : brouillons, relectures, corrections, réglages."),
        Declared("bilan", "plans", "Dire d’un plan d’action ce qui est en retard, ce qui n’a pas de valeur et ce qu’il faut décider."),
        Declared("sondage", "surveys", "Agréger les réponses d’un sondage, sans rien garder qui désigne une personne."),
        Declared(
            "rapport",
            "reports",
            "Figer les nombres d’une période finie : fiches, activités, personnes rejointes, suites, besoins, sondages.",
        ),
    ),
}
COMMANDS = {declared.name: declared for group in BY_PURPOSE.values() for declared in group}
