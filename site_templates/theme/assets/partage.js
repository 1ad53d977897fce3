// Copying a link or a text, announced when done; and « Ajouter à ma sélection », which keeps what the address carries.
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

async function copier(bouton, texte, fait) {
  const etat = bouton.closest("p").querySelector("[role=status]");
  try {
    await navigator.clipboard.writeText(texte);
    etat.textContent = fait;
  } catch (erreur) {
    etat.textContent = "La copie n’a pas été permise par le navigateur.";
  }
}

for (const bouton of document.querySelectorAll("[data-lien]")) {
  bouton.addEventListener("click", () => {
    const recherche = bouton.dataset.lien === "complet" ? location.search : "";
    copier(bouton, location.origin + location.pathname + recherche, "Lien copié.");
  });
}

for (const bouton of document.querySelectorAll("[data-texte]")) {
  bouton.addEventListener("click", () => copier(bouton, document.getElementById(bouton.dataset.texte).textContent.trim(), bouton.dataset.fait));
}

// A sheet opened from a selection: its address says which, and the link leads back to it.
for (const lien of document.querySelectorAll("[data-selection]")) {
  const deja = (new URLSearchParams(location.search).get("selection") || "").split(",").filter((slug) => SLUG.test(slug)).slice(0, 10);
  const fiche = lien.dataset.selection;
  if (deja.length) {
    if (deja.includes(fiche)) lien.textContent = "Revenir à ma sélection";
    const toutes = deja.includes(fiche) ? deja : [...deja, fiche];
    lien.href = lien.href.split("?")[0] + "?fiches=" + toutes.join(",");
  }
}
