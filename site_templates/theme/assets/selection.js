// « Ma sélection »: the sheets that the reader put aside, or those that the address names, as one page to print.
// An address that someone sent does not replace what this reader has: both are offered.
import { charger, connues, deja, diseur, el, plier, toutesLesFiches } from "./fiches-lues.js";
import { AU_PLUS, bonnes as formees, garder, gardees } from "./gardees.js";
import "./partage.js";

const OFFRES = 30;
const MINUTES = { accueil: 5, fiches: 30, decision: 10 };
const trouver = (nom) => document.getElementById("selection-" + nom);
const [etat, vide, liste, ajout, filtre, nombre, offres, feuille, venue] =
  ["etat", "vide", "liste", "ajout", "filtre", "nombre", "offres", "document", "venue"].map(trouver);
const dire = diseur(etat);
let choisies = [];
let sienne = true;  // what is shown is this reader's own: it is kept
let toutes = null;

// The address.
function lue() {
  const demandees = (new URLSearchParams(location.search).get("fiches") || "").split(",").filter(Boolean);
  const bonnes = formees(demandees);
  return { bonnes: bonnes.slice(0, AU_PLUS), trop: bonnes.length > AU_PLUS, fausses: demandees.some((slug) => !bonnes.includes(slug)) };
}

function noter() {
  const adresse = location.pathname + (choisies.length ? "?fiches=" + choisies.join(",") : "");
  if (adresse !== location.pathname + location.search) history.pushState(null, "", adresse);
}

async function ouvrir() {
  const deja = gardees() || [];
  if (!new URLSearchParams(location.search).has("fiches") && deja.length) {
    history.replaceState(null, "", `${location.pathname}?fiches=${deja.join(",")}`);
  }
  const { bonnes, trop, fausses } = lue();
  sienne = !deja.length || bonnes.join() === deja.join();
  venue.hidden = sienne;
  if (!sienne) venue.querySelector("[data-combien]").textContent = `${deja.length} fiche${deja.length > 1 ? "s" : ""}`;
  const sorts = await Promise.all(bonnes.map(charger));
  choisies = bonnes.filter((slug, rang) => sorts[rang] === "ici");
  dire(
    (fausses || sorts.includes("inconnue")) && "Une partie de l’adresse ne désigne aucune fiche en ligne : elle a été laissée de côté.",
    trop && `Une sélection compte au plus ${AU_PLUS} fiches : les suivantes ont été laissées de côté.`,
    sorts.includes("panne") && "Des fiches n’ont pas pu être chargées. Rechargez la page pour essayer de nouveau.",
  );
  montrer();
}

// What is chosen.
function changer(nouvelles) {
  choisies = nouvelles;
  noter();
  if (sienne) garder(choisies);
  montrer();
}

function deplacer(slug, pas) {
  const rang = choisies.indexOf(slug);
  const nouvelles = choisies.filter((autre) => autre !== slug);
  nouvelles.splice(rang + pas, 0, slug);
  changer(nouvelles);
  dire(`« ${connues.get(slug).titre} » est maintenant en position ${rang + pas + 1}.`);
  const boutons = liste.querySelectorAll(`[data-fiche="${slug}"]`);
  (boutons[pas < 0 ? 0 : 1].disabled ? boutons[pas < 0 ? 1 : 0] : boutons[pas < 0 ? 0 : 1]).focus();
}

function retirer(slug) {
  const rang = choisies.indexOf(slug);
  changer(choisies.filter((autre) => autre !== slug));
  dire(`« ${connues.get(slug).titre} » est retirée.`);
  const suivante = liste.children[Math.min(rang, liste.children.length - 1)];
  (suivante ? suivante.querySelector("[data-role=retirer]") : ajout.querySelector("summary")).focus();
}

async function ajouter(slug, titre) {
  if (choisies.length >= AU_PLUS) return dire(`Une sélection compte au plus ${AU_PLUS} fiches.`);
  if ((await charger(slug)) !== "ici") return dire("Cette fiche n’a pas pu être chargée. Essayez de nouveau.");
  changer([...choisies, slug]);
  return dire(`« ${titre} » est ajoutée.`);
}

function rangee(slug, rang) {
  const { titre, adresse } = connues.get(slug);
  const bouton = (texte, nom, role, agir, eteint = false) =>
    el("button", { type: "button", class: "p-button", "data-fiche": slug, "data-role": role, "aria-label": `${texte} : ${nom}`, disabled: eteint, onclick: agir }, texte);
  return el("li", {},
    el("span", {}, el("a", { href: gardees() === null ? `${adresse}?selection=${choisies.join(",")}` : adresse }, titre)),
    bouton("Monter", titre, "monter", () => deplacer(slug, -1), rang === 0),
    bouton("Descendre", titre, "descendre", () => deplacer(slug, 1), rang === choisies.length - 1),
    bouton("Retirer", titre, "retirer", () => retirer(slug)));
}

function montrer() {
  liste.replaceChildren(...choisies.map(rangee));
  vide.hidden = choisies.length > 0;
  const comparer = trouver("comparer");
  comparer.setAttribute("href", comparer.getAttribute("href").split("?")[0] + (choisies.length ? `?fiches=${choisies.join(",")}` : ""));
  for (const nom of ["imprimer", "vider"]) trouver(nom).disabled = choisies.length === 0;
  feuille.replaceChildren(...(choisies.length ? [...choisies.map(fiche), deroulement(), references()] : []));
  proposer();
}

// The document.
function fiche(slug) {
  const { titre, reponse, adresse, preuve, confiance, divergence, revue, messages } = connues.get(slug);
  const faits = `${preuve} · ${confiance}${divergence ? "; les études divergent" : ""} · Fiche revue le ${revue}`;
  return el("section", { class: "p-chosen-sheet" },
    el("h2", {}, el("a", { href: adresse }, titre)), el("p", {}, reponse), el("p", { class: "p-muted" }, faits),
    el("h3", {}, "À retenir"), el("ol", {}, ...messages.map((html) => deja("li", html))));
}

// The minutes of each sheet: a third to read, the rest to discuss; the first sheets get what does not divide.
export function partager(nombreDeFiches) {
  return Array.from({ length: nombreDeFiches }, (_, rang) => {
    const minutes = Math.floor(MINUTES.fiches / nombreDeFiches) + (rang < MINUTES.fiches % nombreDeFiches ? 1 : 0);
    const lecture = Math.max(1, Math.floor(minutes / 3));
    return [lecture, minutes - lecture];
  });
}

function deroulement() {
  let minute = 0;
  const etape = (duree, titre, ...suite) => {
    const debut = minute;
    minute += duree;
    return el("li", {}, el("span", { class: "p-agenda__time" }, `${debut} à ${minute} min`), el("div", {}, el("p", {}, el("strong", {}, titre), ` (${duree} min)`), ...suite));
  };
  const etapes = [etape(MINUTES.accueil, "Accueil", el("p", {}, "Le but de la rencontre, et qui prend les notes."))];
  partager(choisies.length).forEach(([lecture, discussion], rang) => {
    const { titre, questions } = connues.get(choisies[rang]);
    etapes.push(
      etape(lecture, `Lecture : ${titre}`, el("p", {}, "Chacun lit les messages à retenir, en silence.")),
      etape(discussion, "Discussion", el("ul", {}, ...questions.map((html) => deja("li", html)))));
  });
  etapes.push(etape(MINUTES.decision, "Décision et suites",
    ...["Ce que nous décidons :", "Qui s’en occupe :", "Pour quand :"].map((texte) => el("p", {}, texte, el("span", { class: "p-agenda__blank" })))));
  const court = choisies.length > 4 ? [el("p", { class: "p-muted" }, "Avec autant de fiches, la discussion de chacune est courte : trois ou quatre suffisent à une rencontre.")] : [];
  return el("section", { class: "p-chosen-sheet" }, el("h2", {}, "Déroulement de la rencontre (45 minutes)"), ...court, el("ol", { class: "p-agenda" }, ...etapes));
}

function references() {
  const parCle = new Map(choisies.flatMap((slug) => Object.entries(connues.get(slug).references)));
  const elements = [...parCle.values()].map((html) => deja("li", html));
  elements.sort((une, autre) => une.textContent.localeCompare(autre.textContent, "fr"));
  return el("section", { class: "p-chosen-sheet" }, el("h2", {}, "Références"), el("ul", { class: "p-references" }, ...elements));
}

// The list of all sheets, asked for when it is opened.
function proposer() {
  if (!toutes) return;
  const mots = plier(filtre.value).split(/\s+/).filter(Boolean);
  const gardees = toutes.filter(({ cherche }) => mots.every((mot) => cherche.includes(mot)));
  nombre.textContent = gardees.length === 0 ? "Aucune fiche n’a ces mots dans son titre. Essayez un seul mot, ou un mot plus court."
    : gardees.length > OFFRES ? `${OFFRES} fiches montrées sur ${gardees.length} : ajoutez un mot pour préciser.`
      : `${gardees.length} fiche${gardees.length > 1 ? "s" : ""}.`;
  const cochee = document.activeElement?.dataset?.offre;
  offres.replaceChildren(...gardees.slice(0, OFFRES).map(({ fiche: slug, titre }) => el("li", {}, el("label", {},
    el("input", { type: "checkbox", "data-offre": slug, checked: choisies.includes(slug), onchange: (evenement) => cocher(evenement.target, slug, titre) }), titre))));
  if (cochee) offres.querySelector(`[data-offre="${cochee}"]`)?.focus();
}

async function cocher(case_, slug, titre) {
  if (case_.checked) await ajouter(slug, titre);
  else {
    changer(choisies.filter((autre) => autre !== slug));
    dire(`« ${titre} » est retirée.`);
  }
  case_.checked = choisies.includes(slug);
}

ajout.addEventListener("toggle", async () => {
  if (!ajout.open || toutes) return;
  try {
    toutes = await toutesLesFiches();
    proposer();
  } catch (erreur) {
    nombre.textContent = "La liste des fiches n’a pas pu être chargée. Essayez de nouveau.";
  }
});
filtre.addEventListener("input", proposer);
trouver("imprimer").addEventListener("click", () => print());
trouver("vider").addEventListener("click", () => {
  changer([]);
  dire("La sélection est vide.");
  ajout.querySelector("summary").focus();
});
venue.querySelector("[data-garder]").addEventListener("click", () => {
  garder(choisies);
  venue.hidden = sienne = true;
  dire("Cette sélection est maintenant la vôtre.");
});
venue.querySelector("[data-revenir]").addEventListener("click", () => {
  history.pushState(null, "", location.pathname);
  ouvrir();
});
addEventListener("popstate", async () => {
  const etait = sienne;
  await ouvrir();
  if (etait) {
    venue.hidden = sienne = true;
    garder(choisies);
  }
});
ouvrir();
