#!/usr/bin/env bash
# The same as maven.sh for Gradle: its build script is evaluated and its dependencies are resolved by
# Gradle's own engine, which the registry has as one jar, so that no Gradle need be installed. README's
# program compiles and runs with what it resolves.
source "$(dirname "$0")/common.sh"

consumer dependency:build-classpath -f "$here/gradle/engine.xml" -Dmdep.outputFile="$work/engine"
mkdir -p "$work/project" "$work/home" "$work/src" "$work/classes"
cp "$here/gradle/build.gradle" "$work/project"
resolve() {
  java --add-opens java.base/java.lang=ALL-UNNAMED --add-opens java.base/java.util=ALL-UNNAMED \
    -cp "$(cat "$work/engine")" "$here/gradle/Resolve.java" \
    "$work/project" "$work/home" "file://$published" "$version" "$1" > "$work/$1"
  echo "== Gradle's configuration $1"
  sed 's:.*/::' "$work/$1"
}
resolve runtimeClasspath
for platform in linux-x86_64 linux-arm64 windows-x86_64 macosx-arm64; do
  [ "$(grep -c -- "-$platform.jar" "$work/runtimeClasspath")" = 2 ] || fail "not the natives of $platform"
done
if grep -iE 'pytorch|openblas|opencv|nd4j' "$work/runtimeClasspath"; then
  fail "Gradle resolves what not every program needs"
fi
resolve onePlatform
[ "$(grep -cE -- '-(linux|windows|macosx)-[a-z0-9_]+\.jar$' "$work/onePlatform")" = 2 ] || fail "more than one platform"

program "## In a program" > "$work/src/TenLines.java"
path=$(paste -sd: "$work/onePlatform")
javac -cp "$path" -d "$work/classes" "$work/src/TenLines.java"
demo_folder "$work/run"
cd "$work/run"
java -cp "$work/classes:$path" TenLines
ls -l lion.mp4
echo "PASS: README's program compiled and ran with what Gradle resolved"
