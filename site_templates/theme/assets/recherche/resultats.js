// Results as cards, and the sentences that say what was found. All of it is written as text.
import { plier } from "./mots.js";

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

// Words of the same family: the same start, but for the ending.
function parents(un, autre) {
  if (un === autre) return true;
  const utile = Math.max(4, Math.min(un.length, autre.length) - 2);
  return un.length >= 4 && un.slice(0, utile) === autre.slice(0, utile);
}

// A text as nodes, the words looked for marked.
export function marquer(texte, mots) {
  return texte.split(/([\p{L}\p{M}\d]+)/u).map((morceau, rang) =>
    (rang % 2 && mots.some((mot) => parents(plier(morceau), mot)) ? element("mark", "", morceau) : morceau));
}

// One result: the title, what it says, the kind of page, an activity's day, the kind of a sheet's evidence, how far it can be trusted.
export function carte({ url, meta }, mots) {
  const texte = element("p", "p-card__text", ...marquer(meta.message || "", mots));
  if (meta.langue) texte.lang = meta.langue;
  const precisions = [meta.genre, meta.quand, meta.preuve, meta.confiance].filter(Boolean).map((un) => element("span", "", un));
  return element("li", "p-card", element("h2", "p-card__title", lien(url, meta.title)), texte, element("p", "p-card__meta", ...precisions));
}

const citer = (mots) => {
  const cites = mots.map((mot) => `«\u00a0${mot}\u00a0»`);
  return cites.length < 2 ? cites.join("") : `${cites.slice(0, -1).join(", ")} et ${cites.at(-1)}`;
};
const nombre = (n, singulier, pluriel) => `${n}\u00a0${n < 2 ? singulier : pluriel}`;

// What the search found and how it had to look for it, in a sentence or three.
export function phrase(n, question, { compris, inconnus, sans }) {
  if (!question) return `${nombre(n, "résultat", "résultats")}, des plus récents aux plus anciens.`;
  const phrases = [`${nombre(n, "résultat", "résultats")} pour «\u00a0${question}\u00a0».`];
  if (inconnus.length) phrases.push(`Aucune page n’a ${inconnus.length < 2 ? "le mot" : "les mots"} ${citer(inconnus)}.`);
  if (sans.length && sans.length === compris.length) phrases.push("Peu de pages ont tous vos mots\u00a0: voici aussi celles qui en ont une partie.");
  else if (sans.length) phrases.push(`Peu de pages ont tous vos mots\u00a0: voici aussi celles sans ${citer(sans)}.`);
  return phrases.join(" ");
}

// « Vouliez-vous dire…? »
export function correction(question, adresse) {
  return ["Vouliez-vous dire «\u00a0", lien(adresse, question), "\u00a0»?"];
}
