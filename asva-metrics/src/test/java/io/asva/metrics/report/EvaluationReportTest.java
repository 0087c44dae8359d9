package io.asva.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.files.IfExists;
import io.asva.core.files.OutputException;
import io.asva.media.Protocol;
import io.asva.metrics.evaluation.Evaluation;
import io.asva.metrics.result.ClipMetric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationReportTest {
  private final Path folder;

  EvaluationReportTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Evaluation evaluation(String dataset, Protocol protocol, int clips) throws IOException {
    return ReportSamples.evaluation(folder, dataset, protocol, clips);
  }

  @Test
  void publishedFiguresStandBesideThoseFoundAndAreComparableUnderTheReferencesProtocolAlone()
      throws IOException {
    Evaluation reference = evaluation("thegreatesthits", Protocol.REFERENCE, 6);
    String page = EvaluationReport.of(reference).html();
    assertThat(page)
        .contains("<td>301.50</td><td></td><td>305.41</td><td>255.49</td><td>279.12</td>")
        .contains("<td>22.56</td><td>22.89</td><td>23.14</td>")
        .contains("Protocol <b>reference</b>: comparable")
        .contains("Q2 Files that fail", "Q6 Slipping frames", ">reproduced<")
        .containsPattern("Q7 Records of single clips.{0,200}>mended<")
        .contains("Q8 Colour tags", "Q9 Rotation tags")
        .doesNotContain("not comparable", ">Q1 ");
    Evaluation corrected =
        new Evaluation(
            reference.result(),
            "Landscapes",
            other(Protocol.CORRECTED).settings(),
            reference.clips(),
            List.of(),
            List.of());
    assertThat(EvaluationReport.of(corrected).html())
        .contains("<td>491.37</td>", "<b>not comparable</b>", ">mended<")
        .doesNotContain(">reproduced<", "<h2>Notes");
  }

  private Evaluation other(Protocol protocol) throws IOException {
    return ReportSamples.evaluation(
        Files.createDirectories(folder.resolve("2")), "Mine", protocol, 2);
  }

  @Test
  void aDataSetOfOnesOwnHasNoPublishedFigures() throws IOException {
    assertThat(EvaluationReport.of(evaluation("Mine", Protocol.REFERENCE, 6)).html())
        .doesNotContain("Published", "comparable");
  }

  @Test
  void categoriesHaveTheMeansOfTheirClips() throws IOException {
    Evaluation evaluation = evaluation("Mine", Protocol.CORRECTED, 9);
    double mean =
        evaluation.clips().stream()
            .filter(clip -> clip.category().equals("dog_barking"))
            .mapToDouble(clip -> clip.scores().get(ClipMetric.REL_SYNC))
            .average()
            .orElseThrow();
    Matcher row =
        Pattern.compile(
                "<th scope=\"row\">dog_barking</th><td>2</td><td>[^<]*</td><td>[^<]*</td>"
                    + "<td>([^<]*)</td>")
            .matcher(EvaluationReport.of(evaluation).html());
    assertThat(row.find()).isTrue();
    assertThat(row.group(1)).isEqualTo(Html.number(100 * mean, 2));
  }

  @Test
  void theBestClipsComeFirstAndNoneIsBothBestAndWorst() throws IOException {
    String page = EvaluationReport.of(evaluation("Mine", Protocol.CORRECTED, 5)).html();
    List<Double> shown =
        Pattern.compile("AlignSync \u00d7 100</dt><dd>([^<]*)</dd>")
            .matcher(page)
            .results()
            .map(match -> Double.valueOf(match.group(1)))
            .toList();
    assertThat(shown).hasSize(5).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(page.split("alt=\"Frames of the generated clip ", -1)).hasSize(6);
  }

  @Test
  void everythingIsEscapedAndNothingIsLoaded() throws IOException {
    String page = EvaluationReport.of(evaluation("<script>\"'&", Protocol.REFERENCE, 6)).html();
    assertThat(page)
        .contains("<h1>Evaluation of &lt;script&gt;&quot;&#39;&amp;</h1>")
        .contains("<li>exp/&lt;videos&gt;/x_clip-00.mp4 has no audio.</li>")
        .doesNotContain("<script", "http:", "https:", "=\"//", "@import", "url(", "{{");
    assertThat(Html.escape("a\u0000b")).isEqualTo("a\uFFFDb");
  }

  @Test
  void theSameEvaluationMakesTheSamePage() throws IOException {
    Evaluation evaluation = evaluation("Mine", Protocol.REFERENCE, 6);
    assertThat(EvaluationReport.of(evaluation).html())
        .isEqualTo(EvaluationReport.of(evaluation).html());
  }

  @Test
  void aClipThatWasRemovedSinceLeavesTheFigures() throws IOException {
    Evaluation evaluation = evaluation("Mine", Protocol.REFERENCE, 6);
    Files.delete(folder.resolve("0.mp4"));
    assertThat(EvaluationReport.of(evaluation).html()).contains("can't be read any more");
  }

  @Test
  void equalScoresCanBeDrawn() throws IOException {
    Evaluation one = evaluation("Mine", Protocol.REFERENCE, 1);
    assertThat(EvaluationReport.of(one).html()).contains("<rect", "1 of 1 clips");
    Evaluation none =
        new Evaluation(one.result(), "Mine", one.settings(), List.of(), List.of(), List.of());
    assertThat(EvaluationReport.of(none).html()).doesNotContain("<rect");
  }

  @Test
  void whatExistsIsKeptUnlessAskedFor() throws IOException {
    EvaluationReport report = EvaluationReport.of(evaluation("Mine", Protocol.REFERENCE, 2));
    Path file = folder.resolve("deep/er/report.html");
    report.write(file, IfExists.FAIL);
    assertThat(Files.readString(file)).isEqualTo(report.html());
    assertThatThrownBy(() -> report.write(file, IfExists.FAIL))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining("exists and is kept");
    report.write(file, IfExists.REPLACE);
  }
}
