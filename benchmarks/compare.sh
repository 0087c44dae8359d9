#!/usr/bin/env bash
# Compares one full-size UNet evaluation (two guidance branches) with the original in PyTorch: both
# in turn, three rounds, and of each the fastest.
#
#   ASVA_ROOT=path/to/ASVA PYTHON=path/to/python benchmarks/compare.sh [LATENTS...]
#
# LATENTS are sizes, 32x32 and 16x32 unless given. Settings: ROUNDS=3, THREADS=0 (each side's own
# choice), CACHE=folder for 4.7 GB of weights, PYTHON=python3. Run it on a machine that does nothing
# else, after `mvn -pl benchmarks -am package -DskipTests`.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
jar=$here/target/benchmarks.jar
sizes=("$@")
[ ${#sizes[@]} -gt 0 ] || sizes=(32x32 16x32)
rounds=${ROUNDS:-3}
threads=${THREADS:-0}
python=${PYTHON:-python3}
java=(java)
[ -z "${CACHE:-}" ] || java+=("-Dasva.bench.cache=$CACHE")
: "${ASVA_ROOT:?must name a check-out of the original repository}"
[ -f "$jar" ] || { echo "There is no $jar: run mvn -pl benchmarks -am package -DskipTests" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
weights=$("${java[@]}" -cp "$jar" io.asva.benchmarks.MakeWeights | tail -n 1)
echo "weights: $weights"

fastest() { sort -n "$1" | head -n 1; }

for size in "${sizes[@]}"; do
  ours=$work/ours-$size theirs=$work/theirs-$size
  for ((round = 1; round <= rounds; round++)); do
    "${java[@]}" -jar "$jar" UnetBenchmark -p size="$size" -p threads="$threads" \
      -wi 1 -i 1 -f 1 -rf csv -rff "$work/result.csv" > "$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
    seconds=$("$python" -c 'import csv,sys; print(next(csv.DictReader(open(sys.argv[1])))["Score"])' "$work/result.csv")
    echo "$seconds" >> "$ours"
    printf '%s round %d: ASVA for the JVM %.3f s' "$size" "$round" "$seconds"
    seconds=$("$python" "$here/pytorch/unet_bench.py" --weights "$weights" --size "$size" \
      --threads "$threads" --skip-batched | awk '/^minimum/ {print $2}')
    echo "$seconds" >> "$theirs"
    printf ', PyTorch %.3f s\n' "$seconds"
  done
  awk -v size="$size" -v ours="$(fastest "$ours")" -v theirs="$(fastest "$theirs")" \
    'BEGIN { printf "%s minima: ASVA for the JVM %.3f s, PyTorch %.3f s, %.2f times as fast\n", size, ours, theirs, theirs / ours }'
done
