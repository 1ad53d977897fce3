// The review of a plan follows the reader's clock: the page only holds the days after which each question is asked.
const INSECABLE = "\u00a0";
const maintenant = new Date();
const deux = (nombre) => String(nombre).padStart(2, "0");
const aujourdhui = `${maintenant.getFullYear()}-${deux(maintenant.getMonth() + 1)}-${deux(maintenant.getDate())}`;
const rang = (jour) => Date.parse(`${jour}T00:00:00Z`) / 86_400_000;

for (const bilan of document.querySelectorAll("[data-bilan]")) {
  for (const section of bilan.querySelectorAll("[data-question]")) {
    for (const ligne of section.querySelectorAll("[data-apres]")) {
      const jours = rang(aujourdhui) - rang(ligne.dataset.apres);
      ligne.hidden = jours <= 0;
      const retard = ligne.querySelector("[data-retard]");
      if (retard && jours > 0) {
        retard.textContent = `${jours}${INSECABLE}jour${jours > 1 ? "s" : ""} de retard`;
        retard.hidden = false;
      }
    }
    const reste = section.querySelectorAll("li:not([hidden])").length;
    section.querySelector("[data-rien]").hidden = reste > 0;
    for (const liste of section.querySelectorAll("ul")) liste.hidden = reste === 0;
  }
  const format = new Intl.DateTimeFormat("fr-CA", { day: "numeric", month: "long", year: "numeric" });
  const jour = format.format(maintenant).replace(/^1 /, "1er ").replaceAll(" ", INSECABLE);
  const dit = bilan.querySelector("[data-bilan-jour]");
  dit.textContent = `D’après le plan, au ${jour}${INSECABLE}:`;
  dit.hidden = false;
}
