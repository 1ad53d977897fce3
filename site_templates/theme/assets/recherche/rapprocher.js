// Of the first results, those whose own questions are put as the reader's come first: little words and their order tell sister sheets apart
// (« quoi faire plus tard »). Their files are the ones that are shown, so that nothing more is loaded.
import { racine } from "./formes.js";
import { mots, vide } from "./mots.js";

// What it is worth to be put alike, at most; a little word against another.
const VAUT = 0.8, PETIT = 0.3;
const somme = (traits) => [...traits.values()].reduce((total, un) => total + un, 0);

// The families of a text's words, and each two that follow one another, with what each tells.
function traits(texte) {
  const suite = mots(texte).map((mot) => ({ famille: racine(mot), poids: vide(mot) ? PETIT : 1 }));
  const paires = suite.slice(1).map(({ famille, poids }, i) => [`${suite[i].famille} ${famille}`, (poids + suite[i].poids) / 2]);
  return new Map([...suite.map(({ famille, poids }) => [famille, poids]), ...paires]);
}

// From 0 to 1: how much two texts share.
function commun(un, autre) {
  return [...un].reduce((total, [trait, poids]) => total + (autre.has(trait) ? poids : 0), 0) / Math.sqrt(somme(un) * somme(autre));
}

// Results in a new order, the first `combien` by how near the question is to one of theirs too, where they have as many of its words as
// the best.
export async function rapprocher(question, resultats, combien) {
  if (mots(question).length < 2) return resultats;
  const voulus = traits(question);
  const tete = await Promise.all(resultats.slice(0, combien).map(async (un) => {
    const { meta } = await un.data();
    const textes = Object.entries(meta).filter(([cle]) => /^question\d+$/.test(cle)).map(([, texte]) => traits(texte));
    const pres = Math.max(0, ...textes.map((texte) => commun(voulus, texte)));
    return { ...un, score: un.score + (un.vus < resultats[0].vus ? 0 : VAUT * pres ** 2), data: un.data };
  }));
  tete.sort((un, autre) => un.dernier - autre.dernier || autre.score - un.score);
  return [...tete, ...resultats.slice(tete.length)];
}
