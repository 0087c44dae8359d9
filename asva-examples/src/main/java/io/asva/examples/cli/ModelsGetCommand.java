package io.asva.examples.cli;

import io.asva.core.CancelledException;
import io.asva.core.files.IfExists;
import io.asva.models.ListedFile;
import io.asva.models.Listing;
import io.asva.models.ModelsFetcher;
import io.asva.models.ModelsFetcherBuilder;
import io.asva.models.ModelsFolder;
import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Fetches the files that the published models need. */
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Fetches what is missing and has an address of its own, and says where the rest is to be"
            + " had. It goes on where it ended, and checks sizes and hashes. The environment may"
            + " hold https_proxy, and HF_ENDPOINT and HF_TOKEN for Hugging Face's hub.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:everything is there that is needed", "1:something is not"})
final class ModelsGetCommand implements Callable<Integer> {
  private static final String PROXY_LOGINS = "jdk.http.auth.tunneling.disabledSchemes";

  @Mixin private ModelOptions models;
  @Mixin private PurposeOption purpose;

  @Option(
      names = "--mirror",
      paramLabel = "URL",
      description =
          "A folder of models on a web server of yours, from which all is fetched instead; also"
              + " what else must be fetched by hand.")
  private @Nullable URI mirror;

  @Option(
      names = "--overwrite",
      description = "Replace files that are cut short or of another kind.")
  private boolean overwrite;

  @ParentCommand private ModelsCommand parent;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    allowProxyLogins();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    ModelsFolder folder = new ModelsFolder(models.models(), models.dataset());
    Listing after;
    try (ProgressDisplay progress = ProgressDisplay.of(err)) {
      after =
          fetcher()
              .fetch(
                  folder,
                  purpose.purposes(),
                  parent.asva().cancellation().reporting(progress),
                  file -> announce(out, folder, file));
    } catch (CancelledException e) {
      err.println(
          "asva: Cancelled. What was fetched is kept; the next asva models get goes on from there.");
      err.flush();
      return Failures.INTERRUPTED;
    }
    new ModelsListingText(folder, purpose.words(), after).printRest(out);
    out.flush();
    return after.isComplete() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private ModelsFetcher fetcher() {
    ModelsFetcherBuilder builder =
        ModelsFetcher.builder().ifExists(overwrite ? IfExists.REPLACE : IfExists.FAIL);
    if (mirror != null) {
      builder.mirror(mirror);
    }
    return builder.build();
  }

  private static void announce(PrintWriter out, ModelsFolder folder, ListedFile file) {
    out.println(
        "Fetching "
            + file.published().part().title()
            + " to "
            + ModelsListingText.place(folder.root(), file.place())
            + file.published().licence().map(licence -> ", licence " + licence).orElse(""));
    out.flush();
  }

  /** Java gives a proxy no name and password for https unless it is told to before its client. */
  private static void allowProxyLogins() {
    if (System.getProperty(PROXY_LOGINS) == null) {
      System.setProperty(PROXY_LOGINS, "");
    }
  }
}
