package io.asva.media.dataset;

import io.asva.core.files.PlainFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Reads the lines of a list of videos. */
final class ListReader {
  /** More videos than any published data set lists; what a mislabelled file must not exceed. */
  static final int MOST_VIDEOS = 500_000;

  private static final long MOST_BYTES = 32 << 20;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Path list;
  private final VideoName names;
  private final ListType type;

  ListReader(Path list, Path root, ListType type) {
    this.list = list;
    this.names = new VideoName(root);
    this.type = type;
  }

  List<DatasetVideo> read() {
    List<DatasetVideo> videos = new ArrayList<>();
    int number = 0;
    for (Iterator<String> lines = text().lines().iterator(); lines.hasNext(); ) {
      String line = lines.next().strip();
      number++;
      if (line.isEmpty()) {
        continue;
      }
      if (videos.size() == MOST_VIDEOS) {
        throw new DatasetException(list + " lists more than " + MOST_VIDEOS + " videos.");
      }
      try {
        videos.add(video(line));
      } catch (DatasetException e) {
        throw new DatasetException(list + ", line " + number + ": " + e.getMessage(), e);
      }
    }
    if (videos.isEmpty()) {
      throw new DatasetException(list + " names no video; expected a name a line.");
    }
    return videos;
  }

  private String text() {
    try {
      if (!Files.isRegularFile(list)) {
        throw new DatasetException("There is no list of videos " + list + ".");
      }
      long size = Files.size(list);
      if (size > MOST_BYTES) {
        throw new DatasetException(
            list + " is no list of videos: it has " + size + " bytes, expected a name a line.");
      }
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(PlainFile.bytes(list)))
              .toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new DatasetException(
          list + " is no list of videos: it isn't text in UTF-8; expected a name a line.", e);
    } catch (IOException e) {
      throw new DatasetException("Can't read the list of videos " + list + ": " + e, e);
    }
  }

  private DatasetVideo video(String line) {
    if (type == ListType.VIDEO) {
      return names.video(line, Segment.WHOLE);
    }
    int second = line.lastIndexOf(',');
    int first = line.lastIndexOf(',', second - 1);
    if (first < 0) {
      throw new DatasetException(
          "expected path,start,end, in seconds, in a list of clips; found " + line + ".");
    }
    double start = seconds(line.substring(first + 1, second));
    double end = seconds(line.substring(second + 1));
    return names.video(line.substring(0, first).strip(), new Segment(start, end));
  }

  private static double seconds(String text) {
    try {
      double value = Double.parseDouble(text.strip());
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new DatasetException("\"" + text.strip() + "\" is no number of seconds.", e);
    }
    throw new DatasetException("\"" + text.strip() + "\" is no number of seconds.");
  }
}
