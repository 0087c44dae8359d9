#!/usr/bin/env bash
# Builds and runs README's program in a project of its own, which has the BOM and depends on
# asva-diffusion and asva-sync; neither may pull in PyTorch, which only training needs.
# The library goes to a temporary local repository; nothing is installed into the user's. The demo's
# model stands in for real checkpoints.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Links to what the user's repository holds save downloads; installing replaces links, not their targets.
repository=$work/repository
mkdir -p "$repository"
user=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
if [ -d "$user" ]; then
  cp -rs "$user/." "$repository"
  rm -rf "$repository/io/asva"
fi
cd "$root"
mvn -q -B -Dquick -DskipTests -pl asva-examples -am package
mvn -q -B -Dquick -DskipTests -Dmaven.repo.local="$repository" -pl asva-bom,asva-diffusion,asva-sync -am install

project=$work/project
cp -r "$here/consumer" "$project"
mkdir -p "$project/src/main/java"
awk '/^```java/{inside=1; next} /^```/{if (inside) exit} inside' "$root/README.md" \
  > "$project/src/main/java/TenLines.java"

cd "$project"
maven=(mvn -q -B -Dmaven.repo.local="$repository")
"${maven[@]}" compile dependency:tree -DoutputFile="$work/tree" \
  dependency:build-classpath -Dmdep.outputFile="$work/path"
cat "$work/tree"
if grep -i pytorch "$work/tree"; then
  echo "FAIL: the dependency tree holds pytorch" >&2
  exit 1
fi

run=$work/run
mkdir "$run"
cd "$run"
"$root/asva-examples/target/asva/bin/asva" demo --cache "$work/cache" --save_path "$work/demo.mp4" --steps 1
cp -r "$work"/cache/demo-models-* models
mv models/checkpoints/audio-cond_animation/{demo,avsync15}_audio-cond_cfg
cp "$work/cache/demo-picture.png" lion.png
cp "$work/cache/demo-sound.wav" roar.wav
java -cp "$project/target/classes:$(cat "$work/path")" TenLines
ls -l lion.mp4
echo "PASS: README's program compiled and ran in a project of its own"
