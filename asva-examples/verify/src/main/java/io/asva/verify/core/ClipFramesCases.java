package io.asva.verify.core;

import com.fasterxml.jackson.databind.JsonNode;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.LongTensor;
import io.asva.media.ClipSampling;
import io.asva.media.ClipSampling.WhenShort;
import io.asva.media.Protocol;
import io.asva.verify.CaseRunner;
import io.asva.verify.GoldenCase;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Computes golden cases of the kind {@code media.clip_frames}. */
public final class ClipFramesCases implements CaseRunner {
  /** For the service loader. */
  public ClipFramesCases() {}

  @Override
  public Set<String> kinds() {
    return Set.of("media.clip_frames");
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    ClipSampling clip = ClipSampling.STANDARD;
    double[] times = numbers(golden.json().path("frame_times"));
    int[][] data =
        Arrays.stream(numbers(golden.json().path("clip_starts")))
            .mapToObj(s -> clip.select(times, s, Protocol.REFERENCE, WhenShort.REPEAT_LAST))
            .toArray(int[][]::new);
    int[] pair = clip.select(times, 0, Protocol.CORRECTED, WhenShort.REPEAT_LAST);
    Map<String, LongTensor> actual = new LinkedHashMap<>();
    actual.put("clip_frames", tensor(data));
    actual.put("pair_frames", tensor(new int[][] {pair}).reshape(pair.length));
    double[] syncStarts = numbers(golden.json().path("sync_starts"));
    if (syncStarts.length > 0) {
      actual.put("sync_frames", tensor(clip.nearest(times, syncStarts)));
    }
    return golden.compare(actual);
  }

  private static double[] numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  private static LongTensor tensor(int[][] rows) {
    long[] values = Arrays.stream(rows).flatMapToInt(Arrays::stream).asLongStream().toArray();
    return LongTensor.of(values, rows.length, rows.length == 0 ? 0 : rows[0].length);
  }
}
