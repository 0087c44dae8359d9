#!/usr/bin/env bash
# Compares the full-size sync classifier, networks alone, with the original in PyTorch: one pair of a
# sound and a clip, and one sound against 31 clips of a video 0.04 s apart; both in turn, three
# rounds, and of each the fastest: the seconds that a pair takes. Before, it checks that both compute
# the same scores.
#
#   ASVA_ROOT=path/to/ASVA PYTHON=path/to/python benchmarks/compare-sync.sh
#
# Settings: see compare-common.sh.
set -euo pipefail
. "$(dirname "$0")/compare-common.sh"
files=$("${java[@]}" -cp "$jar" io.asva.benchmarks.MakeSyncFiles | tail -n 1)
"$python" "$here/pytorch/sync_bench.py" --files "$files" --threads "$threads" --check-only

for ((round = 1; round <= rounds; round++)); do
  ours pair SyncBenchmark.pair -bm ss -wi 5 -i 10
  theirs pair 2 sync_bench.py --files "$files" --work pair --rounds 10
  ours shifts SyncBenchmark.shifts -bm ss -wi 1 -i 3
  theirs shifts 2 sync_bench.py --files "$files" --work shifts
done
verdict pair
verdict shifts
