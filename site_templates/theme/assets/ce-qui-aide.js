// « Ce qui aide »: sorts and filters the table that is already there. What was chosen is in the address, and nowhere else.
const outils = document.getElementById("aide-outils");
const table = document.getElementById("aide-table");
const etat = document.getElementById("aide-etat");
const comparer = document.getElementById("aide-comparer");
const choisies = document.getElementById("aide-choisies");
const AU_PLUS = 3;
const SENS = ["aide", "aide-en-partie", "selon-le-resultat", "aucun", "nuit", "non-lu", "non-mesure"];
const PREUVES = ["action-testee", "lien-observe", "etat-des-lieux"];
const groupes = [...table.tBodies].filter((corps) => corps.id);
const lignes = [...table.querySelectorAll("tbody > tr[id]")];
const maison = new Map(lignes.map((ligne) => [ligne, ligne.parentElement]));
const ensemble = document.createElement("tbody");
const filtres = [...outils.elements].filter((champ) => champ.name && champ.name !== "tri");
const question = (ligne) => ligne.querySelector("th a").textContent;
const ORDRES = {
  confiance: (une, autre) => autre.dataset.confiance - une.dataset.confiance,
  sens: (une, autre) => SENS.indexOf(une.dataset.sens) - SENS.indexOf(autre.dataset.sens),
  preuve: (une, autre) => PREUVES.indexOf(une.dataset.preuve) - PREUVES.indexOf(autre.dataset.preuve),
  question: (une, autre) => question(une).localeCompare(question(autre), "fr"),
};

function lire() {
  const demande = new URLSearchParams(location.search);
  for (const champ of [...filtres, outils.elements.tri]) {
    const valeur = demande.get(champ.name) ?? "";
    champ.value = [...champ.options].some((option) => option.value === valeur) ? valeur : "";
  }
}

function noter() {
  const demande = new URLSearchParams();
  for (const champ of [...filtres, outils.elements.tri]) if (champ.value) demande.set(champ.name, champ.value);
  const suite = demande.size ? `?${demande}` : "";
  if (suite !== location.search) history.replaceState(null, "", location.pathname + suite + location.hash);
}

// Sorted otherwise than by goal, all rows are in one body; else each is back in the body of its goal, in the order of the page.
function ranger() {
  const ordre = ORDRES[outils.elements.tri.value];
  if (ordre) {
    ensemble.append(...[...lignes].sort(ordre));
    table.append(ensemble);
  } else {
    for (const ligne of lignes) maison.get(ligne).append(ligne);
    ensemble.remove();
  }
  for (const ligne of lignes) {
    ligne.hidden = filtres.some((champ) => champ.value && !ligne.dataset[champ.name].split(" ").includes(champ.value));
  }
  for (const groupe of groupes) groupe.hidden = Boolean(ordre) || !groupe.querySelector("tr[id]:not([hidden])");
  const vues = lignes.filter((ligne) => !ligne.hidden).length;
  etat.textContent = vues === 0 ? "Aucune fiche : retirez un filtre." : vues === lignes.length ? "" : `${vues}\u00a0fiche${vues > 1 ? "s" : ""} sur ${lignes.length}`;
}

function compter() {
  const cochees = table.querySelectorAll("input[name=comparer]:checked").length;
  for (const case_ of table.querySelectorAll("input[name=comparer]:not(:checked)")) case_.disabled = cochees >= AU_PLUS;
  comparer.hidden = cochees < 2;
  choisies.textContent = cochees < 2 ? "" : `${cochees}\u00a0fiches choisies${cochees === AU_PLUS ? ", le plus qu’on peut comparer" : ""}.`;
}

outils.addEventListener("change", () => { noter(); ranger(); });
outils.addEventListener("submit", (evenement) => evenement.preventDefault());
outils.addEventListener("reset", (evenement) => {
  evenement.preventDefault();
  for (const champ of [...filtres, outils.elements.tri]) champ.value = "";
  noter();
  ranger();
});
table.addEventListener("change", compter);
comparer.addEventListener("submit", (evenement) => {
  evenement.preventDefault();
  const cochees = [...table.querySelectorAll("input[name=comparer]:checked")].map((case_) => case_.value);
  location.assign(`${comparer.action}?fiches=${cochees.join(",")}`);
});
addEventListener("popstate", () => { lire(); ranger(); });
lire();
ranger();
compter();
