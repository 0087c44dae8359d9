package io.asva.examples.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** One of the panels of a plot that lie above each other and share their horizontal axis. */
final class PlotPanel {
  private static final List<Color> COLOURS =
      List.of(new Color(0x1f5fa8), new Color(0x2f8f4e), new Color(0xc8401e), new Color(0x8a5aa8));
  private static final Color PALE = new Color(0xb9cfe8);
  private static final Color GRID = new Color(0xe4e7ec);
  private static final Color BORDER = new Color(0x9aa3b0);
  private static final float THIN = 1;
  private static final float THICK = 2.5f;
  private static final int MARKER = 6;
  private static final int STRETCHES = 500;
  private static final double SPIKES = 0.995;
  private static final double ROOM = 0.05;
  private static final double ROOM_ON_THE_RIGHT = 1.01;
  private static final Color VEIL = new Color(255, 255, 255, 220);
  private static final int TICKS_APART = 110;
  private static final int ROWS_APART = 34;

  private final XYChart chart;
  private final int height;
  private double least = Double.POSITIVE_INFINITY;
  private double largest = Double.NEGATIVE_INFINITY;

  private PlotPanel(XYChart chart, int height) {
    this.chart = chart;
    this.height = height;
  }

  /**
   * An empty panel.
   *
   * @param axis what its vertical axis is
   * @param last where its horizontal axis ends
   * @param height in pixels
   */
  static PlotPanel of(String axis, double last, int height) {
    XYChart chart = new XYChartBuilder().height(height).yAxisTitle(axis).build();
    chart.setCustomYAxisTickLabelsFormatter(PlotPanel::label);
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    chart
        .getStyler()
        .setXAxisMin(0.0)
        .setXAxisMax(ROOM_ON_THE_RIGHT * last)
        .setXAxisTickMarkSpacingHint(TICKS_APART)
        .setYAxisTickMarkSpacingHint(ROWS_APART)
        .setPlotGridLinesColor(GRID)
        .setPlotGridLinesStroke(new BasicStroke(1))
        .setPlotTicksMarksVisible(false)
        .setAxisTickMarksColor(BORDER)
        .setAxisTickLabelsFont(new Font(Font.MONOSPACED, Font.PLAIN, 12))
        .setAxisTitleFont(font)
        .setXAxisDecimalPattern("#,##0")
        .setChartBackgroundColor(Color.WHITE)
        .setPlotBorderColor(BORDER)
        .setPlotContentSize(1)
        .setChartTitleVisible(false)
        .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16))
        .setLegendFont(font)
        .setLegendLayout(LegendLayout.Horizontal)
        .setLegendBackgroundColor(VEIL)
        .setLegendBorderColor(VEIL)
        .setLegendVisible(false)
        .setLegendSeriesLineLength(24);
    return new PlotPanel(chart, height);
  }

  /** Six characters, so that panels above each other have their axes above each other. */
  private static String label(double value) {
    return String.format(Locale.ROOT, "%.4f", value).substring(0, 6);
  }

  int height() {
    return height;
  }

  PlotPanel title(String text) {
    chart.setTitle(text);
    chart.getStyler().setChartTitleVisible(true);
    return this;
  }

  /** Shows the names of its lines, in a corner where such lines seldom are. */
  PlotPanel legend(LegendPosition corner) {
    chart.getStyler().setLegendPosition(corner).setLegendVisible(true);
    return this;
  }

  /** Shows at least this range. */
  PlotPanel from(double lowest, double highest) {
    range(lowest, highest);
    return this;
  }

  /** Says what is to the right, and so ends the panels. */
  PlotPanel steps(String axis) {
    chart.setXAxisTitle(axis);
    return this;
  }

  /** A line that jumps, thin, and a thick smoothed one over it. Rare high spikes are cut off. */
  PlotPanel noisy(String name, Curve curve, Curve smooth) {
    add(name, curve.thinned(STRETCHES), PALE, THIN);
    add(name + ", smoothed", smooth.thinned(STRETCHES), COLOURS.get(0), THICK);
    range(curve.quantile(0), Math.max(curve.quantile(SPIKES), smooth.quantile(1)));
    return this;
  }

  /** A line. */
  PlotPanel line(String name, Curve curve) {
    add(name, curve.thinned(STRETCHES), COLOURS.get(0), THICK);
    range(curve.quantile(0), curve.quantile(1));
    return this;
  }

  /** A line through marked points. */
  PlotPanel points(String name, Curve curve) {
    Color colour = COLOURS.get(chart.getSeriesMap().size() % COLOURS.size());
    add(name, curve, colour, THICK).setMarker(SeriesMarkers.CIRCLE).setMarkerColor(colour);
    range(curve.quantile(0), curve.quantile(1));
    return this;
  }

  private XYSeries add(String name, Curve curve, Color colour, float width) {
    XYSeries series = chart.addSeries(name, curve.steps(), curve.values());
    series.setMarker(SeriesMarkers.NONE).setLineColor(colour).setLineWidth(width);
    return series;
  }

  private void range(double from, double to) {
    least = Math.min(least, from);
    largest = Math.max(largest, to);
  }

  /** Draws it with its upper left corner at the origin. */
  void paint(Graphics2D g, int width) {
    double room = largest > least ? ROOM * (largest - least) : 1;
    chart.getStyler().setYAxisMin(least - room).setYAxisMax(largest + room).setMarkerSize(MARKER);
    chart.paint(g, width, height);
    g.dispose();
  }
}
