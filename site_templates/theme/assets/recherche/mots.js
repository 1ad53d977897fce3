// A question as people type it, turned into the words that are looked for.
import { MOTS_VIDES } from "./mots-vides.js";

const LIGATURES = { "œ": "oe", "æ": "ae" };
const ELISION = /(?<![\p{L}\d])(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)'(?=\p{L})/gu;
const MOTS_AU_PLUS = 8;

// Without case, accents, ligatures or kinds of apostrophe: what the index compares.
export function plier(texte) {
  return texte.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "")
    .replace(/[œæ]/g, (lettre) => LIGATURES[lettre]).replace(/[’‘ʼ´`]/g, "'");
}

// Every word, folded, in order: « l’élève » is « eleve », « peut-il » is « peut » and « il ».
export function mots(question) {
  return plier(question).replace(ELISION, " ").match(/[\p{L}\d]+/gu) || [];
}

// The words that say what the question is about; all of them when none does.
export function motsUtiles(question) {
  const tous = [...new Set(mots(question))];
  const utiles = tous.filter((mot) => !MOTS_VIDES.has(mot));
  return (utiles.length ? utiles : tous).slice(0, MOTS_AU_PLUS);
}
