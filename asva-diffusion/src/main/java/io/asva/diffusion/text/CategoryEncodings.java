package io.asva.diffusion.text;

import io.asva.core.message.Listing;
import io.asva.core.tensor.FiniteCheck;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.diffusion.spi.TextException;
import io.asva.media.dataset.ClassMapping;
import io.asva.media.dataset.Dataset;
import io.asva.media.dataset.DatasetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Encodings of a data set's categories, made once and kept in a file.
 *
 * <p>Immutable, so safe for use by many threads.
 */
public final class CategoryEncodings {
  /** Tokens of an encoding. */
  static final int TOKENS = 77;

  private static final int LISTED = 12;

  private final Weights encodings;
  private final int channels;
  private final Map<String, String> texts;

  private CategoryEncodings(Weights encodings, int channels, Map<String, String> texts) {
    this.encodings = encodings;
    this.channels = channels;
    this.texts = texts;
  }

  /**
   * Opens a file of encodings. One that holds one bare tensor is that of TheGreatestHits.
   *
   * @param encodings the file: a tensor for each text, or one bare tensor
   * @param mapping a JSON file from folder names to texts; may be missing
   * @throws io.asva.core.weights.WeightsException if the encodings can't be read
   * @throws TextException if there are none, they can't be seen as 77 tokens of one width, or the
   *     mapping can't be read
   */
  public static CategoryEncodings open(Path encodings, Path mapping) {
    Weights weights = Weights.open(encodings);
    Weights named =
        weights.renamed(name -> name.equals(Weights.SOLE_TENSOR) ? Dataset.SOLE_CATEGORY : name);
    return new CategoryEncodings(named, channels(named), mapping(mapping));
  }

  private static int channels(Weights encodings) {
    List<String> odd = new ArrayList<>();
    int channels = 0;
    for (WeightTensor tensor : encodings.tensors()) {
      long elements = tensor.shape().elements();
      boolean fits = tensor.type().isFloat() && elements > 0 && elements % TOKENS == 0;
      if (fits && channels == 0) {
        channels = Math.toIntExact(elements / TOKENS);
      }
      if (!fits || elements != (long) channels * TOKENS) {
        odd.add(tensor.name() + ": " + tensor.type() + " " + tensor.shape());
      }
    }
    if (channels == 0 || !odd.isEmpty()) {
      throw new TextException(
          encodings.source()
              + " must hold encodings of texts, floats that can be seen as 1x77x"
              + (channels == 0 ? "C" : channels)
              + " each; found "
              + (odd.isEmpty() ? "no tensor" : "")
              + Listing.lines(odd, LISTED)
              + (odd.isEmpty() ? "." : ""));
    }
    return channels;
  }

  /** The texts of categories by their folders, if there is a file of them. */
  static Map<String, String> mapping(Path file) {
    try {
      return ClassMapping.readIfThere(file).texts();
    } catch (DatasetException e) {
      throw new TextException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The width of an encoding's tokens. */
  public int channels() {
    return channels;
  }

  /** The texts of the categories. */
  public List<String> names() {
    return encodings.tensors().stream().map(WeightTensor::name).toList();
  }

  /**
   * The encoding of a category, (1, 77, channels).
   *
   * @param category its text, or its folder's name
   * @throws io.asva.core.weights.WeightsException if it can't be read
   */
  public Optional<FloatTensor> find(String category) {
    String text = texts.getOrDefault(category, category);
    for (String name : List.of(text, category.replace('_', ' '))) {
      if (encodings.find(name).isPresent()) {
        return Optional.of(row(encodings, name));
      }
    }
    return Optional.empty();
  }

  /**
   * A tensor as the encoding of one text, (1, 77, channels).
   *
   * @throws TextException if it can't be seen so
   * @throws io.asva.core.tensor.NonFiniteException if a number of it is NaN or infinite
   */
  static FloatTensor row(Weights weights, String name) {
    Tensor tensor = weights.read(name);
    Shape shape = tensor.shape();
    if (!(tensor instanceof FloatTensor floats)
        || shape.elements() == 0
        || shape.elements() % TOKENS != 0) {
      throw new TextException(
          weights.source()
              + ": the encoding "
              + name
              + " is "
              + tensor.type()
              + " "
              + shape
              + "; expected floats that can be seen as 1x77xC.");
    }
    FiniteCheck.require(
        "The encoding " + name + " in " + weights.source(),
        floats,
        () -> "The file is damaged; make or get it again.");
    return floats.reshape(1, TOKENS, Math.toIntExact(shape.elements() / TOKENS));
  }
}
