#!/usr/bin/env bash
# Kills a run at every one of its first 250 commits, before and after, with a question out and with an answer come in at
# each fifth, and again while it goes on; in SQLite and in PostgreSQL. Takes an hour and more: CI takes a sample of the
# same points, and HAILSTONE_KILL=1-50 the first fifty commits.
set -euo pipefail
cd "$(dirname "$0")/.."
export HAILSTONE_KILL="${HAILSTONE_KILL:-all}"
dotnet build tests/Hailstone.Storage.Tests --nologo --verbosity quiet
exec dotnet exec tests/Hailstone.Storage.Tests/bin/Debug/net10.0/Hailstone.Storage.Tests.dll \
  -diagnostics -class "${1:-*KillTests}"
