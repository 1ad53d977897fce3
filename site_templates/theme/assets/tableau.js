// The dashboard follows the reader's clock: how long needs wait (boucle.js), what is late, how old each sheet's last review is.
import "./boucle.js";

const INSECABLE = "\u00a0";
const JOUR = 86_400_000;
const ici = new Date();
const aujourdhui = Date.UTC(ici.getFullYear(), ici.getMonth(), ici.getDate());

for (const decompte of document.querySelectorAll("details.p-tally")) {
  let retards = 0;
  for (const ligne of decompte.querySelectorAll("[data-echeance]")) {
    const jours = Math.round((aujourdhui - Date.parse(`${ligne.dataset.echeance}T00:00:00Z`)) / JOUR);
    if (jours <= 0) continue;
    retards += 1;
    const retard = ligne.querySelector("[data-retard]");
    retard.textContent = `${jours}${INSECABLE}jour${jours > 1 ? "s" : ""} de retard`;
    retard.hidden = false;
  }
  const dit = decompte.querySelector("[data-retards]");
  if (dit && retards > 0) {
    dit.textContent = `, dont ${retards} en retard`;
    dit.hidden = false;
  }
}

// Without this script, sheets are counted by the year of their last review; with it, by their age today.
function mois(jour) {
  const [annee, numero, quantieme] = jour.split("-").map(Number);
  const entiers = (ici.getFullYear() - annee) * 12 + ici.getMonth() + 1 - numero;
  return entiers - (ici.getDate() < quantieme ? 1 : 0);
}

const annees = document.querySelector("[data-annees]");
const ages = document.querySelector("[data-ages]");
if (annees && ages) {
  const groupes = [...ages.querySelectorAll("[data-mois]")];
  for (const fiche of annees.querySelectorAll("[data-revue-le]")) {
    const age = mois(fiche.dataset.revueLe);
    groupes.find((groupe) => age < Number(groupe.dataset.mois)).querySelector("ul").append(fiche);
  }
  for (const groupe of groupes) {
    const nombre = groupe.querySelectorAll("li").length;
    const mots = groupe.querySelector("[data-mots]");
    const [un, plusieurs] = mots.dataset.mots.split("|");
    groupe.querySelector("strong").textContent = nombre;
    mots.textContent = nombre < 2 ? un : plusieurs;
    if (nombre > 0) continue;
    const rien = document.createElement("p");
    rien.className = "p-tally p-tally--none";
    rien.append(groupe.querySelector("summary > span"));
    groupe.replaceWith(rien);
  }
  annees.hidden = true;
  ages.hidden = false;
}
