package io.asva.examples.cli;

import io.asva.core.ProgressMonitor;
import io.asva.core.files.IfExists;
import io.asva.models.ModelsFolder;
import io.asva.models.ModelsIntake;
import io.asva.models.PlacedFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Puts downloaded files into their places. */
@Command(
    name = "put",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Copies what a browser has downloaded into its place: files, zip files, or folders that were"
            + " unpacked. Files are known by their content; their names don't matter.")
final class ModelsPutCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "What was downloaded.")
  private List<Path> files;

  @Mixin private ModelOptions models;

  @Option(names = "--overwrite", description = "Replace files that exist.")
  private boolean overwrite;

  @ParentCommand private ModelsCommand parent;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ModelsFolder folder = new ModelsFolder(models.models(), models.dataset());
    ModelsIntake intake = new ModelsIntake(folder, overwrite ? IfExists.REPLACE : IfExists.FAIL);
    try (ProgressDisplay progress = ProgressDisplay.of(spec.commandLine().getErr())) {
      ProgressMonitor monitor = parent.asva().cancellation().reporting(progress);
      for (Path file : files) {
        for (PlacedFile placed : intake.put(file, monitor)) {
          out.println(
              placed.part().title()
                  + ": "
                  + placed.from()
                  + " is now "
                  + ModelsListingText.place(folder.root(), placed.place()));
        }
      }
    }
    out.flush();
    return ExitCode.OK;
  }
}
