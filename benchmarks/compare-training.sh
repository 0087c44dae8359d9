#!/usr/bin/env bash
# Compares whole steps of training (forward, backward, clipping, AdamW over all weights, fp32) with
# the original in PyTorch: the demo's UNet, eight clips a step, and the sync classifier at its
# published size, three clips of one video; both in turn, three rounds, and of each the fastest
# step. Before, it checks that both compute the same losses and gradients' norms.
#
#   ASVA_ROOT=path/to/ASVA PYTHON=path/to/python benchmarks/compare-training.sh [unet] [sync]
#
# Java is started with the environment that `asva train` gives it, Python with the caller's.
#
# Settings: see compare-common.sh, but THREADS=2 unless set; WARM_UP=2 and STEPS=8 of a round;
# GLIBC_TUNABLES= for Java without those settings of its memory.
set -euo pipefail
THREADS=${THREADS:-2}
. "$(dirname "$0")/compare-common.sh"
works=("$@")
[ ${#works[@]} -gt 0 ] || works=(unet sync)
warm_up=${WARM_UP:-2}
steps=${STEPS:-8}
keep=17179869184
tunables=${GLIBC_TUNABLES-glibc.malloc.arena_max=1:glibc.malloc.mmap_threshold=$keep:glibc.malloc.trim_threshold=$keep}
files=$("${java[@]}" -Xmx2g -cp "$jar" io.asva.benchmarks.MakeTrainingFiles "${works[@]}" | tail -n 1)
for name in "${works[@]}"; do
  "$python" "$here/pytorch/train_bench.py" --files "$files" --threads "$threads" --work "$name" --check-only
done

for name in "${works[@]}"; do
  for ((round = 1; round <= rounds; round++)); do
    seconds=$(GLIBC_TUNABLES=$tunables "${java[@]}" -Xmx2g -cp "$jar" io.asva.benchmarks.TrainingBenchmark \
      "$name" "$threads" "$warm_up" "$steps" | awk '/^minimum/ {print $2}')
    noted "$name" "$seconds"
    theirs "$name" 2 train_bench.py --files "$files" --work "$name" --warm-up "$warm_up" --steps "$steps"
  done
  verdict "$name"
done
