#!/usr/bin/env bash
# Compares one full-size UNet evaluation (two guidance branches) with the original in PyTorch: both
# in turn, three rounds, and of each the fastest.
#
#   ASVA_ROOT=path/to/ASVA PYTHON=path/to/python benchmarks/compare.sh [LATENTS...]
#
# LATENTS are sizes, 32x32 and 16x32 unless given. Settings: see compare-common.sh. The weights take
# 4.7 GB.
set -euo pipefail
. "$(dirname "$0")/compare-common.sh"
sizes=("$@")
[ ${#sizes[@]} -gt 0 ] || sizes=(32x32 16x32)
weights=$("${java[@]}" -cp "$jar" io.asva.benchmarks.MakeWeights | tail -n 1)
echo "weights: $weights"

for size in "${sizes[@]}"; do
  for ((round = 1; round <= rounds; round++)); do
    ours "$size" UnetBenchmark -p size="$size" -wi 1 -i 1
    theirs "$size" 2 unet_bench.py --weights "$weights" --size "$size" --skip-batched
  done
  verdict "$size"
done
