#!/usr/bin/env bash
# A Spring Boot application as one jar that holds all others: README's program runs in it, so natives load
# out of jars that lie in a jar.
source "$(dirname "$0")/common.sh"

project=$work/project
mkdir -p "$project/src/main/java/example"
cp "$here/spring-boot/pom.xml" "$project"
cp "$here/spring-boot/Application.java" "$project/src/main/java/example"
{ echo "package example;"; program "## In a program"; } > "$project/src/main/java/example/TenLines.java"
(cd "$project" && consumer package -Djavacpp.platform.host)
jar=$project/target/application.jar
ls -l "$jar"
unzip -l "$jar" | grep -oE 'BOOT-INF/lib/(asva|ffmpeg|javacpp|onnxruntime)[^/]*\.jar' | sort

demo_folder "$work/run"
cd "$work/run"
# A cache of its own, so that nothing is there that was unpacked before.
mkdir "$work/fresh"
XDG_CACHE_HOME=$work/fresh ASVA_CACHE=$work/fresh java -jar "$jar"
ls -l lion.mp4
echo "PASS: README's program ran in a Spring Boot jar"
