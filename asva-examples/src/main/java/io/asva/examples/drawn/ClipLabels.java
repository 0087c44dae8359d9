package io.asva.examples.drawn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.core.files.PlainFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The labels of a drawn video. A data set has a file of them, one a line as JSON.
 *
 * @param video the file as the lists have it
 * @param category the folder name of what moves
 * @param text its text
 * @param voice the folder name of what is heard; elsewhere than alone it may be another category
 * @param fps frames a second
 * @param onsets when strokes or swells begin, in seconds, rising
 * @param loudness how loud it is at each frame's time, 0 to 1
 * @param motion how far what moves is from its rest at each frame's time; 1 at most
 * @param things what is in the image
 */
public record ClipLabels(
    String video,
    String category,
    String text,
    String voice,
    double fps,
    List<Double> onsets,
    List<Double> loudness,
    List<Double> motion,
    List<Thing> things) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A thing in the image.
   *
   * @param category its folder name
   * @param moves whether it is the one that moves
   * @param box the pixels that it keeps within
   */
  public record Thing(String category, boolean moves, Region box) {}

  /** Copies the lists. */
  public ClipLabels {
    onsets = List.copyOf(onsets);
    loudness = List.copyOf(loudness);
    motion = List.copyOf(motion);
    things = List.copyOf(things);
  }

  /**
   * Reads a file of labels.
   *
   * @throws DrawnException if it can't be read, or a line is no label
   */
  public static List<ClipLabels> read(Path file) {
    List<ClipLabels> labels = new ArrayList<>();
    try {
      for (String line : PlainFile.text(file).lines().toList()) {
        labels.add(JSON.readValue(line, ClipLabels.class));
      }
    } catch (JsonProcessingException e) {
      throw new DrawnException(
          file + ", line " + (labels.size() + 1) + ": no label: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new DrawnException("Can't read the labels " + file + ": " + e.getMessage() + ".", e);
    }
    return labels;
  }

  String line() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // records of numbers and strings always can be written
    }
  }
}
