package io.asva.examples.plot;

import io.asva.core.files.IfExists;
import java.awt.BasicStroke;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Points of several kinds, and the line through the best of them, as an image.
 *
 * @param title above it
 * @param x what its horizontal axis, which is logarithmic, is
 * @param y what its vertical axis is
 * @param points all points, at least one
 * @param front those that no other is better than, from one side to the other
 */
public record FrontPlot(String title, String x, String y, List<Point> points, List<Point> front) {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 600;
  private static final Color LINE = new Color(0x9aa3b0);

  /** Copies the points. */
  public FrontPlot {
    points = List.copyOf(points);
    front = List.copyOf(front);
  }

  /**
   * A point.
   *
   * @param kind what the legend calls it
   * @param x to the right, positive
   * @param y upwards
   */
  public record Point(String kind, double x, double y) {}

  /**
   * Draws it into a png file.
   *
   * @throws io.asva.core.AsvaException if it can't be drawn or written
   */
  public void writePng(Path file, IfExists ifExists) {
    PlotFile.writePng(file, ifExists, () -> BitmapEncoder.getBufferedImage(chart()));
  }

  private XYChart chart() {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    chart
        .getStyler()
        .setXAxisLogarithmic(true)
        .setLegendPosition(LegendPosition.InsideNE)
        .setChartBackgroundColor(Color.WHITE)
        .setMarkerSize(8);
    add(chart, "the best", front)
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(LINE)
        .setLineStyle(new BasicStroke(1));
    Map<String, List<Point>> kinds = new LinkedHashMap<>();
    points.forEach(p -> kinds.computeIfAbsent(p.kind(), k -> new ArrayList<>()).add(p));
    kinds.forEach(
        (kind, some) ->
            add(chart, kind, some).setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter));
    return chart;
  }

  private static XYSeries add(XYChart chart, String name, List<Point> some) {
    return chart.addSeries(
        name, some.stream().map(Point::x).toList(), some.stream().map(Point::y).toList());
  }
}
