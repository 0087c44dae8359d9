#!/usr/bin/env bash
# Makes a release in target/release, without tests and signing keys, and checks that everything is there
# that a public repository asks of an artifact.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
cd "$root"
rm -rf target/release
mvn -q -B -Prelease -DskipTests
python3 "$here/check_release.py" target/release
