package io.asva.core.weights.lora;

import io.asva.core.message.Listing;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Weights with LoRAs added: {@code weight + scale x alpha / rank x up x down} for each layer that a
 * LoRA names, of linear layers and convolutions. Several add up. A scale of 0 changes no bit.
 *
 * <p>Immutable, so safe for use by many threads.
 */
public final class LoraMerge {
  private static final String END = ".weight";
  private static final int LISTED = 3;

  private final Weights base;
  private final Map<String, LoraSum> sums;
  private final List<LoraFit> fits;

  private LoraMerge(Weights base, Map<String, LoraSum> sums, List<LoraFit> fits) {
    this.base = base;
    this.sums = sums;
    this.fits = List.copyOf(fits);
  }

  /**
   * Reads LoRAs and finds the weights that they change; nothing is computed yet.
   *
   * @param base a network's weights under diffusers' names, as AVSyncD's UNet and Stable
   *     Diffusion's have them
   * @throws LoraException if a file can't be used, nothing in one fits, or a matrix has another
   *     shape than the network's
   * @throws io.asva.core.weights.WeightsException if a file can't be read
   */
  public static LoraMerge of(Weights base, List<LoraFile> loras) {
    Objects.requireNonNull(base, "base");
    Map<String, WeightTensor> places = new HashMap<>();
    for (WeightTensor tensor : base.tensors()) {
      String name = tensor.name();
      if (name.endsWith(END) && tensor.shape().rank() >= 2 && tensor.type().isFloat()) {
        places.put(LoraKey.flat(name.substring(0, name.length() - END.length())), tensor);
      }
    }
    Map<String, List<LoraSum.Term>> terms = new LinkedHashMap<>();
    List<LoraFit> fits = new ArrayList<>();
    for (LoraFile file : loras) {
      fits.add(add(file, base, places, terms));
    }
    Map<String, LoraSum> sums = new LinkedHashMap<>();
    terms.forEach(
        (name, added) -> sums.put(name, new LoraSum(base, base.require(name), List.copyOf(added))));
    return new LoraMerge(base, sums, fits);
  }

  private static LoraFit add(
      LoraFile file,
      Weights base,
      Map<String, WeightTensor> places,
      Map<String, List<LoraSum.Term>> terms) {
    Lora lora = Lora.read(file.file());
    List<String> unfit = new ArrayList<>(lora.others());
    int layers = 0;
    for (LoraLayer layer : lora.layers()) {
      WeightTensor place = places.get(layer.layer());
      if (place == null) {
        unfit.add(layer.name());
        continue;
      }
      requireFit(lora, layer, base, place);
      layers++;
      double factor = file.scale() * layer.share();
      if (factor != 0) {
        terms
            .computeIfAbsent(place.name(), name -> new ArrayList<>())
            .add(new LoraSum.Term(lora, layer, factor));
      }
    }
    if (layers == 0) {
      throw nothingFits(lora, base, unfit);
    }
    return new LoraFit(file, layers, unfit, lora.textEncoder());
  }

  private static void requireFit(Lora lora, LoraLayer layer, Weights base, WeightTensor place) {
    Shape weight = place.shape();
    if (!layer.fits(weight)) {
      throw new LoraException(
          lora.source()
              + " is for another network: its matrices for "
              + layer.name()
              + " are "
              + layer.down().shape()
              + " and "
              + layer.up().shape()
              + ", which don't fit "
              + place.name()
              + " of "
              + base.source()
              + ", "
              + weight
              + ". A LoRA fits the kind of model that it was trained on, such as Stable Diffusion"
              + " 1.5.");
    }
  }

  private static LoraException nothingFits(Lora lora, Weights base, List<String> unfit) {
    String found =
        unfit.isEmpty()
            ? "it has " + lora.textEncoder() + " tensors, all for a text encoder"
            : "it has "
                + Listing.inLine(unfit, LISTED)
                + (lora.textEncoder() > 0
                    ? ", and " + lora.textEncoder() + " tensors for a text encoder"
                    : "");
    return new LoraException(
        "Nothing in "
            + lora.source()
            + " fits the weights in "
            + base.source()
            + ": "
            + found
            + ". Expected a LoRA of that network in kohya's layout (lora_unet_down_blocks_...) or"
            + " peft's (unet.down_blocks....).");
  }

  /** How far each LoRA fits, in their order. */
  public List<LoraFit> fits() {
    return fits;
  }

  /** The bytes of the weights that change. */
  public long bytes() {
    return sums.values().stream().mapToLong(sum -> sum.tensor().bytes()).sum();
  }

  /**
   * The weights, of which those that change are computed and lie in memory.
   *
   * @throws LoraException if one isn't finite
   */
  public Weights inMemory() {
    List<WeightTensor> changed = new ArrayList<>();
    for (LoraSum sum : sums.values()) {
      WeightTensor tensor = sum.tensor();
      ByteBuffer bytes =
          ByteBuffer.allocate(Math.toIntExact(tensor.bytes())).order(ByteOrder.LITTLE_ENDIAN);
      sum.fill(0, bytes);
      changed.add(
          new WeightTensor(
              tensor.name(),
              tensor.type(),
              tensor.shape(),
              new WeightTensor.InMemory(bytes.flip())));
    }
    return with(Weights.of(base.source(), changed));
  }

  /**
   * The weights, of which those that change are computed and written to a file, which must stay
   * while they are used.
   *
   * @throws LoraException if one isn't finite
   * @throws io.asva.core.weights.WeightsException if the file can't be written
   */
  public Weights inFile(Path file) {
    SafetensorsWriter writer = writer().withoutSync();
    sums.values().forEach(sum -> add(writer, sum));
    writer.write(file);
    return with(Weights.openTree(file));
  }

  /**
   * Writes all weights to a safetensors file, in the place of one that may be there.
   *
   * @throws LoraException if one isn't finite; nothing is written then
   * @throws io.asva.core.weights.WeightsException if the file can't be written
   */
  public void write(Path file) {
    SafetensorsWriter writer = writer().metadata("format", "pt");
    for (WeightTensor tensor : base.tensors()) {
      LoraSum sum = sums.get(tensor.name());
      if (sum == null) {
        writer.addAll(Weights.of(base.source(), List.of(tensor)));
      } else {
        add(writer, sum);
      }
    }
    writer.replace(file);
  }

  private static SafetensorsWriter writer() {
    return new SafetensorsWriter().threads(Runtime.getRuntime().availableProcessors());
  }

  private static void add(SafetensorsWriter writer, LoraSum sum) {
    writer.add(sum.tensor().name(), sum.tensor().type(), sum.tensor().shape(), sum);
  }

  private Weights with(Weights changed) {
    return Weights.of(
        base.source(),
        base.tensors().stream().map(tensor -> changed.find(tensor.name()).orElse(tensor)).toList());
  }
}
