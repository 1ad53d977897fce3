// The search page: Pagefind's index, loaded only here, results written as text.
const racine = new URL(document.querySelector("script[data-racine]").dataset.racine + "/", location.href);
const champ = document.getElementById("q");
const etat = document.getElementById("recherche-etat");
const liste = document.getElementById("recherche-resultats");
const plus = document.getElementById("recherche-plus");
const PAR_PAGE = 10;
const GENRES = { fiche: "Fiche", activite: "Activité", page: "Page" };
let pagefind = null;
let resultats = [];
let montres = 0;
let tour = 0;

async function charger() {
  if (!pagefind) {
    pagefind = await import(new URL("pagefind/pagefind.js", racine).href);
    await pagefind.options({ baseUrl: racine.pathname, excerptLength: 30 });
  }
  return pagefind;
}

function carte(donnees) {
  const element = document.createElement("li");
  element.className = "p-card";
  const titre = document.createElement("h2");
  titre.className = "p-card__title";
  const lien = document.createElement("a");
  lien.href = donnees.url;
  lien.textContent = donnees.meta.title;
  titre.append(lien);
  const texte = document.createElement("p");
  texte.className = "p-card__text";
  // Pagefind marks the words found with <mark> in text that it has escaped.
  for (const morceau of donnees.excerpt.split(/(<mark>.*?<\/mark>)/)) {
    const marque = morceau.match(/^<mark>(.*)<\/mark>$/);
    const noeud = document.createElement(marque ? "mark" : "span");
    const inerte = document.createElement("template");
    inerte.innerHTML = marque ? marque[1] : morceau;
    noeud.textContent = inerte.content.textContent;
    texte.append(noeud);
  }
  const genre = document.createElement("p");
  genre.className = "p-card__meta";
  genre.textContent = GENRES[donnees.meta.genre] || "Page";
  element.append(titre, texte, genre);
  return element;
}

async function montrer(mien) {
  const lot = await Promise.all(resultats.slice(montres, montres + PAR_PAGE).map((r) => r.data()));
  if (mien !== tour) return;
  liste.append(...lot.map(carte));
  montres += lot.length;
  plus.hidden = montres >= resultats.length;
}

async function chercher(question) {
  const mien = ++tour;
  liste.replaceChildren();
  plus.hidden = true;
  montres = 0;
  if (!question) {
    etat.textContent = "Écrivez un mot ou une question.";
    return;
  }
  etat.textContent = "Recherche en cours…";
  // Without accents, as the index compares words: « élève » and « eleve » bring the same pages in the same order.
  const simple = question.normalize("NFD").replace(/\p{M}/gu, "");
  const reponse = await (await charger()).search(simple);
  if (mien !== tour) return;
  resultats = reponse.results;
  const n = resultats.length;
  etat.textContent = n === 0
    ? `Pas encore de fiche là-dessus : « ${question} ». Essayez un seul mot, ou parcourez les thèmes.`
    : `${n} ${n === 1 ? "résultat" : "résultats"} pour « ${question} ».`;
  await montrer(mien);
}

plus.addEventListener("click", () => montrer(tour));
document.querySelector("#recherche form").addEventListener("submit", (evenement) => {
  evenement.preventDefault();
  const adresse = new URL(location.href);
  adresse.searchParams.set("q", champ.value.trim());
  history.pushState(null, "", adresse);
  chercher(champ.value.trim());
});
addEventListener("popstate", lireAdresse);
function lireAdresse() {
  champ.value = new URLSearchParams(location.search).get("q") || "";
  chercher(champ.value.trim());
}
lireAdresse();
