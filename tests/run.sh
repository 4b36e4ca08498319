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
DOTNET_CLI_UI_LANGUAGE=en dotnet test PeerCircle.sln --max-parallel-test-modules 1 --no-ansi --no-progress | tee "$results/dotnet.log"
code=${PIPESTATUS[0]}

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

# What it says at its end; nothing where a build failed or a test process died.
count() { sed -n '/^Test run summary:/,$p' "$results/dotnet.log" | grep -oE "^  $1: [0-9]+" | grep -oE '[0-9]+' || echo 0; }
passed=$(($(count succeeded) + passed_outside)) failed=$(($(count failed) + failed_outside)) skipped=$(count skipped)
{ [ "$code" = 0 ] && [ "$(count succeeded)" -gt 0 ]; } || [ "$failed" != 0 ] || failed=1
# What failed, once more where it is not lost among the logs.
awk '/^failed / { print "FAILED " substr($0, 8); left = 8; next } /^    at / { left = 0 } left > 1 && !/^  from / { print substr($0, 1, 300) } left > 0 { left-- }' "$results/dotnet.log"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
