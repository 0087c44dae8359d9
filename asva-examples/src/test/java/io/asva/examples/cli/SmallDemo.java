package io.asva.examples.cli;

import io.asva.examples.demo.Demo;
import io.asva.examples.demo.SmallModel;
import java.nio.file.Path;

/** The demo's image and audio with a model that is small and untrained, made once for a build. */
final class SmallDemo {
  static final Path MODELS = SmallModel.in(Path.of("target", "demo"));
  static final Path IMAGE;
  static final Path AUDIO;

  static {
    Demo demo = Demo.in(Path.of("target", "demo"));
    IMAGE = demo.image();
    AUDIO = demo.audio();
  }

  private SmallDemo() {}
}
