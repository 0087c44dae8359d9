package io.asva.core.weights.internal;

import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Weights over a fixed set of tensors, in the order given. Immutable. */
public final class TensorMap implements Weights {
  private final String source;
  private final Map<String, WeightTensor> tensors;

  private TensorMap(String source, Map<String, WeightTensor> tensors) {
    this.source = source;
    this.tensors = tensors;
  }

  /**
   * Weights over tensors.
   *
   * @throws WeightsException if two have the same name
   */
  public static Weights of(String source, Collection<WeightTensor> tensors) {
    Map<String, WeightTensor> map = new LinkedHashMap<>();
    for (WeightTensor tensor : tensors) {
      if (map.put(tensor.name(), tensor) != null) {
        throw new WeightsException(source + " has two tensors named " + tensor.name() + ".");
      }
    }
    return new TensorMap(source, map);
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public Collection<WeightTensor> tensors() {
    return Collections.unmodifiableCollection(tensors.values());
  }

  @Override
  public Optional<WeightTensor> find(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  @Override
  public String toString() {
    return source + " (" + tensors.size() + " tensors)";
  }
}
