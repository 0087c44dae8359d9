# What the comparisons with PyTorch share; they read it in. It needs ASVA_ROOT, a check-out of the
# original repository. Settings: ROUNDS=3, THREADS=0 (each side's own choice), CACHE=folder for
# weights, PYTHON=python3. Run them on a machine that does nothing else, after
# `mvn -pl benchmarks -am package -DskipTests`.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
jar=$here/target/benchmarks.jar
rounds=${ROUNDS:-3}
threads=${THREADS:-0}
python=${PYTHON:-python3}
java=(java)
[ -z "${CACHE:-}" ] || java+=("-Dasva.bench.cache=$CACHE")
: "${ASVA_ROOT:?must name a check-out of the original repository}"
[ -f "$jar" ] || { echo "There is no $jar: run mvn -pl benchmarks -am package -DskipTests" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# ours NAME JMH-ARGUMENTS...: the seconds of the fastest single shot of a benchmark
ours() {
  local name=$1 seconds
  shift
  "${java[@]}" -jar "$jar" "$@" -p threads="$threads" -f 1 -tu s -rf json -rff "$work/result.json" \
    > "$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
  seconds=$("$python" -c 'import json, sys
print(min(x for fork in json.load(open(sys.argv[1]))[0]["primaryMetric"]["rawData"] for x in fork))' "$work/result.json")
  noted "$name" "$seconds"
}

# noted NAME SECONDS: what was measured here
noted() {
  echo "$2" >> "$work/ours-$1"
  printf '%s: ASVA for the JVM %.4f s' "$1" "$2"
}

# theirs NAME FIELD SCRIPT ARGUMENTS...: the seconds in a field of the script's line `minimum ...`
theirs() {
  local name=$1 field=$2 script=$3 seconds
  shift 3
  seconds=$("$python" "$here/pytorch/$script" --threads "$threads" "$@" | awk -v f="$field" '/^minimum/ {print $f}')
  echo "$seconds" >> "$work/theirs-$name"
  printf ', PyTorch %.4f s\n' "$seconds"
}

# verdict NAME: the minima of all rounds, and their ratio
verdict() {
  awk -v name="$1" -v ours="$(sort -g "$work/ours-$1" | head -n 1)" -v theirs="$(sort -g "$work/theirs-$1" | head -n 1)" \
    'BEGIN { printf "%s minima: ASVA for the JVM %.4f s, PyTorch %.4f s, %.2f times as fast\n", name, ours, theirs, theirs / ours }'
}
