package io.asva.sync;

import io.asva.core.concurrent.Closing;
import io.asva.core.concurrent.Interruptible;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.weights.Weights;
import io.asva.media.ClipSampling.WhenShort;
import io.asva.media.MediaLimits;
import io.asva.media.Protocol;
import io.asva.sync.internal.ClipInputs;
import io.asva.sync.internal.ScorerEngine;
import io.asva.sync.network.Classifier;
import io.asva.sync.network.Similarity;
import io.asva.sync.network.SyncWeights;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Composes a {@link SyncScorer}.
 *
 * <p>Not safe for use by several threads.
 */
public final class SyncScorerBuilder {
  private @Nullable Path models;
  private @Nullable SyncWeights weights;
  private @Nullable Weights imageBind;
  private Device device = Device.auto();
  private NetworkOptions options = NetworkOptions.defaults();
  private Protocol protocol = Protocol.CORRECTED;
  private WhenShort whenShort = WhenShort.FAIL;
  private MediaLimits limits = MediaLimits.DEFAULT;

  SyncScorerBuilder() {}

  /**
   * Where the classifier is, as {@link SyncModels#of} finds it: the folder in which the original
   * was run, or the {@code modules} of a checkpoint, which hold {@code audio_encoder}, {@code
   * video_encoder} and {@code head}, or the folder that these lie in.
   */
  public SyncScorerBuilder models(Path folder) {
    Objects.requireNonNull(folder, "folder");
    models = folder;
    return this;
  }

  /** The classifier's weights, in place of a folder. */
  public SyncScorerBuilder weights(SyncWeights choice) {
    Objects.requireNonNull(choice, "choice");
    weights = choice;
    return this;
  }

  /** ImageBind's checkpoint {@code imagebind_huge.pth}, which AlignSync needs. */
  public SyncScorerBuilder imageBind(Path file) {
    Objects.requireNonNull(file, "file");
    return imageBind(Weights.open(file));
  }

  /** ImageBind's weights, which AlignSync needs. */
  public SyncScorerBuilder imageBind(Weights choice) {
    Objects.requireNonNull(choice, "choice");
    imageBind = choice;
    return this;
  }

  /** Where networks run; by default CUDA where there is one, else the processor. */
  public SyncScorerBuilder device(Device choice) {
    Objects.requireNonNull(choice, "choice");
    device = choice;
    return this;
  }

  /** How networks run. */
  public SyncScorerBuilder options(NetworkOptions choice) {
    Objects.requireNonNull(choice, "choice");
    options = choice;
    return this;
  }

  /** How files are read; corrected by default. */
  public SyncScorerBuilder protocol(Protocol choice) {
    Objects.requireNonNull(choice, "choice");
    protocol = choice;
    return this;
  }

  /**
   * Sets the treatment of a video that ends before its clip: by default an error, as in the
   * reference's pair script; its data set evaluation repeats the last frame.
   */
  public SyncScorerBuilder whenShort(WhenShort choice) {
    Objects.requireNonNull(choice, "choice");
    whenShort = choice;
    return this;
  }

  /**
   * Sets the limits beyond which audio clips and videos are refused; by default {@link
   * MediaLimits#DEFAULT}.
   */
  public SyncScorerBuilder limits(MediaLimits choice) {
    Objects.requireNonNull(choice, "choice");
    limits = choice;
    return this;
  }

  /**
   * Opens the networks.
   *
   * @throws SyncException if the models are missing, or given twice
   * @throws io.asva.core.AsvaException if a part can't be read, or its weights are not those of the
   *     classifier
   * @throws io.asva.core.CancelledException if the thread was interrupted
   */
  public SyncScorer build() {
    return Interruptible.call("opening the classifier", this::open);
  }

  private SyncScorer open() {
    SyncWeights chosen = chosenWeights();
    Classifier classifier = Classifier.open(chosen, device, options);
    Similarity similarity = null;
    try {
      if (imageBind != null) {
        similarity = Similarity.open(imageBind, device);
      }
    } catch (RuntimeException | Error e) {
      Closing.after(e, classifier);
      throw e;
    }
    return new SyncScorer(
        new ScorerEngine(classifier, similarity, new ClipInputs(protocol, whenShort, limits)));
  }

  private SyncWeights chosenWeights() {
    if (models != null && weights != null) {
      throw new SyncException(
          "The classifier is given twice: give either models(folder) or weights(weights).");
    }
    if (models != null) {
      SyncModels found = SyncModels.of(models);
      return SyncWeights.ofModules(found.hasClassifier() ? found.classifier() : models);
    }
    if (weights == null) {
      throw new SyncException(
          "The classifier is missing: give models(folder) with the folder of all models, or the"
              + " modules of a checkpoint.");
    }
    return weights;
  }
}
