// Applied before the page is painted: the reader's choice of colours, if one was made.
(function () {
  document.documentElement.classList.remove("no-js");
  try {
    var choix = localStorage.getItem("couleurs");
    if (choix === "clair" || choix === "sombre") document.documentElement.dataset.couleurs = choix;
  } catch (erreur) { /* storage may be refused: the system's colours are used */ }
})();
