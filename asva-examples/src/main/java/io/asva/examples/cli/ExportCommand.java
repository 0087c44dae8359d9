package io.asva.examples.cli;

import io.asva.core.graph.Graph;
import io.asva.core.onnx.OnnxExport;
import io.asva.diffusion.model.FrameSize;
import io.asva.diffusion.model.ModelFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Writes a network as ONNX. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes a network as ONNX (model.onnx) that any ONNX runtime opens.",
      "Weights of more than 64 MB are not copied: they are used in place if --to is the"
          + " checkpoint's own folder, else through a hard link in it. Python's onnx.checker accepts"
          + " no hard links; --self-contained makes a copy that it accepts."
    })
final class ExportCommand implements Callable<Integer> {
  @Mixin private ModelOptions models;

  @Option(
      names = "--network",
      required = true,
      description = "Which one: ${COMPLETION-CANDIDATES}.")
  private NetworkName network;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      required = true,
      description = "The folder to write to; made if it is not there.")
  private Path to;

  @Option(
      names = "--self-contained",
      description = "Copy the network's weights beside it (weights.safetensors).")
  private boolean selfContained;

  @Option(
      names = "--frames",
      paramLabel = "N",
      defaultValue = "12",
      description = "Frames of a clip (unet). Default: ${DEFAULT-VALUE}.")
  private int frames;

  @Option(
      names = "--size",
      paramLabel = "HxW",
      converter = SizeConverter.class,
      description = "Size of the images (unet, vae-encoder, vae-decoder). Default: the data set's.")
  private @Nullable FrameSize size;

  @ParentCommand private Asva asva;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    asva.cancellation(); // copying is interrupted in an orderly way
    ModelFolder folder = models.folder();
    NetworkFiles.Opened opened =
        NetworkFiles.open(network, folder, size == null ? folder.size() : size, frames);
    OnnxExport export =
        selfContained
            ? OnnxExport.copying(opened.graph(), opened.weights(), to)
            : OnnxExport.sharing(opened.graph(), opened.weights(), to);
    PrintWriter out = spec.commandLine().getOut();
    out.println("Wrote " + export.model());
    describe(out, opened.graph());
    switch (export.placement()) {
      case IN_PLACE -> out.println("  weights in place: " + export.weights());
      case LINKED -> out.println("  weights linked: " + export.weights());
      case COPIED -> out.println("  weights copied: " + export.weights());
    }
    out.flush();
    return ExitCode.OK;
  }

  private static void describe(PrintWriter out, Graph graph) {
    for (Graph.Input input : graph.inputs()) {
      out.println(
          "  in   " + input.name() + " " + input.value().type() + " " + input.value().shape());
    }
    graph
        .outputs()
        .forEach(
            (name, value) ->
                out.println("  out  " + name + " " + value.type() + " " + value.shape()));
  }
}
