// The register of needs: how long each question has waited, by the reader's clock; filters, kept in the address.

const INSECABLE = "\u00a0";
const JOUR = 24 * 60 * 60 * 1000;

// Days of the reader's own calendar: a question of yesterday evening has waited a day.
function jours(depuis) {
  const [annee, mois, quantieme] = depuis.split("-").map(Number);
  const ici = new Date();
  return Math.round((Date.UTC(ici.getFullYear(), ici.getMonth(), ici.getDate()) - Date.UTC(annee, mois - 1, quantieme)) / JOUR);
}

function duree(nombre) {
  if (nombre < 1) return "aujourd’hui";
  if (nombre < 61) return `il y a ${nombre}${INSECABLE}jour${nombre > 1 ? "s" : ""}`;
  const mois = Math.floor(nombre / 30.44);
  if (mois < 24) return `il y a ${mois}${INSECABLE}mois`;
  return `il y a ${Math.floor(mois / 12)}${INSECABLE}ans`;
}

for (const moment of document.querySelectorAll("time[data-attend]")) {
  moment.after(`, ${duree(jours(moment.dateTime))}`);
}

const formulaire = document.querySelector("[data-filtres]");

function montrer() {
  const voulus = [...new FormData(formulaire)].filter(([, valeur]) => valeur !== "");
  const lignes = [...document.querySelectorAll("tr[data-etat]")];
  for (const ligne of lignes) {
    ligne.hidden = !voulus.every(([nom, valeur]) => ligne.dataset[nom].split(" ").includes(valeur));
  }
  const nombre = lignes.filter((ligne) => !ligne.hidden).length;
  formulaire.querySelector("[data-combien]").textContent =
    nombre === 0 ? "Aucun besoin ne correspond à ces choix." : `${nombre}${INSECABLE}besoin${nombre > 1 ? "s" : ""}`;
  const adresse = new URL(location);
  adresse.search = new URLSearchParams(voulus);
  history.replaceState(null, "", adresse);
}

if (formulaire) {
  for (const [nom, valeur] of new URLSearchParams(location.search)) {
    const liste = formulaire.elements[nom];
    if (liste instanceof HTMLSelectElement && [...liste.options].some((choix) => choix.value === valeur)) liste.value = valeur;
  }
  formulaire.hidden = false;
  formulaire.addEventListener("change", montrer);
  formulaire.addEventListener("reset", () => setTimeout(montrer));
  formulaire.addEventListener("submit", (evenement) => evenement.preventDefault());
  montrer();
}
