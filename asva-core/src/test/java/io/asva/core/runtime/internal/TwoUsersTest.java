package io.asva.core.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Files that one user plants are not loaded by another, nor written to. Both run programs, under
 * numbers that stand for nobody else, and alone see a {@code /tmp} of their own; so it needs root.
 */
class TwoUsersTest {
  private static final String TEMPORARY = "/tmp";

  /** The two may read all, since tests' classes often lie in a home; and write what others may. */
  private static final String USERS =
      """
      as() {
        user=$1; shift
        setpriv --reuid=$user --regid=$user --clear-groups \\
          --inh-caps=-all,+dac_read_search --ambient-caps=-all,+dac_read_search "$@" 2>&1
      }
      attacker() { as 65533 "$@"; }
      victim() { as 65532 "$@"; }
      run() { # as whom, which program; without a home
        $1 "$JAVA" -XX:-UsePerfData -Duser.home=/none -Duser.name=victim -cp "$TESTS" "$2"
        echo "$1 ended with $?"
      }
      # Other contents of the same size and age: JavaCPP looks at no more.
      plant() {
        attacker sh -c '
          for file in $(find "$0" -name "*.so*" -type f); do
            touch -r "$file" /tmp/age && printf planted | dd of="$file" conv=notrunc status=none &&
            touch -r /tmp/age "$file" && echo planted
          done
          chmod -R 777 "$0"' "$1"
      }
      unset ASVA_CACHE XDG_CACHE_HOME HOME LOCALAPPDATA
      ours=io.asva.core.runtime.internal.NativeFilesTest\\$Main
      plain=io.asva.core.runtime.internal.TwoUsersTest\\$PlainJavaCpp
      """;

  /** A program that uses JavaCPP without this library. */
  static final class PlainJavaCpp {
    private PlainJavaCpp() {}

    public static void main(String[] args) {
      Loader.load(avutil.class);
      System.out.println("loaded");
    }
  }

  @BeforeEach
  void onlyWhereThereCanBeTwoUsers() throws Exception {
    assumeFalse(
        System.getProperty("java.class.path").matches("(.*:)?/tmp/.*"), "the classes lie in /tmp");
    for (String tool : List.of("unshare", "setpriv")) {
      assumeTrue(Files.isExecutable(Path.of("/usr/bin", tool)), "needs " + tool);
    }
    Process process = start("1777", "victim true && attacker true");
    String output = output(process);
    assumeTrue(process.waitFor() == 0, "needs root: " + output);
  }

  /** Starts a script that alone sees an empty {@code /tmp}. */
  private static Process start(String mode, String script) throws IOException {
    ProcessBuilder process =
        new ProcessBuilder(
                "unshare",
                "-m",
                "sh",
                "-c",
                "mount -t tmpfs -o mode="
                    + mode
                    + " none /tmp && cd / || exit 9\n"
                    + USERS
                    + script)
            .redirectErrorStream(true);
    process
        .environment()
        .put("JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
    process.environment().put("TESTS", System.getProperty("java.class.path"));
    return process.start();
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String run(String mode, String script) throws Exception {
    Process process = start(mode, script);
    String output = output(process);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  /** Plain JavaCPP shows that what is planted would be loaded. */
  @Test
  void librariesPlantedUnderAGuessedNameAreNotLoaded() throws Exception {
    String output =
        run(
            "1777",
            """
            run attacker $plain
            plant /tmp/.javacpp-victim
            echo "-- plain"
            run victim $plain
            echo "-- ours"
            run victim $ours
            echo "-- left"
            for file in $(find /tmp/.javacpp-victim -name "*.so*" -type f); do head -c 7 $file; echo; done | sort -u
            ls -A /tmp | grep -v age
            """);
    String[] parts = output.split("-- (plain|ours|left)\n", -1);
    assertThat(parts).as(output).hasSize(4);
    assertThat(parts[0]).contains("loaded", "attacker ended with 0", "planted\n");
    assertThat(parts[1]).contains("victim ended with 1", "invalid ELF header");
    assertThat(parts[2]).contains("loaded", "victim ended with 0");
    assertThat(parts[3]).isEqualTo("planted\n.javacpp-victim\n");
  }

  @Test
  void aCacheThatAnotherUserFilledIsRefused() throws Exception {
    String output =
        run(
            "1777",
            """
            export ASVA_CACHE=/tmp/cache
            run attacker $ours
            plant /tmp/cache
            echo "--"
            run victim $ours
            """);
    String[] parts = output.split("--\n", -1);
    assertThat(parts[0]).as(output).contains("loaded", "attacker ended with 0", "planted\n");
    assertThat(parts[1])
        .contains("CacheException: " + TEMPORARY + "/cache", "belongs to the user 65533")
        .contains("--cache", "victim ended with 1")
        .doesNotContain("loaded\n");
  }

  @Test
  void nobodyElseCanPlantInACacheUntilItsOwnerLetsHim() throws Exception {
    String output =
        run(
            "1777",
            """
            export ASVA_CACHE=/tmp/cache
            run victim $ours
            echo "--"
            for file in $(find /tmp/cache); do
              attacker sh -c 'echo planted > "$0" && echo wrote' $file
              attacker sh -c 'mv "$0" "$0.away" && echo moved' $file
              attacker sh -c 'ln -s /tmp "$0/link" && echo linked' $file
            done 2>&1 | grep -E "^(wrote|moved|linked)"
            echo "--"
            victim chmod 777 /tmp/cache /tmp/cache/natives
            run victim $ours
            echo "--"
            attacker sh -c 'cd /tmp/cache && mv natives away && cp -r away natives && echo swapped'
            run victim $ours
            """);
    String[] parts = output.split("--\n", -1);
    assertThat(parts).as(output).hasSize(4);
    assertThat(parts[0]).contains("loaded", "victim ended with 0");
    assertThat(parts[1]).isEmpty();
    assertThat(parts[2])
        .contains("Others may write to " + TEMPORARY + "/cache/natives (rwxrwxrwx)")
        .contains("victim ended with 1")
        .doesNotContain("loaded\n");
    assertThat(parts[3])
        .contains("swapped", TEMPORARY + "/cache/natives", "belongs to the user 65533")
        .contains("victim ended with 1")
        .doesNotContain("loaded\n");
  }

  /**
   * ONNX Runtime from 1.29 on opens {@code /tmp/mat-debug-PID.log} and so empties what a link of
   * that name leads to. Without the sticky bit no kernel keeps it from following the links.
   */
  @Test
  void plantedLinksAreNotFollowed() throws Exception {
    String output =
        run(
            "777",
            """
            victim sh -c 'umask 077; echo precious > /tmp/precious'
            attacker sh -c '
              for i in $(seq $$ $(($$ + 300))); do ln -s /tmp/precious /tmp/mat-debug-$i.log; done
              ln -s /tmp/precious /tmp/hsperfdata_victim; ln -s /tmp/precious /tmp/.javacpp-victim'
            links=$(find /tmp -type l | wc -l)
            run victim $ours
            cat /tmp/precious
            echo "$((links - $(find /tmp -type l | wc -l))) links are gone"
            find /tmp -mindepth 1 ! -type l
            """);
    assertThat(output).contains("loaded\nvictim ended with 0\nprecious\n0 links are gone\n");
    assertThat(output).endsWith("gone\n/tmp/precious\n");
  }
}
