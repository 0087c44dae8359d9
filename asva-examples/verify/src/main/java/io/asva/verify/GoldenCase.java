package io.asva.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.core.AsvaException;
import io.asva.core.files.PlainFile;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.tensor.TensorComparison;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One golden case: a folder with {@code case.json}, {@code inputs.safetensors} and {@code
 * expected.safetensors}.
 *
 * <p>Immutable.
 */
public final class GoldenCase {
  private final Path folder;
  private final JsonNode json;
  private final @Nullable Weights inputs;
  private final @Nullable Weights expected;

  private GoldenCase(
      Path folder, JsonNode json, @Nullable Weights inputs, @Nullable Weights expected) {
    this.folder = folder;
    this.json = json;
    this.inputs = inputs;
    this.expected = expected;
  }

  /**
   * Reads the case in a folder.
   *
   * @throws AsvaException if the folder holds no readable case
   */
  public static GoldenCase read(Path folder) {
    try {
      JsonNode json = new ObjectMapper().readTree(PlainFile.bytes(folder.resolve("case.json")));
      return new GoldenCase(
          folder,
          json,
          open(folder.resolve("inputs.safetensors")),
          open(folder.resolve("expected.safetensors")));
    } catch (IOException e) {
      throw new AsvaException("Can't read the golden case in " + folder + ": " + e.getMessage(), e);
    }
  }

  private static @Nullable Weights open(Path file) {
    return Files.exists(file) ? Weights.open(file) : null;
  }

  /** The folder of the case. */
  public Path folder() {
    return folder;
  }

  /** The whole of {@code case.json}. */
  public JsonNode json() {
    return json;
  }

  /** The name of the case. */
  public String name() {
    return json.path("name").asText(folder.getFileName().toString());
  }

  /** The kind of computation, for instance {@code unet}. */
  public String kind() {
    return json.path("kind").asText();
  }

  /**
   * A file that the case names: below the case's folder, or in {@code assets} beside the folder of
   * the cases.
   */
  public Path file(String name) {
    return name.startsWith("assets/")
        ? folder.resolve("../..").resolve(name).toAbsolutePath().normalize()
        : folder.resolve(name);
  }

  /** Whether there is an input of this name. */
  public boolean hasInput(String name) {
    return inputs != null && inputs.find(name).isPresent();
  }

  /** The names of all inputs. */
  public List<String> inputNames() {
    return inputs == null ? List.of() : inputs.tensors().stream().map(WeightTensor::name).toList();
  }

  /** An input. */
  public Tensor input(String name) {
    if (inputs == null) {
      throw new AsvaException("The golden case " + name() + " has no inputs.");
    }
    return inputs.read(name);
  }

  /** A floating point input. */
  public FloatTensor floats(String name) {
    return (FloatTensor) input(name);
  }

  /** The names of all expected tensors. */
  public List<String> expectedNames() {
    return expected == null
        ? List.of()
        : expected.tensors().stream().map(WeightTensor::name).toList();
  }

  /** An expected tensor. */
  public Tensor expected(String name) {
    if (expected == null) {
      throw new AsvaException("The golden case " + name() + " expects no tensors.");
    }
    return expected.read(name);
  }

  /** The error that is allowed for a tensor. */
  public double tolerance(String tensor) {
    double result = json.path("tolerance").asDouble();
    int longest = -1;
    for (Map.Entry<String, JsonNode> entry : json.path("tolerances").properties()) {
      if (tensor.startsWith(entry.getKey()) && entry.getKey().length() > longest) {
        longest = entry.getKey().length();
        result = entry.getValue().asDouble();
      }
    }
    return result;
  }

  /** Compares every expected tensor with what was computed; one that was not computed fails. */
  public List<Comparison> compare(Map<String, ? extends Tensor> actual) {
    List<Comparison> result = new ArrayList<>();
    for (String name : expectedNames()) {
      Tensor value = actual.get(name);
      result.add(
          value == null
              ? Comparison.failed(name, tolerance(name), "not computed")
              : TensorComparison.compare(name, value, expected(name), tolerance(name)));
    }
    return result;
  }
}
