package io.asva.diffusion.text;

import io.asva.core.Cancellation;
import io.asva.core.ProgressMonitor;
import io.asva.core.files.IfExists;
import io.asva.core.files.OutputPlace;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.diffusion.spi.TextException;
import io.asva.diffusion.spi.TextSource;
import io.asva.media.dataset.Dataset;
import io.asva.media.dataset.DatasetVideo;
import io.asva.media.dataset.Layout;
import io.asva.media.dataset.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the file of encodings that {@link CategoryEncodings} reads: a tensor of 1x77xwidth for each
 * text of a data set, under the text's own name, as safetensors.
 *
 * <p>As safe for use by many threads as its encoder.
 */
public final class CategoryEncoder {
  private static final String STAGE = "encoding texts";

  private final TextSource encoder;

  /** An encoder of texts; it stays the caller's. */
  public CategoryEncoder(TextSource encoder) {
    Objects.requireNonNull(encoder, "encoder");
    this.encoder = encoder;
  }

  /**
   * The texts of a data set: those of {@code class_mapping.json}, the only one of {@link
   * Layout#THE_GREATEST_HITS}, else its videos' categories with spaces for underscores.
   *
   * @throws io.asva.media.dataset.DatasetException if its lists can't be used
   * @throws TextException if there is none
   */
  public static List<String> textsOf(Dataset dataset) {
    Objects.requireNonNull(dataset, "dataset");
    Set<String> texts = new LinkedHashSet<>(dataset.mapping().texts().values());
    if (dataset.layout() == Layout.THE_GREATEST_HITS) {
      texts.add(Dataset.SOLE_CATEGORY);
    } else if (texts.isEmpty()) {
      for (Split split : Split.values()) {
        if (!dataset.layout().hasLists() || Files.exists(dataset.list(split))) {
          dataset.videos(split).videos().stream()
              .map(DatasetVideo::category)
              .filter(category -> !category.isEmpty())
              .forEach(category -> texts.add(category.replace('_', ' ')));
        }
      }
    }
    if (texts.isEmpty()) {
      throw new TextException(
          dataset.folder()
              + " has no categories to encode: there is no "
              + dataset.classMapping()
              + ", and its videos lie in no folders of categories.");
    }
    return List.copyOf(texts);
  }

  /**
   * Encodes texts and writes them. The file appears whole or not at all.
   *
   * @param ifExists whether a file that is there is replaced
   * @param monitor stops the work within one text; is told of the stage "encoding texts"
   * @throws TextException if the file is there and is kept, its folder isn't there, or a text's
   *     encoding has not 77 tokens
   * @throws io.asva.core.AsvaException if a text can't be encoded, or the file can't be written
   */
  public void write(
      Collection<String> texts, Path file, IfExists ifExists, ProgressMonitor monitor) {
    Objects.requireNonNull(texts, "texts");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(ifExists, "ifExists");
    Objects.requireNonNull(monitor, "monitor");
    check(file, ifExists);
    SafetensorsWriter writer = new SafetensorsWriter();
    List<String> distinct = List.copyOf(new LinkedHashSet<>(texts));
    monitor.report(STAGE, 0, distinct.size());
    for (int i = 0; i < distinct.size(); i++) {
      monitor.check(STAGE);
      writer.add(distinct.get(i), encoded(distinct.get(i), monitor));
      monitor.report(STAGE, i + 1, distinct.size());
    }
    if (ifExists == IfExists.REPLACE) {
      writer.replace(file);
    } else {
      writer.write(file);
    }
  }

  /**
   * Looks at the place of the file, before networks are opened for it.
   *
   * @throws TextException if a file is there and is kept, or none can be written
   */
  public static void check(Path file, IfExists ifExists) {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(ifExists, "ifExists");
    Optional<String> reason = OutputPlace.file(file);
    if (reason.isEmpty() && ifExists == IfExists.FAIL) {
      reason = OutputPlace.absent(file);
    }
    reason.ifPresent(
        text -> {
          throw new TextException(text);
        });
  }

  private FloatTensor encoded(String text, Cancellation cancellation) {
    FloatTensor encoding = encoder.text(text, cancellation);
    Shape expected = Shape.of(1, CategoryEncodings.TOKENS, encoder.channels());
    if (!encoding.shape().equals(expected)) {
      throw new TextException(
          "\"" + text + "\" is encoded as " + encoding.shape() + "; expected " + expected + ".");
    }
    return encoding;
  }
}
