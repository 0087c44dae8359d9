package io.asva.diffusion.text;

import io.asva.core.Cancellation;
import io.asva.core.config.ModelConfig;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.text.BpeTokenizer;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.diffusion.model.ModelFolder;
import java.nio.file.Files;
import java.util.List;
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
  private final Optional<CategoryEncodings> categories;
  private @Nullable TextEncoder encoder;
  private @Nullable BpeTokenizer tokenizer;

  /** The words of a folder; encodings are looked for at once. */
  public FolderTextSource(ModelFolder folder, Device device) {
    this.folder = folder;
    this.device = device;
    this.categories =
        Files.exists(folder.textEncodings())
            ? Optional.of(CategoryEncodings.open(folder.textEncodings(), folder.classMapping()))
            : Optional.empty();
  }

  @Override
  public FloatTensor category(String name, Cancellation cancellation) {
    Optional<FloatTensor> kept = categories.flatMap(c -> c.find(name));
    if (kept.isPresent()) {
      return kept.get();
    }
    if (folder.hasTextEncoder()) {
      return text(name, cancellation);
    }
    List<String> names = categories.map(CategoryEncodings::names).orElse(List.of());
    throw new TextException(
        folder.name()
            + " has no category \""
            + name
            + "\". It has: "
            + String.join(", ", names)
            + ". Other texts need a text encoder in "
            + folder.textEncoder()
            + ".");
  }

  @Override
  public FloatTensor text(String text, Cancellation cancellation) {
    TextEncoder open = encoder(text);
    return open.encode(tokenizer().clip(List.of(text)), cancellation);
  }

  @Override
  public FloatTensor nullText(Cancellation cancellation) {
    if (Files.exists(folder.nullText())) {
      Weights file = Weights.open(folder.nullText());
      return CategoryEncodings.row(
          file,
          file.tensors().stream().findFirst().map(WeightTensor::name).orElse(Weights.SOLE_TENSOR));
    }
    return text("", cancellation);
  }

  private synchronized TextEncoder encoder(String text) {
    if (encoder == null) {
      if (!folder.hasTextEncoder()) {
        throw new TextException(
            "\""
                + text
                + "\" can't be encoded: there is no text encoder in "
                + folder.textEncoder()
                + " with a tokenizer in "
                + folder.tokenizer()
                + ". Use a category instead.");
      }
      ModelConfig config = ModelConfig.read(folder.textEncoder().resolve("config.json"));
      encoder =
          TextEncoder.open(
              ClipTextConfig.of(config),
              Weights.openFolder(folder.textEncoder(), "model", "pytorch_model"),
              device);
    }
    return encoder;
  }

  private synchronized BpeTokenizer tokenizer() {
    if (tokenizer == null) {
      tokenizer = BpeTokenizer.read(folder.tokenizer());
    }
    return tokenizer;
  }

  @Override
  public synchronized void close() {
    if (encoder != null) {
      encoder.close();
    }
  }
}
