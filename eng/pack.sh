#!/usr/bin/env bash
# Makes what people install, in artifacts/: the tool's package for those who have .NET, and for this kind of machine a
# program of its own, compiled ahead of time, that needs nothing and starts at once. The end-to-end tests run on it
# before it is packed. Needs a C compiler and zlib's headers; takes some minutes.
set -euo pipefail
cd "$(dirname "$0")/.."

version=$(dotnet msbuild src/Hailstone.Cli -getProperty:Version)
rid=$(dotnet msbuild src/Hailstone.Cli -getProperty:NETCoreSdkRuntimeIdentifier)
name="hailstone-$version-$rid"
rm -rf artifacts
mkdir -p "artifacts/$name"

dotnet pack src/Hailstone.Cli --output artifacts --nologo --verbosity quiet
for library in Hailstone Hailstone.Storage Hailstone.Simulator; do
  dotnet pack "src/$library" --output artifacts --nologo --verbosity quiet
done

# One project's output alone: what is built for a machine must not stand where the next build finds it.
dotnet publish src/Hailstone.Cli --runtime "$rid" --output "artifacts/$name" --artifacts-path artifacts/native \
  -p:PublishAot=true -p:DebugType=none -p:StripSymbols=true --nologo --verbosity quiet
rm -rf artifacts/native
program="artifacts/$name/hailstone"
[ ! -f "artifacts/$name/Hailstone.Cli.exe" ] || program="$program.exe"
mv "artifacts/$name/Hailstone.Cli${program##*hailstone}" "$program"
# Documentation and symbols; the texts of all languages are in the program.
rm -rf "artifacts/$name"/*.xml "artifacts/$name"/*.dbg "artifacts/$name"/*.dSYM "artifacts/$name"/*.pdb \
  "artifacts/$name/ko"
cp README.md README.ko.md LICENSE "artifacts/$name"

HAILSTONE_PROGRAM="$PWD/$program" dotnet test --project tests/Hailstone.EndToEnd.Tests
tar -czf "artifacts/$name.tar.gz" -C artifacts "$name"
ls -l artifacts
