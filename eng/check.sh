#!/usr/bin/env bash
# What a person and CI both run: formatting, a build without a warning, every test. Ends with `N passed, N failed`.
set -euo pipefail
cd "$(dirname "$0")/.."

# Every analyzer, in the build and in the tests' own.
export HAILSTONE_CHECK=true

dotnet restore --verbosity quiet
dotnet format whitespace --no-restore --verify-no-changes
# Not incremental: a build without analyzers may be there already, and looks the same.
dotnet build --no-restore --no-incremental --nologo --verbosity quiet

log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
dotnet test 2>&1 | tee "$log" || status=$?

count() { sed -n "s/^ *$1: *\([0-9]*\)$/\1/p" "$log" | tail -1; }
passed=$(count succeeded) failed=$(count failed) skipped=$(count skipped)
if [ "${passed:-0}" -eq 0 ]; then
  echo "no test ran" >&2
  exit 1
fi
echo "$passed passed, ${failed:-0} failed, ${skipped:-0} skipped"
exit "$status"
