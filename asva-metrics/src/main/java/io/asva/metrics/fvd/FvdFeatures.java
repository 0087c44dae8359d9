package io.asva.metrics.fvd;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.ClosedException;
import io.asva.core.image.FramePreset;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.metrics.MetricsException;
import io.asva.training.torchscript.TorchScriptException;
import io.asva.training.torchscript.TorchScriptFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The I3D network of FVD that runs: clips to features, 400 numbers each with the usual file.
 *
 * <p>Its file, {@code i3d_torchscript.pt}, holds code besides weights, so libtorch runs it, an
 * optional dependency: org.bytedeco:pytorch.
 *
 * <p>Safe for use by many threads. Closing waits for calls that go on, and is harmless twice; calls
 * after it throw {@link ClosedException}.
 */
public final class FvdFeatures implements AutoCloseable {
  private static final int SIZE = FramePreset.FVD.size();
  private static final Map<String, Boolean> SWITCHES =
      Map.of("rescale", false, "resize", false, "return_features", true);

  private final Path file;
  private final TorchScriptFile network;

  private FvdFeatures(Path file, TorchScriptFile network) {
    this.file = file;
    this.network = network;
  }

  /**
   * The network in {@code i3d_torchscript.pt}.
   *
   * @throws TorchScriptException if libtorch is missing, or the file can't be opened
   */
  public static FvdFeatures open(Path file) {
    Objects.requireNonNull(file, "file");
    return new FvdFeatures(file, TorchScriptFile.open(file));
  }

  /**
   * The features of one clip.
   *
   * @param frames (frames, 3, 224, 224), as {@link FramePreset#FVD} makes them; the reference's
   *     clips have 12
   * @return (1, numbers of a feature)
   * @throws MetricsException if the shape is another one, or what the network returns is no feature
   * @throws TorchScriptException if libtorch fails, for instance at a clip too short for I3D
   * @throws CancelledException if it was stopped before it began
   */
  public FloatTensor extract(FloatTensor frames, Cancellation cancellation) {
    Objects.requireNonNull(frames, "frames");
    Objects.requireNonNull(cancellation, "cancellation");
    int[] dims = frames.shape().dims();
    if (dims.length != 4 || dims[0] < 1 || dims[1] != 3 || dims[2] != SIZE || dims[3] != SIZE) {
      throw new MetricsException(
          "FVD's features are those of clips (frames, 3, 224, 224), not " + frames.shape() + ".");
    }
    cancellation.check("running the I3D network of FVD");
    FloatTensor clip = frames.permute(1, 0, 2, 3).reshape(1, 3, dims[0], SIZE, SIZE);
    Tensor features = network.run(List.of(clip), SWITCHES);
    if (features instanceof FloatTensor floats
        && floats.shape().rank() == 2
        && floats.shape().dim(0) == 1) {
      return floats;
    }
    throw new MetricsException(
        file
            + " made "
            + features.type()
            + " "
            + features.shape()
            + " of one clip; expected F32 (1, numbers of a feature), as i3d_torchscript.pt makes.");
  }

  @Override
  public void close() {
    network.close();
  }
}
