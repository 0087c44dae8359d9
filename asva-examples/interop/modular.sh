#!/usr/bin/env bash
# A program that is a module: README's program, with a module-info, compiles against the jars as modules
# and runs. JAVA_HOME chooses the Java; from 24 on it must not warn.
source "$(dirname "$0")/common.sh"

bin=${JAVA_HOME:+$JAVA_HOME/bin/}
cp "$here/maven/pom.xml" "$work/pom.xml"
(cd "$work" && consumer dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$work/modules" \
  -Djavacpp.platform.host)
for jar in "$work"/modules/asva-*.jar; do
  echo "$(basename "$jar"): $("${bin}jar" --describe-module --file "$jar" | sed -n 's/ automatic$//p')"
done

mkdir -p "$work/src/example"
cp "$here/modular/module-info.java" "$work/src"
{ echo "package example;"; program "## In a program"; } > "$work/src/example/TenLines.java"
"${bin}javac" -Xlint:all,-requires-automatic -Werror -p "$work/modules" -d "$work/classes" \
  "$work/src/module-info.java" "$work/src/example/TenLines.java"

demo_folder "$work/run"
cd "$work/run"
access=()
major=$("${bin}java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
if [ "$major" -ge 22 ]; then
  access=(--enable-native-access=org.bytedeco.javacpp,org.bytedeco.ffmpeg,com.microsoft.onnxruntime)
fi
"${bin}java" "${access[@]}" -p "$work/classes:$work/modules" --add-modules ALL-MODULE-PATH \
  -m example/example.TenLines 2> "$work/err" || { cat "$work/err"; fail "it ended with an error"; }
cat "$work/err"
if grep WARNING "$work/err"; then
  fail "Java $major warns"
fi
ls -l lion.mp4
echo "PASS: a module on Java $major compiled and ran"
