package io.asva.diffusion;

import io.asva.core.files.AsvaCache;
import io.asva.core.files.IoReason;
import io.asva.core.weights.WeightsException;
import io.asva.core.weights.lora.LoraFile;
import io.asva.core.weights.lora.LoraFit;
import io.asva.core.weights.lora.LoraMerge;
import io.asva.unet.UnetModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A denoiser with LoRAs added. Changed weights lie in memory, or if they are many in a file that
 * goes when this is closed.
 */
record AddedLoras(UnetModel model, List<LoraFit> fits, Optional<Path> file)
    implements AutoCloseable {
  private static final long IN_MEMORY = 64L << 20;

  static AddedLoras to(UnetModel model, List<LoraFile> loras) {
    if (loras.isEmpty()) {
      return new AddedLoras(model, List.of(), Optional.empty());
    }
    LoraMerge merge = LoraMerge.of(model.weights(), loras);
    if (merge.bytes() <= IN_MEMORY) {
      UnetModel merged = new UnetModel(model.config(), merge.inMemory());
      return new AddedLoras(merged, merge.fits(), Optional.empty());
    }
    Path file = AsvaCache.scratch().resolve("lora-" + UUID.randomUUID() + ".safetensors");
    UnetModel merged = new UnetModel(model.config(), merge.inFile(file));
    return new AddedLoras(merged, merge.fits(), Optional.of(file));
  }

  @Override
  public void close() {
    if (file.isPresent()) {
      try {
        Files.deleteIfExists(file.get());
      } catch (IOException e) {
        throw new WeightsException(
            "Can't remove " + file.get() + ": " + IoReason.of(e) + ". It goes with the process.",
            e);
      }
    }
  }
}
