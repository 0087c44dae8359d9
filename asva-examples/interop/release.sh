#!/usr/bin/env bash
# Makes a release in target/release, without tests and signing keys, and checks that everything is there
# that a public repository asks of an artifact.
source "$(dirname "$0")/local.sh"

cd "$root"
rm -rf target/release
maven -Prelease -DskipTests
python3 "$here/check_release.py" target/release
