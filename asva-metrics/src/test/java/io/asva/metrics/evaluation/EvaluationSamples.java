package io.asva.metrics.evaluation;

import io.asva.audio.imagebind.ImageBindAudioGraph;
import io.asva.audio.imagebind.ImageBindConfig;
import io.asva.audio.imagebind.ImageBindNames;
import io.asva.audio.imagebind.ImageBindTextGraph;
import io.asva.audio.imagebind.ImageBindVisionGraph;
import io.asva.audio.imagebind.Modality;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.Weights;
import io.asva.core.weights.recipe.RecipeWeights;
import io.asva.core.weights.recipe.WeightRecipe;
import io.asva.media.Audio;
import io.asva.media.Image;
import io.asva.media.Video;
import io.asva.media.VideoWriter;
import io.asva.metrics.fid.InceptionGraph;
import io.asva.sync.network.NetworkWidths;
import io.asva.sync.network.SyncAudioGraph;
import io.asva.sync.network.SyncHeadGraph;
import io.asva.sync.network.SyncVideoGraph;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Small models, drawn videos, and a data set of them with clips that are called generated. */
public final class EvaluationSamples {
  /** Rows of the drawn videos. */
  public static final int HEIGHT = 48;

  /** Columns of the drawn videos. */
  public static final int WIDTH = 64;

  private static final NetworkWidths WIDTHS = new NetworkWidths(8, List.of(8, 8, 16, 16));
  private static final int EMBEDDING = 24;
  private static final int RATE = 16000;

  private EvaluationSamples() {}

  /** Writes all models where the reference has them; FID's network has its full size. */
  public static Path models(Path root) throws IOException {
    smallModels(root);
    save(root.resolve("pretrained/pt_inception-2015-12-05-6726825d.pth"), InceptionGraph.weights());
    return root;
  }

  /** The same without FID's network. */
  public static Path smallModels(Path root) throws IOException {
    Map<String, Shape> bind = new LinkedHashMap<>();
    bind.putAll(
        ImageBindAudioGraph.weights(
            new ImageBindConfig(64, 1, 1, EMBEDDING), ImageBindNames.official(Modality.AUDIO)));
    bind.putAll(
        ImageBindVisionGraph.weights(
            new ImageBindConfig(80, 1, 1, EMBEDDING), ImageBindNames.official(Modality.VISION)));
    bind.putAll(
        ImageBindTextGraph.weights(
            new ImageBindConfig(64, 1, 1, EMBEDDING), ImageBindNames.official(Modality.TEXT)));
    save(root.resolve(".checkpoints/imagebind_huge.pth"), bind);
    Path modules =
        root.resolve("checkpoints/avsync/vggss_sync_contrast/ckpts/checkpoint-40000/modules");
    String file = "diffusion_pytorch_model.safetensors";
    save(modules.resolve("audio_encoder").resolve(file), SyncAudioGraph.weights(WIDTHS));
    save(modules.resolve("video_encoder").resolve(file), SyncVideoGraph.weights(WIDTHS));
    save(
        modules.resolve("head").resolve(file),
        SyncHeadGraph.weights(SyncHeadGraph.Widths.published(16)));
    tokenizer(root.resolve("pretrained/stable-diffusion-v1-5/tokenizer"));
    try (InputStream i3d = EvaluationSamples.class.getResourceAsStream("/i3d/i3d-stand-in.pt")) {
      Files.copy(Objects.requireNonNull(i3d), root.resolve("pretrained/i3d_torchscript.pt"));
    }
    return root;
  }

  private static void save(Path file, Map<String, Shape> shapes) throws IOException {
    Files.createDirectories(file.getParent());
    Weights weights = RecipeWeights.of(new WeightRecipe("evaluation", 1.4), List.of(), shapes);
    new SafetensorsWriter().addAll(weights).write(file);
  }

  /** A vocabulary of bytes, alone and at a word's end, and no merges. */
  private static void tokenizer(Path folder) throws IOException {
    Files.createDirectories(folder);
    StringBuilder vocabulary = new StringBuilder("{");
    int id = 0;
    for (int c = '!'; c <= 0x143; c++) {
      if ((c > '~' && c < 0xA1) || c == 0xAD) {
        continue; // GPT-2 writes bytes that can't be seen as letters from U+0100 on
      }
      String letter = (c == '"' || c == '\\' ? "\\" : "") + (char) c;
      vocabulary.append('"').append(letter).append("\":").append(id++).append(',');
      vocabulary.append('"').append(letter).append("</w>\":").append(id++).append(',');
    }
    vocabulary.append("\"<|startoftext|>\":").append(id).append(",\"<|endoftext|>\":");
    Files.writeString(folder.resolve("vocab.json"), vocabulary.append(id + 1).append('}'));
    Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\n");
  }

  /**
   * Writes a data set of drawn videos whose list is not sorted: two of a category and one of
   * another, of different rates and channels.
   */
  public static Path dataset(Path folder) throws IOException {
    video(folder.resolve("videos/bell_ringing/b.mp4"), 1, 3.1, 25, 2);
    video(folder.resolve("videos/bell_ringing/a.mp4"), 2, 2.6, 12, 1);
    video(folder.resolve("videos/ant_walking/c.mp4"), 3, 3.4, 30, 2);
    Files.writeString(
        folder.resolve("test.txt"),
        "bell_ringing/b.mp4\r\n\nant_walking/c.mp4\nbell_ringing/a.mp4\n");
    Files.writeString(
        folder.resolve("class_mapping.json"),
        "{\"bell_ringing\": \"ringing of a bell\", \"ant_walking\": \"an ant walks\"}");
    return folder;
  }

  /** Writes clips of 2 s that are called generated for the videos of {@link #dataset}. */
  public static Path generated(Path folder, int clipsPerVideo) throws IOException {
    int seed = 10;
    for (String name : List.of("bell_ringing/b", "bell_ringing/a", "ant_walking/c")) {
      for (int i = 0; i < clipsPerVideo; i++) {
        video(folder.resolve(name + "_clip-0" + i + ".mp4"), seed++, 2, 6, 1);
      }
    }
    return folder;
  }

  /** Draws, audio clips and writes a video. */
  public static Path video(Path file, int seed, double seconds, double fps, int channels)
      throws IOException {
    Files.createDirectories(file.getParent());
    List<Image> images = new ArrayList<>();
    for (int i = 0; i < Math.round(seconds * fps); i++) {
      images.add(image(seed, i / fps));
    }
    VideoWriter.of(new Video(images, fps)).withAudio(audio(seed, seconds, channels)).mp4(file);
    return file;
  }

  /** Coarse coloured squares, over which a bright square jumps. */
  public static Image image(int seed, double time) {
    byte[] colours = new byte[6 * 8 * 3];
    new Random(seed).nextBytes(colours);
    byte[] rgb = new byte[HEIGHT * WIDTH * 3];
    int left = (int) (6 + 40 * Math.abs(Math.sin(2.1 * seed + 3 * time)));
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % WIDTH;
      int y = i / 3 / WIDTH;
      boolean bright = x >= left && x < left + 12 && y >= 16 && y < 30;
      rgb[i] = bright ? (byte) 250 : colours[(y / 8 * 8 + x / 8) * 3 + i % 3];
    }
    return new Image(WIDTH, HEIGHT, rgb);
  }

  /** Strokes of falling loudness, other ones in each channel. */
  private static Audio audio(int seed, double seconds, int channels) {
    Random random = new Random(seed);
    float[][] samples = new float[channels][(int) Math.round(seconds * RATE)];
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < samples[c].length; i++) {
        double since = (i + 3000.0 * c) % (5000 + 700 * (seed % 5)) / RATE;
        double tone = Math.sin(2 * Math.PI * (300 + 60 * seed + 200 * c) * since);
        samples[c][i] = (float) (0.5 * Math.exp(-12 * since) * tone + 0.01 * random.nextGaussian());
      }
    }
    return new Audio(RATE, samples);
  }
}
