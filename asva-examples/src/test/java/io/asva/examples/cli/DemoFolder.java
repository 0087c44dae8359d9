package io.asva.examples.cli;

import io.asva.examples.demo.Demo;
import java.nio.file.Path;

/** The demo's files for tests, made once for a build. */
final class DemoFolder {
  static final Demo DEMO = Demo.in(Path.of("target", "demo"));

  private DemoFolder() {}
}
