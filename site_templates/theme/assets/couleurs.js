// The reader's choice of colours, if one was made, and whether sheets were put aside. Asked for before the style sheet, and smaller: it is
// there before the page is painted.
(function () {
  document.documentElement.classList.remove("no-js");
  try {
    var choix = localStorage.getItem("couleurs");
    if (choix === "clair" || choix === "sombre") document.documentElement.dataset.couleurs = choix;
    if (localStorage.getItem("selection")) document.documentElement.dataset.gardees = "";
  } catch (erreur) { /* storage may be refused: the system's colours are used */ }
})();
