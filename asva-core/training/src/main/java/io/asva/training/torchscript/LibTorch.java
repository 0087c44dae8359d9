package io.asva.training.torchscript;

import io.asva.core.message.OptionalDependency;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.NativeLibraries;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch_cuda;

/**
 * The native library behind {@link TorchNetwork}: whether it is there, and how many threads it
 * computes with.
 *
 * <p>Safe for use by many threads.
 */
public final class LibTorch {
  static final String VERSION = "2.10.0-1.5.13";
  static final String CUDA_VERSION = "13.1-9.19-1.5.13";
  static final String OPENBLAS_VERSION = "0.3.31-1.5.13";

  private static final long MANY_WEIGHTS = 100_000_000;

  private LibTorch() {}

  /**
   * Loads the library, or says what is missing.
   *
   * @throws TorchScriptException if it isn't on the class path or can't be loaded; the message
   *     names the dependencies to add
   */
  public static void require() {
    try {
      Loaded.touch();
    } catch (LinkageError e) {
      throw new TorchScriptException(missing(e), e);
    }
  }

  /** Which dependencies have to be added for the library to be there; empty where it is. */
  public static Optional<String> missing() {
    try {
      require();
      return Optional.empty();
    } catch (TorchScriptException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  /**
   * Sets how many threads one operation uses, in the whole process: libtorch has one setting for
   * all networks, and OpenBLAS, which multiplies its matrices with threads of its own, another.
   * Another number may give results that differ in the last bits.
   *
   * <p>Its threads wait for each other by spinning. Where other work wants the same cores, small
   * networks become many times slower; fewer threads, or {@code OMP_WAIT_POLICY=passive} in the
   * process's environment, prevent it.
   *
   * @param threads at least 1
   * @throws IllegalArgumentException if there are fewer
   * @throws TorchScriptException if the library isn't there
   */
  public static void setThreads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("the number of threads must be at least 1: " + threads);
    }
    require();
    torch.set_num_threads(threads);
    openblas_nolapack.blas_set_num_threads(threads);
  }

  /**
   * As {@link #setThreads(int)}, but for networks of less than a hundred million weights OpenBLAS
   * uses one thread only. Its threads and libtorch's wait for each other's operations by spinning,
   * on the same cores; products of small matrices are never worth that: a step of the demo's UNet
   * takes several times as long otherwise.
   *
   * @param threads at least 1
   * @param weights of all networks that take turns
   * @throws IllegalArgumentException if there are fewer threads
   * @throws TorchScriptException if the library isn't there
   */
  public static void setThreads(int threads, long weights) {
    setThreads(threads);
    if (weights < MANY_WEIGHTS) {
      openblas_nolapack.blas_set_num_threads(1);
    }
  }

  /**
   * How many threads one operation uses.
   *
   * @throws TorchScriptException if the library isn't there
   */
  public static int threads() {
    require();
    return torch.get_num_threads();
  }

  /**
   * Where a network can be trained: on that device, or for {@link Device#auto()} on the first CUDA
   * device, if libtorch has one, and else on the processor. Nothing is loaded for the processor.
   * The device's precision is that of inference: training has its own.
   *
   * @return {@link Device.Cpu} or {@link Device.Cuda}
   * @throws TorchScriptException if it is a CUDA device and libtorch has none; the message names
   *     the dependency to add
   */
  public static Device device(Device wanted) {
    return place(wanted.place());
  }

  private static Device place(Device wanted) {
    if (wanted instanceof Device.Cpu) {
      return wanted;
    }
    Optional<String> wrong = wrongWithCuda();
    if (wanted instanceof Device.Auto) {
      return wrong.isEmpty() ? Device.cuda(0) : Device.cpu();
    }
    if (wrong.isPresent()) {
      throw new TorchScriptException(
          "Training on "
              + wanted
              + " needs PyTorch's build for CUDA, and a driver that works: put org.bytedeco:pytorch:"
              + VERSION
              + ":"
              + Loader.getPlatform()
              + "-gpu in place of the same without -gpu (both together load a mixture), add"
              + " org.bytedeco:cuda:"
              + CUDA_VERSION
              + " and org.bytedeco:cuda:"
              + CUDA_VERSION
              + ":"
              + Loader.getPlatform()
              + " (groupId:artifactId:version:classifier), and have the libraries of CUDA 13 and"
              + " cuDNN 9 in LD_LIBRARY_PATH; or train on the processor. What is wrong: "
              + wrong.get());
    }
    return wanted;
  }

  /** Why libtorch can't compute on a CUDA device; empty if it can. */
  private static Optional<String> wrongWithCuda() {
    try {
      require();
      return Loaded.cuda()
          ? Optional.empty()
          : Optional.of("libtorch finds no device, or its driver is too old.");
    } catch (TorchScriptException | LinkageError | TypeNotPresentException e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      return Optional.of(root + ".");
    }
  }

  private static String missing(LinkageError e) {
    String platform = Loader.getPlatform();
    String pytorch = "org.bytedeco:pytorch:" + VERSION;
    return OptionalDependency.message(
        "TorchScript needs PyTorch's native library",
        e,
        List.of(
            pytorch,
            pytorch + ":" + platform,
            "org.bytedeco:openblas:" + OPENBLAS_VERSION + ":" + platform));
  }

  /** Apart, so that {@link LibTorch} itself loads where the library is absent. */
  private static final class Loaded {
    static void touch() {
      NativeLibraries.load(List.of(torch.class), "openblas", "pytorch");
    }

    static boolean cuda() {
      Loader.load(torch_cuda.class);
      return torch.cuda_is_available();
    }
  }
}
