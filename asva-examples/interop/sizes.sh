#!/usr/bin/env bash
# How many megabytes each artifact brings into a program on 64-bit Linux: all jars that it runs with,
# those of this library among them.
source "$(dirname "$0")/common.sh"

for artifact in ${*:-asva-core asva-media asva-audio asva-vae asva-unet asva-diffusion asva-sync asva-metrics asva-training}; do
  sed "s:asva-diffusion:$artifact:" "$here/maven/pom.xml" > "$work/pom.xml"
  (cd "$work" && consumer dependency:build-classpath -Dmdep.outputFile="$work/path" -Djavacpp.platform=linux-x86_64)
  tr ':' '\n' < "$work/path" | xargs du -cLb | awk -v artifact="$artifact" '
    {jars++; name = $2; sub(".*/", "", name)}
    name ~ /^(onnxruntime|ffmpeg|pytorch|openblas|nd4j|opencv)/ {sub(/-.*/, "", name); large[name] = large[name] ? large[name] : " " name}
    END {printf "%-16s %6.1f MB in %2d jars, with", artifact, $1 / 1e6, jars - 1; for (n in large) printf "%s", large[n]; print ""}'
done
