package io.asva.examples.plot;

import io.asva.core.files.IfExists;
import java.awt.BasicStroke;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A curve with one point marked, as an image.
 *
 * @param title above it
 * @param x what its horizontal axis is, with the unit
 * @param y what its vertical axis is
 * @param curve what the curve is called in the legend
 * @param points its points from left to right, at least one
 * @param mark what the marked point is called in the legend
 * @param marked the marked point
 */
public record LinePlot(
    String title, String x, String y, String curve, List<Point> points, String mark, Point marked) {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 560;
  private static final Color CURVE = new Color(0x1f5fa8);
  private static final Color MARK = new Color(0xc8401e);

  /** Copies the points. */
  public LinePlot {
    points = List.copyOf(points);
  }

  /**
   * A point.
   *
   * @param x to the right
   * @param y upwards
   */
  public record Point(double x, double y) {}

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
        .setLegendPosition(LegendPosition.OutsideS)
        .setChartBackgroundColor(Color.WHITE)
        .setAnnotationLineColor(MARK)
        .setAnnotationLineStroke(
            new BasicStroke(
                1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {4, 4}, 0));
    List<Double> xs = new ArrayList<>();
    List<Double> ys = new ArrayList<>();
    for (Point point : points) {
      xs.add(point.x());
      ys.add(point.y());
    }
    XYSeries line = chart.addSeries(curve, xs, ys);
    line.setMarker(SeriesMarkers.NONE).setLineColor(CURVE).setLineWidth(2);
    XYSeries best = chart.addSeries(mark, List.of(marked.x()), List.of(marked.y()));
    best.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(MARK).setLineColor(MARK);
    chart.addAnnotation(new AnnotationLine(marked.x(), true, false));
    return chart;
  }
}
