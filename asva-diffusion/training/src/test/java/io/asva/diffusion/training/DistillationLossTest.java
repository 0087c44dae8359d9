package io.asva.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.asva.audio.MelSpectrogram;
import io.asva.audio.imagebind.ImageBindAudio;
import io.asva.core.Cancellation;
import io.asva.core.random.CounterRandom;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.diffusion.spi.AudioEncoder;
import io.asva.diffusion.testing.TinyModels;
import io.asva.training.Batch;
import io.asva.training.StepContext;
import io.asva.training.TrainingResult;
import io.asva.training.torchscript.TorchNetwork;
import io.asva.unet.TinyUnet;
import io.asva.unet.UnetModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The loss of a distillation against its control, once the three networks have moved apart. */
class DistillationLossTest {
  private static final Shape LATENTS = Shape.of(1, 4, 8, 12, 4);

  private final Path folder;

  DistillationLossTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({"huber, epsilon", "l2, v_prediction"})
  void isThatOfTheControl(String loss, String prediction) throws IOException {
    SmallDistillation small = SmallDistillation.in(folder);
    AnimationTrainingConfig config =
        small.config(
            "run",
            3,
            "text_guidance: 2",
            "text_guidance: 2, loss_type: " + loss,
            "beta_end: 0.012",
            "beta_end: 0.012, prediction_type: " + prediction,
            "learning_rate: 1e-3",
            "learning_rate: 1e-2\n  ema_decay: 0.9");
    try (AnimationTraining training = AnimationTraining.open(config, Device.cpu())) {
      TrainingResult result = SmallDistillation.train(training, config, new ArrayList<>());
      Weights target = SmallDistillation.target(result.checkpoint());
      try (TorchNetwork teaching = NaiveDistillation.network(TinyUnet.weights(), LATENTS);
          TorchNetwork learning = NaiveDistillation.network(student(result.checkpoint()), LATENTS);
          TorchNetwork averaged = NaiveDistillation.network(target, LATENTS)) {
        boolean velocity = prediction.equals("v_prediction");
        compare(
            training,
            new NaiveDistillation(teaching, learning, averaged, velocity, 3, 2),
            loss.equals("huber"));
      }
    }
  }

  private void compare(AnimationTraining training, NaiveDistillation naive, boolean huber) {
    FloatTensor noAudio = noAudio();
    for (int i = 0; i < 4; i++) {
      CounterRandom random = CounterRandom.of(7, i);
      List<AnimationClip> clips =
          List.of(training.examples().load(0, random), training.examples().load(1, random));
      StepContext context = new StepContext(5, i, 0, 1, 1);
      double actual = training.backward(new Batch<>(clips, List.of("a", "b")), context).loss();
      double expected = loss(naive, clips, noAudio, context.random(), huber);
      assertThat(actual).isCloseTo(expected, within(1e-4 * expected));
    }
  }

  private static double loss(
      NaiveDistillation naive,
      List<AnimationClip> clips,
      FloatTensor noAudio,
      CounterRandom random,
      boolean huber) {
    int[] steps = NaiveDistillation.steps(random, clips.size());
    FloatTensor latents = FloatTensor.stack(clips.stream().map(AnimationClip::latents).toList());
    FloatTensor draws = random.normal(latents.shape().dims());
    double sum = 0;
    int count = 0;
    for (int i = 0; i < clips.size(); i++) {
      AnimationClip clip = clips.get(i);
      FloatTensor noText = TinyModels.values("null", 1, 77, TinyModels.TEXT);
      NaiveDistillation.Conditions conditions =
          new NaiveDistillation.Conditions(clip.text(), clip.audio(), noText, noAudio);
      for (double d :
          naive.differences(latents.narrow(0, i, 1), draws.narrow(0, i, 1), steps[i], conditions)) {
        sum += huber ? Math.sqrt(d * d + 1e-6) - 1e-3 : d * d;
        count++;
      }
    }
    return sum / count;
  }

  private FloatTensor noAudio() {
    Weights weights = Weights.openFileOrFolder(folder.resolve("audio_encoder"), UnetModel.WEIGHTS);
    try (AudioEncoder encoder = AudioEncoder.of(ImageBindAudio.open(weights, Device.cpu()))) {
      return encoder.tokens(MelSpectrogram.none(), new Cancellation());
    }
  }

  /** The student's weights under the names of the network. */
  private Weights student(Path checkpoint) {
    Weights saved = SmallDistillation.student(checkpoint);
    SafetensorsWriter writer = new SafetensorsWriter();
    for (WeightTensor tensor : saved.tensors()) {
      writer.add(tensor.name().substring("unet.".length()), saved.read(tensor.name()));
    }
    Path file = folder.resolve("student.safetensors");
    writer.replace(file);
    return Weights.open(file);
  }
}
