// The register of figures: keeps the rows that hold all the words; what was asked is in the address, and nowhere else.
const outils = document.getElementById("chiffres-outils");
const etat = document.getElementById("chiffres-etat");
const { q, lu } = outils.elements;
const plier = (texte) => texte.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\u2212/g, "-").replace(/œ/g, "oe").replace(/[’‘]/g, "'").replace(/\s+/g, " ");
const fiches = [...document.querySelectorAll(".p-figures-of")].map((section) => ({
  section,
  titre: plier(section.querySelector("h2").textContent),
  lignes: [...section.querySelectorAll("tbody tr")].map((ligne) => ({ ligne, texte: plier(ligne.textContent) })),
}));
const total = fiches.reduce((somme, { lignes }) => somme + lignes.length, 0);

function ranger() {
  const mots = plier(q.value).split(" ").filter(Boolean);
  let vues = 0;
  for (const { section, titre, lignes } of fiches) {
    let ici = 0;
    for (const { ligne, texte } of lignes) {
      const gardee = (!lu.value || ligne.dataset.lu === lu.value) && mots.every((mot) => texte.includes(mot) || titre.includes(mot));
      ligne.hidden = !gardee;
      ici += gardee;
    }
    section.hidden = ici === 0;
    vues += ici;
  }
  etat.textContent = vues === total ? "" : vues === 0 ? "Aucun chiffre : essayez un seul mot." : `${vues}\u00a0chiffre${vues > 1 ? "s" : ""} sur ${total}`;
}

function noter() {
  const demande = new URLSearchParams();
  for (const champ of [q, lu]) if (champ.value) demande.set(champ.name, champ.value);
  history.replaceState(null, "", location.pathname + (demande.size ? `?${demande}` : "") + location.hash);
}

const demande = new URLSearchParams(location.search);
q.value = demande.get("q") ?? "";
lu.value = demande.get("lu") ?? "";
if (lu.selectedIndex < 0) lu.value = "";
outils.addEventListener("input", () => { noter(); ranger(); });
outils.addEventListener("submit", (evenement) => evenement.preventDefault());
outils.addEventListener("reset", (evenement) => {
  evenement.preventDefault();
  q.value = lu.value = "";
  noter();
  ranger();
});
ranger();
