package io.asva.examples.plot;

import io.asva.core.files.IfExists;
import io.asva.training.TrainingException;
import io.asva.training.TrainingFigures;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * How a run of training went, as an image: its loss, as it is and smoothed, with the loss of
 * evaluations; below that the other figures of evaluations, where there are any, and the learning
 * rate.
 *
 * <p>Immutable, so safe for use by many threads.
 */
public final class TrainingPlot {
  /** The name of the image beside a run's log. */
  public static final String FILE = "loss.png";

  /** The name of a run's log. */
  public static final String LOG = "train.jsonl";

  private static final String LOSS = "train_loss";
  private static final String RATE = "lr";
  private static final String TEST = "test_";
  private static final String TEST_LOSS = "test_loss";
  private static final String ACCURACY = "_acc";
  private static final String BAD_FILES = "test_bad_files";
  private static final double SMOOTHED_OVER = 0.03; // of the run
  private static final int LEAST_SMOOTHED_OVER = 5;
  private static final int WIDTH = 1200;
  private static final int LOSS_HEIGHT = 480;
  private static final int HEIGHT = 190;
  private static final int MARGIN = 12;

  private final String name;
  private final Map<String, Curve> curves;

  private TrainingPlot(String name, Map<String, Curve> curves) {
    this.name = name;
    this.curves = curves;
  }

  /**
   * The plot of a log, of a run that may be going on.
   *
   * @param log {@code train.jsonl}
   * @throws TrainingException if it can't be read, or has no loss
   */
  public static TrainingPlot of(Path log) {
    Map<String, Curve> curves = new TreeMap<>();
    TrainingFigures.forEach(
        log,
        line ->
            line.values()
                .forEach(
                    (figure, value) -> {
                      if (Double.isFinite(value)) {
                        curves.computeIfAbsent(figure, f -> new Curve()).add(line.step(), value);
                      }
                    }));
    if (!curves.containsKey(LOSS)) {
      throw new TrainingException(log + " has no " + LOSS + " yet, so there is nothing to draw.");
    }
    Path folder = log.toAbsolutePath().getParent();
    String name = folder == null ? "" : String.valueOf(folder.getFileName());
    return new TrainingPlot(name, curves);
  }

  /**
   * Draws it into a png file, which is there whole or not at all.
   *
   * @throws io.asva.core.AsvaException if it can't be drawn or written
   */
  public void writePng(Path file, IfExists ifExists) {
    PlotFile.writePng(file, ifExists, this::draw);
  }

  private BufferedImage draw() {
    List<PlotPanel> panels = panels();
    int height = panels.stream().mapToInt(PlotPanel::height).sum() + MARGIN;
    BufferedImage image = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, WIDTH, height);
    for (PlotPanel panel : panels) {
      panel.paint((Graphics2D) g.create(), WIDTH);
      g.translate(0, panel.height());
    }
    g.dispose();
    return image;
  }

  private List<PlotPanel> panels() {
    double last = curves.values().stream().mapToDouble(Curve::last).max().orElse(1);
    List<PlotPanel> panels = new ArrayList<>();
    panels.add(loss(last));
    panels.addAll(evaluations(last).values());
    curve(RATE).ifPresent(curve -> panels.add(rate(curve, last)));
    panels.get(panels.size() - 1).steps("update");
    return panels;
  }

  private PlotPanel loss(double last) {
    PlotPanel panel = PlotPanel.of("loss", last, LOSS_HEIGHT).legend(LegendPosition.InsideNE);
    Curve loss = curve(LOSS).orElseThrow();
    int width = Math.max(LEAST_SMOOTHED_OVER, (int) (SMOOTHED_OVER * loss.size()));
    panel.noisy("training loss", loss, loss.smoothed(width));
    curve(TEST_LOSS).ifPresent(curve -> panel.points("loss in evaluations", curve));
    return panel.title(
        String.format(
            Locale.ROOT,
            "training of %s: loss %.4g after %,d updates",
            name,
            loss.lastMean(width),
            (int) last));
  }

  /** A panel for the accuracies, and one for each other figure; bad files are no result. */
  private Map<String, PlotPanel> evaluations(double last) {
    Map<String, PlotPanel> panels = new TreeMap<>();
    curves.forEach(
        (figure, curve) -> {
          if (!figure.startsWith(TEST) || figure.endsWith("_loss") || figure.equals(BAD_FILES)) {
            return;
          }
          String words = figure.substring(TEST.length()).replace('_', ' ');
          if (figure.endsWith(ACCURACY)) {
            panels
                .computeIfAbsent(ACCURACY, a -> accuracies(last))
                .points(words.replaceAll(" acc$", ""), curve);
          } else {
            panels.put(figure, PlotPanel.of(words, last, HEIGHT).points(words, curve));
          }
        });
    return panels;
  }

  private static PlotPanel accuracies(double last) {
    return PlotPanel.of("accuracy", last, HEIGHT).from(0, 1).legend(LegendPosition.InsideSE);
  }

  /** In units of a power of ten, so that its figures are as long as the loss's. */
  private static PlotPanel rate(Curve curve, double last) {
    double highest = curve.quantile(1);
    int exponent = highest > 0 ? (int) Math.floor(Math.log10(highest)) : 0;
    String unit = exponent == 0 ? "" : " / 1e" + exponent;
    return PlotPanel.of("learning rate" + unit, last, HEIGHT)
        .from(0, 0)
        .line("learning rate", curve.times(Math.pow(10, -exponent)));
  }

  private Optional<Curve> curve(String figure) {
    return Optional.ofNullable(curves.get(figure));
  }
}
