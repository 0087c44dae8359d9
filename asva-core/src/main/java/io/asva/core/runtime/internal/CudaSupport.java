package io.asva.core.runtime.internal;

import ai.onnxruntime.OrtException;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.DeviceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Checks the requirements of CUDA, in the order in which they are needed. */
final class CudaSupport {
  private static final String PROVIDER = "libonnxruntime_providers_cuda.so";
  private static final String RESOURCE = "/ai/onnxruntime/native/linux-x64/" + PROVIDER;

  /** The provider opens cuDNN by this name when it meets the first convolution. */
  private static final String CUDNN = "libcudnn.so.9";

  private static final Set<Integer> working = ConcurrentHashMap.newKeySet();

  private CudaSupport() {}

  /**
   * Checks that a CUDA device computes.
   *
   * @throws DeviceException if it doesn't; the message names the first thing that is missing
   */
  static void require(int index) {
    if (working.contains(index)) {
      return;
    }
    requireCudaBuild(index);
    requireLibraries(index);
    OrtNatives.prepareCuda();
    String wrong;
    try {
      wrong = CudaProbe.run(Device.cuda(index));
    } catch (OrtException e) {
      throw new DeviceException(
          "CUDA device "
              + index
              + " can't be used: "
              + CudaFailure.words(String.valueOf(e.getMessage()))
              + " Or use Device.cpu() or Device.auto().",
          e);
    }
    if (!wrong.isEmpty()) {
      throw new DeviceException("CUDA device " + index + " computes wrongly." + wrong);
    }
    working.add(index);
  }

  private static void requireCudaBuild(int index) {
    if (!OrtLibrary.isCudaBuild()) {
      String version = OrtLibrary.version();
      throw new DeviceException(
          "CUDA device "
              + index
              + " can't be used: the class path holds ONNX Runtime's build for processors, "
              + OrtLibrary.CPU_BUILD
              + ":"
              + version
              + ", which has no "
              + PROVIDER
              + ". Put "
              + OrtLibrary.CUDA_BUILD
              + ":"
              + version
              + " in its place (to build this project with it: mvn -Pcuda; there is none for arm64),"
              + " or use Device.cpu() or Device.auto().");
    }
  }

  private static void requireLibraries(int index) {
    List<String> missing = missingLibraries();
    if (!missing.isEmpty()) {
      throw new DeviceException(
          "CUDA device "
              + index
              + " can't be used: "
              + CudaLibraries.missing(missing, neededLibraries()));
    }
  }

  /** Libraries that the provider needs and the loader doesn't find, in the loader's order. */
  static List<String> missingLibraries() {
    List<String> needed = new ArrayList<>(neededLibraries());
    if (!needed.isEmpty()) {
      needed.add(CUDNN);
    }
    needed.removeIf(NativeLoader::finds);
    return needed;
  }

  /** Libraries that the provider names; none where it is not a shared object of Linux. */
  static List<String> neededLibraries() {
    try (InputStream provider = openProvider()) {
      return provider == null ? List.of() : LibraryNames.needed(provider, PROVIDER);
    } catch (IOException e) {
      throw new DeviceException("Can't read " + PROVIDER + " of ONNX Runtime: " + e, e);
    }
  }

  private static @Nullable InputStream openProvider() throws IOException {
    if (!System.getProperty("os.name").equals("Linux")) {
      return null; // its jar holds the libraries of several systems
    }
    String folder = System.getProperty("onnxruntime.native.path");
    if (folder != null && Files.exists(Path.of(folder, PROVIDER))) {
      return Files.newInputStream(Path.of(folder, PROVIDER));
    }
    return CudaSupport.class.getResourceAsStream(RESOURCE);
  }
}
