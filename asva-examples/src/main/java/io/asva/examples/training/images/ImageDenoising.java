package io.asva.examples.training.images;

import io.asva.audio.SegmentMask;
import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.Scope;
import io.asva.core.tensor.ElementType;
import io.asva.core.text.BpeTokenizer;
import io.asva.diffusion.spi.AudioEncoder;
import io.asva.diffusion.text.ClipTextConfig;
import io.asva.diffusion.text.ClipTextGraph;
import io.asva.diffusion.training.DenoisingLoss;
import io.asva.diffusion.training.FirstFrame;
import io.asva.unet.UnetConfig;
import io.asva.unet.UnetGeometry;
import io.asva.unet.UnetInputs;
import java.util.Arrays;
import java.util.List;

/**
 * The text encoder and the denoiser of single images, together with the denoiser's loss.
 *
 * <p>Inputs: {@code ids} (batch, 77), and those of {@link DenoisingLoss} but for the text. Output:
 * {@code loss}.
 */
final class ImageDenoising {
  static final String UNET = "unet.";
  static final String TEXT = "text_encoder.";

  private static final int SEGMENTS = 12;

  private ImageDenoising() {}

  static Graph graph(
      UnetConfig unet, ClipTextConfig text, int batch, int side, WeightCatalogue weights) {
    GraphBuilder g = new GraphBuilder("UNet with its text encoder and its loss", weights);
    Value ids = g.input("ids", Rate.STEP, ElementType.I64, batch, BpeTokenizer.LENGTH);
    Value states = ClipTextGraph.describe(Scope.of(g, TEXT), text, ids);
    UnetInputs inputs = UnetInputs.of(g, unet, geometry(batch, side), states);
    g.output(
        DenoisingLoss.LOSS,
        DenoisingLoss.describe(Scope.of(g, UNET), unet, FirstFrame.NOISY, inputs));
    return g.build();
  }

  private static UnetGeometry geometry(int batch, int side) {
    List<Integer> heard =
        Arrays.stream(SegmentMask.of(SEGMENTS).tokenIndices()[0]).boxed().toList();
    return new UnetGeometry(
        batch, 1, side, side, BpeTokenizer.LENGTH, AudioEncoder.TOKENS, List.of(heard));
  }

  /** Whether a weight is trained on images: not what is about time or sound. */
  static boolean isTrained(String name) {
    return !name.contains("_temp") && !name.contains("_audio");
  }
}
