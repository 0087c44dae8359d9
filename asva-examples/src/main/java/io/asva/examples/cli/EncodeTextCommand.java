package io.asva.examples.cli;

import io.asva.core.files.IfExists;
import io.asva.core.layout.PartsLayout;
import io.asva.core.runtime.NetworkOptions;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.spi.TextSource;
import io.asva.diffusion.text.CategoryEncoder;
import io.asva.diffusion.text.EncoderTextSource;
import io.asva.media.dataset.Dataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Writes the encodings of a data set's categories. */
@Command(
    name = "encode-text",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Encodes the texts of a data set's categories with the text encoder, and writes them where"
            + " animations look for them: what"
            + " class_clip_text_encodings_stable-diffusion-v1-5.pt holds, as safetensors.")
final class EncodeTextCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The data set.")
  private Path folder;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      defaultValue = ".",
      description =
          "Folder with the text encoder: the reference's root (pretrained), or one that holds"
              + " text_encoder and tokenizer itself. Default: the current folder.")
  private Path models;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where to. Default: class_clip_text_encodings_stable-diffusion-v1-5.safetensors in the"
              + " data set's folder.")
  private @Nullable Path out;

  @Option(names = "--overwrite", description = "Replace the file if it exists.")
  private boolean overwrite;

  @Mixin private DeviceOption device;

  @ParentCommand private DatasetCommand parent;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Dataset dataset = Dataset.open(folder);
    Path file = out == null ? Dataset.newEncodingsIn(folder) : out;
    IfExists ifExists = overwrite ? IfExists.REPLACE : IfExists.FAIL;
    CategoryEncoder.check(file, ifExists);
    List<String> texts = CategoryEncoder.textsOf(dataset);
    ModelFolder parts =
        Files.isDirectory(new PartsLayout(models).textEncoder())
            ? ModelFolder.ofParts(models)
            : ModelFolder.ofDataset(models, dataset.name());
    try (TextSource encoder =
            EncoderTextSource.open(
                parts,
                device.resolve(spec.commandLine().getErr()).device(),
                NetworkOptions.defaults());
        ProgressDisplay progress = ProgressDisplay.of(spec.commandLine().getErr())) {
      new CategoryEncoder(encoder)
          .write(texts, file, ifExists, parent.asva().cancellation().reporting(progress));
    }
    spec.commandLine().getOut().println("Wrote " + texts.size() + " encodings to " + file);
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
