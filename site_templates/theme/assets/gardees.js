// The sheets that a reader puts aside: their names, on this device only, ten at most. The header counts them (passerelle.js).
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const PLUS_LONG = 80;
export const AU_PLUS = 10;
const CLE = "selection";

export const bonnes = (noms) => [...new Set(noms.filter((nom) => SLUG.test(nom) && nom.length <= PLUS_LONG))];
export const nommees = (texte) => bonnes((texte || "").split(",")).slice(0, AU_PLUS);

// What was put aside; null when the browser keeps nothing for this site.
export function gardees() {
  try {
    return nommees(localStorage.getItem(CLE));
  } catch (erreur) {
    return null;
  }
}

export function garder(noms) {
  try {
    if (noms.length) localStorage.setItem(CLE, noms.join(","));
    else localStorage.removeItem(CLE);
  } catch (erreur) { /* not kept: the address of « Ma sélection » still carries it */ }
  dispatchEvent(new Event("selection"));
}
