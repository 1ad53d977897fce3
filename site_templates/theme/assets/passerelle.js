"use strict";

// Colours: a button that says and keeps the reader's choice.
const bouton = document.getElementById("couleurs");
if (bouton) {
  const sombre = () => document.documentElement.dataset.couleurs
    ? document.documentElement.dataset.couleurs === "sombre"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  const montrer = () => bouton.setAttribute("aria-pressed", String(sombre()));
  bouton.hidden = false;
  montrer();
  bouton.addEventListener("click", () => {
    const choix = sombre() ? "clair" : "sombre";
    document.documentElement.dataset.couleurs = choix;
    try { localStorage.setItem("couleurs", choix); } catch (erreur) { /* not kept, still applied */ }
    montrer();
  });
}

// The header says how many sheets were put aside on this device (gardees.js); nothing when none was.
const gardees = document.querySelector(".p-kept");
if (gardees) {
  const compter = () => {
    let nombre = 0;
    try { nombre = (localStorage.getItem("selection") || "").split(",").filter(Boolean).length; } catch (erreur) { /* none is kept */ }
    gardees.querySelector("span").textContent = nombre;
    gardees.querySelector("b").textContent = nombre > 1 ? "fiches" : "fiche";
    document.documentElement.toggleAttribute("data-gardees", nombre > 0);
  };
  compter();
  addEventListener("selection", compter);
  addEventListener("storage", compter);
}

// « Copier »: the text of an element, announced when done.
for (const copier of document.querySelectorAll("[data-copier]")) {
  copier.addEventListener("click", async () => {
    const source = document.getElementById(copier.dataset.copier);
    const lignes = [...source.querySelectorAll("li")].map((li) => "- " + li.innerText.trim());
    const etat = copier.parentElement.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(lignes.join("\n"));
      etat.textContent = "Questions copiées.";
    } catch (erreur) {
      etat.textContent = "La copie n’a pas été permise par le navigateur.";
    }
  });
}

// The menu closes with Escape, and focus returns to it.
for (const menu of document.querySelectorAll("details.p-menu")) {
  menu.addEventListener("keydown", (evenement) => {
    if (evenement.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

// Banners that follow the reader's clock, whenever the site was built: a sheet reviewed over 24 months ago, a rule checked over 12 ago.
for (const avis of document.querySelectorAll("[data-revue]")) {
  const limite = new Date(avis.dataset.revue + "T00:00:00");
  limite.setMonth(limite.getMonth() + Number(avis.dataset.mois || 24));
  avis.hidden = new Date() < limite;
}

// « Sur cette page »: beside the text it follows the scroll; where there is no room beside, it is folded under the answer.
const sommaire = document.querySelector(".p-toc");
if (sommaire) {
  const large = matchMedia("(min-width: 76em)");
  const tete = document.querySelector(".p-head");
  const place = sommaire.nextElementSibling;
  const poser = () => {
    sommaire.classList.toggle("p-toc--folded", !large.matches);
    sommaire.querySelector("details").open = large.matches;
    if (large.matches) place.before(sommaire);
    else tete.after(sommaire);
  };
  poser();
  large.addEventListener("change", poser);
  const liens = new Map([...sommaire.querySelectorAll("a")].map((lien) => [document.getElementById(decodeURIComponent(lien.hash.slice(1))), lien]));
  const suivre = () => {
    const lu = [...liens.keys()].filter((titre) => titre && titre.getBoundingClientRect().top < innerHeight / 3).at(-1);
    for (const [titre, lien] of liens) {
      if (titre === lu) lien.setAttribute("aria-current", "true");
      else lien.removeAttribute("aria-current");
    }
  };
  let attendu = false;
  addEventListener("scroll", () => {
    if (!attendu) requestAnimationFrame(() => { attendu = false; suivre(); });
    attendu = true;
  }, { passive: true });
  suivre();
}

// What is folded on a screen is read on paper; a link to it opens it.
addEventListener("beforeprint", () => {
  for (const plie of document.querySelectorAll("details.p-figures")) plie.open = true;
});
const deplier = () => {
  const plie = location.hash && document.getElementById(location.hash.slice(1));
  if (plie && plie.matches("details")) plie.open = true;
};
addEventListener("hashchange", deplier);
deplier();

// The foot of each printed sheet of paper: what this is, where the reader found it, when it was reviewed (impression.css).
const pied = document.querySelector(".p-foot");
if (pied) {
  pied.querySelector("span").textContent = location.origin + location.pathname;
  document.documentElement.style.setProperty("--p-pied", JSON.stringify(pied.textContent.replace(/\s+/g, " ").trim()));
}
