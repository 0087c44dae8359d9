package io.asva.examples.drawn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.asva.examples.drawn.ClipFormat.Variety;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * All that a drawn data set follows from; it is kept beside the data set.
 *
 * @param videos how many
 * @param testVideos how many of them are for tests
 * @param seed what all choices follow from
 * @param size width and height in pixels
 * @param seconds length of a video
 * @param fps frames a second
 * @param rate samples a second
 * @param pairs share of images with two things
 * @param foreignVoices share of those in which any category's voice is heard
 * @param variety whether the videos have one form
 * @param edition how it is drawn
 * @param categories what is drawn, copied
 */
public record DrawnSettings(
    int videos,
    int testVideos,
    long seed,
    int size,
    double seconds,
    double fps,
    int rate,
    double pairs,
    double foreignVoices,
    Variety variety,
    Edition edition,
    List<DrawnCategory> categories) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Goes up whenever the same settings begin to mean other images or sounds. */
  private static final int VERSION = 2;

  /** Copies the list. */
  public DrawnSettings {
    categories = List.copyOf(categories);
  }

  String json() {
    return tree().toPrettyString() + "\n";
  }

  private ObjectNode tree() {
    ObjectNode components = JSON.valueToTree(this);
    return components.put("version", VERSION);
  }

  /** The differences of a file of settings, a line each; none if it is the same. */
  List<String> differences(String json) {
    List<String> differences = new ArrayList<>();
    try {
      JsonNode there = JSON.readTree(json);
      JsonNode asked = JSON.readTree(json());
      TreeSet<String> names = new TreeSet<>();
      there.fieldNames().forEachRemaining(names::add);
      asked.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        if (!there.path(name).equals(asked.path(name))) {
          differences.add(
              name + " is " + there.path(name) + " there and " + asked.path(name) + " here");
        }
      }
    } catch (JsonProcessingException e) {
      differences.add("the file is damaged: " + e.getOriginalMessage());
    }
    return differences;
  }
}
