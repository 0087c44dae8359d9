#!/usr/bin/env bash
# A Maven project that depends on io.asva:asva-diffusion and nothing else: README's program compiles and
# runs in it, and its dependencies hold natives of all platforms, or of the one that is asked for.
# Nothing may pull in what only training or Frechet distances need. Then another project with the BOM,
# which adds the natives of training, motion and distances.
source "$(dirname "$0")/common.sh"

project=$work/project
mkdir -p "$project/src/main/java"
cp "$here/maven/pom.xml" "$project"
program "## In a program" > "$project/src/main/java/TenLines.java"
cd "$project"

tree() {
  local name=$1
  shift
  echo "== $name: mvn dependency:tree $*"
  consumer dependency:tree -DoutputFile="$work/$name" "$@"
  cat "$work/$name"
}
# How many jars of natives a tree holds, and whether each is of one platform.
natives() {
  local found
  found=$(grep -oE ':jar:(linux|windows|macosx)-[a-z0-9_]+:' "$work/$1" | sort | uniq -c | sort -k2 | awk '{print $1 $2}' | tr -d '\n')
  [ "$found" = "$2" ] || fail "natives in $1: $found, not $2"
}

tree everywhere
natives everywhere 2:jar:linux-arm64:2:jar:linux-x86_64:2:jar:macosx-arm64:2:jar:windows-x86_64:
if grep -iE 'pytorch|openblas|opencv|nd4j' "$work/everywhere"; then
  fail "the dependency tree holds what not every program needs"
fi
for platform in linux-x86_64 linux-arm64 windows-x86_64 macosx-arm64; do
  tree "$platform" -Djavacpp.platform="$platform"
  natives "$platform" 2:jar:$platform:
done
# A Mac that builds for itself, and one that builds an image for Linux.
export MAVEN_OPTS="-Dos.name=Mac -Dos.arch=aarch64"
tree mac-host -Djavacpp.platform.host
natives mac-host 2:jar:macosx-arm64:
tree mac-for-linux -Djavacpp.platform=linux-arm64
natives mac-for-linux 2:jar:linux-arm64:
unset MAVEN_OPTS

# Maven fetches the jars of each platform, so the classifiers exist.
for platform in linux-arm64 windows-x86_64 macosx-arm64; do
  consumer dependency:resolve -Djavacpp.platform="$platform" -DoutputFile="$work/resolved" || fail "no natives for $platform"
done
consumer dependency:tree -f "$here/maven/everything.xml" -DoutputFile="$work/everything"
echo "== with the BOM, and all that is optional"
cat "$work/everything"
for optional in pytorch opencv openblas nd4j-native; do
  grep -q ":$optional:jar:linux-x86_64:" "$work/everything" || fail "the BOM has no $optional for linux-x86_64"
done
versions=$(grep -oE 'org.bytedeco:javacpp:jar:([a-z0-9_-]+:)?[0-9.]+' "$work/everything" | sed 's/.*://' | sort -u)
[ "$(wc -w <<< "$versions")" = 1 ] || fail "JavaCPP comes in several versions: $versions"

consumer compile dependency:build-classpath -Dmdep.outputFile="$work/path" -Djavacpp.platform.host
demo_folder "$work/run"
cd "$work/run"
java -cp "$project/target/classes:$(cat "$work/path")" TenLines
ls -l lion.mp4
echo "PASS: README's program compiled and ran in a Maven project of its own"
