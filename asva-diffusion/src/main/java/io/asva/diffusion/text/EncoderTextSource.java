package io.asva.diffusion.text;

import io.asva.core.Cancellation;
import io.asva.core.config.ModelConfig;
import io.asva.core.layout.PartsLayout;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.text.BpeTokenizer;
import io.asva.core.weights.Weights;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.spi.TextException;
import io.asva.diffusion.spi.TextSource;
import java.util.List;
import java.util.Objects;

/**
 * Words that a text encoder digests; a category is a text like any other.
 *
 * <p>Safe for use by many threads.
 */
public final class EncoderTextSource implements TextSource {
  private final TextEncoder encoder;
  private final BpeTokenizer tokenizer;

  /** A source over an encoder, which is closed with it, and the tokenizer it was trained with. */
  public EncoderTextSource(TextEncoder encoder, BpeTokenizer tokenizer) {
    Objects.requireNonNull(encoder, "encoder");
    Objects.requireNonNull(tokenizer, "tokenizer");
    this.encoder = encoder;
    this.tokenizer = tokenizer;
  }

  /**
   * The text encoder of a model folder.
   *
   * @throws TextException if there is none, or no tokenizer
   * @throws io.asva.core.AsvaException if it can't be read
   */
  public static EncoderTextSource open(ModelFolder folder, Device device, NetworkOptions options) {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(options, "options");
    if (!folder.hasTextEncoder()) {
      throw new TextException(
          "There is no text encoder in "
              + folder.textEncoder()
              + " with a tokenizer in "
              + folder.tokenizer()
              + ".");
    }
    BpeTokenizer tokenizer = BpeTokenizer.read(folder.tokenizer());
    return new EncoderTextSource(
        TextEncoder.open(
            config(folder),
            Weights.openFolder(folder.textEncoder(), "model", "pytorch_model"),
            device,
            options),
        tokenizer);
  }

  static ClipTextConfig config(ModelFolder folder) {
    return ClipTextConfig.of(ModelConfig.read(folder.textEncoder().resolve(PartsLayout.CONFIG)));
  }

  @Override
  public int channels() {
    return encoder.config().hiddenSize();
  }

  @Override
  public FloatTensor category(String name, Cancellation cancellation) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(cancellation, "cancellation");
    return text(name, cancellation);
  }

  /**
   * {@inheritDoc}
   *
   * @throws io.asva.core.runtime.ModelException if the tokenizer gives ids that the encoder's
   *     vocabulary does not have
   */
  @Override
  public FloatTensor text(String text, Cancellation cancellation) {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(cancellation, "cancellation");
    return encoder.encode(tokenizer.clip(List.of(text)), cancellation);
  }

  @Override
  public FloatTensor nullText(Cancellation cancellation) {
    Objects.requireNonNull(cancellation, "cancellation");
    return text("", cancellation);
  }

  @Override
  public void close() {
    encoder.close();
  }
}
