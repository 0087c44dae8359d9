package io.asva.diffusion.model;

import io.asva.core.layout.ModelsLayout;
import io.asva.core.layout.PartsLayout;
import io.asva.media.dataset.Dataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the parts of an animator lie.
 *
 * <p>Immutable. The parts need not exist: {@link #missing} says which don't.
 *
 * @param root the folder that was looked into
 * @param name of the data set, or of the folder
 * @param size of the videos the model was made for, as its checkpoint says ({@link TrainedVideos}),
 *     else the published one
 * @param unet folder of the denoiser: {@code config.json} and weights
 * @param vae folder of the autoencoder
 * @param audioEncoder file or folder of ImageBind's weights
 * @param textEncoder folder of CLIP's text encoder
 * @param tokenizer folder with {@code vocab.json} and {@code merges.txt}
 * @param scheduler the scheduler's {@code scheduler_config.json}
 * @param nullText file with the encoding of the empty text
 * @param textEncodings file with an encoding for each category
 * @param classMapping file that maps folder names of categories to texts
 */
public record ModelFolder(
    Path root,
    String name,
    FrameSize size,
    Path unet,
    Path vae,
    Path audioEncoder,
    Path textEncoder,
    Path tokenizer,
    Path scheduler,
    Path nullText,
    Path textEncodings,
    Path classMapping) {

  /** The size of the videos of most published models. */
  public static final FrameSize USUAL_SIZE = new FrameSize(256, 256);

  /** The denoiser's name in {@link #parts} and {@link #missing}. */
  public static final String UNET = "UNet";

  /** The autoencoder's name in {@link #parts} and {@link #missing}. */
  public static final String VAE = "VAE";

  /** The audio encoder's name in {@link #parts} and {@link #missing}. */
  public static final String AUDIO = "audio encoder";

  /** The name in {@link #missing} of the words, if there are neither encodings nor an encoder. */
  public static final String WORDS = "category encodings, or a text encoder with its tokenizer";

  /**
   * The parts in a folder of either layout: one that holds them itself, or the original's with the
   * checkpoint of a single data set. Where there are several, or none, the result lacks parts.
   *
   * @throws ModelFolderException if there is no such folder
   */
  public static ModelFolder in(Path root) {
    requireFolder(root);
    List<String> datasets =
        Files.isDirectory(new PartsLayout(root).unet()) ? List.of() : Checkpoints.datasets(root);
    return datasets.size() == 1 ? ofDataset(root, datasets.get(0)) : ofParts(root);
  }

  /**
   * The parts of a data set's model in the original's layout: {@code pretrained}, {@code
   * .checkpoints}, {@code checkpoints}, the folders of data. Of several checkpoints the published
   * one is taken, else the one with the largest number.
   *
   * @throws ModelFolderException if there is no such folder
   */
  public static ModelFolder ofDataset(Path root, String dataset) {
    requireFolder(root);
    Optional<PublishedDataset> published = PublishedDataset.of(dataset);
    String name = published.map(PublishedDataset::folder).orElse(dataset);
    ModelsLayout layout = new ModelsLayout(root);
    PartsLayout diffusion = layout.stableDiffusion();
    Path data = layout.dataset(name);
    Path unet =
        ModelsLayout.unet(
            Checkpoints.of(layout.experiment(name), published.map(PublishedDataset::checkpoint)));
    return new ModelFolder(
        root,
        name,
        size(unet).or(() -> published.map(PublishedDataset::size)).orElse(USUAL_SIZE),
        unet,
        diffusion.vae(),
        layout.imageBind(),
        diffusion.textEncoder(),
        diffusion.tokenizer(),
        diffusion.scheduler(),
        layout.nullText(),
        Dataset.encodingsIn(data),
        Dataset.mappingIn(data));
  }

  /**
   * The parts in a folder of any name, each under its usual one: {@code unet}, {@code vae}, {@code
   * audio_encoder} or {@code imagebind_huge.pth}, {@code text_encoder}, {@code tokenizer}, {@code
   * scheduler}.
   *
   * @throws ModelFolderException if there is no such folder
   */
  public static ModelFolder ofParts(Path folder) {
    requireFolder(folder);
    PartsLayout parts = new PartsLayout(folder);
    Path imageBind = folder.resolve(ModelsLayout.IMAGE_BIND);
    return new ModelFolder(
        folder,
        String.valueOf(folder.getFileName()),
        size(parts.unet()).orElse(USUAL_SIZE),
        parts.unet(),
        parts.vae(),
        Files.exists(imageBind) ? imageBind : parts.audioEncoder(),
        parts.textEncoder(),
        parts.tokenizer(),
        parts.scheduler(),
        folder.resolve(ModelsLayout.NULL_TEXT),
        Dataset.encodingsIn(folder),
        Dataset.mappingIn(folder));
  }

  private static Optional<FrameSize> size(Path unet) {
    return TrainedVideos.of(unet).map(TrainedVideos::size);
  }

  /**
   * The videos that the denoiser was trained on; empty if it doesn't say, as the published ones.
   *
   * @throws ModelFolderException if what it says makes no sense
   */
  public Optional<TrainedVideos> trainedOn() {
    return TrainedVideos.of(unet);
  }

  /** How the denoiser was distilled for few steps; empty if it wasn't. */
  public Optional<Distilled> distilled() {
    return Distilled.of(unet);
  }

  /** The parts by name, the required ones first. */
  public Map<String, Path> parts() {
    Map<String, Path> parts = new LinkedHashMap<>();
    parts.put(UNET, unet);
    parts.put(VAE, vae);
    parts.put(AUDIO, audioEncoder);
    parts.put("text encoder", textEncoder);
    parts.put("tokenizer", tokenizer);
    parts.put("scheduler", scheduler);
    parts.put("null text encoding", nullText);
    parts.put("category encodings", textEncodings);
    parts.put("category names", classMapping);
    return parts;
  }

  /**
   * The parts that no animation can do without, and that don't exist; of networks in folders also
   * their {@code config.json} or weights alone.
   */
  public Map<String, Path> missing() {
    Map<String, Path> missing = new LinkedHashMap<>();
    addMissing(missing, UNET, unet);
    addMissing(missing, VAE, vae);
    if (!Files.exists(audioEncoder)) {
      missing.put(AUDIO, audioEncoder);
    }
    if (!hasTextEncoder() && !Files.exists(textEncodings)) {
      missing.put(WORDS, textEncodings);
    }
    return missing;
  }

  private static void addMissing(Map<String, Path> missing, String part, Path folder) {
    if (!Files.isDirectory(folder)) {
      missing.put(part, folder);
      return;
    }
    if (!Files.exists(folder.resolve(PartsLayout.CONFIG))) {
      missing.put(part + "'s configuration", folder.resolve(PartsLayout.CONFIG));
    }
    if (Checkpoints.list(folder).stream()
        .noneMatch(p -> Checkpoints.fileName(p).startsWith(ModelsLayout.WEIGHTS))) {
      missing.put(
          part + "'s weights", folder.resolve(ModelsLayout.WEIGHTS + ".safetensors (or .bin)"));
    }
  }

  /** The same with some parts taken from elsewhere. */
  public ModelFolder with(
      Optional<Path> otherUnet, Optional<Path> otherVae, Optional<Path> otherAudioEncoder) {
    return new ModelFolder(
        root,
        name,
        otherUnet.flatMap(ModelFolder::size).orElse(size),
        otherUnet.orElse(unet),
        otherVae.orElse(vae),
        otherAudioEncoder.orElse(audioEncoder),
        textEncoder,
        tokenizer,
        scheduler,
        nullText,
        textEncodings,
        classMapping);
  }

  /** The same with the categories' texts and encodings of a data set that lies anywhere. */
  public ModelFolder withTexts(Dataset dataset) {
    return new ModelFolder(
        root,
        name,
        size,
        unet,
        vae,
        audioEncoder,
        textEncoder,
        tokenizer,
        scheduler,
        nullText,
        dataset.textEncodings(),
        dataset.classMapping());
  }

  /** Whether any text can be encoded. */
  public boolean hasTextEncoder() {
    return Files.isDirectory(textEncoder) && Files.isDirectory(tokenizer);
  }

  private static void requireFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new ModelFolderException("There is no folder " + folder + " to take the models from.");
    }
  }
}
