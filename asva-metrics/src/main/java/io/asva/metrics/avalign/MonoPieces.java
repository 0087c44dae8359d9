package io.asva.metrics.avalign;

import io.asva.core.Cancellation;
import io.asva.core.signal.Resampler;
import io.asva.core.signal.ResamplingStream;
import io.asva.media.Audio;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes audio in pieces, mixes its channels and brings it to the rate of {@link MelLevels}. */
final class MonoPieces implements Consumer<Audio> {
  private final MelLevels levels;
  private final Cancellation cancellation;
  private @Nullable ResamplingStream resampling;
  private long taken;

  MonoPieces(MelLevels levels, Cancellation cancellation) {
    this.levels = levels;
    this.cancellation = cancellation;
  }

  @Override
  public void accept(Audio piece) {
    cancellation.check("listening for onsets");
    float[] mono = AvAlign.mono(piece);
    AvAlign.requireFinite(mono, taken);
    taken += mono.length;
    ResamplingStream stream = resampling;
    if (stream == null) {
      stream = Resampler.of(piece.rate(), OnsetEnvelope.RATE).stream();
      resampling = stream;
    }
    levels.put(stream.put(mono));
  }

  void end() {
    ResamplingStream stream = resampling;
    if (stream == null || taken == 0) {
      throw AvAlign.empty();
    }
    levels.put(stream.end());
    levels.end();
  }
}
