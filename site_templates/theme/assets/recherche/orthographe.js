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

const toleree = (mot) => (mot.length < 4 ? 0 : mot.length < 9 ? 1 : 2);
// Under so many letters, a real word that no page has is as near as a misspelt one: only letters that changed places are sure.
const COURT = 6;
// So many words as near are tried.
const CHOIX = 4;
const lettres = (mot) => [...mot].sort().join("");

// The words of the list that a folded word may have been meant to be (`candidat`), all as near, and whether that is `sur`; none when it is near none.
export function suggestions(mot, liste) {
  const limite = toleree(mot);
  let meilleures = new Map(), mesure = limite + 1;
  for (const candidat of [...liste, ...MOTS_VIDES]) {
    const plie = singulier(plier(candidat));
    // People seldom miss the first letter: « banque » is not « manque ».
    if (plie.length < 3 || plie[0] !== mot[0] || plie === mot) continue;
    // At equal distance, the same length: a letter is put for another.
    const ecart = distance(mot, plie, limite);
    const note = ecart + (plie.length === mot.length ? 0 : 0.1);
    if (ecart > limite || note > mesure) continue;
    if (note < mesure) [meilleures, mesure] = [new Map(), note];
    if (!meilleures.has(plie)) meilleures.set(plie, { candidat, sur: mot.length >= COURT || lettres(mot) === lettres(plie) });
  }
  return [...meilleures.values()].slice(0, CHOIX);
}
