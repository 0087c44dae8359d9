package io.asva.diffusion.text;

import io.asva.core.Cancellation;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.spi.TextException;
import io.asva.diffusion.spi.TextSource;
import java.nio.file.Files;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The words of a model folder: the encodings that lie there, and its text encoder for everything
 * else.
 *
 * <p>Safe for use by many threads. The text encoder is opened when it is first needed.
 */
public final class FolderTextSource implements TextSource {
  private final ModelFolder folder;
  private final Device device;
  private final NetworkOptions options;
  private final Optional<CategoryEncodings> encodings;
  private final KnownCategories known;
  private final int channels;
  private @Nullable EncoderTextSource encoder;

  /**
   * The words of a folder. Encodings are looked at at once.
   *
   * @throws TextException if there are neither encodings nor a text encoder with its tokenizer, or
   *     the encodings can't be used
   * @throws io.asva.core.AsvaException if a file can't be read
   */
  public FolderTextSource(ModelFolder folder, Device device, NetworkOptions options) {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(options, "options");
    this.folder = folder;
    this.device = device;
    this.options = options;
    this.encodings =
        Files.exists(folder.textEncodings())
            ? Optional.of(CategoryEncodings.open(folder.textEncodings(), folder.classMapping()))
            : Optional.empty();
    this.known = KnownCategories.of(folder, encodings);
    if (encodings.isEmpty() && !folder.hasTextEncoder()) {
      throw new TextException(
          "There are no encodings of texts in "
              + folder.textEncodings()
              + ", and no text encoder in "
              + folder.textEncoder()
              + " with a tokenizer in "
              + folder.tokenizer()
              + ".");
    }
    this.channels =
        encodings
            .map(CategoryEncodings::channels)
            .orElseGet(() -> EncoderTextSource.config(folder).hiddenSize());
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public FloatTensor category(String name, Cancellation cancellation) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(cancellation, "cancellation");
    requireCategory(name);
    Optional<FloatTensor> kept = encodings.flatMap(file -> file.find(name));
    if (kept.isPresent()) {
      return kept.get();
    }
    if (folder.hasTextEncoder()) {
      return text(known.text(name), cancellation);
    }
    throw new TextException(
        "The category \""
            + shortened(name)
            + "\" of "
            + folder.name()
            + " has no encoding in "
            + folder.textEncodings()
            + ", and there is no text encoder in "
            + folder.textEncoder()
            + " with a tokenizer in "
            + folder.tokenizer()
            + " to make it.");
  }

  @Override
  public void requireCategory(String name) {
    Objects.requireNonNull(name, "name");
    known.require(name);
  }

  @Override
  public FloatTensor text(String text, Cancellation cancellation) {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(cancellation, "cancellation");
    return encoder(text).text(text, cancellation);
  }

  @Override
  public FloatTensor nullText(Cancellation cancellation) {
    Objects.requireNonNull(cancellation, "cancellation");
    if (Files.exists(folder.nullText())) {
      Weights file = Weights.open(folder.nullText());
      return CategoryEncodings.row(
          file,
          file.tensors().stream().findFirst().map(WeightTensor::name).orElse(Weights.SOLE_TENSOR));
    }
    return text("", cancellation);
  }

  private synchronized EncoderTextSource encoder(String text) {
    if (encoder == null) {
      if (!folder.hasTextEncoder()) {
        String what =
            text.isEmpty()
                ? "The empty text, which guidance by text needs, is not in " + folder.nullText()
                : "\"" + shortened(text) + "\" can't be encoded";
        throw new TextException(
            what
                + ": there is no text encoder in "
                + folder.textEncoder()
                + " with a tokenizer in "
                + folder.tokenizer()
                + ". Use a category, without guidance by text.");
      }
      encoder = EncoderTextSource.open(folder, device, options);
    }
    return encoder;
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }

  @Override
  public synchronized void close() {
    if (encoder != null) {
      encoder.close();
    }
  }
}
