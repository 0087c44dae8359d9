package io.asva.core.weights.lora;

import java.util.List;

/**
 * How far a LoRA fits the weights that it was added to.
 *
 * @param lora the file and its scale
 * @param layers how many layers it changes
 * @param unfit names in the file for which the network has no layer; they are left out
 * @param textEncoder how many tensors are for a text encoder; they are left out, too
 */
public record LoraFit(LoraFile lora, int layers, List<String> unfit, int textEncoder) {
  /** Copies the list. */
  public LoraFit {
    unfit = List.copyOf(unfit);
  }
}
