package io.asva.core.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LibraryNamesTest {
  private static final String NATIVE = "/ai/onnxruntime/native/linux-x64/";

  private static byte[] resource(String name) throws Exception {
    try (InputStream in = OrtEnvironment.class.getResourceAsStream(NATIVE + name)) {
      assumeThat(in).as("this build of ONNX Runtime holds " + name).isNotNull();
      return in.readAllBytes();
    }
  }

  private static List<String> needed(byte[] bytes, String own) throws Exception {
    return LibraryNames.needed(new ByteArrayInputStream(bytes), own);
  }

  @Test
  void areThoseOfTheDynamicTable() throws Exception {
    byte[] jni = resource("libonnxruntime4j_jni.so");
    assertThat(ElfReader.needed(jni)).contains("libonnxruntime.so.1", "libc.so.6");
    assertThat(needed(jni, "libonnxruntime4j_jni.so"))
        .isEqualTo(ElfReader.needed(jni).stream().filter(n -> n.startsWith("lib")).toList());
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

  /** Half a gigabyte: with a heap of 1 GB, so in a run of its own. */
  @Test
  @Tag("soak")
  void ofTheCudaProviderAreThoseOfItsDynamicTable() throws Exception {
    byte[] provider = resource("libonnxruntime_providers_cuda.so");
    assertThat(CudaSupport.neededLibraries())
        .isEqualTo(ElfReader.needed(provider).stream().filter(n -> n.startsWith("lib")).toList());
  }
}
