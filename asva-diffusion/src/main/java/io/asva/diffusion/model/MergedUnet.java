package io.asva.diffusion.model;

import io.asva.core.config.ModelConfig;
import io.asva.core.config.ModelConfigException;
import io.asva.core.files.IfExists;
import io.asva.core.files.IoReason;
import io.asva.core.files.OutputFile;
import io.asva.core.files.PlainFile;
import io.asva.core.layout.PartsLayout;
import io.asva.core.weights.Weights;
import io.asva.core.weights.lora.LoraFile;
import io.asva.core.weights.lora.LoraFit;
import io.asva.core.weights.lora.LoraMerge;
import io.asva.unet.UnetModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A UNet with LoRAs added, as a folder of its own: {@code config.json} and weights. */
public final class MergedUnet {
  private static final String WEIGHTS = UnetModel.WEIGHTS + ".safetensors";

  private MergedUnet() {}

  /**
   * Writes it.
   *
   * @param unet the folder of a UNet, for videos or for images; its {@code config.json} is copied
   * @param loras what is added
   * @param to another folder, made if it isn't there
   * @param ifExists what becomes of files that are there
   * @return how far each LoRA fits
   * @throws io.asva.core.weights.lora.LoraException if a LoRA can't be used, or nothing in it fits
   * @throws ModelFolderException if the folder is the UNet's own
   * @throws io.asva.core.files.OutputException if a file can't be written to its place
   * @throws io.asva.core.AsvaException if the UNet can't be read, or its copy can't be written
   */
  public static List<LoraFit> write(Path unet, List<LoraFile> loras, Path to, IfExists ifExists) {
    Objects.requireNonNull(unet, "unet");
    Objects.requireNonNull(loras, "loras");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(ifExists, "ifExists");
    requireOther(unet, to);
    for (String name : List.of(PartsLayout.CONFIG, WEIGHTS)) {
      OutputFile.checkWithFolders(to.resolve(name), ifExists);
    }
    Path config = unet.resolve(PartsLayout.CONFIG);
    ModelConfig.read(config);
    LoraMerge merge = LoraMerge.of(Weights.openFolder(unet, UnetModel.WEIGHTS), loras);
    byte[] settings = bytes(config);
    OutputFile.writeWithFolders(to.resolve(WEIGHTS), ifExists, merge::write);
    OutputFile.write(to.resolve(PartsLayout.CONFIG), ifExists, file -> Files.write(file, settings));
    return merge.fits();
  }

  private static void requireOther(Path unet, Path to) {
    try {
      if (Files.exists(to) && Files.isSameFile(unet, to)) {
        throw new ModelFolderException(
            "The UNet with what is added can't take the place of "
                + unet
                + "; name another folder.");
      }
    } catch (IOException e) {
      throw new ModelFolderException("Can't look at " + unet + ": " + IoReason.of(e) + ".", e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return PlainFile.bytes(file);
    } catch (IOException e) {
      throw new ModelConfigException("Can't read " + file + ": " + IoReason.of(e) + ".", e);
    }
  }
}
