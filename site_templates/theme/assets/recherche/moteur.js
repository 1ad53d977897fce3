// Pagefind, asked one word at a time: it says at which places of which pages a word stands, and the ranking is worked out here.
// A word counts by how few pages are about it, by where it stands (champs.js), and as it is before its family, its family before what it begins.
import { champ, expressions, valeur } from "./champs.js";
import { autresFormes, racine } from "./formes.js";
import { mots, motsUtiles, plier, singulier } from "./mots.js";
import { suggestions } from "./orthographe.js";
import { rapprocher } from "./rapprocher.js";

export const PAR_PAGE = 10;
// A word that is in so many pages is not looked for in other forms.
const BEAUCOUP = 200;
// What a word that no page has tells, against the rarest of those that one has.
const INCONNU = 1.3;
// A family counts by how much of the word it keeps: « multi » may be of anything.
const LIENS = { exact: 1, famille: 0.8, debut: 0.5 };
// What it is worth that one question, or the title, holds all that is asked.
const ENSEMBLE = 0.4;
// Of the pages that have only some of the words, those worth less than this share of the best are left out.
const PART = 0.2;
// Under this, the best page does not answer: it has words of the question, and is about something else.
const SEUIL = 0.36;
// But for a long question, of which many words are unknown: it is answered by a page that has enough of what is known and tells much.
const PEU = 0.1, BEAUCOUP_DIT = 1.05;
// A page answers whose text has all the words so near each other, by word asked; of as many pages, at most, are the places looked at.
const VOISINS = 5, REGARDEES = 50;
// How much better a question must be answered with a short word mended.
const MIEUX = 1.3;
// Of pages that are worth the same, Pagefind's own score tells which says more of it in fewer words.
const PRES = 1e-4;
// A theme is near when it has half of the words of the question; a word that other themes have too counts for as little as it tells.
const PROCHE = 0.5;
// Closes each word of the index (index_words.py): asked with it, a word is found as it is; without it, with all that it begins.
const FIN = "ß";
// The shortest beginning that is looked for.
const COURT = 4;
// A word that search_entries.py puts in every page: asked for all pages without a word, Pagefind loads its whole index.
const PARTOUT = `xqtoutxq${FIN}`;
// What is no sheet is named by the kind of page that it is, or by a title that has nearly all of several words.
const NOMMEE = 0.9;
// By tier: what a page is worth of one that answers as well; pages about the site come last.
const RANGS = [1, 0.7, 0.5], SITE = 2;

// A search of one index. `lexique` gives the list of words that mends spelling; it is asked for only when a word is unknown.
export class Moteur {
  constructor(adresse, base, lexique) {
    Object.assign(this, { adresse, base, lexique, pret: null, index: null, fichiers: new Map() });
  }

  pagefind() {
    this.pret ||= import(this.adresse).then(async (pagefind) => {
      // Without its worker: long lists of results would be copied from there to here.
      await pagefind.options({ baseUrl: this.base, noWorker: true });
      pagefind.init();
      return pagefind;
    });
    return this.pret;
  }

  // Loads what every search needs, ahead of the first; what fails here fails again, and is told, when something is looked for.
  preparer() {
    Promise.all([this.pagefind(), this.rang()]).catch(() => {});
  }

  // The pages of an answer that have the word at some place of their text.
  async brut(question) {
    return (await (await this.pagefind()).search(question)).results.filter(({ words }) => words.length);
  }

  // Everything, the latest first.
  async tout() {
    const [pages, rang] = await Promise.all([this.brut(PARTOUT), this.ordre()]);
    return pages.sort((un, autre) => rang(un) - rang(autre));
  }

  // A file beside the index, made of it by `lire`; loaded once, and only where it is needed.
  fichier(nom, lire) {
    if (!this.fichiers.has(nom)) {
      const charge = this.entree().then(([{ hash }]) => fetch(new URL(`${nom}.${hash}.json`, this.adresse)));
      this.fichiers.set(nom, charge.then((reponse) => reponse.json()).then(lire));
    }
    return this.fichiers.get(nom);
  }

  // The ids of all pages, the latest first then by address.
  ids() {
    return this.fichier("ordre", (ids) => ids);
  }

  // What gives a page's rank in that order.
  async ordre() {
    const ids = await this.ids();
    this.rangs ||= new Map(ids.map((id, rang) => [id, rang]));
    return (page) => this.rangs.get(page.id);
  }

  // What gives a page's tier: 0 for a sheet, then what else the council offers, then pages about the site.
  rang() {
    return this.fichier("rangs", (listes) => {
      const rangs = new Map(listes.flatMap((ids, rang) => ids.map((id) => [id, rang + 1])));
      return (page) => rangs.get(page.id) || 0;
    });
  }

  // What gives the ids of the pages that have one value of one facet.
  async facettes() {
    const [ids, facettes] = await Promise.all([this.ids(), this.fichier("facettes", (lues) => lues)]);
    this.membres ||= new Map(Object.entries(facettes).flatMap(([facette, valeurs]) => Object.entries(valeurs).map(([valeur, pas]) => {
      let place = 0;
      return [`${facette}:${valeur}`, new Set(pas.map((un) => ids[(place += un)]))];
    })));
    return (facette, valeur) => this.membres.get(`${facette}:${valeur}`) || new Set();
  }

  // What a question brings: `resultats` in order, those `faibles` instead when none answers, the words that were `compris`,
  // and the question as it was mended (`corrigee`), unless it is asked for as it is.
  async chercher(question, { telle = false } = {}) {
    const reponse = await this.repondre(question);
    const inconnus = telle ? [] : reponse.lus.filter((un) => !un.pages.size);
    const remplaces = inconnus.length ? await this.corriger(question, inconnus) : new Map();
    const essais = [[...remplaces], [...remplaces].filter(([, { sur }]) => sur)].filter((un) => un.length);
    for (const essai of essais) {
      const corrigee = remplacer(question, new Map(essai.map(([mot, { candidat }]) => [mot, candidat])));
      const mieux = await this.repondre(corrigee);
      // A short word is near too many: it was meant if the question then has an answer, and had none as good.
      if (essai.every(([, { sur }]) => sur) || (reponse.lus.length > 1 && mieux.resultats.length && mieux.certitude > MIEUX * reponse.certitude)) {
        return { ...mieux, resultats: await rapprocher(corrigee, mieux.resultats, PAR_PAGE), corrigee };
      }
    }
    return { ...reponse, resultats: await rapprocher(question, reponse.resultats, PAR_PAGE), corrigee: null };
  }

  // What the words of a question bring, as they are.
  async repondre(question) {
    const [rang, ...lus] = await Promise.all([this.rang(), ...motsUtiles(question).map((un) => this.lire(un))]);
    const { forts, faibles, certitude } = await this.classer(lus, rang);
    return {
      lus, certitude, resultats: await this.departager(forts), faibles: await this.departager(faibles),
      compris: lus.filter((un) => un.pages.size).map(({ mot }) => mot),
    };
  }

  // A word, and the pages where it stands: how (`lien`) and at which `places`.
  async lire({ mot, tape }) {
    const pages = new Map();
    const noter = (resultats, lien) => {
      for (const page of resultats) if (!pages.has(page.id)) pages.set(page.id, { page, lien, ...valeur(page.words) });
    };
    const debut = racine(mot);
    if (debut !== mot) this.pagefind().then((pagefind) => pagefind.preload(debut)); // may be in another part of the index
    noter(await this.brut(mot + FIN), LIENS.exact);
    if (pages.size < BEAUCOUP) {
      if (debut.length >= COURT) noter(await this.brut(debut), (LIENS.famille * debut.length) / mot.length);
      for (const forme of autresFormes(mot)) noter(await this.brut(forme + FIN), LIENS.famille);
      if (!pages.size && mot.length >= COURT) noter(await this.brut(mot), LIENS.debut);
    }
    return { mot, tape, pages };
  }

  // The pages that answer, the best first; when none does, those that have a word of the question.
  async classer(lus, rang) {
    const total = await this.compter();
    reunir(lus);
    // The fewer pages are about a word, the more it tells; as much as can be when none is, for all the pages that say it in passing.
    const parlent = (pages) => [...pages.values()].reduce((somme, { lien, vaut }) => somme + lien * vaut, 0);
    const rarete = (pages) => (pages.size ? Math.log(1 + total / Math.max(1, parlent(pages))) / Math.log(1 + total) : INCONNU);
    const poids = new Map(lus.map((un) => [un, rarete(un.pages)]));
    const entier = [...poids.values()].reduce((somme, un) => somme + un, 0);
    // A compound is one word of the question.
    const seul = new Set(lus.map(({ tape }) => tape)).size < 2;
    const notes = new Map();
    for (const un of lus) {
      for (const [id, { page, lien, vaut, champs }] of un.pages) {
        const note = notes.get(id) || { page, note: 0, score: 0, vus: 0, champs: new Map(), places: [], mots: [] };
        const part = (poids.get(un) * lien) / entier;
        note.note += part * vaut;
        note.score += page.score;
        note.vus += 1;
        for (const nom of champs) note.champs.set(nom, (note.champs.get(nom) || 0) + part);
        note.places.push(...page.words);
        note.mots.push(page.words);
        notes.set(id, note);
      }
    }
    const classees = [...notes.values()].map((un) => {
      const ensemble = Math.max(0, ...[...un.champs].filter(([nom]) => nom === "titre" || nom.startsWith("question")).map(([, part]) => part));
      const nommee = un.champs.has("genre") || (lus.length > 1 && un.champs.get("titre") > NOMMEE);
      const rangee = rang(un.page);
      const part = rangee === SITE || !nommee ? RANGS[rangee] : 1;
      // A theme's dossier, an activity have the words of a subject for their title: the sheets on it come first.
      const surcroit = rangee && !un.champs.has("genre") ? 0 : ENSEMBLE;
      return { ...un, certitude: un.note, note: (un.note + surcroit * ensemble ** 2) * part + PRES * un.score, dernier: rangee === SITE };
    });
    // A page about the site comes for its own words only, all of them.
    const propres = classees.filter((un) => !un.dernier || (un.vus === lus.length && un.champs.size > (un.champs.has("texte") ? 1 : 0)));
    propres.sort((un, autre) => autre.note - un.note);
    const entiers = lus.length < 2 ? [] : propres.filter((un) => un.vus === lus.length).slice(0, REGARDEES);
    for (const un of entiers) {
      if (!voisins(un.mots, VOISINS * lus.length)) continue;
      un.certitude = Math.max(un.certitude, SEUIL);
      un.note += ENSEMBLE;
    }
    propres.sort((un, autre) => autre.note - un.note);
    const [meilleure] = propres;
    const gardees = propres.filter((un) => seul || un.note >= PART * meilleure.note);
    gardees.sort((un, autre) => un.dernier - autre.dernier || autre.note - un.note);
    const resultats = gardees.map(({ page, note, places, certitude, dernier, vus }) => ({ ...page, score: note, certitude, dernier, vus, words: places, data: page.data }));
    const repond = seul || (meilleure && (meilleure.certitude >= SEUIL || (meilleure.certitude >= PEU && meilleure.certitude * entier >= BEAUCOUP_DIT)));
    return { certitude: meilleure ? meilleure.certitude : 0, ...(repond ? { forts: resultats, faibles: [] } : { forts: [], faibles: resultats }) };
  }

  // The languages of the index, in a small file that Pagefind reads as well.
  entree() {
    this.index ||= fetch(new URL("pagefind-entry.json", this.adresse)).then((reponse) => reponse.json()).then((entree) => Object.values(entree.languages));
    return this.index;
  }

  // The number of pages: asking for all of them would load a part of the index.
  async compter() {
    return (await this.entree()).reduce((total, { page_count: pages }) => total + pages, 0);
  }

  // Pages of equal score: the latest first, then by address.
  async departager(resultats) {
    if (!resultats.some((un, i) => i && un.score === resultats[i - 1].score)) return resultats;
    const rang = await this.ordre();
    return [...resultats].sort((un, autre) => un.dernier - autre.dernier || autre.score - un.score || rang(un) - rang(autre));
  }

  // The known word that each unknown one was meant to be, by the unknown one: of those as near, the one with which the question is answered best.
  async corriger(question, inconnus) {
    const { mots: liste } = await this.lexique();
    const remplaces = new Map();
    for (const { mot } of inconnus) {
      const proches = suggestions(mot, liste);
      const notes = proches.length < 2 ? [0] : await Promise.all(proches.map(async ({ candidat }) => (await this.repondre(remplacer(question, new Map([[mot, candidat]])))).certitude));
      if (proches.length) remplaces.set(mot, proches[notes.indexOf(Math.max(...notes))]);
    }
    return remplaces;
  }
}
const MORCEAU = /[\p{L}\p{M}\p{N}]+/gu;
const remplacer = (question, mots) => question.replace(MORCEAU, (mot) => mots.get(singulier(plier(mot))) ?? mot);

// Gives its worth to each expression of a page of which the question has two words.
function reunir(lus) {
  const pages = new Map();
  for (const { mot, pages: siennes } of lus) for (const [id, { champs }] of siennes) for (const nom of expressions(champs)) {
    const dites = pages.get(id) || pages.set(id, new Map()).get(id);
    dites.set(nom, (dites.get(nom) || new Set()).add(mot));
  }
  for (const { pages: siennes } of lus) for (const [id, une] of siennes) {
    const entieres = [...(pages.get(id) || [])].filter(([, mots]) => mots.size > 1).map(([nom]) => nom);
    if (entieres.length) Object.assign(une, valeur(une.page.words, new Set(entieres)));
  }
}

// Whether some stretch of so many places of the text has one place at least of each word.
function voisins(mots, portee) {
  const places = mots.flatMap((siennes, mot) => siennes.filter((place) => champ(place) === "texte").map((place) => ({ place, mot }))).sort((un, autre) => un.place - autre.place);
  const dernieres = new Map();
  for (const { place, mot } of places) {
    dernieres.set(mot, place);
    if (dernieres.size === mots.length && place - Math.min(...dernieres.values()) < portee) return true;
  }
  return false;
}

// The theme whose words are nearest to a question's, when one is near: a word that many themes have tells none of them.
export function themesProches(question, themes) {
  const familles = motsUtiles(question).map(({ mot }) => mot).filter((mot) => mot.length > 3).map(racine);
  const connus = themes.map((theme) => ({ theme, familles: new Set(mots([theme.nom, ...theme.mots].join(" ")).map(racine)) }));
  const points = (connu) => familles.filter((une) => connu.familles.has(une)).reduce((somme, une) => somme + 1 / connus.filter((autre) => autre.familles.has(une)).length, 0);
  const [premier] = connus.map((connu) => ({ theme: connu.theme, points: points(connu) })).sort((un, autre) => autre.points - un.points);
  return premier && premier.points >= PROCHE * motsUtiles(question).length ? [premier.theme] : [];
}
