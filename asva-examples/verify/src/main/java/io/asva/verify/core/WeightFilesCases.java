package io.asva.verify.core;

import com.fasterxml.jackson.databind.JsonNode;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.TensorComparison;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import io.asva.verify.CaseRunner;
import io.asva.verify.GoldenCase;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The golden kind {@code weights.files}: files as torch writes them, and files to be refused. */
public final class WeightFilesCases implements CaseRunner {
  /** For {@link java.util.ServiceLoader}. */
  public WeightFilesCases() {}

  @Override
  public Set<String> kinds() {
    return Set.of("weights.files");
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    List<Comparison> results = new ArrayList<>();
    for (String key : List.of("same_tensors", "module_prefixed")) {
      for (String name : names(golden.json().path(key))) {
        Weights expected = Weights.open(golden.file("expected.safetensors"));
        compare(golden, name, name + "/", expected, results);
      }
    }
    for (String name : names(golden.json().path("tensors"))) {
      Weights others = Weights.open(golden.file("expected-others.safetensors"));
      Weights expected =
          others.find(name).isPresent()
              ? others.renamed(n -> n.equals(name) ? name + "/" + Weights.SOLE_TENSOR : n)
              : others;
      compare(golden, name, name + "/", expected.prefix(name + "/"), results);
    }
    for (String name : names(golden.json().path("refuse"))) {
      results.add(refused(golden, name));
    }
    return results;
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(name -> names.add(name.asText()));
    } else if (node.isTextual()) {
      names.add(node.asText());
    }
    return names;
  }

  private static void compare(
      GoldenCase golden, String file, String label, Weights expected, List<Comparison> results) {
    Weights actual;
    try {
      actual = Weights.open(golden.file(file));
    } catch (WeightsException e) {
      results.add(Comparison.failed(file, 0, String.valueOf(e.getMessage())));
      return;
    }
    for (WeightTensor tensor : expected.tensors()) {
      results.add(compare(golden, label + tensor.name(), tensor, expected, actual));
    }
    for (WeightTensor tensor : actual.tensors()) {
      if (expected.find(tensor.name()).isEmpty()) {
        results.add(Comparison.failed(label + tensor.name(), 0, "not expected"));
      }
    }
  }

  private static Comparison compare(
      GoldenCase golden, String label, WeightTensor tensor, Weights expected, Weights actual) {
    double allowed = golden.tolerance(tensor.name());
    WeightTensor found = actual.find(tensor.name()).orElse(null);
    if (found == null) {
      return Comparison.failed(label, allowed, "missing");
    }
    ElementType type = found.type() == ElementType.BF16 ? ElementType.F32 : found.type();
    if (type != tensor.type()) {
      return Comparison.failed(
          label, allowed, "expected type " + tensor.type() + ", found " + found.type());
    }
    try {
      return TensorComparison.compare(
          label, actual.read(tensor.name()), expected.read(tensor.name()), allowed);
    } catch (WeightsException e) {
      return Comparison.failed(label, allowed, String.valueOf(e.getMessage()));
    }
  }

  private static Comparison refused(GoldenCase golden, String name) {
    if (!Files.exists(golden.file(name))) {
      return Comparison.failed(name, 0, "the file is missing from the case");
    }
    try {
      Weights opened = Weights.open(golden.file(name));
      return Comparison.failed(name, 0, "opened with " + opened.tensors().size() + " tensors");
    } catch (WeightsException e) {
      return new Comparison(name, 0, 0, String.valueOf(e.getMessage()));
    }
  }
}
