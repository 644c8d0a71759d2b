#!/usr/bin/env bash
# Plants one fault of the engine after another in a copy of the tree, and says whether the tests catch it.
# Fails where one lives. `eng/mutants.sh NAME` plants that one alone; HAILSTONE_SEEDS (150) is how many seeds are run.
set -euo pipefail
cd "$(dirname "$0")/.."
export HAILSTONE_SEEDS="${HAILSTONE_SEEDS:-150}"
only="${1:-}"

tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$tree"
dotnet build "$tree/tests/Hailstone.Tests" --nologo --verbosity quiet >"$tree/build.log" 2>&1 ||
  { tail -5 "$tree/build.log"; exit 1; }

lived=0
planted=0

# The quick tests first: what they catch need not run against the slow ones.
caught() {
  local classes
  for classes in '-class Hailstone.Tests.Pacing.* -class *.PoolQueueTests -class *.EngineTests -class *.AccountTests
      -class *.DeadEndTests -class *.ScenarioTests -class *.ProjectionTests -class *.InvariantTests
      -class *.TargetBudgetTests' '-class *.SpeedTests'; do
    # shellcheck disable=SC2086
    if ! (cd "$tree" && set -f && timeout 900 tests/Hailstone.Tests/bin/Debug/net10.0/Hailstone.Tests \
      $classes -stopOnFail -noColor) >"$tree/test.log" 2>&1; then
      return 0
    fi
  done
  return 1
}

by() { sed -nE 's/^ *Hailstone\.Tests\.[A-Za-z]+\.([A-Za-z0-9_.]+).* \[FAIL\].*/\1/p' "$tree/test.log" | head -1; }

# mutant NAME FILE PATTERN REPLACEMENT: PATTERN is an extended regular expression that must occur in FILE.
mutant() {
  local name=$1 file="$tree/src/Hailstone/$2"
  [ -z "$only" ] || [ "$only" = "$name" ] || return 0
  cp "$file" "$tree/original"
  sed -E "s~$3~$4~" "$tree/original" >"$file"
  if cmp -s "$tree/original" "$file"; then
    echo "$name: the pattern is not in $2" >&2
    exit 1
  fi

  planted=$((planted + 1))
  if ! dotnet build "$tree/tests/Hailstone.Tests" --no-restore --nologo --verbosity quiet >"$tree/build.log" 2>&1; then
    echo "$name: does not build" >&2
    grep -m 3 error "$tree/build.log" >&2
    exit 1
  fi

  if caught; then
    echo "$name: caught by $(by)"
  else
    echo "$name: LIVED"
    lived=$((lived + 1))
  fi

  cp "$tree/original" "$file"
}

if caught; then
  echo "the tests fail without a mutant: $(by)" >&2
  exit 1
fi

mutant lost-settlement Pacing/Bucket.cs 'Outstanding -= charged;' ''
mutant refund-twice Pacing/Bucket.cs 'LevelAt\(now\) \+ charged - settled' 'LevelAt(now) + 2 * (charged - settled)'
mutant settles-twice Pacing/Permit.cs 'IsOpen = false;' ''
mutant skips-retry-after Pacing/Pool.cs '_askedUntil = Max\(_askedUntil, now \+ wait\);' '_askedUntil = now;'
mutant outage-costs-tries Pacing/Circuit.cs 'IsOpen && now - _openedAt < SparesFor' 'false'
mutant refusal-costs-tries Pacing/Verdict.cs 'evidence.PoolWait, CountsAsTry: false' 'evidence.PoolWait, CountsAsTry: true'
mutant gives-up-early Pacing/Verdict.cs 'TriesOfWhatMayHaveRun = 6' 'TriesOfWhatMayHaveRun = 4'
mutant never-gives-up Pacing/Verdict.cs 'TriesOfWhatMayHaveRun = 6' 'TriesOfWhatMayHaveRun = 60'
mutant believes-old-readings Pacing/Bucket.cs 'permit.Sequence < _lastSequence' 'permit.Sequence < -1'
mutant believes-upwards-at-once Pacing/Bucket.cs 'return 0.5 \* \(lowest - level\)' 'return lowest - level'
mutant forgets-later-charges Pacing/Bucket.cs ': Taken - takenThen' ': 0'
mutant circuit-never-opens Pacing/Circuit.cs 'if \(isDown\)' 'if (isDown \&\& now < TimeSpan.Zero)'
mutant probes-all-at-once Pacing/Pool.cs 'return WaitBeforeProbe\(now\);' 'return TimeSpan.Zero;'
mutant retries-hog Running/PoolQueue.cs ' \|\| _lastWasRetry\)' ')'
mutant money-forgets-reserves Running/Money.cs '\(_reservedUsd \+ \(worstUsd' '(0 + (worstUsd'
mutant target-money-is-the-runs Running/Purse.cs '_ofTarget\[target\]\?\.Fits\(worstUsd\) \?\? true' '_ofRun.Fits(worstUsd)'
mutant target-money-is-forgotten Running/Purse.cs 'OfTrial\(started.Trial\)\?\.Reserve\(started.Attempt, started.ReservedUsd\);' ''
mutant stops-while-questions-are-out Running/OwnMoney.cs 'target.InFlight > 0' 'target.InFlight > 1'
mutant asks-settled-trials-again Running/RunState.cs 'if \(!_settled\[trial\.Index\]\)' 'if (trial.Index >= 0)'
mutant sees-no-others Pacing/ForeignUse.cs 'public double AtOnce \{ get; private set; \}' 'public double AtOnce { get => 0; private set { } }'
mutant takes-chance-for-others Pacing/Bucket.cs '_foreign.Corrected\(denied - _claimed,' '_foreign.Corrected(-10 * _claimed,'
mutant caps-large-tiers Pacing/Concurrency.cs 'AtMost = 20_000' 'AtMost = 1_000'
mutant pours-out-full-buckets Pacing/Pool.cs '_ramp.WaitAt\(now\)' 'TimeSpan.Zero'
mutant search-forgets-refusals Pacing/RateSearch.cs '_high = Math.Max\(_rate, throughput.*;' '_high = double.PositiveInfinity;'
mutant counts-what-is-ahead-wrong Running/Projecting/Strata.cs 'new\(Trials \+ 1, Est' 'new(Trials + 2, Est'
mutant predicts-as-if-the-mean-were-known Statistics/Prediction.cs '\(ahead \+ \(\(double\)ahead \* ahead / seen.Count\)\)' 'ahead'
mutant forgets-what-is-there Running/Projecting/PoolTime.cs 'amount - quota.Free' 'amount'

echo "$planted planted, $lived lived"
[ "$lived" -eq 0 ]
