package io.asva.examples.cli;

import io.asva.media.dataset.Dataset;
import io.asva.media.dataset.DatasetCheck;
import io.asva.media.dataset.DatasetReport;
import io.asva.media.dataset.ListType;
import io.asva.media.dataset.Split;
import io.asva.media.dataset.VideoUse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Says what is wrong with the videos of a data set. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Decodes every listed video and says which are missing, unreadable, too short, silent, or"
            + " listed wrongly.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:nothing is wrong", "1:something is, or the data set can't be read"})
final class DatasetCheckCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      description = "The data set, in a published layout, or a folder of videos.")
  private Path folder;

  @Option(
      names = "--split",
      paramLabel = "NAME",
      converter = SplitConverter.class,
      description = "train or test. Default: both, where they have lists.")
  private @Nullable Split split;

  @Option(
      names = "--for",
      paramLabel = "USE",
      converter = UseConverter.class,
      description =
          "What videos must be long enough for: clips (2 s), sync-evaluation (3.2 s, 12 frames a"
              + " second) or sync-training (6 s, 12 frames a second). Default: clips; for lists and"
              + " videos alone, as VGGSS has them, the other two.")
  private @Nullable VideoUse use;

  @Option(
      names = {"--example_list_type", "--example-list-type"},
      paramLabel = "TYPE",
      defaultValue = "video",
      converter = ListTypeConverter.class,
      description = "video, or clip for lists of path,start,end. Default: ${DEFAULT-VALUE}.")
  private ListType listType;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Videos decoded at a time. Default: one a processor, at most 4.")
  private @Nullable Integer threads;

  @Mixin private LimitsOption limits;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @ParentCommand private DatasetCommand parent;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Dataset dataset = Dataset.open(folder);
    DatasetCheck check = DatasetCheck.of(dataset).listType(listType).limits(limits.limits());
    if (split != null) {
      check.split(split);
    }
    if (use != null) {
      check.use(use);
    }
    if (threads != null) {
      check.threads(threads);
    }
    DatasetReport report;
    try (ProgressDisplay progress = ProgressDisplay.of(spec.commandLine().getErr())) {
      report = check.run(parent.asva().cancellation().reporting(progress));
    }
    DatasetReportText text = new DatasetReportText(dataset, report);
    if (json) {
      text.json().print(spec.commandLine().getOut());
    } else {
      text.print(spec.commandLine().getOut());
    }
    return report.findings().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static TypeConversionException unknown(String value, String known) {
    return new TypeConversionException("'" + value + "' is none of " + known);
  }

  /** Turns a word into a split. */
  static final class SplitConverter implements ITypeConverter<Split> {
    @Override
    public Split convert(String value) {
      return switch (value) {
        case "train" -> Split.TRAIN;
        case "test" -> Split.TEST;
        default -> throw unknown(value, "train, test");
      };
    }
  }

  /** Turns a word into what videos are for. */
  static final class UseConverter implements ITypeConverter<VideoUse> {
    @Override
    public VideoUse convert(String value) {
      for (VideoUse use : VideoUse.values()) {
        if (value.equals(use.name().toLowerCase(Locale.ROOT).replace('_', '-'))) {
          return use;
        }
      }
      throw unknown(value, "clips, sync-evaluation, sync-training");
    }
  }

  /** Turns a word into a type of lists. */
  static final class ListTypeConverter implements ITypeConverter<ListType> {
    @Override
    public ListType convert(String value) {
      return switch (value) {
        case "video" -> ListType.VIDEO;
        case "clip" -> ListType.CLIP;
        default -> throw unknown(value, "video, clip");
      };
    }
  }
}
