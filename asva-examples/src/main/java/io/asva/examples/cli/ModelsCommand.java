package io.asva.examples.cli;

import io.asva.models.Listing;
import io.asva.models.ModelsFolder;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Lists the files that the published models need. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Lists the files that the published models need: where each lies, whether it is there, its"
            + " size, and where its authors publish it. Of the command line, asva models get alone"
            + " asks other servers.",
    subcommands = {ModelsGetCommand.class, ModelsPutCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:everything is there that is needed", "1:something is not"})
final class ModelsCommand implements Callable<Integer> {
  @Mixin private ModelOptions models;
  @Mixin private PurposeOption purpose;

  @ParentCommand private Asva asva;
  @Spec private CommandSpec spec;

  /** The main command. */
  Asva asva() {
    return asva;
  }

  @Override
  public Integer call() {
    ModelsFolder folder = new ModelsFolder(models.models(), models.dataset());
    Listing listing = folder.list(purpose.purposes());
    PrintWriter out = spec.commandLine().getOut();
    new ModelsListingText(folder, purpose.words(), listing).print(out);
    out.flush();
    return listing.isComplete() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
