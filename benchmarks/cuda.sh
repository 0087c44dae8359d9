#!/usr/bin/env bash
# For a machine with an NVIDIA GPU: builds against ONNX Runtime's CUDA build, checks the golden cases
# on the GPU and measures the full-size UNet there.
#
#   benchmarks/cuda.sh [FOLDER OF GOLDEN CASES...]
#
# Without folders the repository's own cases are checked. Settings: DEVICE=cuda:0, CACHE=folder for
# 4.7 GB of weights, MVN=mvn. Ends with 0 only when every case passed and the benchmark ran.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
device=${DEVICE:-cuda:0}
cd "$root"
golden=("$@")
if [ ${#golden[@]} -eq 0 ]; then
  mapfile -t golden < <(find . -type d -path '*/src/test/resources/golden' | sort)
fi

command -v nvidia-smi > /dev/null && nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv
# Cleaning removes natives of another build that an earlier package step left beside the jars.
"${MVN:-mvn}" -q -B -Pcuda -Dquick -DskipTests clean package

echo "== golden cases on $device"
asva-examples/target/asva/bin/asva verify --device "$device" "${golden[@]}"

echo "== full-size UNet on $device"
java ${CACHE:+-Dasva.bench.cache="$CACHE"} -jar benchmarks/target/benchmarks.jar UnetBenchmark \
  -p device="$device" -wi 3 -i 10
