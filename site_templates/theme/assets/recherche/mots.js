// A question as people type it, turned into the words that are looked for: folded as pipeline/text/index_words.py folds the pages.
// tests/text/index_words.yml is asked of both.
import { MOTS_VIDES } from "./mots-vides.js";

const LIGATURES = { "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d" };
const APOSTROPHES = "'’‘ʼ´`′＇", TIRETS = "‐‑\\-";
// A word as it is typed, compounds and elisions included.
export const MOT = new RegExp(`[\\p{L}\\p{N}]+(?:[${APOSTROPHES}${TIRETS}]+[\\p{L}\\p{N}]+)*[${APOSTROPHES}]?`, "gu");
const APOSTROPHE = new RegExp(`[${APOSTROPHES}]+`, "gu");
const TIRET = new RegExp(`[${TIRETS}]+`, "gu");
const CACHES = /[\u00ad\u200b\u200c\u200d\u2060\ufeff]/g;
const ELIDES = new Set("c d j l m n s t qu jusqu lorsqu puisqu quelqu quoiqu presqu".split(" "));
const INVARIABLES = new Set("cours fils fois mars mois sens".split(" "));
const MOTS_AU_PLUS = 10;

// Without case, accents, ligatures or kinds of apostrophe.
export function plier(texte) {
  return texte.replace(APOSTROPHE, "'").toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[œæøłđð]/g, (lettre) => LIGATURES[lettre]);
}

// A folded word without what makes it a plural; the same for both numbers, though not always a word.
export function singulier(mot) {
  if (mot.length <= 3 || INVARIABLES.has(mot)) return mot;
  if (mot.endsWith("eaux")) return mot.slice(0, -1);
  if (mot.endsWith("aux")) return mot.slice(0, -2) + (mot === "travaux" || mot === "vitraux" ? "il" : "l");
  return /[sx]$/.test(mot) && !mot.endsWith("ss") ? mot.slice(0, -1) : mot;
}

// Compounds whose parts say nothing: « bien-être », « savoir-faire ».
const ENTIERS = new RegExp(`^(?:bien|mieux|mal|savoir)[${TIRETS}]+(?:etre|faire)$`);

// « 25h » is « 25 » and « heure », « 8h30 » has « 30 » too.
const HEURES = /^(\d+)h(\d\d)?$/;
const heures = (mot) => (HEURES.test(mot) ? mot.replace(HEURES, "$1 heure $2").trim().split(" ") : [mot]);

// The words of one typed word: « l’élève » is « eleve », « peut-il » is « peut » and « il ».
function morceaux(tape) {
  const plie = plier(tape);
  if (plie === "aujourd'hui") return ["aujourdhui"];
  const entre = plie.split("'");
  const dernier = entre.pop();
  const trouves = [...entre.filter((un) => !ELIDES.has(un)), dernier]
    .flatMap((compose) => (ENTIERS.test(compose) ? [compose.replace(TIRET, "")] : compose.split(TIRET).filter(Boolean).flatMap(heures).map(singulier)))
    .filter((mot) => mot.length > 1 || /\d/.test(mot));
  // « jusqu’à » has no word but what was elided.
  return trouves.length ? trouves : entre.filter((un) => un.length > 2);
}

// Every word, in order: as it is looked for (`mot`), and as it was typed (`tape`).
export function motsTapes(question) {
  const propre = question.replace(CACHES, "").normalize("NFC");
  return (propre.match(MOT) || []).flatMap((tape) => morceaux(tape).map((mot) => ({ mot, tape })));
}

export const mots = (question) => motsTapes(question).map(({ mot }) => mot);

// Whether a word says nothing of what a question is about.
export const vide = (mot) => VIDES.has(mot);

// The words that say what the question is about; all of them when none does.
export function motsUtiles(question) {
  const tapes = motsTapes(question.normalize("NFC").replace(PARTICIPE, "$1$2")).map((un, i, tous) => ({ ...un, utile: utile(un.mot, tous[i - 1]?.mot) }));
  const tous = [...new Map(tapes.map((un) => [un.mot, un])).values()];
  const utiles = tous.filter((un) => un.utile);
  return (utiles.length ? utiles : tous).slice(0, MOTS_AU_PLUS);
}
// « Mon gars » says who the question is about, not what.
const PERSONNES = new Set("gar fils fille garcon daughter boy girl".split(" ")), POSSESSIFS = new Set("mon ma mes notre nos my our".split(" "));
const utile = (mot, avant) => !VIDES.has(mot) && !(PERSONNES.has(mot) && POSSESSIFS.has(avant));
// « été » is a season, but after « avoir »: « a été », « n’a pas été ».
const PARTICIPE = /(?<!\p{L})(a|ai|as|ont|avait|avaient|avoir|avons|avez|ayant|aura|aurait)(\s+\p{L}+)?\s+(?:été|ete)(?!\p{L})/giu;
// « été » is no form of « êtes ».
const VIDES = new Set([...MOTS_VIDES].flatMap((mot) => [mot, singulier(mot)]).filter((mot) => mot !== "ete"));
