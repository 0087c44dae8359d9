package io.asva.examples.fuzz;

import io.asva.core.config.ModelConfig;
import io.asva.core.config.YamlConfig;
import io.asva.core.text.BpeTokenizer;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.lora.Lora;
import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.examples.drawn.ClipLabels;
import io.asva.media.AudioBlocks;
import io.asva.media.Images;
import io.asva.media.MediaFile;
import io.asva.media.VideoFrames;
import io.asva.media.dataset.ClassMapping;
import io.asva.media.dataset.ListType;
import io.asva.media.dataset.VideoList;
import io.asva.training.TrainingFigures;
import io.asva.training.cache.RecordFile;
import io.asva.verify.GoldenCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A reader of files that a user gives, one for each kind of file. */
enum FuzzTarget {
  JPEG("picture.jpg", Images::read),
  PNG("picture.png", Images::read),
  GIF("picture.gif", Images::read),
  BMP("picture.bmp", Images::read),
  TIFF("picture.tif", Images::read),
  WEBP("picture.webp", Images::read),
  HEIF("picture.heic", Images::read),
  OTHER_IMAGE("picture.ppm", Images::read),
  MP4("video.mp4", FuzzTarget::media),
  MATROSKA("video.webm", FuzzTarget::media),
  AVI("video.avi", FuzzTarget::media),
  OTHER_MEDIA("video.ts", FuzzTarget::media),
  WAV("sound.wav", FuzzTarget::media),
  FLAC("sound.flac", FuzzTarget::media),
  SAFETENSORS("weights.safetensors", FuzzTarget::weights),
  LORA("lora.safetensors", Lora::read),
  TORCH_ZIP("weights.pt", FuzzTarget::weights),
  TORCH_LEGACY("weights.bin", FuzzTarget::weights),
  SHARD_INDEX(
      "model.safetensors.index.json", file -> Weights.openFolder(file.resolveSibling(""), "model")),
  MODEL_CONFIG("config.json", ModelConfig::read),
  SCHEDULER_CONFIG("scheduler_config.json", SchedulerConfig::read),
  YAML("run.yaml", YamlConfig::read),
  CLASS_MAPPING("class_mapping.json", ClassMapping::readIfThere),
  VIDEO_LIST(
      "test.txt", file -> VideoList.read(file, file.resolveSibling("videos"), ListType.VIDEO)),
  VOCABULARY("vocab.json", FuzzTarget::tokenizer),
  MERGES("merges.txt", FuzzTarget::tokenizer),
  GOLDEN_CASE("case.json", file -> GoldenCase.read(file.resolveSibling(""))),
  TRAINING_LOG("train.jsonl", TrainingFigures::read),
  CACHE("cache.records", file -> RecordFile.open(file, warning -> {})),
  CLIP_LABELS("labels.jsonl", ClipLabels::read);

  /** Reads a file. */
  interface Reading {
    void read(Path file) throws IOException;
  }

  private static final int FRAMES = 20;
  private static final Path TOKENIZER =
      Path.of("src/main/demo/models/pretrained/stable-diffusion-v1-5/tokenizer");

  private final String file;

  @SuppressWarnings("ImmutableEnumChecker") // a lambda that captures nothing
  private final Reading reading;

  FuzzTarget(String file, Reading reading) {
    this.file = file;
    this.reading = reading;
  }

  /** Reads bytes from a file in a folder, in which other targets' files don't lie. */
  void run(Path folder, byte[] bytes) throws IOException {
    reading.read(Files.write(place(folder), bytes));
  }

  /** Where in a folder the target's file lies. */
  Path place(Path folder) {
    return folder.resolve(file);
  }

  /** Reads what lies there. */
  void run(Path folder) throws IOException {
    reading.read(place(folder));
  }

  private static void media(Path file) {
    MediaFile media = MediaFile.open(file);
    if (media.videoTrack().isPresent()) {
      try (VideoFrames frames = media.frames()) {
        for (int i = 0; i < FRAMES && frames.next(); i++) {
          if (i == 0) {
            frames.image();
          }
          frames.time().roundedSeconds();
        }
      }
    }
    if (media.audioTrack().isPresent()) {
      try (AudioBlocks blocks = media.blocks()) {
        for (int i = 0; i < FRAMES && blocks.next(); i++) {
          blocks.samples();
          blocks.time().roundedSeconds();
        }
      }
    }
  }

  private static void weights(Path file) {
    Weights.openTree(file);
    Weights weights = Weights.open(file);
    for (WeightTensor tensor : weights.tensors()) {
      weights.read(tensor.name());
    }
  }

  /** A tokenizer one of whose files is the one that is tried; the other is the demo's. */
  private static void tokenizer(Path file) throws IOException {
    Path folder = file.resolveSibling("");
    for (String name : List.of("vocab.json", "merges.txt")) {
      if (!Files.exists(folder.resolve(name))) {
        Files.copy(TOKENIZER.resolve(name), folder.resolve(name));
      }
    }
    BpeTokenizer.read(folder);
  }
}
