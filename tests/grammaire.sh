#!/bin/sh
# Makes sure that Grammalecte is here: a few tests ask it about spelling and grammar.
set -eu
if command -v grammalecte-cli >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installation de Grammalecte (une seule fois)…"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends grammalecte-cli >/dev/null
  exit 0
fi
echo "Grammalecte manque et ne peut pas être installé sans droits d’administration." >&2
echo "Installez-le (apt-get install grammalecte-cli), puis relancez." >&2
exit 1
