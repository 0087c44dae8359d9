#!/usr/bin/env bash
# For a machine with an NVIDIA GPU: checks the golden cases on it in each precision, and measures the
# networks at full size there. Gives figures even where a case fails; ends within BUDGET seconds.
#
#   benchmarks/cuda.sh [FOLDER OF GOLDEN CASES...]
#
# Without folders the repository's own cases are checked. It first builds everything against ONNX
# Runtime's CUDA build, unless it lies in a kit (see cuda-kit.sh), which needs neither Maven nor network.
# Results: OUT/figures.json, OUT/table.txt, and what each step printed in OUT/logs.
# Settings: DEVICE=cuda:0, OUT=cuda-figures, BUDGET=700 (seconds, building aside), CACHE=folder for 4.7 GB
# of weights, MVN=mvn. Ends with 0 only when every step did its work and every case passed.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
device=${DEVICE:-cuda:0}
budget=${BUDGET:-700}
out=${OUT:-cuda-figures}
cache=${CACHE:-}
mkdir -p "$out/logs" || exit 1
out=$(cd "$out" && pwd)
: > "$out/lines"
failed=0
golden=("$@")

if [ -f "$here/benchmarks.jar" ]; then # in a kit
  asva=$here/asva/bin/asva
  jar=$here/benchmarks.jar
  [ -x "$here/jre/bin/java" ] && export JAVA_HOME=$here/jre PATH=$here/jre/bin:$PATH
  [ ${#golden[@]} -gt 0 ] || golden=("$here/golden")
else
  root=$(cd "$here/.." && pwd)
  [ ${#golden[@]} -gt 0 ] || mapfile -t golden < <(find "$root" -type d -path '*/src/test/resources/golden' | sort)
  # Cleaning removes natives of another build that an earlier package step left beside the jars.
  (cd "$root" && "${MVN:-mvn}" -q -B -Pcuda -Dquick -DskipTests clean package) || exit 1
  asva=$root/asva-examples/target/asva/bin/asva
  jar=$root/benchmarks/target/benchmarks.jar
fi

begin=$SECONDS
left() { echo $((budget - (SECONDS - begin))); }

# The most memory that was in use on any GPU, in MB, asked for every half second until the file appears.
watch_memory() {
  local most=0 now
  while [ ! -e "$1.end" ]; do
    now=$(nvidia-smi --query-gpu=memory.used --format=csv,noheader,nounits 2> /dev/null | sort -n | tail -1)
    [ "${now:-0}" -gt "$most" ] 2> /dev/null && most=$now
    echo "$most" > "$1"
    sleep 0.5
  done
}

# step NAME READER COMMAND...: runs a command, has READER turn its output into JSON's fields, notes a line.
step() {
  local name=$1 reader=$2 log status start seconds fields memory
  shift 2
  log=$out/logs/${name// /-}
  if [ "$(left)" -lt 10 ]; then
    echo "{\"step\": \"$name\", \"status\": \"no time left\"}" >> "$out/lines"
    failed=1
    return
  fi
  rm -f "$log.mb" "$log.mb.end"
  watch_memory "$log.mb" &
  start=$SECONDS
  timeout "$(left)" "$@" > "$log.txt" 2>&1
  status=$?
  seconds=$((SECONDS - start))
  touch "$log.mb.end"
  wait
  memory=$(cat "$log.mb" 2> /dev/null || echo 0)
  rm -f "$log.mb" "$log.mb.end"
  fields=$("$reader" < "$log.txt")
  [ "$status" -eq 0 ] || failed=1
  echo "{\"step\": \"$name\", \"status\": $status, \"seconds\": $seconds, \"gpu_mb\": ${memory:-0}${fields:+, $fields}}" >> "$out/lines"
  tail -1 "$out/lines"
}

cases() { sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed, \([0-9]*\) skipped$/"passed": \1, "failed": \2, "skipped": \3/p'; }

# The first time, warm-up included, and the median of those after it, in seconds.
times() {
  awk '
    /^# Warmup Iteration +1:/ { if (!seen) { first = $5 / unit($6); seen = 1 } }
    /^Iteration +[0-9]+:/ { t[++n] = $3 / unit($4) }
    function unit(word) { return word ~ /^ms/ ? 1000 : word ~ /^us/ ? 1000000 : 1 }
    END {
      for (i = 2; i <= n; i++) for (j = i; j > 1 && t[j] < t[j - 1]; j--) { x = t[j]; t[j] = t[j - 1]; t[j - 1] = x }
      if (n) printf "\"first_s\": %.4f, \"median_s\": %.4f", first, n % 2 ? t[(n + 1) / 2] : (t[n / 2] + t[n / 2 + 1]) / 2
    }'
}

nothing() { cat > /dev/null; }

jmh() { java ${cache:+-Dasva.bench.cache="$cache"} -jar "$jar" "$@"; }
export -f jmh
export jar cache

for precision in fp16 fp32 tf32; do
  step "unet 32x32 $precision" times bash -c 'jmh "$@"' _ UnetBenchmark -p device="$device/$precision" -p size=32x32 -wi 1 -i 7
done
for batch in 1 2 4; do
  step "unet batch $batch fp16" times bash -c 'jmh "$@"' _ UnetBatchBenchmark -p batch=$batch -p device="$device/fp16" -wi 1 -i 7
done
step "vae decode fp16" times bash -c 'jmh "$@"' _ VaeBenchmark.decode -p device="$device/fp16" -p size=256x256 -wi 1 -i 7
step "vae decode fp32" times bash -c 'jmh "$@"' _ VaeBenchmark.decode -p device="$device" -p size=256x256 -wi 1 -i 7
step "vae encode fp16" times bash -c 'jmh "$@"' _ VaeBenchmark.encode -p device="$device/fp16" -p size=256x256 -wi 1 -i 7
step "audio encoder fp16" times bash -c 'jmh "$@"' _ AudioEncoderBenchmark -p device="$device/fp16" -bm ss -tu s -wi 1 -i 7
step "unet 16x32 fp16" times bash -c 'jmh "$@"' _ UnetBenchmark -p device="$device/fp16" -p size=16x32 -wi 1 -i 7
for precision in fp16 fp32; do
  step "demo clip $precision" nothing "$asva" demo --device "$device" --precision "$precision" --save_path "$out/logs/demo-$precision.mp4"
done
for precision in fp32 fp16 tf32; do
  step "verify $precision" cases "$asva" verify --device "$device" --precision "$precision" "${golden[@]}"
done

gpu=$(nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv,noheader 2> /dev/null | head -1)
{
  echo "{\"gpu\": \"${gpu:-none}\", \"device\": \"$device\", \"figures\": ["
  sed '$!s/$/,/; s/^/  /' "$out/lines"
  echo "]}"
} > "$out/figures.json"
{
  echo "${gpu:-no GPU}, $device"
  printf '%-22s %8s %8s %10s %10s  %s\n' step "exit" "GPU MB" "first s" "median s" ""
  field() { sed -n "s/.*\"$2\": \"\{0,1\}\([^,\"}]*\).*/\1/p" <<< "$1"; }
  while read -r line; do
    checked=$(field "$line" passed)
    printf '%-22s %8s %8s %10s %10s  %s\n' "$(field "$line" step)" "$(field "$line" status)" "$(field "$line" gpu_mb)" \
      "$(field "$line" first_s)" "$(field "$line" median_s)" "${checked:+$checked passed, $(field "$line" failed) failed, $(field "$line" skipped) skipped}"
  done < "$out/lines"
} | tee "$out/table.txt"
rm -f "$out/lines"
exit $failed
