package io.asva.core.layout;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The folder in which the original was run, and where in it everything lies. Nothing need exist.
 *
 * <pre>
 * pretrained/stable-diffusion-v1-5/     vae, text_encoder, tokenizer, scheduler, unet
 * pretrained/                           the null text's encoding, networks of metrics, AVID-CMA
 * .checkpoints/imagebind_huge.pth
 * checkpoints/audio-cond_animation/DATASET_audio-cond_cfg/ckpts/checkpoint-N/modules/unet
 * checkpoints/avsync/vggss_sync_contrast/ckpts/checkpoint-40000/modules
 * datasets/DATASET
 * </pre>
 *
 * @param root the folder
 */
public record ModelsLayout(Path root) {
  /** The file of ImageBind's weights. */
  public static final String IMAGE_BIND = "imagebind_huge.pth";

  /** The file with the encoding of the empty text. */
  public static final String NULL_TEXT = "openai-clip-l_null_text_encoding.pt";

  /** The file of FVD's network. */
  public static final String I3D = "i3d_torchscript.pt";

  /** The file of FID's network. */
  public static final String INCEPTION = "pt_inception-2015-12-05-6726825d.pth";

  /** The name of a checkpoint's folder, before its number. */
  public static final String CHECKPOINT = "checkpoint-";

  /** The base name of a network's weights, as diffusers has it. */
  public static final String WEIGHTS = "diffusion_pytorch_model";

  /** The networks of the synchrony classifier, each in a folder of its name. */
  public static final List<String> CLASSIFIER = List.of("audio_encoder", "video_encoder", "head");

  /** A run's configuration, in its folder and in those of its checkpoints. */
  public static final String RUN_CONFIG = "config.yaml";

  /** The end of the name of an experiment's folder, after its data set. */
  public static final String CONDITIONED = "_audio-cond_cfg";

  private static final String AVID =
      "AVID-CMA_Audioset_InstX-N1024-PosW-N64-Top32_checkpoint.pth.tar";

  private Path pretrained(String name) {
    return root.resolve("pretrained").resolve(name);
  }

  /** Stable Diffusion, whose own denoiser is for images: training starts from it. */
  public PartsLayout stableDiffusion() {
    return new PartsLayout(pretrained("stable-diffusion-v1-5"));
  }

  /** The encoding of the empty text. */
  public Path nullText() {
    return pretrained(NULL_TEXT);
  }

  /** FVD's network. */
  public Path i3d() {
    return pretrained(I3D);
  }

  /** FID's network. */
  public Path inception() {
    return pretrained(INCEPTION);
  }

  /** The checkpoint of AVID-CMA, which the classifier's training starts from. */
  public Path avid() {
    return pretrained(AVID);
  }

  /** A file in the folder of checkpoints that are downloaded. */
  public Path downloaded(String name) {
    return root.resolve(".checkpoints").resolve(name);
  }

  /** ImageBind's weights. */
  public Path imageBind() {
    return downloaded(IMAGE_BIND);
  }

  /** The folder of the animation's experiments. */
  public Path experiments() {
    return root.resolve("checkpoints/audio-cond_animation");
  }

  /** The experiment that made a data set's model. */
  public Path experiment(String dataset) {
    return experiments().resolve(dataset.toLowerCase(Locale.ROOT) + CONDITIONED);
  }

  /** The folder of an experiment's checkpoints. */
  public static Path checkpoints(Path experiment) {
    return experiment.resolve("ckpts");
  }

  /** A checkpoint of an experiment. */
  public static Path checkpoint(Path experiment, int number) {
    return checkpoints(experiment).resolve(CHECKPOINT + number);
  }

  /** The networks of a checkpoint, each in a folder of its name. */
  public static Path modules(Path checkpoint) {
    return checkpoint.resolve("modules");
  }

  /** The denoiser of a checkpoint. */
  public static Path unet(Path checkpoint) {
    return new PartsLayout(modules(checkpoint)).unet();
  }

  /** The networks of the published synchrony classifier. */
  public Path classifier() {
    return modules(checkpoint(root.resolve("checkpoints/avsync/vggss_sync_contrast"), 40_000));
  }

  /** The folder of data sets. */
  public Path datasets() {
    return root.resolve("datasets");
  }

  /** A data set's folder. */
  public Path dataset(String name) {
    return datasets().resolve(name);
  }
}
