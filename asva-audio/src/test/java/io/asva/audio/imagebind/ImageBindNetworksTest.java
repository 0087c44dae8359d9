package io.asva.audio.imagebind;

import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.core.testing.Manifests;
import io.asva.training.testing.NetworkContract;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** ImageBind's encoders keep the contract of all networks. */
class ImageBindNetworksTest {
  private static final String FILE = "imagebind-huge.json";
  private static final ImageBindConfig SMALL = new ImageBindConfig(64, 2, 2, 16);
  private static final ImageBindNames AUDIO = ImageBindNames.official(Modality.AUDIO);
  private static final ImageBindNames VISION = ImageBindNames.official(Modality.VISION);
  private static final ImageBindNames TEXT = ImageBindNames.official(Modality.TEXT);

  @Nested
  class Audio extends NetworkContract {
    @Override
    protected Graph graph(WeightCatalogue catalogue) {
      return ImageBindAudioGraph.graph(SMALL, AUDIO, catalogue, 2);
    }

    @Override
    protected Map<String, Shape> described() {
      return ImageBindAudioGraph.weights(ImageBindConfig.huge(Modality.AUDIO), AUDIO);
    }

    @Override
    protected Map<String, Shape> published() {
      return Manifests.read(FILE, ".audio.");
    }
  }

  /** The audio encoder under the names that the animation model's training gives it. */
  @Nested
  class TrainedAudio extends NetworkContract {
    @Override
    protected Graph graph(WeightCatalogue catalogue) {
      return ImageBindAudioGraph.graph(SMALL, ImageBindNames.trained(), catalogue, 1);
    }

    @Override
    protected Map<String, Shape> described() {
      ImageBindConfig huge = ImageBindConfig.huge(Modality.AUDIO);
      Map<String, Shape> all =
          new LinkedHashMap<>(ImageBindAudioGraph.weights(huge, ImageBindNames.trained()));
      all.putAll(ImageBindAudioGraph.optionalWeights(huge));
      return all;
    }

    @Override
    protected Map<String, Shape> published() {
      return Manifests.read("audio-encoder.json", "");
    }
  }

  @Nested
  class Vision extends NetworkContract {
    @Override
    protected Graph graph(WeightCatalogue catalogue) {
      return ImageBindVisionGraph.graph(new ImageBindConfig(80, 2, 2, 16), VISION, catalogue, 1);
    }

    @Override
    protected Map<String, Shape> described() {
      return ImageBindVisionGraph.weights(ImageBindConfig.huge(Modality.VISION), VISION);
    }

    @Override
    protected Map<String, Shape> published() {
      return Manifests.read(FILE, ".vision.");
    }
  }

  @Nested
  class Text extends NetworkContract {
    @Override
    protected Graph graph(WeightCatalogue catalogue) {
      return ImageBindTextGraph.graph(SMALL, TEXT, catalogue, 2);
    }

    @Override
    protected Map<String, Shape> described() {
      return ImageBindTextGraph.weights(ImageBindConfig.huge(Modality.TEXT), TEXT);
    }

    /** Its mask is no weight. */
    @Override
    protected Map<String, Shape> published() {
      Map<String, Shape> official = Manifests.read(FILE, ".text.");
      official.remove("modality_preprocessors.text.mask");
      return official;
    }

    @Override
    protected Tensor input(String name, ElementType type, Shape shape) {
      return name.equals("ends")
          ? LongTensor.of(new long[] {12, ImageBindTextGraph.LENGTH + 30}, 2)
          : super.input(name, type, shape);
    }
  }
}
