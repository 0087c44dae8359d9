package io.asva.core.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.runtime.DeviceException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrtLibraryTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  private Path jar(String name) throws Exception {
    Path jar = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry("ai/onnxruntime/OrtEnvironment.class"));
      zip.closeEntry();
    }
    return jar;
  }

  private static URLClassLoader loader(Path... jars) throws Exception {
    URL[] urls = new URL[jars.length];
    for (int i = 0; i < jars.length; i++) {
      urls[i] = jars[i].toUri().toURL();
    }
    return new URLClassLoader(urls, null);
  }

  @Test
  void oneCopyIsRight() throws Exception {
    try (URLClassLoader one = loader(jar("onnxruntime-1.28.0.jar"))) {
      assertThatCode(() -> OrtLibrary.requireOneCopy(one)).doesNotThrowAnyException();
    }
  }

  @Test
  void bothBuildsAreRefusedByName() throws Exception {
    Path cpu = jar("onnxruntime-1.28.0.jar");
    Path cuda = jar("onnxruntime_gpu-1.28.0.jar");
    try (URLClassLoader both = loader(cpu, cuda)) {
      assertThatThrownBy(() -> OrtLibrary.requireOneCopy(both))
          .isInstanceOf(DeviceException.class)
          .hasMessage(
              "There are 2 copies of ONNX Runtime on the class path: "
                  + cpu
                  + ", "
                  + cuda
                  + ". Keep one: com.microsoft.onnxruntime:onnxruntime_gpu runs on CUDA devices and"
                  + " on the processor, com.microsoft.onnxruntime:onnxruntime on the processor"
                  + " alone. In Maven, exclude the other one from the dependency that brings it.");
    }
  }

  @Test
  void noneIsRefused() throws Exception {
    try (URLClassLoader none = loader()) {
      assertThatThrownBy(() -> OrtLibrary.requireOneCopy(none))
          .isInstanceOf(DeviceException.class)
          .hasMessageStartingWith("There is no ONNX Runtime on the class path: add ");
    }
  }

  @Test
  void theEnvironmentIsOneForAll() {
    assertThat(OrtLibrary.environment()).isSameAs(OrtLibrary.environment());
  }
}
