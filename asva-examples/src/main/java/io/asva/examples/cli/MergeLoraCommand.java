package io.asva.examples.cli;

import io.asva.core.files.IfExists;
import io.asva.core.message.Listing;
import io.asva.core.weights.lora.LoraFile;
import io.asva.core.weights.lora.LoraFit;
import io.asva.diffusion.model.MergedUnet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Adds a LoRA to a UNet's weights. */
@Command(
    name = "merge-lora",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Adds a LoRA to the weights of a UNet and writes it to a folder of its own, to be animated"
          + " with like any other.",
      "AVSyncD's spatial weights are Stable Diffusion 1.5's, so LoRAs of that fit, those for few"
          + " steps (LCM, TCD, Hyper-SD), too: animate with --scheduler lcm or tcd, 4 to 8 steps."
    })
final class MergeLoraCommand implements Callable<Integer> {
  private static final int LISTED = 5;

  @Option(
      names = "--unet",
      paramLabel = "DIR",
      required = true,
      description = "The UNet: a folder with config.json and weights.")
  private Path unet;

  @Option(
      names = "--lora",
      paramLabel = "FILE",
      required = true,
      description = "The LoRA, in kohya's or peft's layout.")
  private Path lora;

  @Option(
      names = "--scale",
      paramLabel = "SCALE",
      defaultValue = "1.0",
      description = "How much of it is added. Default: ${DEFAULT-VALUE}, as it was trained.")
  private double scale;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      required = true,
      description = "The folder to write to; made if it is not there.")
  private Path to;

  @Option(names = "--overwrite", description = "Replace files that exist.")
  private boolean overwrite;

  @ParentCommand private Asva asva;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    asva.cancellation(); // writing is interrupted in an orderly way
    List<LoraFit> fits =
        MergedUnet.write(
            unet,
            List.of(new LoraFile(lora, scale)),
            to,
            overwrite ? IfExists.REPLACE : IfExists.FAIL);
    PrintWriter out = spec.commandLine().getOut();
    fits.forEach(fit -> print(fit, out, spec.commandLine().getErr()));
    out.println("Wrote " + to);
    out.flush();
    return ExitCode.OK;
  }

  private static void print(LoraFit fit, PrintWriter out, PrintWriter err) {
    out.println("Added " + fit.lora().file() + " to " + fit.layers() + " layers");
    if (fit.textEncoder() > 0) {
      err.println(
          "asva: left out "
              + fit.textEncoder()
              + " tensors for a text encoder; only the UNet is changed");
    }
    List<String> unfit = fit.unfit();
    if (!unfit.isEmpty()) {
      err.println(
          "asva: left out "
              + unfit.size()
              + " that the UNet has no layer for: "
              + Listing.inLine(unfit, LISTED));
    }
    err.flush();
  }
}
