package io.asva.metrics.avalign;

import io.asva.core.Cancellation;
import io.asva.core.message.OptionalDependency;
import io.asva.core.runtime.NativeLibraries;
import io.asva.media.Image;
import io.asva.metrics.MetricsException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_video;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;

/** How far images move from one to the next, by Farneback's dense optical flow of OpenCV. */
final class OpticalFlow {
  static final String VERSION = "4.13.0-1.5.13";
  static final String OPENBLAS_VERSION = "0.3.31-1.5.13";
  private static final double PYRAMID_SCALE = 0.5;
  private static final int LEVELS = 3;
  private static final int WINDOW = 15;
  private static final int ITERATIONS = 3;
  private static final int NEIGHBOURHOOD = 5;
  private static final double SIGMA = 1.2;

  private OpticalFlow() {}

  /**
   * The mean length of the pixels' movements, in pixels.
   *
   * @param frames at least two, of one size
   * @return one value a frame; the first, which nothing comes before, has its successor's
   * @throws MetricsException if there are fewer than two frames, their sizes differ, or OpenCV is
   *     missing
   */
  static float[] magnitudes(Iterable<Image> frames, Cancellation cancellation) {
    require();
    List<Float> result = new ArrayList<>();
    Mat previous = null;
    try {
      for (Image frame : frames) {
        cancellation.check("measuring the motion of frame " + result.size());
        Mat next = grey(frame);
        if (previous == null) {
          result.add(0f);
        } else {
          requireSameSize(previous, next, result.size());
          result.add(magnitude(previous, next));
          previous.close();
        }
        previous = next;
      }
    } finally {
      if (previous != null) {
        previous.close();
      }
    }
    if (result.size() < 2) {
      throw new MetricsException(
          "Motion needs at least 2 frames; there " + (result.isEmpty() ? "are none." : "is 1."));
    }
    result.set(0, result.get(1));
    float[] values = new float[result.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = result.get(i);
    }
    return values;
  }

  private static Mat grey(Image frame) {
    try (BytePointer pixels = new BytePointer(frame.rgb());
        Mat rgb = new Mat(frame.height(), frame.width(), opencv_core.CV_8UC3, pixels)) {
      Mat grey = new Mat();
      opencv_imgproc.cvtColor(rgb, grey, opencv_imgproc.COLOR_RGB2GRAY);
      return grey;
    }
  }

  private static void requireSameSize(Mat previous, Mat next, int index) {
    if (previous.rows() != next.rows() || previous.cols() != next.cols()) {
      throw new MetricsException(
          "Frame "
              + index
              + " is "
              + next.cols()
              + "x"
              + next.rows()
              + ", the one before it "
              + previous.cols()
              + "x"
              + previous.rows()
              + "; motion is measured between frames of one size.");
    }
  }

  private static float magnitude(Mat previous, Mat next) {
    try (PointerScope scope = new PointerScope()) {
      Mat flow = new Mat();
      opencv_video.calcOpticalFlowFarneback(
          previous, next, flow, PYRAMID_SCALE, LEVELS, WINDOW, ITERATIONS, NEIGHBOURHOOD, SIGMA, 0);
      MatVector axes = new MatVector();
      opencv_core.split(flow, axes);
      Mat length = new Mat();
      opencv_core.magnitude(axes.get(0), axes.get(1), length);
      return (float) opencv_core.mean(length).get(0);
    }
  }

  private static void require() {
    try {
      Loaded.touch();
    } catch (LinkageError e) {
      String platform = Loader.getPlatform();
      String opencv = "org.bytedeco:opencv:" + VERSION;
      throw new MetricsException(
          OptionalDependency.message(
              "AV-Align measures motion by OpenCV",
              e,
              List.of(
                  opencv,
                  opencv + ":" + platform,
                  "org.bytedeco:openblas:" + OPENBLAS_VERSION + ":" + platform)),
          e);
    }
  }

  /** Apart, so that {@link OpticalFlow} itself loads where OpenCV is absent. */
  private static final class Loaded {
    static void touch() {
      NativeLibraries.load(
          List.of(opencv_core.class, opencv_imgproc.class, opencv_video.class),
          "openblas",
          "opencv");
    }
  }
}
