package io.asva.metrics.similarity;

import io.asva.audio.imagebind.ImageBindAudio;
import io.asva.audio.imagebind.ImageBindText;
import io.asva.audio.imagebind.ImageBindVision;
import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.graph.GraphException;
import io.asva.core.image.FramePreset;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.text.BpeTokenizer;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.util.List;
import java.util.Objects;

/**
 * ImageBind's three encoders: frames, audio clips and texts to embeddings that can be compared.
 *
 * <p>Safe for use by many threads. Closing waits for calls that go on, and is harmless twice; calls
 * after it throw {@link io.asva.core.ClosedException}.
 */
public final class ImageBindEmbeddings implements AutoCloseable {
  private final ImageBindVision vision;
  private final ImageBindAudio audio;
  private final ImageBindText text;
  private final BpeTokenizer tokenizer;

  private ImageBindEmbeddings(
      ImageBindVision vision, ImageBindAudio audio, ImageBindText text, BpeTokenizer tokenizer) {
    this.vision = vision;
    this.audio = audio;
    this.text = text;
    this.tokenizer = tokenizer;
  }

  /**
   * The encoders in {@code imagebind_huge.pth}.
   *
   * @param tokenizer CLIP's, whose vocabulary ImageBind shares
   * @throws WeightsException if the checkpoint lacks one of them
   * @throws GraphException if weights are missing or misshapen; the message lists them
   */
  public static ImageBindEmbeddings open(Weights weights, BpeTokenizer tokenizer, Device device) {
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(tokenizer, "tokenizer");
    Objects.requireNonNull(device, "device");
    ImageBindVision vision = ImageBindVision.open(weights, device);
    ImageBindAudio audio = null;
    try {
      audio = ImageBindAudio.open(weights, device);
      ImageBindText text = ImageBindText.open(weights, device);
      return new ImageBindEmbeddings(vision, audio, text, tokenizer);
    } catch (RuntimeException | Error e) {
      if (audio != null) {
        audio.close();
      }
      vision.close();
      throw e;
    }
  }

  /**
   * Embeds frames.
   *
   * @param frames (n, 3, 224, 224), as {@link FramePreset#CLIP} makes them
   * @return (n, embedding)
   * @throws CancelledException if it was stopped
   */
  public FloatTensor frames(FloatTensor frames, Cancellation cancellation) {
    Objects.requireNonNull(frames, "frames");
    Objects.requireNonNull(cancellation, "cancellation");
    return vision.embed(frames, cancellation);
  }

  /**
   * Embeds audio.
   *
   * @param mel normalised (1, 1, 128, 204)
   * @return (1, embedding)
   * @throws CancelledException if it was stopped
   */
  public FloatTensor audio(FloatTensor mel, Cancellation cancellation) {
    Objects.requireNonNull(mel, "mel");
    Objects.requireNonNull(cancellation, "cancellation");
    return audio.encode(mel, cancellation).embedding();
  }

  /**
   * Embeds a text. The reference's IT takes a video's first path component as it is, underscores
   * included: slip Q3 of {@link io.asva.media.Protocol}.
   *
   * @return (1, embedding)
   * @throws CancelledException if it was stopped
   */
  public FloatTensor text(String words, Cancellation cancellation) {
    Objects.requireNonNull(words, "words");
    Objects.requireNonNull(cancellation, "cancellation");
    return text.embed(tokenizer.imageBind(List.of(words)), cancellation);
  }

  @Override
  public void close() {
    try (vision;
        audio) {
      text.close();
    }
  }
}
