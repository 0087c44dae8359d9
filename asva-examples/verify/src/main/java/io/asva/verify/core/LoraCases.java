package io.asva.verify.core;

import io.asva.core.runtime.Device;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.lora.LoraFile;
import io.asva.core.weights.lora.LoraMerge;
import io.asva.verify.CaseRunner;
import io.asva.verify.GoldenCase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The golden kind {@code weights.lora}: weights with a LoRA added. */
public final class LoraCases implements CaseRunner {
  /** For {@link java.util.ServiceLoader}. */
  public LoraCases() {}

  @Override
  public Set<String> kinds() {
    return Set.of("weights.lora");
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    LoraFile lora =
        new LoraFile(golden.file("lora.safetensors"), golden.json().path("scale").asDouble(1));
    Weights merged =
        LoraMerge.of(Weights.open(golden.file("base.safetensors")), List.of(lora)).inMemory();
    Map<String, Tensor> values = new HashMap<>();
    for (WeightTensor tensor : merged.tensors()) {
      values.put(tensor.name(), merged.read(tensor.name()));
    }
    return golden.compare(values);
  }
}
