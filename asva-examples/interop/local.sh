# For the scripts beside it: a place to work, and Maven with a local repository of its own.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
version=$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' "$root/pom.xml" | head -n 1)

# Maven as on a machine that has built nothing here: what the user's own local repository holds of others'
# is linked, which saves downloads; nothing is installed into it. Maven's notes are copied, as it writes to them.
repository=$work/repository
mkdir -p "$repository"
user=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
if [ -d "$user" ]; then
  cp -rs "$(cd "$user" && pwd)/." "$repository"
  rm -rf "$repository/io/asva"
  find "$repository" -type l ! -name '*.jar' ! -name '*.pom' -exec sed -i '' {} +
fi
maven() {
  mvn -q -B -Dmaven.repo.local="$repository" "$@"
}
