"""The French name of each value of the closed lists that are the models' own; those of the council are in its vocabulary."""

from pipeline.text.typographic import typographic

CONFIDENCE = {
    "insuffisante": "insuffisante",
    "tres-limitee": "très limitée",
    "limitee": "limitée",
    "moderee": "modérée",
    "elevee": "élevée",
}
DESIGN = {
    "synthese": "synthèse de plusieurs études",
    "revue-de-portee": "revue de portée",
    "essai-randomise": "essai randomisé",
    "longitudinal": "étude longitudinale",
    "transversal": "étude transversale",
    "cas-temoins": "étude cas-témoins",
    "enquete": "enquête",
    "donnees-administratives": "analyse de données administratives",
    "etude-de-cas": "étude de cas",
    "guide": "guide de pratique",
    "document": "document public",
    "non-enonce": "devis non énoncé dans ce qui a été lu",
}
LINK = {
    "effet": "Effet estimé par les auteurs",
    "association": typographic("Association : un lien, pas une cause démontrée"),
    "description": "Description",
    "indetermine": "Nature du lien non précisée dans ce qui a été lu",
}
READING = {
    "article": "lu dans le document",
    "resume": "lu dans le résumé",
    "communique": "lu dans un communiqué",
    "page-tierce": "lu sur la page d’un tiers",
    "releve": "relevé dans nos mots",
}
PEER_REVIEW = {"oui": "oui", "probable": "probable", "non": "non"}
KIND = {"fait-saillant": "Faits saillants", "repere": "Repère", "retour-sur-outil": "Retour sur un outil"}
EVIDENCE = {"action-testee": "Action testée", "lien-observe": "Lien observé", "etat-des-lieux": "État des lieux"}
SUPPORT = {"etude": "Étude", "guide": "Guide", "experience": "Expérience", "idee": "Idée à discuter"}
GENRE = {"regle": "règle", "recommandation": "recommandation", "resultat": "résultat", "contexte": "contexte"}
MEASURE = {
    "ecart-type": "écart-type",
    "correlation": "corrélation",
    "rapport-de-cotes": "rapport de cotes",
    "points": "points de pourcentage",
    "pourcentage": "pour cent",
    "mois": "mois de progrès, tels que la source les donne",
    "autre": "autre mesure",
    "non-lue": "mesure non lue",
}
PICTURE = {
    "evolution": "un chiffre qui a été révisé",
    "taille": "un effet selon la taille du programme",
    "part": "une part, en personnes",
}
DIRECTION = {"aide": "aide", "aucun": "aucun effet observé", "nuit": "nuit", "non-lu": "sens non lu"}
STATUS = {
    "brouillon": "brouillon",
    "en-revision": "en révision",
    "publiee": "publiée",
    "a-reviser": "publiée, à réviser",
    "retiree": "retirée",
}
FORM = {"webinaire": "Webinaire", "conference": "Conférence", "atelier": "Atelier", "presentation": "Présentation en comité"}
MODALITY = {"en-ligne": "En ligne", "en-personne": "En personne", "hybride": "En personne et en ligne"}
STATE = {"prevue": "à venir", "reportee": "reportée", "annulee": "annulée", "tenue": "tenue"}
NOTICE = {
    "retractation": "rétractation",
    "preoccupation": "doute publié",
    "correction": "correction",
    "nouvelle-version": "version plus récente",
}
REGISTRY = {"crossref": "Crossref", "retraction-watch": "Retraction Watch"}
SITE_STATUS = {"demonstration": "démonstration, que l’organisme n’a pas adoptée", "officiel": "site officiel de l’organisme"}
NEED = {"brouillon": "Brouillon", "ouvert": "Ouvert", "en-traitement": "En traitement", "repondu": "Répondu", "reporte": "Reporté"}
ORIGIN = {
    "rencontre": "posée à une rencontre de comité",
    "sondage": "relevée dans un sondage",
    "activite": "posée à une activité",
    "demande": "posée à l’équipe",
}
PLAN_STATE = {
    "atteint": "Atteinte",
    "partiel": "Atteinte en partie",
    "en-cours": "En cours",
    "a-venir": "À venir",
    "non-atteint": "Non atteinte",
}
PLAN_DECISION = {"poursuivre": "Poursuivre", "ajuster": "Ajuster", "cesser": "Cesser"}
INITIATIVE_STATUS = {"brouillon": "brouillon", "en-revision": "en révision", "publiee": "publiée"}
CAMPAIGN_FORM = {"campagne": "Campagne", "programme": "Programme", "concours": "Concours", "financement": "Financement de projets"}
NATURE = {
    "document": "Document",
    "modele": "Modèle à remplir",
    "formation": "Formation",
    "donnees": "Données",
    "video": "Vidéo",
    "livre": "Livre",
}
