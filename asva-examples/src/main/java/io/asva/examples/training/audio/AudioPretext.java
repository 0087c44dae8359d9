package io.asva.examples.training.audio;

import io.asva.audio.imagebind.ImageBindAudioGraph;
import io.asva.audio.imagebind.ImageBindConfig;
import io.asva.audio.imagebind.ImageBindNames;
import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.Scope;
import io.asva.core.tensor.ElementType;
import io.asva.examples.training.data.Columns;

/**
 * The audio encoder with small heads and a loss: from its embedding the category is to be told,
 * from the mean of each time column's tokens what {@link Columns} holds. The heads are thrown away
 * after training.
 *
 * <p>Inputs: {@code mel} (batch, 1, 128, 204), {@code voice} (batch, voices) and {@code begins}
 * (batch, 19, 2), both 1 at what is so and 0 elsewhere, and {@code levels} (batch, 19, 4). Outputs:
 * {@code loss}, what it is made of, and {@code voices} (batch, voices), {@code onsets} (batch, 19,
 * 2), the logarithms of probabilities.
 */
final class AudioPretext {
  static final String LOSS = "loss";
  static final String ENCODER = "audio_encoder.";
  static final String HEADS = "pretext.";

  // So that the three parts have about the same size while they are learnt.
  private static final float LEVELS_WEIGHT = 5;

  private AudioPretext() {}

  static Graph graph(ImageBindConfig config, int kinds, int batch, WeightCatalogue weights) {
    GraphBuilder g = new GraphBuilder("audio encoder with its pretext", weights);
    int columns = ImageBindAudioGraph.PATCH_COLUMNS;
    Value mel =
        g.input(
            "mel",
            Rate.STEP,
            ElementType.F32,
            batch,
            1,
            ImageBindAudioGraph.BINS,
            ImageBindAudioGraph.STEPS);
    ImageBindAudioGraph.Results results =
        ImageBindAudioGraph.describe(Scope.of(g, ENCODER), config, ImageBindNames.trained(), mel);
    Scope heads = Scope.of(g, HEADS);
    Value rows =
        g.reshape(
            g.slice(results.tokens(), 1, 1, ImageBindAudioGraph.TOKENS),
            batch,
            ImageBindAudioGraph.PATCH_ROWS,
            columns,
            config.width());
    Value told = heads.sub("columns").linear(g.mean(rows, 1), 2 + Columns.LEVELS);
    Value onsets = g.logSoftmax(g.slice(told, -1, 0, 2));
    Value levels = g.slice(told, -1, 2, 2 + Columns.LEVELS);
    Value voices = g.logSoftmax(heads.sub("voice").linear(results.head(), kinds));

    Value ofVoice =
        crossEntropy(g, voices, g.input("voice", Rate.STEP, ElementType.F32, batch, kinds));
    Value ofOnsets =
        crossEntropy(g, onsets, g.input("begins", Rate.STEP, ElementType.F32, batch, columns, 2));
    Value ofLevels =
        g.meanSquaredError(
            levels, g.input("levels", Rate.STEP, ElementType.F32, batch, columns, Columns.LEVELS));
    g.output(LOSS, g.add(g.add(ofVoice, ofOnsets), g.affine(ofLevels, LEVELS_WEIGHT, 0)));
    g.output("voice_loss", ofVoice);
    g.output("onset_loss", ofOnsets);
    g.output("level_error", ofLevels);
    g.output("voices", voices);
    g.output("onsets", onsets);
    // The logit scale is part of the published network, although nothing here depends on it.
    g.output("embedding", results.embedding());
    return g.build();
  }

  private static Value crossEntropy(GraphBuilder g, Value logarithms, Value truth) {
    return g.affine(g.meanOfAll(g.multiply(logarithms, truth)), -truth.dim(-1), 0);
  }
}
