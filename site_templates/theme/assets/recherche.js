// The search page and the lists of sheets and activities: a question, filters, results. Pagefind's index is loaded here and nowhere else.
import { Facettes } from "./recherche/facettes.js";
import { Moteur, PAR_PAGE, themesProches } from "./recherche/moteur.js";
import { carte, correction, lien, phrase } from "./recherche/resultats.js";

const ATTENTE = 80; // ms after the last key
const PAR_LOT = 5;
const racine = new URL(document.querySelector("script[data-racine]").dataset.racine + "/", location.href);
const un = (id) => document.getElementById(id);
const champ = un("q");
const etat = un("recherche-etat");
const liste = un("recherche-resultats");
const plus = un("recherche-plus");
const vide = un("recherche-vide");
const corrige = un("recherche-correction");
const references = un("recherche-references");
const avecReferences = un("avec-references");
const statique = document.querySelector("[data-types]"); // the list as it stands, on pages that have one

let lexique = null;
const chargerLexique = () => {
  lexique ||= fetch(new URL("recherche/mots.json", racine)).then((reponse) => reponse.json());
  return lexique;
};
const index = (dossier) => new Moteur(new URL(`${dossier}/pagefind.js`, racine).href, racine.pathname, chargerLexique);
const moteur = index("pagefind");
const moteurReferences = index("pagefind/references");
const facettes = new Facettes(un("filtres"), un("filtres-actifs"), moteur, () => aller());

let tour = 0;
let suite = { resultats: [], mots: [], montres: 0 };
let telle = ""; // the question that the reader wants as it is, unmended

const question = () => (champ ? champ.value.trim() : "");

function adresse(q = question()) {
  const ici = new URL(location.href);
  const { searchParams: parametres } = ici;
  if (q) parametres.set("q", q); else parametres.delete("q");
  facettes.ecrire(parametres);
  if (avecReferences?.checked) parametres.set("references", "oui"); else parametres.delete("references");
  if (q && q === telle) parametres.set("telle", "oui"); else parametres.delete("telle");
  ici.search = parametres.toString().replaceAll("%2C", ",");
  return ici;
}

// Goes to the state that the controls show: a new step of the history, but one step only for all the keys of a question.
let enFrappe = false;
function aller(frappe = false) {
  const voulue = adresse();
  if (voulue.href !== location.href) history[frappe && enFrappe ? "replaceState" : "pushState"](null, "", voulue);
  enFrappe = frappe;
  return montrer();
}

let arrivee = false;
function lireAdresse() {
  const parametres = new URLSearchParams(location.search);
  const dejaTape = !arrivee && !parametres.has("q"); // while this script was on its way
  if (champ && !dejaTape) champ.value = parametres.get("q") || "";
  arrivee = true;
  telle = parametres.get("telle") === "oui" ? question() : "";
  if (avecReferences) avecReferences.checked = parametres.get("references") === "oui";
  facettes.lire(parametres);
  return montrer();
}

// One more page of results, the first few as soon as they are here: each is a file of its own. `premiers` is called then.
async function ajouter(mien, premiers = () => {}) {
  const { resultats, mots, montres } = suite;
  if (!resultats.length) liste.replaceChildren();
  const fin = Math.min(montres + PAR_PAGE, resultats.length);
  for (let debut = montres; debut < fin; debut += PAR_LOT) {
    const lot = await Promise.all(resultats.slice(debut, Math.min(debut + PAR_LOT, fin)).map((resultat) => resultat.data()));
    if (mien !== tour) return;
    if (!debut) liste.replaceChildren();
    liste.append(...lot.map((donnees, rang) => carte(donnees, mots, resultats[debut + rang].words || [])));
    suite.montres = debut + lot.length;
    if (!debut) premiers();
  }
  plus.hidden = fin >= resultats.length;
}

// Everything of the page's kind, when there is no question; what is only counted needs no engine.
async function tout(actif) {
  const pages = actif ? await moteur.tout() : (await moteur.ids()).map((id) => ({ id }));
  if (champ) return pages;
  const listees = await facettes.reunis("type", statique.dataset.types.split(" "));
  return pages.filter((page) => listees.has(page.id));
}

async function montrer() {
  const mien = ++tour;
  liste.setAttribute("aria-busy", "true");
  try {
    await chercher(mien);
  } catch (erreur) {
    if (mien === tour) etat.textContent = "La recherche n’a pas pu se charger. Rechargez la page, ou parcourez les thèmes.";
    throw erreur;
  } finally {
    if (mien === tour) liste.setAttribute("aria-busy", "false");
  }
}

async function chercher(mien) {
  const q = question();
  const actif = Boolean(q || Object.keys(facettes.choix()).length);
  facettes.montrerActifs();
  if (statique) statique.hidden = actif;
  if (!actif && !facettes.panneau.open) return repos();
  if (actif && !etat.textContent) etat.textContent = "Recherche en cours…";
  const reponse = q ? await moteur.chercher(q, { telle: q === telle }) : { resultats: await tout(actif), faibles: [], compris: [], corrigee: null };
  const [filtres, faibles] = await Promise.all([facettes.filtrer(reponse.resultats), facettes.filtrer(reponse.faibles)]);
  if (mien !== tour) return;
  const retenus = filtres.gardes;
  if (!actif) { repos(); return facettes.compter(filtres); }
  suite = { resultats: retenus, mots: reponse.compris, montres: 0 };
  const annoncer = () => {
    const mot = retenus.length ? reponse.corrigee : null;
    corrige.replaceChildren(...(mot ? correction(q, mot, adresseTelle(q)) : []));
    corrige.hidden = !mot;
    etat.textContent = retenus.length || !q ? phrase(retenus.length, q, mot) : `Pas encore de fiche là-dessus\u00a0: «\u00a0${q}\u00a0».`;
  };
  await Promise.all([ajouter(mien, annoncer), montrerReferences(q, mien), montrerVide(q, retenus, faibles.gardes, mien)]);
  if (mien !== tour) return;
  if (!retenus.length) annoncer();
  return facettes.compter(filtres); // after what the reader waits for
}

// The address of a question that is looked for as it is.
function adresseTelle(q) {
  const ici = adresse(q);
  ici.searchParams.set("telle", "oui");
  return ici.href;
}

// Nothing asked: no result and, on the search page, what to do.
function repos() {
  liste.replaceChildren();
  for (const cache of [plus, vide, corrige, references]) if (cache) cache.hidden = true;
  etat.textContent = champ ? "Écrivez un mot ou une question." : "";
}

// No page answers: a near theme, filters to take back, the pages that have some of the words for who wants them, and the question to send.
async function montrerVide(q, retenus, faibles, mien) {
  if (retenus.length) { vide.hidden = true; return; }
  const proches = q ? themesProches(q, (await chargerLexique()).themes) : [];
  if (mien !== tour) return;
  un("vide-mots").hidden = !faibles.length;
  un("vide-mots").querySelector("button").onclick = () => {
    un("vide-mots").hidden = true;
    suite = { ...suite, resultats: faibles, montres: 0 };
    return ajouter(mien);
  };
  un("vide-filtres").hidden = !Object.keys(facettes.choix()).length;
  un("vide-themes").hidden = !proches.length;
  un("vide-themes").querySelector("ul").replaceChildren(...proches.map((theme) => {
    const element = document.createElement("li");
    element.append(lien(new URL(theme.adresse, racine).href, theme.nom));
    return element;
  }));
  const demander = un("vide-question");  // there as soon as the council can be written to
  if (demander) demander.hidden = !q;
  if (demander) demander.querySelector("a").href = demander.dataset.courriel + encodeURIComponent(`Ma question\u00a0: ${q}\n`);
  vide.hidden = false;
}

// References, when asked for: in a list of their own.
async function montrerReferences(q, mien) {
  if (!references) return;
  if (!q || !avecReferences.checked) { references.hidden = true; return; }
  const { resultats, compris } = await moteurReferences.chercher(q);
  const lot = await Promise.all(resultats.slice(0, PAR_PAGE).map((resultat) => resultat.data()));
  if (mien !== tour) return;
  references.querySelector("ol").replaceChildren(...lot.map((donnees, rang) => carte(donnees, compris, resultats[rang].words)));
  references.querySelector("p").textContent = lot.length ? "" : "Aucune référence n’a ces mots.";
  references.hidden = false;
}

let enRoute = false; // two quick presses ask for one page more, not twice for the same
plus.addEventListener("click", async () => {
  if (enRoute) return;
  enRoute = true;
  await ajouter(tour).finally(() => { enRoute = false; });
});
if (champ) {
  moteur.preparer(); // whoever opens this page is about to search
  let minuterie = 0;
  champ.addEventListener("input", () => {
    clearTimeout(minuterie);
    minuterie = setTimeout(() => aller(true), ATTENTE);
  });
  champ.form.addEventListener("submit", (evenement) => {
    evenement.preventDefault();
    clearTimeout(minuterie);
    aller();
  });
  avecReferences?.addEventListener("change", () => aller());
}
facettes.panneau.addEventListener("toggle", () => { if (facettes.panneau.open) montrer(); });
// The way back from a mended question is a link, so that it can be opened apart; followed here, the page stays.
corrige.addEventListener("click", (evenement) => {
  const cible = evenement.target.closest("a");
  if (!cible || evenement.ctrlKey || evenement.metaKey || evenement.shiftKey) return;
  evenement.preventDefault();
  history.pushState(null, "", cible.href);
  lireAdresse();
  champ.focus();
});
addEventListener("popstate", lireAdresse);
if (location.hash === "#filtres") facettes.panneau.open = true;
lireAdresse();
