package io.asva.examples.training.plan;

import io.asva.examples.demo.Demo;
import io.asva.examples.drawn.Edition;
import java.util.List;

/**
 * The plan of the demo's models: the data, each training, and their cost.
 *
 * @param seed of all that is drawn
 * @param threads of one operation; with one, nothing waits for others that use the processor
 * @param data the drawn videos
 * @param vae the autoencoder's training
 * @param audio the audio encoder's
 * @param images the text encoder's and the denoiser's, on images
 * @param clips the denoiser's on clips, as {@code asva train animation} takes it, part by part
 * @param classifierPretext the training of what the classifier starts from
 * @param classifier the classifier's, as {@code asva train sync} takes it
 * @param largeClassifier the same at the size at which it scores, from where the former ended
 * @param trial how the finished models are tried
 */
public record DemoPlan(
    long seed,
    int threads,
    DataPlan data,
    StagePlan vae,
    StagePlan audio,
    StagePlan images,
    List<String> clips,
    String classifierPretext,
    String classifier,
    String largeClassifier,
    TrialPlan trial) {

  /** Copies the list. */
  public DemoPlan {
    clips = List.copyOf(clips);
  }

  /**
   * The distance of the trial's seed from that of everything else: far from what the models were
   * trained on, and from the seeds with which the guidance scales were chosen.
   */
  public static final long TRIAL = 2_000_000;

  /** The same of the scenes with which causes of errors are looked for. */
  public static final long CAUSES = 3_000_000;

  /** The plan of an edition's models. */
  public static DemoPlan of(Edition edition, long seed) {
    return edition == Edition.FIRST ? full(seed) : second(seed);
  }

  /** The plan of models of the second edition, which are not shipped yet. */
  private static DemoPlan second(long seed) {
    Edition edition = Edition.SECOND;
    return new DemoPlan(
        seed,
        2,
        new DataPlan(edition, 2400, 240, edition.size()),
        new StagePlan(14_000, 8, 1e-3),
        new StagePlan(1500, 16, 1e-3),
        new StagePlan(3000, 16, 1e-3),
        List.of(
            yaml(edition, "clips-1.yaml", seed),
            yaml(edition, "clips-2.yaml", seed),
            yaml(edition, "clips-3.yaml", seed)),
        yaml(edition, "classifier-pretext.yaml", seed),
        yaml(edition, "classifier.yaml", seed),
        yaml(edition, "classifier-224.yaml", seed),
        trial(edition, seed));
  }

  /** The plan of the models that come with the demo. */
  public static DemoPlan full(long seed) {
    Edition edition = Edition.FIRST;
    return new DemoPlan(
        seed,
        1,
        new DataPlan(edition, 1504, 240, edition.size()),
        new StagePlan(12_000, 8, 1e-3),
        new StagePlan(1250, 16, 1e-3),
        new StagePlan(3000, 16, 1e-3),
        List.of(yaml(edition, "clips.yaml", seed)),
        yaml(edition, "classifier-pretext.yaml", seed),
        yaml(edition, "classifier.yaml", seed),
        yaml(edition, "classifier-224.yaml", seed),
        trial(edition, seed));
  }

  private static TrialPlan trial(Edition edition, long seed) {
    return new TrialPlan(
        edition, 64, edition.size(), 20, Demo.AUDIO_GUIDANCE, Demo.TEXT_GUIDANCE, seed + TRIAL);
  }

  /** The text of one of the edition's configurations. */
  public String text(String name) {
    return Resources.text(data.edition(), name);
  }

  private static String yaml(Edition edition, String name, long seed) {
    return Resources.text(edition, name).replace("seed: 1\n", "seed: " + seed + "\n");
  }
}
