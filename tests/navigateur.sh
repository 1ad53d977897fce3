#!/bin/sh
# Makes sure that Chromium is here: the tests open every page type in it.
set -eu
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installation de Chromium (une seule fois)…"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
  exit 0
fi
echo "Chromium manque et ne peut pas être installé sans droits d’administration." >&2
echo "Installez-le (apt-get install chromium), puis relancez." >&2
exit 1
