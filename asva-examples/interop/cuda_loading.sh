#!/usr/bin/env bash
# Tries what is said where CUDA can't be used, over ONNX Runtime's real CUDA provider and libraries that
# stand in for CUDA's: each library missing in turn, no device, a driver that is too old. `auto` must go on
# with the processor each time.
#
#   mvn -q -Dquick -DskipTests -pl asva-examples -am package
#   asva-examples/interop/cuda_loading.sh NATIVES
#
# NATIVES holds libonnxruntime.so, libonnxruntime_providers_cuda.so and _shared.so (from PyPI's
# onnxruntime-gpu, which python3 must have, too) and libonnxruntime4j_jni.so (from a jar). Needs gcc.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
natives=$(cd "${1:?name the folder with ONNX Runtime libraries}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# What asva info says of the device, and whether that names what is wrong.
try() {
  local what=$1 expected=$2 said
  said=$(LD_LIBRARY_PATH="$work/libraries" JAVA_TOOL_OPTIONS="-Donnxruntime.native.path=$natives" \
    "$here/../target/asva/bin/asva" info 2> /dev/null | grep '^device ')
  echo "$what: $said"
  if [[ $said != *"CPU: CUDA device 0 can't be used: "*"$expected"* ]]; then
    echo "  expected the processor, and: $expected"
    failed=1
  fi
}

stand_ins() {
  rm -rf "$work/libraries"
  python3 "$here/cuda_without_device.py" libraries "$work/libraries" "$@"
}

stand_ins
for library in $(cd "$work/libraries" && ls | grep -v nv); do
  mv "$work/libraries/$library" "$work/away"
  try "without $library" "$library"
  mv "$work/away" "$work/libraries/$library"
done
stand_ins no-device
try "no device" "CUDA_VISIBLE_DEVICES"
stand_ins old-driver
try "old driver" "The driver is too old"
exit $failed
