// Results as cards, and the sentences that say what was found. All of it is written as text.
import { champ } from "./champs.js";
import { racine } from "./formes.js";
import { plier, singulier } from "./mots.js";

function element(nom, classe, ...contenu) {
  const un = document.createElement(nom);
  if (classe) un.className = classe;
  un.append(...contenu);
  return un;
}

export function lien(adresse, texte) {
  const un = element("a", "", texte);
  un.href = adresse;
  return un;
}

const famille = (mot) => racine(singulier(plier(mot)));

// A text as nodes, the words looked for marked, with those of their families.
export function marquer(texte, mots) {
  const familles = new Set(mots.map(racine));
  return morceaux(texte).map((morceau, rang) => (rang % 2 && familles.has(famille(morceau)) ? element("mark", "", morceau) : morceau));
}
const morceaux = (texte) => texte.split(/([\p{L}\p{M}\d]+)/u);

// « message », « message1 »…: of these texts of a page, the one with most of the words; the first of those that have as many.
function convient(meta, nom, mots) {
  const familles = new Set(mots.map(racine));
  const textes = Object.entries(meta).filter(([cle]) => cle.replace(/\d+$/, "") === nom).sort(([une], [autre]) => une.localeCompare(autre, "fr", { numeric: true }));
  const points = ([, texte]) => new Set(morceaux(texte).map(famille).filter((une) => familles.has(une))).size;
  return textes.reduce((un, autre) => (points(autre) > points(un) ? autre : un), textes[0] || ["", ""])[1];
}

// Where the words were found: the question that the page answers, or the part of it that has most of them; null when its title says it.
function trouve({ url, meta, anchors }, places) {
  const comptes = new Map();
  for (const place of places) {
    const nom = champ(place);
    const partie = nom === "texte" ? anchors.findLast(({ element: rang, location }) => (rang === "h2" || rang === "h3") && location <= place) : nom;
    if (partie) comptes.set(partie, (comptes.get(partie) || 0) + 1);
  }
  const nombre = (partie) => comptes.get(partie) || 0;
  const question = [...comptes.keys()].filter((nom) => typeof nom === "string" && nom.startsWith("question")).sort((un, autre) => nombre(autre) - nombre(un))[0];
  if (question && nombre(question) > nombre("titre")) return element("p", "p-card__found", "Répond à\u00a0: ", element("q", "", meta[question]));
  const partie = [...comptes.keys()].filter((une) => typeof une === "object").sort((une, autre) => nombre(autre) - nombre(une))[0];
  if (nombre("titre") || !partie) return null;
  return element("p", "p-card__found", "Dans\u00a0: ", lien(`${url}#${partie.id}`, partie.text));
}

// One result: the title, what of the page fits the question, where it is, the kind of page and of evidence, an activity's day.
export function carte(donnees, mots, places) {
  const { url, meta } = donnees;
  const texte = element("p", "p-card__text", ...marquer(convient(meta, "message", mots), mots));
  if (meta.langue) texte.lang = meta.langue;
  const precisions = [meta.genre, meta.quand, meta.preuve, meta.confiance].filter(Boolean).map((un) => element("span", "", un));
  const lignes = [element("h2", "p-card__title", lien(url, meta.title)), texte, trouve(donnees, places), element("p", "p-card__meta", ...precisions)];
  return element("li", "p-card", ...lignes.filter(Boolean));
}

const nombre = (n, singulier, pluriel) => `${n}\u00a0${n < 2 ? singulier : pluriel}`;

// How many pages were found, in a sentence; the mended question stands beside it (`correction`).
export function phrase(n, question, corrigee) {
  if (corrigee) return `${nombre(n, "résultat", "résultats")}.`;
  if (!question) return `${nombre(n, "résultat", "résultats")}, des plus récents aux plus anciens.`;
  return `${nombre(n, "résultat", "résultats")} pour «\u00a0${question}\u00a0».`;
}

// « Résultats pour tutorat en math. Chercher plutôt tutorta »: the mended question, its new words set off, and the way back.
export function correction(tapee, corrigee, adresse) {
  const avant = morceaux(tapee), apres = morceaux(corrigee);
  const change = (rang) => rang % 2 && avant[rang] !== apres[rang];
  const mots = apres.map((morceau, rang) => (change(rang) ? element("strong", "", morceau) : morceau));
  return ["Résultats pour ", ...mots, ". Chercher plutôt ", lien(adresse, avant.filter((_, rang) => change(rang)).join(" ")), "."];
}
