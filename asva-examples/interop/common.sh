# For the scripts beside it: a repository that holds what this project publishes. ASVA_PUBLISHED names one that
# is there already, as release.sh makes it in target/release; several scripts then share it.
source "$(dirname "${BASH_SOURCE[0]}")/local.sh"

published=$(realpath -m "${ASVA_PUBLISHED:-$work/published}")
if [ ! -d "$published/io/asva/asva-bom" ]; then
  (cd "$root" && maven -Dquick -DskipTests deploy -DaltDeploymentRepository="published::file://$published")
  rm -rf "$repository/io/asva" # consumers take it from where it is published
fi
if [ ! -x "$root/asva-examples/target/asva/bin/asva" ]; then
  (cd "$root" && maven -Dquick -DskipTests -pl asva-examples -am package)
fi

# As a user runs it in a project of his.
sed "s:@PUBLISHED@:$published:" "$here/settings.xml" > "$work/settings.xml"
consumer() {
  maven -s "$work/settings.xml" -Dasva.version="$version" "$@"
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
