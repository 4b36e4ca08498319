#!/usr/bin/env bash
# Runs every test: installs what a fresh Debian machine lacks, builds, tests, and ends with "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")/.."

need() { command -v "$1" >/dev/null 2>&1 || missing+=("$2"); }
missing=()
need redis-server redis-server
need chromium-headless-shell chromium-headless-shell
PATH="$PATH:/usr/sbin" need haproxy haproxy   # Debian keeps it off the path of users
fc-list 2>/dev/null | grep -qi 'noto color emoji' || missing+=(fonts-noto-color-emoji)
if [ "${#missing[@]}" -gt 0 ]; then
  echo "Installing ${missing[*]} …"
  as_root=$([ "$(id -u)" = 0 ] || echo sudo)
  $as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null || exit 1
fi

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
failed_outside=0 passed_outside=0

# One project after another: they start servers, databases and browsers of their own.
dotnet test PeerCircle.sln --max-parallel-test-modules 1 --no-ansi --no-progress --report-xunit-trx --results-directory "$results"
code=$?

# Node's own runner and vitest say how many passed; a run that says nothing has failed.
web() {
  local name=$1 log="$results/$1.log"; shift
  echo "== $name"
  if "$@" >"$log" 2>&1; then tail -n 12 "$log"; else cat "$log"; failed_outside=$((failed_outside + 1)); fi
  passed_outside=$((passed_outside + $(grep -oE '^(# pass|ℹ pass) [0-9]+' "$log" | grep -oE '[0-9]+' | tail -n 1 || true) + 0))
  passed_outside=$((passed_outside + $(sed 's/\x1b\[[0-9;]*m//g' "$log" | grep -oE '^ *Tests +.*[0-9]+ passed' | grep -oE '[0-9]+ passed' | grep -oE '[0-9]+' | awk '{ n += $1 } END { print n + 0 }')))
}
web "web client" npm --prefix src/PeerCircle.Web test
[ -d tests/MongoStandIn/node_modules ] || npm --prefix tests/MongoStandIn ci --no-audit --no-fund --loglevel=error
web "MongoDB stand-in" npm --prefix tests/MongoStandIn test

sum() { cat "$results"/*.trx 2>/dev/null | grep -o '<Counters [^>]*' | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{ n += $1 } END { print n + 0 }'; }
passed=$(($(sum passed) + passed_outside)) failed=$(($(sum failed) + failed_outside)) skipped=$(sum notExecuted)
[ "$code" = 0 ] || [ "$failed" != 0 ] || failed=1   # a build error, or a test process that died
# What failed, once more where it is not lost among the logs.
cat "$results"/*.trx 2>/dev/null | tr '\n' '\f' | grep -oP '<UnitTestResult [^>]*outcome="Failed".*?</Message>' | tr '\f' '\n' |
  sed -E 's/^<UnitTestResult [^>]*testName="([^"]*)"[^>]*>/FAILED \1: /; s/<[^>]*>//g; /^ *$/d' | cut -c -300
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
