#!/usr/bin/env bash
# Counts runs of six or more lines that stand twice or more in main code, by PMD's CPD, which Maven
# Central has; lists them with their places.
#
#   asva-examples/interop/duplicates.sh [same|shape]
#
# same: the same text, of 45 tokens or more (the default). shape: also with other names and literals.
set -euo pipefail
cd "$(dirname "$0")/../.."
kind=${1:-same}
case $kind in
  same) how=() ;;
  shape) how=(--ignore-identifiers --ignore-literals) ;;
  *) sed -n 's/^# \{0,1\}//; 3,7p' "$0" >&2; exit 2 ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>duplicates</groupId><artifactId>duplicates</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>net.sourceforge.pmd</groupId><artifactId>pmd-cli</artifactId><version>7.9.0</version></dependency>
    <dependency><groupId>net.sourceforge.pmd</groupId><artifactId>pmd-java</artifactId><version>7.9.0</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B -f "$work/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/lib"
find "$PWD" -path '*/src/main/java/*' -name '*.java' ! -path '*/target/*' > "$work/files"
java -cp "$work/lib/*" net.sourceforge.pmd.cli.PmdCli cpd --language java --minimum-tokens 45 \
  ${how[@]+"${how[@]}"} --no-fail-on-violation --file-list "$work/files" \
  --format csv_with_linecount_per_file > "$work/found"
# tokens,occurrences,(line,lines,file)...: a run counts where its shortest place has six lines.
awk -F, -v root="$PWD/" 'NR > 1 {
  least = $4
  for (i = 4; i <= NF; i += 3) if ($i < least) least = $i
  if (least >= 6) {
    count++
    printf "%d lines, %d tokens:", least, $1
    for (i = 3; i + 2 <= NF; i += 3) { place = $(i + 2); sub(root, "", place); printf " %s:%d", place, $i }
    print ""
  }
} END { print count + 0, "runs" }' "$work/found"
