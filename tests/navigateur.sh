#!/bin/sh
# Makes sure that Chromium is here: the tests open every page type in it. Best the one without a window, the same and quicker.
set -eu
here() {
  for name in "$@"; do
    if command -v "$name" >/dev/null 2>&1; then return 0; fi
  done
  return 1
}
install() {
  echo "Installation de $1 (une seule fois)…"
  apt-get -o Acquire::Retries=1 -o Acquire::http::Timeout=30 update -qq &&
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$1" >/dev/null
}

if here chromium-headless-shell; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  if install chromium-headless-shell; then exit 0; fi
  if here chromium chromium-browser google-chrome; then
    echo "Sans chromium-headless-shell, les essais prennent le Chromium déjà là, plus lent."
    exit 0
  fi
  install chromium
  exit 0
fi
if here chromium chromium-browser google-chrome; then exit 0; fi
echo "Chromium manque et ne peut pas être installé sans droits d’administration." >&2
echo "Installez-le (apt-get install chromium), puis relancez." >&2
exit 1
