#!/usr/bin/env bash
# Compares how long two builds of the command line take to start: `asva info`, a demo of one step, a score. They
# take turns, after each has unpacked its libraries, and the ratio of their medians is printed.
# usage: start-up.sh BEFORE AFTER [ROUNDS]   each a layout with bin/asva (asva-examples/target/asva)
set -euo pipefail
before=$(cd "$1" && pwd) after=$(cd "$2" && pwd) rounds=${3:-7}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export CI=true # keeps telemetry that one of them may have from the network

clip=$work/clip.mp4
run() {
  local asva=$1/bin/asva
  case $2 in
    info) "$asva" info ;;
    demo) rm -f "$work"/demo*.mp4 && "$asva" demo --steps 1 --save_path "$work/demo.mp4" ;;
    score) "$asva" sync --models "$models" --audio "$clip" --video "$clip" --metric avsync_score ;;
  esac > "$work/out.txt" 2>&1 || { cat "$work/out.txt" >&2; exit 1; }
}

run "$after" demo
mv "$work"/demo*.mp4 "$clip"
models=$(echo "${XDG_CACHE_HOME:-$HOME/.cache}"/asva/demo-models-* | cut -d' ' -f1)
for what in info demo score; do
  for build in before after; do
    run "${!build}" $what
  done
  for ((i = 0; i < rounds; i++)); do
    for build in before after; do
      start=$(date +%s%N)
      run "${!build}" $what
      echo $((($(date +%s%N) - start) / 1000000)) >> "$what.$build"
    done
  done
  a=$(sort -n "$what.before" | sed -n "$((rounds / 2 + 1))p")
  b=$(sort -n "$what.after" | sed -n "$((rounds / 2 + 1))p")
  awk -v w=$what -v a="$a" -v b="$b" 'BEGIN { printf "%-6s before %5d ms, after %5d ms, ratio %.2f\n", w, a, b, a / b }'
done
