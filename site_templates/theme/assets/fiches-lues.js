// What « Ma sélection » and the comparison both do: read the small files of sheets, offer all of them by title, say what happened.
const RACINE = new URL("../", import.meta.url);
export const connues = new Map();

export function el(nom, attributs = {}, ...enfants) {
  const element = document.createElement(nom);
  for (const [cle, valeur] of Object.entries(attributs)) {
    if (cle.startsWith("on")) element.addEventListener(cle.slice(2), valeur);
    else if (valeur !== false) element.setAttribute(cle, valeur === true ? "" : valeur);
  }
  element.append(...enfants);
  return element;
}

// HTML of our own making: cleaned when the site was built (pipeline/edition/prose/html.py).
export function deja(nom, html) {
  const element = document.createElement(nom);
  element.innerHTML = html;
  return element;
}

// Return what says sentences in ``etat``, and hides it when there is none.
export const diseur = (etat) => (...phrases) => {
  etat.textContent = phrases.filter(Boolean).join(" ");
  etat.hidden = etat.textContent === "";
};

// « ici » once the sheet is in ``connues``, « inconnue » where no sheet has that name, « panne ».
export async function charger(slug) {
  if (connues.has(slug)) return "ici";
  try {
    const reponse = await fetch(new URL(`fiches/${slug}/selection.json`, RACINE));
    if (reponse.status === 404) return "inconnue";
    if (!reponse.ok) return "panne";
    connues.set(slug, await reponse.json());
    return "ici";
  } catch (erreur) {
    return "panne";
  }
}

export const plier = (texte) => texte.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/[’‘]/g, "'");

// Every sheet by title, and what of it is searched.
export async function toutesLesFiches() {
  const reponse = await fetch(new URL("selection/fiches.json", RACINE));
  return (await reponse.json()).map((une) => ({ ...une, cherche: plier(une.titre) }));
}
