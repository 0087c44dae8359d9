package io.asva.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.audio.AudioException;
import io.asva.core.files.OutputException;
import io.asva.diffusion.testing.TinyModels;
import io.asva.diffusion.testing.TinyRequests;
import io.asva.media.Audio;
import io.asva.media.AudioSource;
import io.asva.media.Image;
import io.asva.media.MediaException;
import io.asva.media.MediaFile;
import io.asva.media.Video;
import io.asva.media.VideoFrames;
import io.asva.media.VideoSource;
import io.asva.media.VideoWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Videos as sources, audio clips and videos that are short, and what is told of them. */
class AnimatorMediaTest {
  private static final int RATE = 16_000;
  private static Animator animator;
  private static Path files;
  private static Path video;

  @BeforeAll
  static void open(@TempDir Path folder) {
    animator = TinyRequests.animator(TinyModels.folder(folder.resolve("models"))).build();
    files = folder;
    video = folder.resolve("video.mp4");
    write(video, 30, 3, 1);
  }

  @AfterAll
  static void close() {
    animator.close();
  }

  /** Ten frames a second, each brighter than the last; silence, then a tone. */
  private static void write(Path file, int frames, double seconds, double silence) {
    VideoWriter.of(images(frames)).withAudio(tone(seconds, silence)).mp4(file);
  }

  private static Video images(int frames) {
    List<Image> images = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      byte[] rgb = new byte[3 * 32 * 32];
      Arrays.fill(rgb, (byte) (40 + 6 * i));
      images.add(new Image(32, 32, rgb));
    }
    return new Video(images, 10);
  }

  private static Audio tone(double seconds, double silence) {
    float[][] samples = new float[1][(int) (seconds * RATE)];
    for (int i = (int) (silence * RATE); i < samples[0].length; i++) {
      samples[0][i] = (float) (0.5 * Math.sin(i * 0.3));
    }
    return new Audio(RATE, samples);
  }

  private static AnimationRequestBuilder request() {
    return AnimationRequest.builder().category("bell ringing").frames(2).steps(1);
  }

  private static AnimatedClip animate(AnimationRequestBuilder request) {
    return animator.animate(request.build()).clip();
  }

  @Test
  void oneClipOfSeveralIsTheSameAsWhenAllAreMade() {
    List<AnimationRequestBuilder> requests =
        List.of(request().video(video), request().video(video).audio(TinyRequests.audio(3)));
    for (AnimationRequestBuilder request : requests) {
      List<AnimatedClip> all = animator.animate(request.clips(3).build()).clips();
      for (int i = 0; i < 3; i++) {
        Animation one = animator.animate(request.onlyClip(i).build());
        assertThat(one.clips()).hasSize(1);
        assertThat(one.clip().pixels().values()).isEqualTo(all.get(i).pixels().values());
        assertThat(one.clip().audio().samples()).isDeepEqualTo(all.get(i).audio().samples());
      }
    }
    assertThatThrownBy(() -> request().video(video).clips(3).onlyClip(3).build())
        .isInstanceOf(AnimationException.class)
        .hasMessage("There is no clip 3 of 3; they are numbered from 0.");
  }

  @Test
  void aVideoGivesTheImageAtTheClipsStart() {
    AnimatedClip fromVideo = animate(request().video(video).audio(TinyRequests.audio(2)));
    Image half;
    try (VideoFrames frames = MediaFile.open(video).frames(0.5)) {
      assertThat(frames.next()).isTrue();
      half = frames.image();
    }
    AnimatedClip fromImage = animate(request().image(half).audio(TinyRequests.audio(2)));
    assertThat(fromVideo.latents().values()).isEqualTo(fromImage.latents().values());
    assertThat(fromVideo.notes()).isEmpty();
  }

  @Test
  void aVideoGivesTheAudioOfTheClip() {
    AnimatedClip clip = animate(request().video(video).image(TinyRequests.image(16, 16)));
    // The clip is the middle 2 s of 3, so half a second of its silence is left.
    assertThat(loudness(clip.audio(), 0, 0.4)).isLessThan(0.02);
    assertThat(loudness(clip.audio(), 0.7, 1.9)).isGreaterThan(0.2);
  }

  @Test
  void aVideoAloneGivesBothForEachOfSeveralClips() {
    List<AnimatedClip> clips = animator.animate(request().video(video).clips(3).build()).clips();
    assertThat(clips).hasSize(3);
    assertThat(loudness(clips.get(0).audio(), 0, 0.9)).isLessThan(0.02);
    assertThat(loudness(clips.get(2).audio(), 0.1, 0.9)).isGreaterThan(0.2);
    assertThat(clips.get(0).latents().values()).isNotEqualTo(clips.get(2).latents().values());
  }

  @Test
  void clipsAreSpreadOverWhatFollowsASourcesStart() {
    Image second = images(30).frames().get(20);
    Video frames = images(30);
    Audio audio = tone(5, 3);
    AnimatedClip cut = animate(request().image(second).audio(audio.between(3, 5)));
    AnimatedClip started =
        animate(
            request().video(VideoSource.of(frames).from(2)).audio(AudioSource.of(audio).from(3)));
    assertThat(started.latents().values()).isEqualTo(cut.latents().values());
    assertThat(started.audio().samples()).isDeepEqualTo(cut.audio().samples());
    assertThat(started.notes())
        .containsExactly(
            "The video lasts 1.00 s, less than a clip's 2 s; it is taken from its start.");
    // The file's silence ends after a second.
    AnimatedClip loud = animate(request().video(VideoSource.file(video).from(1)));
    assertThat(loudness(loud.audio(), 0.1, 1.9)).isGreaterThan(0.2);
    AnimatedClip heard = animate(request().image(second).audio(AudioSource.file(video).from(1)));
    assertThat(loudness(heard.audio(), 0.1, 1.9)).isGreaterThan(0.2);
    assertThatThrownBy(() -> animate(request().video(VideoSource.file(video).from(9))))
        .isInstanceOf(AnimationException.class)
        .hasMessageStartingWith("The video is to be taken from 9.00 s on, but lasts 3.");
    assertThatThrownBy(() -> animate(request().image(second).audio(AudioSource.of(audio).from(9))))
        .isInstanceOf(AudioException.class)
        .hasMessage("The audio is to be taken from 9.00 s on, but lasts 5.00 s.");
    assertThatThrownBy(
            () -> animate(request().image(second).audio(AudioSource.file(video).from(9))))
        .isInstanceOf(AudioException.class)
        .hasMessageStartingWith("The audio is to be taken from 9.00 s on, but lasts 3.");
  }

  @Test
  void framesInMemoryGiveTheImageButNoAudio() {
    Video frames = images(30);
    AnimatedClip fromVideo =
        animate(request().video(VideoSource.of(frames)).audio(TinyRequests.audio(2)));
    AnimatedClip fromImage =
        animate(request().image(frames.frames().get(5)).audio(TinyRequests.audio(2)));
    assertThat(fromVideo.latents().values()).isEqualTo(fromImage.latents().values());
    assertThatThrownBy(() -> request().video(VideoSource.of(frames)).build())
        .isInstanceOf(AnimationException.class)
        .hasMessage("The video is frames in memory, which have no audio: give audio(...).");
  }

  @Test
  void aVideoGivenAsAudioIsHeardWhole() {
    AnimatedClip clip = animate(request().audio(video).image(TinyRequests.image(16, 16)));
    assertThat(loudness(clip.audio(), 0, 0.4)).isLessThan(0.02);
    assertThat(loudness(clip.audio(), 0.7, 1.9)).isGreaterThan(0.2);
  }

  @Test
  void aShortAudioIsTakenWholeItsTrackPaddedAndThatIsTold() {
    AnimatedClip clip = animate(request().image(TinyRequests.image(16, 16)).audio(tone(1.25, 0)));
    assertThat(clip.notes())
        .containsExactly("The audio lasts 1.25 s; its track is padded with 0.75 s of silence.");
    assertThat(clip.audio().length()).isEqualTo(2 * RATE);
    assertThat(loudness(clip.audio(), 0, 1.2)).isGreaterThan(0.2);
    assertThat(loudness(clip.audio(), 1.3, 2)).isZero();
  }

  @Test
  void aShortVideoIsTakenFromItsStartAndThatIsTold() {
    Path brief = files.resolve("brief.mp4");
    write(brief, 10, 1, 0);
    AnimatedClip clip = animate(request().video(brief));
    assertThat(clip.notes()).hasSize(2);
    assertThat(clip.notes().get(0))
        .startsWith("The video lasts 1.0")
        .endsWith(" s, less than a clip's 2 s; it is taken from its start.");
    assertThat(clip.notes().get(1)).startsWith("The audio lasts 1.0");
    assertThat(animator.animate(request().video(brief).clips(2).build()).clips()).hasSize(2);
  }

  @Test
  void aSilentVideoGivesAImageButNoAudio() {
    Path silent = files.resolve("silent.mp4");
    VideoWriter.of(images(30)).mp4(silent);
    assertThat(animate(request().video(silent).audio(tone(2, 0))).notes()).isEmpty();
    AnimationRequest both = request().video(silent).build();
    assertThatThrownBy(() -> animator.animate(both))
        .isInstanceOf(MediaException.class)
        .hasMessage(silent + " has no audio; expected a file with an audio track.");
    AnimationRequest asAudio = request().audio(silent).image(TinyRequests.image(16, 16)).build();
    assertThatThrownBy(() -> animator.animate(asAudio))
        .isInstanceOf(MediaException.class)
        .hasMessage(silent + " has no audio; expected a file with an audio track.");
  }

  @Test
  void aClipCanBeSavedAndReadAgain() {
    AnimatedClip clip = animate(TinyRequests.request().frames(12).steps(1));
    Path file = files.resolve("saved.mp4");
    clip.saveMp4(file);
    MediaFile saved = MediaFile.open(file);
    assertThat(saved.requireVideoTrack().fps()).isEqualTo(6);
    assertThat(saved.requireVideoTrack().seconds()).isEqualTo(2);
    assertThat(saved.requireAudioTrack().rate()).isEqualTo(RATE);
    assertThat(saved.requireAudioTrack().channels()).isEqualTo(2);
    assertThatThrownBy(() -> clip.saveMp4(file)).isInstanceOf(OutputException.class);
    clip.saveGif(files.resolve("saved.gif"));
    clip.savePngs(files);
    assertThat(files.resolve("frame-011.png")).exists();
  }

  private static double loudness(Audio audio, double from, double to) {
    double sum = 0;
    int first = (int) (from * audio.rate());
    int last = Math.min(audio.length(), (int) (to * audio.rate()));
    for (int i = first; i < last; i++) {
      sum += audio.samples()[0][i] * audio.samples()[0][i];
    }
    return Math.sqrt(sum / (last - first));
  }
}
