#!/usr/bin/env bash
# Makes a folder with everything that cuda.sh needs on a machine without Maven or network: the command
# line, the benchmarks, golden cases, a Java runtime. NVIDIA's driver and the libraries of CUDA and cuDNN
# must be there, or be put into KIT/cuda (python3 -m pip install --target KIT/cuda nvidia-...; see
# docs/platforms.md) and into LD_LIBRARY_PATH.
#
#   benchmarks/cuda-kit.sh KIT [FOLDER OF GOLDEN CASES...]      then, over there: KIT/cuda.sh
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
kit=${1:?name a new folder}
shift
golden=("$@")
[ ${#golden[@]} -gt 0 ] || mapfile -t golden < <(find "$root" -type d -path '*/src/test/resources/golden' | sort)
mkdir "$kit"
kit=$(cd "$kit" && pwd)
(cd "$root" && "${MVN:-mvn}" -q -B -Pcuda -Dquick -DskipTests clean package)
cp -r "$root/asva-examples/target/asva" "$kit/asva"
cp "$root/benchmarks/target/benchmarks.jar" "$kit/benchmarks.jar"
cp "$root/benchmarks/cuda.sh" "$kit/cuda.sh"
mkdir "$kit/golden"
for i in "${!golden[@]}"; do
  cp -rL "${golden[$i]}" "$kit/golden/$i"
done
# What the libraries ask for, TLS and the compiler's tools left out.
"${JAVA_HOME:+$JAVA_HOME/bin/}jlink" --strip-debug --no-man-pages --no-header-files --compress=2 --output "$kit/jre" \
  --add-modules java.base,java.desktop,java.logging,java.management,java.naming,java.sql,java.xml,jdk.management,jdk.unsupported,jdk.zipfs
du -sh "$kit"
