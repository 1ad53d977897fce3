"use strict";

// Activities follow the reader's clock: the page only holds instants, whatever the day it was built.
// data-debut, data-fin: from when it is on, from when it is over. data-depuis, data-jusqua: when a part shows.

const MINUTE = 60_000;
const INSECABLE = "\u00a0";

function champs(instant, fuseau) {
  const format = new Intl.DateTimeFormat("fr-CA", {
    weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit", hourCycle: "h23", timeZone: fuseau,
  });
  return Object.fromEntries(format.formatToParts(instant).map((part) => [part.type, part.value]));
}

// « mardi 9 février 2027 », « 13 h 30 », « 9 h »: the words of Québec's usage, kept together.
function jour(c) {
  const quantieme = Number(c.day) === 1 ? "1er" : String(Number(c.day));
  return `${c.weekday} ${quantieme}${INSECABLE}${c.month}${INSECABLE}${c.year}`;
}

function heure(c) {
  return `${Number(c.hour)}${INSECABLE}h` + (c.minute === "00" ? "" : `${INSECABLE}${c.minute}`);
}

function periode(debut, fin, fuseau) {
  const un = champs(debut, fuseau);
  if (!fin) return `${jour(un)}, ${heure(un)}`;
  const deux = champs(fin, fuseau);
  return `${jour(un)}, ${heure(un)} à ` + (jour(un) === jour(deux) ? "" : `${jour(deux)}, `) + heure(deux);
}

function nomDuFuseau(instant) {
  const parts = new Intl.DateTimeFormat("fr-CA", { timeZoneName: "longGeneric" }).formatToParts(instant);
  // « heure : Royaume-Uni » and « heure du Pacifique (États-Unis) » are how browsers tell zones apart: a reader knows their own.
  return parts.find((part) => part.type === "timeZoneName").value.replace(/^heure\s: | \(.*\)$/g, "");
}

// Days as the reader's own calendar counts them: one hour before midnight, an activity at noon is « demain ».
function joursAvant(debut, maintenant) {
  const rang = (d) => Date.UTC(d.getFullYear(), d.getMonth(), d.getDate()) / (24 * 60 * MINUTE);
  return rang(debut) - rang(maintenant);
}

function reste(debut, maintenant, precis) {
  const jours = joursAvant(debut, maintenant);
  if (jours > 2) return `Dans ${jours}${INSECABLE}jours`;
  if (jours === 2) return "Après-demain";
  if (jours === 1) return "Demain";
  if (!precis) return "Aujourd’hui";
  const minutes = Math.ceil((debut - maintenant) / MINUTE);
  if (minutes < 60) return `Dans ${minutes}${INSECABLE}minute${minutes > 1 ? "s" : ""}`;
  const heures = Math.floor(minutes / 60);
  return `Aujourd’hui, dans ${heures}${INSECABLE}heure${heures > 1 ? "s" : ""}`;
}

const lire = (element) => ({
  debut: new Date(element.dataset.debut), fin: new Date(element.dataset.fin), etat: element.dataset.etat,
  precis: "fuseau" in element.dataset, sansDate: "sansDate" in element.dataset,
});

function moment(activite, maintenant) {
  if (activite.sansDate) return "avant";
  if (maintenant < activite.debut) return "avant";
  return maintenant < activite.fin ? "pendant" : "apres";
}

const MOTS = {
  prevue: { avant: "À venir", pendant: "En ce moment", apres: "L’heure prévue est passée" },
  reportee: { avant: "À venir, à une nouvelle date", pendant: "En ce moment", apres: "L’heure prévue est passée" },
};

function dire(element, texte) {
  if (element.textContent !== texte) element.textContent = texte;  // a status that does not change is not announced again
  element.hidden = texte === "";
}

function montrerQuand(bloc, maintenant) {
  const activite = lire(bloc);
  const etat = moment(activite, maintenant);
  const bouge = activite.etat in MOTS && !activite.sansDate;
  if (bouge) dire(bloc.querySelector("[data-quand-etat]"), MOTS[activite.etat][etat]);
  bloc.dataset.moment = bouge ? etat : "";
  dire(bloc.querySelector("[data-quand-reste]"), bouge && etat === "avant" ? reste(activite.debut, maintenant, activite.precis) : "");
  if (!activite.precis) return;
  const fin = "heures" in bloc.dataset ? activite.fin : null;
  const ici = periode(activite.debut, fin);
  const la = periode(activite.debut, fin, bloc.dataset.fuseau);
  dire(bloc.querySelector("[data-quand-ici]"), ici === la || !bouge || etat === "apres" ? "" : `À votre heure (${nomDuFuseau(activite.debut)})${INSECABLE}: ${ici}`);
}

function montrerParts(maintenant) {
  for (const part of document.querySelectorAll("[data-depuis], [data-jusqua]")) {
    const { depuis, jusqua } = part.dataset;
    part.hidden = (depuis && maintenant < new Date(depuis)) || (jusqua && maintenant >= new Date(jusqua)) || false;
  }
}

const rang = (activite) => (activite.sansDate ? Infinity : activite.debut.getTime());
const parDate = (un, deux) => rang(un.activite) - rang(deux.activite) || 0;

// Home: the next one that is to take place; when all are over by the reader's clock, nothing.
function montrerProchaine(liste, maintenant) {
  const lignes = [...liste.children].map((ligne) => ({ ligne, activite: lire(ligne) }));
  const [choisie] = lignes.filter(({ activite }) => moment(activite, maintenant) !== "apres").sort(parDate);
  for (const une of lignes) une.ligne.hidden = une !== choisie;
  liste.dataset.pret = "";  // shown from now on: what is chosen before anything is seen moves nothing
  liste.closest(".p-next").hidden = !choisie;
  if (!choisie) return;
  dire(liste.parentElement.querySelector("[data-prochaine-titre]"), moment(choisie.activite, maintenant) === "pendant" ? "En ce moment" : "Prochaine activité");
}

// The list: what is to come moves up, the soonest first; what is over stays under its year.
function ranger(liste, maintenant) {
  for (const carte of [...liste.children]) {
    if (moment(lire(carte), maintenant) === "apres") replacer(carte);
  }
  const cartes = [...document.querySelectorAll("[data-annee] li[data-debut], [data-a-venir] li[data-debut]")].map((ligne) => ({ ligne, activite: lire(ligne) }));
  const aVenir = cartes.filter(({ activite }) => !["tenue", "annulee"].includes(activite.etat) && moment(activite, maintenant) !== "apres").sort(parDate);
  if (aVenir.some(({ ligne }, index) => liste.children[index] !== ligne)) liste.append(...aVenir.map(({ ligne }) => ligne));
  document.querySelector("[data-aucune]").hidden = aVenir.length > 0;
  for (const section of document.querySelectorAll("[data-annee]")) section.hidden = section.querySelector("li") === null;
}

const places = new Map();
function replacer(carte) {
  const { parent, rang: avant } = places.get(carte);
  const suivante = [...parent.children].find((autre) => places.get(autre).rang > avant);
  parent.insertBefore(carte, suivante || null);
}
for (const carte of document.querySelectorAll("[data-annee] li[data-debut]")) {
  places.set(carte, { parent: carte.parentElement, rang: [...carte.parentElement.children].indexOf(carte) });
}

// The recording: a player of ours is moved to the moment that is asked for; another host's is only loaded on request.
const video = document.querySelector("video.p-video");
for (const lecteur of document.querySelectorAll("[data-lecteur]")) {
  const charger = (seconde) => {
    let cadre = lecteur.querySelector("iframe");
    if (!cadre) {
      cadre = document.createElement("iframe");
      cadre.title = lecteur.dataset.titre;
      cadre.allow = "fullscreen; picture-in-picture";
      cadre.tabIndex = 0;
      lecteur.replaceChildren(cadre);
    }
    cadre.src = lecteur.dataset.lecteur + (seconde ? lecteur.dataset.aPartir + seconde : "");
    cadre.focus();
    return cadre;
  };
  lecteur.querySelector("button").addEventListener("click", () => charger(0));
  document.addEventListener("click", (evenement) => {
    const lien = evenement.target.closest("a[data-temps]");
    if (!lien || !lecteur.querySelector("iframe")) return;  // not loaded yet: the link leads to the host, as it says
    evenement.preventDefault();
    charger(Number(lien.dataset.temps)).scrollIntoView({ block: "nearest" });
  });
}
if (video) {
  document.addEventListener("click", (evenement) => {
    const lien = evenement.target.closest("a[data-temps]");
    if (!lien) return;
    evenement.preventDefault();
    video.currentTime = Number(lien.dataset.temps);
    video.focus();
    video.scrollIntoView({ block: "nearest" });
    video.play().catch(() => {});  // the browser may refuse to play by itself: the moment is set all the same
  });
}

// The month: what takes place in it, and a table of its days once they are many; the lists above and below hold the same without it.
const ASSEZ = 6;
for (const calendrier of document.querySelectorAll("[data-calendrier]")) {
  const cartes = [...document.querySelectorAll("[data-annee] li[data-debut]:not([data-sans-date])")].map((carte) => {
    const lien = carte.querySelector("a");
    const detail = carte.querySelector(".p-card__meta > :last-child").textContent.trim();
    const jour = carte.querySelector("time").getAttribute("datetime");
    return { jour, dernier: carte.dataset.dernier || jour, adresse: lien.getAttribute("href"), titre: lien.textContent, detail, etat: carte.dataset.etat };
  }).sort((un, deux) => un.jour.localeCompare(deux.jour));
  const aujourdhui = new Date();
  let [annee, mois] = [aujourdhui.getFullYear(), aujourdhui.getMonth()];
  const lienVers = ({ adresse }, texte, nom) => {
    const lien = document.createElement("a");
    lien.href = adresse;
    lien.textContent = texte;
    if (nom) lien.setAttribute("aria-label", nom);
    return lien;
  };
  const dessiner = () => {
    const nom = new Intl.DateTimeFormat("fr-CA", { month: "long", year: "numeric", timeZone: "UTC" }).format(Date.UTC(annee, mois, 1));
    calendrier.querySelector("[data-mois-nom]").textContent = nom;
    const debut = `${annee}-${String(mois + 1).padStart(2, "0")}-`;
    const duMois = cartes.filter(({ jour, dernier }) => jour <= `${debut}31` && dernier >= `${debut}01`);
    const cases = [...Array(new Date(Date.UTC(annee, mois, 1)).getUTCDay()).fill(null), ...Array(new Date(Date.UTC(annee, mois + 1, 0)).getUTCDate()).keys()];
    const lignes = [];
    for (let index = 0; index < cases.length; index += 7) {
      const ligne = document.createElement("tr");
      for (let colonne = 0; colonne < 7; colonne += 1) {
        const cellule = ligne.insertCell();
        const rang = cases[index + colonne];
        if (rang === null || rang === undefined) continue;
        const numero = String(rang + 1);
        const ici = debut + String(rang + 1).padStart(2, "0");
        // An activity of that day before a campaign that lasts.
        const duJour = duMois.filter(({ jour, dernier }) => jour <= ici && ici <= dernier);
        const premiere = duJour.find(({ jour, dernier }) => jour === dernier) || duJour[0];
        cellule.append(premiere ? lienVers(premiere, numero, `${numero} ${nom}${INSECABLE}: ${premiere.titre}`) : numero);
        if (annee === aujourdhui.getFullYear() && mois === aujourdhui.getMonth() && rang + 1 === aujourdhui.getDate()) cellule.setAttribute("aria-current", "date");
      }
      lignes.push(ligne);
    }
    calendrier.querySelector("tbody").replaceChildren(...lignes);
    calendrier.querySelector("table").hidden = duMois.length < ASSEZ;
    const elements = duMois.map((activite) => {
      const element = document.createElement("li");
      element.dataset.etat = activite.etat;
      element.append(lienVers(activite, activite.titre), document.createElement("br"), activite.detail);
      return element;
    });
    // A long list goes on in other pages: this one does not know what they hold.
    if ("suite" in calendrier.dataset && (!cartes.length || debut < cartes[0].jour)) {
      const suite = document.createElement("li");
      suite.append(lienVers({ adresse: calendrier.dataset.suite }, "Voir les activités plus anciennes"));
      elements.push(suite);
    }
    if (elements.length === 0) {
      const vide = document.createElement("li");
      vide.textContent = "Aucune activité ce mois-là.";
      elements.push(vide);
    }
    calendrier.querySelector("[data-mois-liste]").replaceChildren(...elements);
  };
  for (const bouton of calendrier.querySelectorAll("[data-mois]")) {
    bouton.addEventListener("click", () => {
      const voulu = new Date(Date.UTC(annee, mois + Number(bouton.dataset.mois), 1));
      [annee, mois] = [voulu.getUTCFullYear(), voulu.getUTCMonth()];
      dessiner();
    });
  }
  dessiner();
}

function montrer() {
  const maintenant = new Date();
  for (const bloc of document.querySelectorAll("[data-quand]")) montrerQuand(bloc, maintenant);
  montrerParts(maintenant);
  for (const liste of document.querySelectorAll("[data-prochaine]")) montrerProchaine(liste, maintenant);
  for (const liste of document.querySelectorAll("[data-a-venir]")) ranger(liste, maintenant);
  setTimeout(montrer, MINUTE - (maintenant % MINUTE));  // at each minute: the page may stay open
}
montrer();
