# For the scripts beside it: a repository that holds what this project publishes, and a place to work.
# ASVA_PUBLISHED names one that is there already; several scripts then share it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
version=$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' "$root/pom.xml" | head -n 1)

published=${ASVA_PUBLISHED:-$work/published}
if [ ! -d "$published/io/asva/asva-bom" ]; then
  (cd "$root" && mvn -q -B -Dquick -DskipTests deploy -DaltDeploymentRepository="published::file://$published")
fi
if [ ! -x "$root/asva-examples/target/asva/bin/asva" ]; then
  (cd "$root" && mvn -q -B -Dquick -DskipTests -pl asva-examples -am package)
fi

# Maven as a user runs it, with the project's artifacts from that repository. What the user's own local
# repository holds is linked, which saves downloads; nothing is installed into it.
repository=$work/repository
mkdir -p "$repository"
user=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
if [ -d "$user" ]; then
  cp -rs "$user/." "$repository"
  rm -rf "$repository/io/asva"
fi
sed "s:@PUBLISHED@:$published:" "$here/settings.xml" > "$work/settings.xml"
consumer() {
  mvn -q -B -s "$work/settings.xml" -Dmaven.repo.local="$repository" -Dasva.version="$version" "$@"
}

# README's program of a heading's first Java block.
program() {
  awk -v heading="$1" '$0 == heading {found=1} found && /^```java/ {inside=1; next}
    inside && /^```/ {exit} inside' "$root/README.md"
}

# A folder as README's program expects it, with the demo's models under a published data set's name.
demo_folder() {
  mkdir -p "$1"
  "$root/asva-examples/target/asva/bin/asva" demo --cache "$work/cache" --save_path "$work/demo.mp4" --steps 1
  cp -r "$work"/cache/demo-models-* "$1/models"
  mv "$1"/models/checkpoints/audio-cond_animation/{demo,avsync15}_audio-cond_cfg
  cp "$work/cache/demo-picture.png" "$1/lion.png"
  cp "$work/cache/demo-sound.wav" "$1/roar.wav"
}

fail() {
  echo "FAIL: $1" >&2
  exit 1
}
