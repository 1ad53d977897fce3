// The word that a misspelt one was meant to be: the nearest of the site's own list.
import { MOTS_VIDES } from "./mots-vides.js";
import { plier, singulier } from "./mots.js";

// The number of letters added, dropped, replaced or swapped with the next (Damerau-Levenshtein, each letter touched once), up to a limit.
export function distance(un, autre, limite) {
  if (Math.abs(un.length - autre.length) > limite) return limite + 1;
  let avant = [], precedente = [], ligne = Array.from({ length: autre.length + 1 }, (_, j) => j);
  for (let i = 1; i <= un.length; i++) {
    [avant, precedente, ligne] = [precedente, ligne, [i]];
    for (let j = 1; j <= autre.length; j++) {
      const change = un[i - 1] === autre[j - 1] ? 0 : 1;
      ligne[j] = Math.min(precedente[j] + 1, ligne[j - 1] + 1, precedente[j - 1] + change);
      if (i > 1 && j > 1 && un[i - 1] === autre[j - 2] && un[i - 2] === autre[j - 1]) ligne[j] = Math.min(ligne[j], avant[j - 2] + 1);
    }
    if (Math.min(...ligne) > limite) return limite + 1;
  }
  return ligne[autre.length];
}

// Short words are near too many others, and a real word that no page has is not a misspelt one.
const toleree = (mot) => (mot.length < 6 ? 0 : mot.length < 9 ? 1 : 2);
// Of five letters, only two that changed places, or one that fell or came too many.
const COURT = 5;

// The word of the list that a folded word was clearly meant to be; null when it is near none, or as near to two.
export function suggestion(mot, liste) {
  const limite = mot.length === COURT ? 1 : toleree(mot);
  const proches = [];
  for (const candidat of [...liste, ...MOTS_VIDES]) {
    const plie = singulier(plier(candidat));
    if (mot.length === COURT && plie.length === COURT && [...mot].sort().join() !== [...plie].sort().join()) continue;
    const ecart = limite ? distance(mot, plie, limite) : 1;
    // At equal distance, the same first letter, which people seldom miss, then the same length: a letter is put for another.
    if (ecart <= limite) proches.push({ candidat, plie, mesure: ecart + (plie[0] === mot[0] ? 0 : 0.5) + (plie.length === mot.length ? 0 : 0.1) });
  }
  const [premier] = proches.sort((un, autre) => un.mesure - autre.mesure);
  return premier ? premier.candidat : null;
}
