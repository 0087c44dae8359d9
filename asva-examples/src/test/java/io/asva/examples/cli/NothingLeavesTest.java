package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program that animates and scores talks to nobody and writes nothing but what it is asked for
 * and the cache; also where no variable asks its libraries for silence.
 */
class NothingLeavesTest {
  private static final Path STRACE = Path.of("/usr/bin/strace");

  /**
   * System calls that speak to a network, or ask for a name there. Java itself tries what kinds of
   * sockets there are, when it first opens a file's channel, and closes them at once.
   */
  private static final Pattern NETWORK =
      Pattern.compile("sin_port|sin6_port|AF_NETLINK|AF_PACKET|AF_INET6?, SOCK_(?!STREAM)");

  private static final Pattern CREATED =
      Pattern.compile("(?:openat\\(\\w+|creat\\(|mkdir\\w*\\(\\w*),? ?\"([^\"]*)\".*= \\d+$");

  private static final int INODE = 9; // the column of such a table

  private final Household household;

  NothingLeavesTest(@TempDir Path folder) throws IOException {
    this.household = Household.in(folder);
  }

  @Test
  void forSomeSeconds() throws Exception {
    check(6);
  }

  @Test
  @Tag("soak")
  void forFortySeconds() throws Exception {
    check(40);
  }

  private void check(int seconds) throws Exception {
    List<String> command = new ArrayList<>();
    Path trace = household.folder().resolve("trace.txt");
    boolean traced = traces();
    if (traced) {
      command.addAll(List.of(STRACE.toString(), "-f", "-qq", "--seccomp-bpf", "-o"));
      command.add(trace.toString());
      command.addAll(List.of("-s", "512", "-e", "trace=%network,openat,creat,mkdir,mkdirat"));
    }
    command.addAll(
        household.java(AnimatesAndScores.class, household.animatesAndScores(seconds, 1)));
    Process process = household.start(command);
    Set<String> sockets = new TreeSet<>();
    while (process.isAlive()) {
      sockets.addAll(sockets(process.toHandle()));
      process.descendants().forEach(child -> sockets.addAll(sockets(child)));
      Thread.sleep(100);
    }
    assertThat(process.exitValue()).as(Files.readString(household.log())).isZero();
    assertThat(sockets).as("sockets that were open").isEmpty();
    assertThat(household.found()).containsExactly(household.work().resolve("out.mp4"));
    assertThat(household.cached()).isEmpty();
    if (traced) {
      List<String> calls = Files.readAllLines(trace);
      assertThat(calls).filteredOn(call -> NETWORK.matcher(call).find()).isEmpty();
      assertThat(created(calls))
          .isNotEmpty()
          .allMatch(
              file ->
                  file.startsWith(household.cache().toString())
                      || file.startsWith(household.work().toString())
                      || file.equals(household.home().resolve(".cache").toString())
                      || file.matches(household.temporary() + "/onnxruntime-java\\d+")
                      || file.startsWith("/dev/"));
    }
  }

  private static boolean traces() throws IOException, InterruptedException {
    return Files.isExecutable(STRACE)
        && new ProcessBuilder(STRACE.toString(), "-f", "-qq", "--seccomp-bpf", "true")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor()
            == 0;
  }

  private static Set<String> created(List<String> calls) {
    Set<String> files = new TreeSet<>();
    for (String call : calls) {
      Matcher matcher = CREATED.matcher(call);
      if ((call.contains("O_CREAT") || !call.contains("openat(")) && matcher.find()) {
        files.add(matcher.group(1));
      }
    }
    return files;
  }

  /** Its sockets that speak to a network; Java itself has one that doesn't. */
  private static Set<String> sockets(ProcessHandle process) {
    Set<String> found = new TreeSet<>();
    Path place = Path.of("/proc", Long.toString(process.pid()));
    if (!Files.isDirectory(place)) {
      return found;
    }
    try (Stream<Path> links = Files.list(place.resolve("fd"))) {
      Set<String> network = network(place.resolve("net"));
      for (Path link : links.toList()) {
        if (network.contains(target(link))) {
          found.add(target(link));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      return found; // it has ended
    }
    return found;
  }

  private static Set<String> network(Path tables) throws IOException {
    Set<String> sockets = new HashSet<>();
    for (String table : List.of("tcp", "tcp6", "udp", "udp6", "raw", "raw6")) {
      Path file = tables.resolve(table);
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          String[] columns = line.strip().split("\\s+", -1);
          sockets.add("socket:[" + columns[Math.min(INODE, columns.length - 1)] + "]");
        }
      }
    }
    return sockets;
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return ""; // it was closed meanwhile
    }
  }
}
