#!/usr/bin/env bash
# A Maven project that scores what is in memory: its dependencies hold neither FFmpeg nor libtorch nor
# ND4J, and it runs.
source "$(dirname "$0")/common.sh"

project=$work/project
mkdir -p "$project/src/main/java"
cp "$here/memory/pom.xml" "$project"
cp "$here/memory/Scoring.java" "$project/src/main/java"
cd "$project"
consumer compile dependency:build-classpath -Dmdep.outputFile="$work/path" -Djavacpp.platform.host
tr ':' '\n' < "$work/path" | sed 's:.*/::' | sort
if grep -iE 'ffmpeg|pytorch|openblas|nd4j|opencv' "$work/path"; then
  fail "it depends on what scoring in memory doesn't need"
fi
demo_folder "$work/run"
cd "$work/run"
java -cp "$project/target/classes:$(cat "$work/path")" Scoring
echo "PASS: frames and samples in memory were scored without FFmpeg"
