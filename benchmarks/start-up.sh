#!/usr/bin/env bash
# Compares how long two builds of the command line take to start: `asva info`, a demo of one step, a score. They
# take turns, after each has unpacked its libraries, and the ratio of their medians is printed; of the time that
# passes, and of the processors' time, which depends less on what else the machine does.
# usage: start-up.sh BEFORE AFTER [ROUNDS]   each a layout with bin/asva (asva-examples/target/asva)
set -euo pipefail
before=$(cd "$1" && pwd) after=$(cd "$2" && pwd) rounds=${3:-7}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export XDG_CACHE_HOME=$work/cache
export CI=true # keeps telemetry that one of them may have from the network
exec 3>&2

clip=$work/clip.mp4
run() {
  local asva=$1/bin/asva
  case $2 in
    info) "$asva" info ;;
    demo) rm -f "$work"/demo*.mp4 && "$asva" demo --steps 1 --save_path "$work/demo.mp4" ;;
    score) "$asva" sync --models "$models" --audio "$clip" --video "$clip" --metric avsync_score ;;
  esac > "$work/out.txt" 2>&1 || { cat "$work/out.txt" >&3; exit 1; }
}
# Milliseconds that passed, and those of the processors.
measured() {
  local TIMEFORMAT='%3R %3U %3S'
  { time run "$1" "$2"; } 2>&1 | awk '{ printf "%d %d\n", $1 * 1000, ($2 + $3) * 1000 }'
}
median() {
  cut -d' ' -f"$2" "$1" | sort -n | sed -n "$((rounds / 2 + 1))p"
}

run "$after" demo
mv "$work"/demo*.mp4 "$clip"
models=$(echo "$XDG_CACHE_HOME"/asva/demo-models-*)
for what in info demo score; do
  for build in before after; do
    run "${!build}" $what
  done
  for ((i = 0; i < rounds; i++)); do
    for build in before after; do
      measured "${!build}" $what >> "$what.$build"
    done
  done
  for column in 1 2; do
    awk -v w="$what" -v c=$column -v a="$(median "$what.before" $column)" -v b="$(median "$what.after" $column)" \
      'BEGIN { printf "%-6s %-16s before %5d ms, after %5d ms, ratio %.2f\n", w, c == 1 ? "" : "processors", a, b, a / b }'
  done
done
