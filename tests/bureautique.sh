#!/bin/sh
# Makes sure that LibreOffice is here: « make test-long » opens in it the documents that the site gives. « make test » needs none.
set -eu
if command -v soffice >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installation de LibreOffice (une seule fois)…"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libreoffice-writer-nogui >/dev/null
  exit 0
fi
echo "LibreOffice manque et ne peut pas être installé sans droits d’administration." >&2
echo "Installez-le (apt-get install libreoffice-writer-nogui), puis relancez." >&2
exit 1
