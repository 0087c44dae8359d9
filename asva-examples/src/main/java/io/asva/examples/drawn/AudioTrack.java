package io.asva.examples.drawn;

import io.asva.examples.drawn.internal.Draws;
import io.asva.examples.drawn.internal.Score;
import io.asva.examples.drawn.internal.voice.Reverb;
import io.asva.examples.drawn.internal.voice.Tape;
import io.asva.examples.drawn.internal.voice.Voice;
import io.asva.media.Audio;
import java.util.List;

/**
 * A synthesised sound and what is known of it: when it begins, and how loud it is at any time.
 *
 * <p>Immutable, so safe for use by many threads. The samples are the same on every machine.
 *
 * @param voice what is heard
 * @param timbre how it differs from others of its category
 * @param events its strokes or swells in the order of time, copied
 * @param seconds how long it lasts
 * @param place where it is heard from, -1 left to 1 right
 * @param floor the largest sample of the noise that is always there
 * @param room where it is heard
 */
public record AudioTrack(
    DrawnCategory voice,
    Timbre timbre,
    List<SoundEvent> events,
    double seconds,
    double place,
    double floor,
    Room room) {
  private static final double QUIETEST_FLOOR = 0.0006;
  private static final double LOUDEST_FLOOR = 0.003;
  private static final double WIDTH = 0.35;
  private static final double CEILING = 0.97;
  private static final double GATHERED = 0.38;
  private static final SoundEvent FULL = new SoundEvent(0, 1, 0.6);

  /** Copies the list. */
  public AudioTrack {
    events = List.copyOf(events);
  }

  /** A random sound, heard from the middle, in the open. */
  static AudioTrack random(long seed, DrawnCategory voice, double seconds) {
    return random(seed, voice, seconds, Score.random(Draws.of(seed, "score"), seconds), Room.NONE);
  }

  /** A random sound in a room, late enough for what gathers itself before the first stroke. */
  static AudioTrack random(long seed, DrawnCategory voice, double seconds, Room room) {
    List<SoundEvent> events = Score.random(Draws.of(seed, "score"), seconds, GATHERED);
    return random(seed, voice, seconds, events, room);
  }

  private static AudioTrack random(
      long seed, DrawnCategory voice, double seconds, List<SoundEvent> events, Room room) {
    Draws draws = Draws.of(seed, "sound");
    double floor = draws.between(QUIETEST_FLOOR, LOUDEST_FLOOR);
    return new AudioTrack(voice, Timbre.random(draws), events, seconds, 0, floor, room);
  }

  /** The same voice with other strokes or swells. */
  AudioTrack with(List<SoundEvent> others) {
    return new AudioTrack(voice, timbre, others, seconds, place, floor, room);
  }

  /** The same, heard from elsewhere. */
  AudioTrack at(double newPlace) {
    return new AudioTrack(voice, timbre, events, seconds, newPlace, floor, room);
  }

  /** When strokes or swells begin, in seconds, rising. */
  public List<Double> onsets() {
    return events.stream().map(SoundEvent::onset).toList();
  }

  /** How loud it is at a time in seconds, 0 to 1, as it is heard. */
  public double loudness(double time) {
    double loudest = 0;
    for (SoundEvent event : events) {
      loudest = Math.max(loudest, voice.voice().loudness(event, time - event.onset()));
    }
    return loudest;
  }

  /** The samples of one channel. */
  public Audio mono(int rate) {
    return new Audio(rate, new float[][] {floats(samples(rate), 1)});
  }

  /** The samples of a left and a right channel. */
  public Audio stereo(int rate) {
    double[] samples = samples(rate);
    double left = StrictMath.sqrt((1 - WIDTH * place) / (1 + WIDTH));
    double right = StrictMath.sqrt((1 + WIDTH * place) / (1 + WIDTH));
    return new Audio(rate, new float[][] {floats(samples, left), floats(samples, right)});
  }

  private double[] samples(int rate) {
    Tape tape = new Tape(rate, new double[(int) Math.round(seconds * rate)]);
    for (int i = 0; i < events.size(); i++) {
      voice.voice().add(tape, events.get(i), timbre, noise(i));
    }
    if (room.wet() > 0) {
      Reverb.add(tape, room.seconds(), room.wet());
    }
    // One scale for all of a timbre, so that a weak stroke stays weak in a sound without strong.
    double scale = timbre.gain() / reference(rate);
    scale = Math.min(scale, CEILING / Math.max(tape.peak(), 1e-9));
    Draws hiss = noise(-1);
    double[] samples = tape.samples();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = samples[i] * scale + floor * hiss.between(-1, 1);
    }
    return samples;
  }

  private double reference(int rate) {
    Tape tape = new Tape(rate, new double[(int) (FULL.length() * rate)]);
    Voice reference = voice.voice();
    reference.add(tape, FULL, timbre, noise(0));
    return tape.peak();
  }

  private Draws noise(int event) {
    return Draws.of(timbre.noise(), "event " + event);
  }

  private static float[] floats(double[] samples, double scale) {
    float[] floats = new float[samples.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) (samples[i] * scale);
    }
    return floats;
  }
}
