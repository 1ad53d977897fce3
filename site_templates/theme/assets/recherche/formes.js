// The family of a word: what its forms begin with. French endings, on folded words; the longest that leaves enough of the word is taken off.
const COURTE = 4;
const FINALES = `
issement ellement ivement ablement
ations ation atrice ateur ition ement ement ante ente ance ence ette euse eure able ible ique isme iste ite ete ive age eur eux
ant ent ion ait ons era ees ee er ir ez eu if al el re e
`.trim().split(/\s+/).sort((une, autre) => autre.length - une.length);

// « motivation », « motiver » and « motivée » are « motiv »; a word too short for an ending is its own.
export function racine(mot) {
  const finale = FINALES.find((une) => mot.endsWith(une) && mot.length - une.length >= COURTE);
  const reste = finale ? mot.slice(0, -finale.length) : mot;
  // « travailler » is « travail ».
  return reste.length > COURTE && reste.at(-1) === reste.at(-2) ? reste.slice(0, -1) : reste;
}
