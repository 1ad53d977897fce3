// What a page is worth for a word, from the places where the word stands: pipeline/site/search/searched_pages.py lays the fields there.
export const CHAMPS = { titre: [0, 32, 1], question: [32, 16, 9], sujet: [176, 144, 1], genre: [320, 16, 1], usages: [336, 280, 1], autres: [616, 240, 1], expression: [856, 6, 100] };
export const TEXTE = 1456;
// From 0 to 1: how surely a page that has the word there is about it.
const VALEURS = { titre: 0.9, question: 0.75, sujet: 0.55, genre: 0.4, usages: 0.65, autres: 0.2 };
const TEXTE_VAUT = 0.12, REPETE = 0.04, SOUVENT = 6, DEBUT_VAUT = 0.28, DEBUT = 150;
// An expression tells as much as a usage when the question has two of its words, and little with one alone: « boîte » of « boîte à livres ».
const PARTIE = 0.2;

const BORNES = Object.entries(CHAMPS).map(([nom, [debut, taille, places]]) => ({ nom, debut, taille, places, fin: debut + taille * places }));

// The field of a place and, where a field has several, which one: « question2 »; « texte » after them all.
export function champ(place) {
  const trouve = BORNES.find(({ debut, fin }) => place >= debut && place < fin);
  if (!trouve) return "texte";
  return trouve.places > 1 ? `${trouve.nom}${Math.floor((place - trouve.debut) / trouve.taille)}` : trouve.nom;
}
export const expressions = (champs) => [...champs].filter((nom) => nom.startsWith("expression"));

// The fields that hold a word, and what the page is worth for it: fields add up, as chances do. `entieres`: the expressions of which the
// question has another word.
export function valeur(places, entieres = new Set()) {
  const champs = new Set(places.map(champ));
  let manque = 1;
  for (const nom of ["titre", "sujet", "genre", "autres"]) if (champs.has(nom)) manque *= 1 - VALEURS[nom];
  const dites = expressions(champs);
  if (champs.has("usages") || dites.some((nom) => entieres.has(nom))) manque *= 1 - VALEURS.usages;
  else if (dites.length) manque *= 1 - PARTIE;
  if ([...champs].some((nom) => nom.startsWith("question"))) manque *= 1 - VALEURS.question;
  const texte = places.filter((place) => place >= TEXTE);
  if (texte.length) {
    const tot = Math.min(...texte) < TEXTE + DEBUT ? DEBUT_VAUT : TEXTE_VAUT;
    manque *= 1 - tot - REPETE * Math.min(texte.length - 1, SOUVENT);
  }
  return { champs, vaut: 1 - manque };
}
