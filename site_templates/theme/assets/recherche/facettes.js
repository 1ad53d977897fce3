// The filter panel: boxes to tick, counts that follow, chips that take a choice back. The address holds the state.

const visibles = (liste) => liste.filter((un) => !un.hidden);

export class Facettes {
  // `moteur` knows which pages have which value; `change` is called after the reader changed a choice.
  constructor(panneau, actifs, moteur, change) {
    Object.assign(this, { panneau, actifs, moteur, change });
    this.groupes = [...panneau.querySelectorAll("fieldset[data-filtre]")];
    this.plus = panneau.querySelector("[data-plus]");
    this.plus.addEventListener("click", () => this.deplier(this.plus.getAttribute("aria-expanded") !== "true"));
    panneau.addEventListener("change", () => change());
    panneau.addEventListener("keydown", (evenement) => {
      if (evenement.key !== "Escape" || !panneau.open) return;
      panneau.open = false;
      panneau.querySelector("summary").focus();
    });
  }

  cases(groupe) {
    return [...groupe.querySelectorAll("input")];
  }

  // { theme: ["lecture"], … }: the facets with a choice, and their choices.
  choix() {
    const choisis = this.groupes.map((groupe) => [groupe.dataset.filtre, this.cases(groupe).filter((une) => une.checked).map((une) => une.value)]);
    return Object.fromEntries(choisis.filter(([, valeurs]) => valeurs.length));
  }

  lire(parametres) {
    for (const groupe of this.groupes) {
      const valeurs = (parametres.get(groupe.dataset.filtre) || "").split(",");
      for (const une of this.cases(groupe)) une.checked = valeurs.includes(une.value);
    }
  }

  ecrire(parametres) {
    const choix = this.choix();
    for (const groupe of this.groupes) {
      const nom = groupe.dataset.filtre;
      if (choix[nom]) parametres.set(nom, choix[nom].join(",")); else parametres.delete(nom);
    }
  }

  // The ids that have one of the values of a facet.
  async reunis(facette, valeurs) {
    const avec = await this.moteur.facettes();
    return new Set(valeurs.flatMap((valeur) => [...avec(facette, valeur)]));
  }

  // The results that meet every facet (one of its choices), as `gardes`; with what `compter` needs.
  async filtrer(resultats) {
    const retenus = Object.fromEntries(await Promise.all(Object.entries(this.choix()).map(async ([nom, valeurs]) => [nom, await this.reunis(nom, valeurs)])));
    return { resultats, retenus, gardes: resultats.filter((un) => Object.values(retenus).every((ensemble) => ensemble.has(un.id))) };
  }

  // Beside each choice, how many results it would leave, given the choices made in the other facets.
  async compter({ resultats, retenus }) {
    this.retenus = retenus;
    if (!this.panneau.open) return;
    const avec = await this.moteur.facettes();
    if (this.retenus !== retenus) return; // a newer choice was made meanwhile
    for (const groupe of this.groupes) {
      const nom = groupe.dataset.filtre;
      const autres = Object.entries(retenus).filter(([facette]) => facette !== nom).map(([, ensemble]) => ensemble);
      const possibles = resultats.filter((un) => autres.every((ensemble) => ensemble.has(un.id)));
      const comptes = this.cases(groupe).map((une) => {
        const membres = avec(nom, une.value);
        return possibles.filter((un) => membres.has(un.id)).length;
      });
      this.cases(groupe).forEach((une, rang) => {
        const choix = une.closest("label");
        choix.querySelector("[data-nombre]").textContent = comptes[rang];
        choix.hidden = !comptes[rang] && !une.checked;
      });
      const divise = comptes.some((compte) => compte > 0 && compte < possibles.length);
      groupe.hidden = !divise && !this.cases(groupe).some((une) => une.checked);
    }
    this.ranger();
  }

  // On a phone, the first three facets, then « Plus de filtres ».
  ranger() {
    const montres = visibles(this.groupes);
    montres.forEach((groupe, rang) => groupe.classList.toggle("p-filter--more", rang > 2));
    this.plus.parentElement.hidden = montres.length < 4;
    this.panneau.dataset.pret = "";
  }

  deplier(ouvrir) {
    this.plus.setAttribute("aria-expanded", String(ouvrir));
    this.panneau.classList.toggle("p-filters--all", ouvrir);
  }

  // The choices made, each a button that takes it back; then one that takes all back.
  montrerActifs() {
    const cochees = this.groupes.flatMap((groupe) => this.cases(groupe).filter((une) => une.checked).map((une) => ({ groupe, une })));
    const nom = ({ groupe, une }) => `${groupe.querySelector("legend").textContent}\u00a0: ${une.closest("label").querySelector("[data-nom]").textContent}`;
    const puces = cochees.map((choix) => this.puce(nom(choix), `Retirer le filtre ${nom(choix)}`, () => { choix.une.checked = false; }));
    if (puces.length) puces.push(this.puce("Tout effacer", "Tout effacer\u00a0: retirer tous les filtres", () => { for (const { une } of cochees) une.checked = false; }));
    this.actifs.replaceChildren(...puces);
    this.actifs.hidden = !puces.length;
    this.panneau.querySelector("[data-total]").textContent = cochees.length ? ` (${cochees.length})` : "";
  }

  puce(texte, nom, retirer) {
    const element = document.createElement("li");
    const bouton = document.createElement("button");
    bouton.type = "button";
    bouton.textContent = texte;
    bouton.setAttribute("aria-label", nom);
    bouton.addEventListener("click", () => {
      const rang = [...this.actifs.children].indexOf(element);
      retirer();
      this.change();
      // The button is gone: focus goes to the one that took its place, or back to the panel.
      const suivants = [...this.actifs.querySelectorAll("button")];
      (suivants[Math.min(rang, suivants.length - 1)] || this.panneau.querySelector("summary")).focus();
    });
    element.append(bouton);
    return element;
  }
}
