// Two or three sheets side by side. They are named in the address, and nowhere else; each is the small file that « Ma sélection » reads.
import { charger, connues, deja, diseur, el, plier, toutesLesFiches } from "./fiches-lues.js";
import { bonnes as formees } from "./gardees.js";

const AU_PLUS = 3;
const trouver = (nom) => document.getElementById("comparer-" + nom);
const [etat, choix, filtre, offres, imprimer, place] = ["etat", "choix", "filtre", "offres", "imprimer", "table"].map(trouver);
const dire = diseur(etat);
let choisies = [];
let toutes = null;

async function ouvrir() {
  const demandees = (new URLSearchParams(location.search).get("fiches") || "").split(",").filter(Boolean);
  const bonnes = formees(demandees);
  const gardees = bonnes.slice(0, AU_PLUS);
  const sorts = await Promise.all(gardees.map(charger));
  choisies = gardees.filter((slug, rang) => sorts[rang] === "ici");
  montrer();
  dire(
    (demandees.some((slug) => !bonnes.includes(slug)) || sorts.includes("inconnue")) && "Une partie de l’adresse ne désigne aucune fiche en ligne : elle a été laissée de côté.",
    bonnes.length > AU_PLUS && `On compare au plus ${AU_PLUS} fiches : les suivantes ont été laissées de côté.`,
    sorts.includes("panne") && "Des fiches n’ont pas pu être chargées. Rechargez la page pour essayer de nouveau.",
    choisies.length < 2 && `Choisissez deux ou trois fiches.`,
  );
  if (choisies.length < 2) choix.open = true;
}

const texte = (mots) => (mots ? el("p", {}, mots) : el("p", { class: "p-muted" }, "Non dit dans ce qui a été lu"));
const liste = (elements) => (elements.length ? el("ul", {}, ...elements) : el("p", { class: "p-muted" }, "Rien"));
const majuscule = (mots) => mots[0].toUpperCase() + mots.slice(1);

function effets({ tendance, effets: mesures }) {
  const un = ({ sens, resultat, taille, pour, bande }) =>
    el("li", {}, el("b", {}, majuscule(sens)), ` : ${resultat}`, deja("div", bande), `${taille}; chez : ${pour}`);
  return [el("p", {}, el("b", {}, majuscule(tendance))), ...(mesures.length ? [el("ul", {}, ...mesures.map(un))] : [])];
}

const RANGEES = [
  ["Réponse courte", ({ reponse }) => [el("p", {}, reponse)]],
  ["Genre de preuve", ({ preuve }) => [el("p", {}, el("b", {}, preuve))]],
  ["Jusqu’où s’y fier", ({ confiance, divergence }) => [el("p", {}, confiance), ...(divergence ? [el("p", {}, "Les études divergent.")] : [])]],
  ["Effets mesurés", effets],
  ["Pour qui", ({ pour }) => [texte(pour)]],
  ["Conditions", ({ conditions }) => [texte(conditions)]],
  ["Ce que ça demande", ({ demande }) => (demande.length
    ? demande.map(({ nom, texte: mots, estimation }) => el("p", {}, el("b", {}, nom), ` : ${mots}${estimation ? " (estimation de l’équipe)" : ""}`))
    : [texte("")])],
  ["Pistes d’action", ({ pistes }) => [liste(pistes.map(({ titre, appui }) => el("li", {}, `${titre} (${appui.toLowerCase()})`)))]],
  ["Limites", ({ limites }) => [deja("div", limites)]],
];

function montrer() {
  imprimer.hidden = choisies.length < 2;
  if (choisies.length === 0) return place.replaceChildren();
  const fiches = choisies.map((slug) => connues.get(slug));
  const rangee = ([nom, dit]) => [
    el("tr", {}, el("th", { scope: "rowgroup", colspan: fiches.length }, nom)),
    el("tr", {}, ...fiches.map((fiche) => el("td", {}, ...dit(fiche)))),
  ];
  const tete = fiches.map(({ titre, question, adresse }) =>
    el("th", { scope: "col" }, el("p", { class: "p-muted" }, question), el("a", { href: adresse }, titre)));
  const table = el("table", { "data-fiches": fiches.length },
    el("caption", { class: "p-hidden" }, "Fiches comparées"), el("thead", {}, el("tr", {}, ...tete)),
    ...RANGEES.map((une) => el("tbody", {}, ...rangee(une))));
  return place.replaceChildren(el("div", { class: "p-scroll", tabindex: 0, role: "region", "aria-label": "Comparaison" }, table));
}

// The list of all sheets, asked for when it is opened.
function proposer() {
  if (!toutes) return;
  const mots = plier(filtre.value).split(/\s+/).filter(Boolean);
  const pleine = choisies.length >= AU_PLUS;
  offres.replaceChildren(...toutes.filter(({ cherche }) => mots.every((mot) => cherche.includes(mot))).map(({ fiche: slug, titre }) => {
    const cochee = choisies.includes(slug);
    return el("li", {}, el("label", {}, el("input", { type: "checkbox", "data-offre": slug, checked: cochee, disabled: pleine && !cochee, onchange: () => cocher(slug) }), titre));
  }));
}

async function cocher(slug) {
  const suivantes = choisies.includes(slug) ? choisies.filter((autre) => autre !== slug) : [...choisies, slug];
  history.pushState(null, "", location.pathname + (suivantes.length ? `?fiches=${suivantes.join(",")}` : ""));
  await ouvrir();
  proposer();
  offres.querySelector(`[data-offre="${slug}"]`)?.focus();
}

choix.addEventListener("toggle", async () => {
  if (!choix.open || toutes) return;
  try {
    toutes = await toutesLesFiches();
    proposer();
  } catch (erreur) {
    dire("La liste des fiches n’a pas pu être chargée. Essayez de nouveau.");
  }
});
filtre.addEventListener("input", proposer);
imprimer.addEventListener("click", () => print());
addEventListener("popstate", async () => { await ouvrir(); proposer(); });
ouvrir();
