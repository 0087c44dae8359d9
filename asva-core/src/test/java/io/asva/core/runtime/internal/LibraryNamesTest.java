package io.asva.core.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryNamesTest {
  private static final String NATIVE = "/ai/onnxruntime/native/linux-x64/";

  /** A library of ONNX Runtime, mapped: the CUDA provider has half a gigabyte. */
  private static ByteBuffer library(String name, Path folder) throws Exception {
    try (InputStream in = OrtEnvironment.class.getResourceAsStream(NATIVE + name)) {
      assumeThat(in).as("this build of ONNX Runtime holds " + name).isNotNull();
      Path copy = folder.resolve(name);
      Files.copy(in, copy);
      try (FileChannel channel = FileChannel.open(copy)) {
        return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      }
    }
  }

  private static List<String> neededByTable(ByteBuffer library) {
    return ElfReader.needed(library).stream().filter(name -> name.startsWith("lib")).toList();
  }

  private static List<String> needed(byte[] bytes, String own) throws Exception {
    return LibraryNames.needed(new ByteArrayInputStream(bytes), own);
  }

  @Test
  void areThoseOfTheDynamicTable(@TempDir Path folder) throws Exception {
    ByteBuffer jni = library("libonnxruntime4j_jni.so", folder);
    byte[] bytes = new byte[jni.capacity()];
    jni.get(0, bytes);
    assertThat(needed(bytes, "libonnxruntime4j_jni.so"))
        .isEqualTo(neededByTable(jni))
        .contains("libonnxruntime.so.1", "libc.so.6");
  }

  @Test
  void areNoneInAFileOfAnotherKind() throws Exception {
    byte[] text = "MZ\0libcudart.so.12\0".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(needed(text, "x")).isEmpty();
    assertThat(needed(new byte[0], "x")).isEmpty();
  }

  @Test
  void ofTheCudaProviderBeginWithCublas() {
    List<String> names = CudaSupport.neededLibraries();
    assumeThat(names).as("this is ONNX Runtime's CUDA build for Linux").isNotEmpty();
    assertThat(names)
        .startsWith(
            "libcublasLt.so.12",
            "libcublas.so.12",
            "libcurand.so.10",
            "libcudart.so.12",
            "libcuda.so.1");
  }

  @Test
  @Tag("soak")
  void ofTheCudaProviderAreThoseOfItsDynamicTable(@TempDir Path folder) throws Exception {
    ByteBuffer provider = library("libonnxruntime_providers_cuda.so", folder);
    assertThat(CudaSupport.neededLibraries()).isEqualTo(neededByTable(provider));
  }
}
