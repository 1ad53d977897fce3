// Words of a question, French or English, that say nothing of its subject, folded (no accent, no capital, no ligature): the only list of them.
export const MOTS_VIDES = new Set(`
a ai aie aient ait alors ans apres as au aucun aucune aujourd aussi autre autres aux avant avec avez avoir avons ayant
beaucoup bien bon bonne bonnes bons
c ca car ce ceci cela celle celles celui ces cet cette ceux chaque chez ci combien comme comment contre
d dans de depuis des deux dit dois doit doivent donc donne donner dont du
efficace efficaces elle elles en encore entre es est et etais etait etant etes etre eu eux
fait faire faites fais faudrait faut font fois
gens
hui
idee idees il ils
j je jusqu juste
l la le les leur leurs lorsque lui
m ma mais marche marchent me meilleur meilleure meme memes mes moi moins mon
n ne ni non nos notre nous
on ont ou oui
par parce parler pas peu peut peuvent peux plus pour pourquoi pouvons pouvoir puis
qu quand que quel quelle quelles quels quelque quelques qui quoi
rien
s sa sais sait sans savoir se selon sera ses si sinon soi soit sommes son sont sous souvent suis sur
t ta te tes toi ton toujours tous tout toute toutes tres trop trouver tu
un une
va vais vers veut veux voici voila voir vont vos votre vous vraiment vrai
y
afin aimerais ainsi autour chose choses devrait devraient devrions durant etant faisait jamais lors mauvais mauvaise mieux
option options pendant plutot pourrait pourraient puisque quelqu serait seraient tant tel telle tellement tot vaut vouloir voudrais
pis pantoute ben faque genre arrete arreter commence commencer reste rester met mettre mets passe passer vient venir finir tombe cause faudra
lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier avril novembre decembre
certain certaine certains certaines maintenant deja assez parfois presque surtout enfin ensuite partout parle parlent disent disait pense penser penses
aller semble existe exister trouve trouves facon facons maniere plein viennent viens prend prendre rend rendre pu
about after again all also am an and any are as at be by can do does during for from how if in is it its my not of or our should that the their them there this to too still up over into out off more most many much get gets getting has have had was were will would could might just than then them only us he she his her
we what when where which who why help helps helping make makes really best good some want wants because been being doesn didn don won couldn wouldn shouldn isn aren wasn hasn haven will with you your
aide aider aidez ailleurs besoin changer changent change chercher cherche conseil conseils
info infos information informations moyen moyens savez question solution solutions truc trucs
`.trim().split(/\s+/));
