// Pagefind, asked as people type: it wants every word and takes an unknown one for another, so each word is asked about first.
import { mots, motsUtiles, plier } from "./mots.js";
import { suggestion } from "./orthographe.js";

// Under a page of results, the query is loosened; over a few pages of them, Pagefind's own order is kept.
export const PAR_PAGE = 10;
const BEAUCOUP = 50;
// Of the pages that have only some of the words, those worth less than this share of the best are left out.
const PART = 0.4;
// A word that search_entries.py puts in every page: asked for all pages without a word, Pagefind loads its whole index.
const PARTOUT = '"xqtoutxq"';
const CLASSEMENT = { metaWeights: { title: 5, message: 0, genre: 0, quand: 0, confiance: 0, langue: 0, ordre: 0 } };

const MOT = /[\p{L}\p{M}\d]+/gu;
// A word as the reader typed it.
const tape = (mot, question) => (question.match(MOT) || []).find((un) => plier(un).startsWith(mot)) || mot;

// A search of one index. `lexique` gives the list of words that mends spelling; it is asked for only when a word is unknown.
export class Moteur {
  constructor(adresse, base, lexique) {
    Object.assign(this, { adresse, base, lexique, pret: null, index: null, fichiers: new Map() });
  }

  pagefind() {
    this.pret ||= import(this.adresse).then(async (pagefind) => {
      // Without its worker: long lists of results would be copied from there to here.
      await pagefind.options({ baseUrl: this.base, ranking: CLASSEMENT, noWorker: true });
      pagefind.init();
      return pagefind;
    });
    return this.pret;
  }

  // Loads what every search needs, ahead of the first; what fails here fails again, and is told, when something is looked for.
  preparer() {
    Promise.all([this.pagefind(), this.entree()]).catch(() => {});
  }

  async brut(question, options = {}) {
    return (await (await this.pagefind()).search(question, options)).results;
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

  // What gives the ids of the pages that have one value of one facet.
  async facettes() {
    const [ids, facettes] = await Promise.all([this.ids(), this.fichier("facettes", (lues) => lues)]);
    this.membres ||= new Map(Object.entries(facettes).flatMap(([facette, valeurs]) => Object.entries(valeurs).map(([valeur, pas]) => {
      let place = 0;
      return [`${facette}:${valeur}`, new Set(pas.map((un) => ids[(place += un)]))];
    })));
    return (facette, valeur) => this.membres.get(`${facette}:${valeur}`) || new Set();
  }

  // What a question brings: `resultats` in order, the words that were `compris`, `inconnus`, or left `sans`, and a `correction`.
  async chercher(question) {
    const compris = new Map(), inconnus = [];
    const utiles = motsUtiles(question);
    const reconnus = await Promise.all(utiles.map((mot) => this.reconnaitre(mot)));
    reconnus.forEach(([forme, pages], rang) => { if (pages.length) compris.set(forme, pages); else inconnus.push(utiles[rang]); });
    const correction = inconnus.length ? await this.corriger(question, inconnus) : null;
    const { resultats, sans } = await this.classer(compris);
    return {
      resultats: await this.departager(resultats), compris: [...compris.keys()], correction,
      inconnus: inconnus.map((mot) => tape(mot, question)), sans: sans.map((mot) => tape(mot, question)),
    };
  }

  // A word as the index has it, and the pages where it is: itself, a verb in « -ent », or the start of a word.
  async reconnaitre(mot) {
    for (const forme of mot.endsWith("ent") ? [mot, mot.slice(0, -2)] : [mot]) {
      const pages = await this.brut(`"${forme}"`);
      if (pages.length) return [forme, pages];
    }
    const commence = mot.length > 2 && (await this.lexique()).mots.some((un) => plier(un).startsWith(mot));
    return [mot, commence ? await this.brut(mot) : []];
  }

  // The pages that have every word or, when they are few, that do without some: the most frequent word is the least telling.
  async classer(compris) {
    let gardes = [...compris.keys()];
    if (gardes.length < 2) return { resultats: gardes.length ? await this.brut(gardes[0]) : [], sans: [] };
    const frequence = (mot) => compris.get(mot).length;
    let pages = await this.brut(gardes.join(" "));
    if (pages.length >= BEAUCOUP) return { resultats: pages, sans: [] };
    const complets = pages.length;
    while (pages.length < PAR_PAGE && gardes.length > 1) {
      const frequent = gardes.reduce((un, autre) => (frequence(autre) > frequence(un) ? autre : un));
      gardes = gardes.filter((mot) => mot !== frequent);
      pages = await this.brut(gardes.join(" "));
    }
    const toutes = pages.length >= PAR_PAGE;
    const permis = new Set(pages.map((un) => un.id));
    const notes = await this.noter(compris, toutes ? permis : null);
    const meilleure = Math.max(...notes.values().map((un) => un.note));
    const resultats = [...notes.values()]
      .filter((un) => toutes || permis.has(un.page.id) || un.note >= PART * meilleure)
      .sort((un, autre) => autre.note - un.note)
      .map(({ page, note }) => ({ ...page, score: note, data: page.data }));
    const sans = toutes ? [...compris.keys()].filter((mot) => !gardes.includes(mot)) : complets < resultats.length ? [...compris.keys()] : [];
    return { resultats, sans };
  }

  // The worth of each page: for each word that it has, how rare the word is and how well the page answers to it.
  async noter(compris, permis) {
    const notes = new Map();
    const [total, ...reponses] = await Promise.all([this.compter(), ...[...compris.keys()].map((mot) => this.brut(mot))]);
    for (const [rang, exactes] of [...compris.values()].entries()) {
      const exact = new Set(exactes.map((un) => un.id));
      const rarete = Math.log(1 + total / exactes.length);
      const pages = reponses[rang];
      const haut = pages.length ? pages[0].score : 1;
      for (const page of pages) {
        if (permis && !permis.has(page.id)) continue;
        const note = rarete * (exact.has(page.id) ? 1 : 0.5) * (0.3 + 0.7 * Math.min(1, page.score / haut));
        notes.set(page.id, { page, note: (notes.get(page.id)?.note || 0) + note });
      }
    }
    return notes;
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
    return [...resultats].sort((un, autre) => autre.score - un.score || rang(un) - rang(autre));
  }

  // The question with each unknown word replaced by the nearest known; null when none is near.
  async corriger(question, inconnus) {
    const { mots: liste } = await this.lexique();
    const proches = new Map(inconnus.map((mot) => [mot, suggestion(mot, liste)]).filter(([, proche]) => proche));
    if (!proches.size) return null;
    return question.replace(MOT, (mot) => proches.get(plier(mot)) || mot);
  }
}

// The few themes whose words are nearest to a question's.
export function themesProches(question, themes, nombre = 3) {
  const cherches = motsUtiles(question).filter((mot) => mot.length > 3);
  const proche = (un, autre) => un.slice(0, 5) === autre.slice(0, 5);
  return themes
    .map((theme) => ({ theme, points: cherches.filter((mot) => mots([theme.nom, ...theme.mots].join(" ")).some((un) => proche(un, mot))).length }))
    .filter(({ points }) => points)
    .sort((un, autre) => autre.points - un.points)
    .slice(0, nombre)
    .map(({ theme }) => theme);
}
