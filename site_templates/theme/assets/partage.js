// Copying a link or a text, announced when done; sending a sheet; putting it aside.
import { AU_PLUS, bonnes, garder, gardees, nommees } from "./gardees.js";

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

// The reader's own ways to send a page: the device's sheet where it has one, e-mail, and a text where there is a phone.
for (const envoi of document.querySelectorAll("[data-phrase]")) {
  const adresse = location.origin + location.pathname;
  const phrase = `${envoi.dataset.phrase}\n${adresse}`;
  const un = (nom) => envoi.querySelector(`[data-envoi=${nom}]`);
  const corps = encodeURIComponent(phrase);
  un("courriel").href = `mailto:?subject=${encodeURIComponent(document.title)}&body=${corps}`;
  un("texto").href = `sms:?&body=${corps}`;
  un("texto").hidden = !matchMedia("(pointer: coarse)").matches;
  un("appareil").hidden = !navigator.share;
  un("appareil").addEventListener("click", () => navigator.share({ title: document.title, text: envoi.dataset.phrase, url: adresse }).catch(() => {}));
  un("phrase").addEventListener("click", () => copier(un("phrase"), phrase, "Phrase et lien copiés."));
}

// « Ajouter à ma sélection » stays on the page. Where the browser keeps nothing, the link leads to the page, whose address carries all.
for (const lien of document.querySelectorAll("[data-selection]")) {
  const fiche = lien.dataset.selection;
  if (gardees() === null) {
    const deja = nommees(new URLSearchParams(location.search).get("selection"));
    lien.href = lien.href.split("?")[0] + "?fiches=" + bonnes([...deja, fiche]).join(",");
    continue;
  }
  const bouton = document.createElement("button");
  bouton.type = "button";
  bouton.className = lien.className;
  const etat = lien.parentElement.querySelector("[data-selection-etat]");
  const montrer = () => { bouton.textContent = gardees().includes(fiche) ? "Retirer de ma sélection" : "Ajouter à ma sélection"; };
  bouton.addEventListener("click", () => {
    const deja = gardees();
    if (!deja.includes(fiche) && deja.length >= AU_PLUS) {
      etat.textContent = `Une sélection compte au plus ${AU_PLUS} fiches.`;
      return;
    }
    const toutes = deja.includes(fiche) ? deja.filter((autre) => autre !== fiche) : [...deja, fiche];
    garder(toutes);
    etat.textContent = toutes.length ? `Votre sélection compte ${toutes.length} fiche${toutes.length > 1 ? "s" : ""}.` : "Votre sélection est vide.";
  });
  addEventListener("selection", montrer);
  addEventListener("storage", montrer);  // another tab
  montrer();
  lien.replaceWith(bouton);
}
