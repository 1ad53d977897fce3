// The family of a word: what its forms begin with. French endings, on folded words; the longest that leaves enough of the word is taken off.
const COURTE = 4;
const FINALES = `
issement issent issant issait ellement ivement ablement
ations ation atrice ateur ition ement ement ante ente ance ence ette euse eure able ible ique isme iste ite ete ive age eur eux
ing ant ent ion ait ons era ees ee er ir ez eu if al el re e
`.trim().split(/\s+/).sort((une, autre) => autre.length - une.length);

// Verbs whose forms begin otherwise, as the index has them.
const IRREGULIERS = `
lire lis lit lise lisent lisait lu
dormir dor dort dorme dorment dormi
ecrire ecri ecrit ecrive ecrivent
apprendre apprend apprenne apprennent appri
comprendre comprend comprenne comprennent compri
hair hai hait haissent
perdre perd perde perdent perdu perte
croire croi croit croient croyance
suivre sui suit suivent suivi
vivre vit vivent vecu
mourir meurt meurent mort morte
choisir choisit choix
ouvrir ouvre ouvrent ouvert ouverte ouverture
offrir offre offrent offert offerte
rejoindre rejoint rejoignent
interdire interdit interdite interdiction
permettre permet permettent permi permise permission
soutenir soutien soutient soutenu
payer paye paie paient paiement
inquieter inquiete inquiet
lever leve levent
appeler appelle appellent appel
`.trim().split("\n").map((groupe) => groupe.split(" "));
const COURTS = "e er ent ee ait ant".split(" "), COURT = 3;
const FINALES_COURTES = "aient ent ait ant ons ees ee er ez e".split(" ");

// The other forms of a verb: of an irregular one, or of one too short to have a family (« foxent », « foxer »).
export function autresFormes(mot) {
  const groupe = IRREGULIERS.find((un) => un.includes(mot));
  const finale = groupe ? null : FINALES_COURTES.find((une) => mot.endsWith(une) && mot.length - une.length === COURT);
  return (groupe || (finale ? COURTS.map((une) => mot.slice(0, COURT) + une) : [])).filter((une) => une !== mot);
}

// « motivation », « motiver » and « motivée » are « motiv »; a word too short for an ending is its own.
export function racine(entier) {
  // « planification » is of « planifier ».
  const mot = entier.replace(/ication$/, "ier");
  const finale = FINALES.find((une) => mot.endsWith(une) && mot.length - une.length >= COURTE);
  const reste = finale ? mot.slice(0, -finale.length) : mot;
  // « travailler » is « travail ».
  return reste.length > COURTE && reste.at(-1) === reste.at(-2) ? reste.slice(0, -1) : reste;
}
