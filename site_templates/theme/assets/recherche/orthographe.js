// « Vouliez-vous dire…? »: the nearest word of the site's own list.
import { MOTS_VIDES } from "./mots-vides.js";
import { plier } from "./mots.js";

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

const toleree = (mot) => (mot.length < 4 ? 0 : mot.length < 8 ? 1 : 2);

// The word of the list that a folded word most likely stands for; null when it is one of them, or near none.
export function suggestion(mot, liste) {
  const limite = toleree(mot);
  let meilleure = null, ecart = limite + 1;
  for (const candidat of [...liste, ...MOTS_VIDES]) {
    const plie = plier(candidat);
    if (plie === mot || plie === mot + "s" || plie + "s" === mot) return null;
    // At equal distance, the same first letter, which people seldom miss.
    const mesure = distance(mot, plie, limite) + (plie[0] === mot[0] ? 0 : 0.5);
    if (mesure < ecart) [meilleure, ecart] = [candidat, mesure];
  }
  return ecart <= limite + 0.5 && meilleure ? meilleure : null;
}
