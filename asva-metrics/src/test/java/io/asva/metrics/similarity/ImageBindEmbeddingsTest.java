package io.asva.metrics.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.audio.imagebind.ImageBindAudioGraph;
import io.asva.audio.imagebind.ImageBindConfig;
import io.asva.audio.imagebind.ImageBindNames;
import io.asva.audio.imagebind.ImageBindText;
import io.asva.audio.imagebind.ImageBindTextGraph;
import io.asva.audio.imagebind.ImageBindVisionGraph;
import io.asva.audio.imagebind.Modality;
import io.asva.core.Cancellation;
import io.asva.core.ClosedException;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.text.BpeTokenizer;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import io.asva.core.weights.recipe.RecipeWeights;
import io.asva.core.weights.recipe.WeightRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageBindEmbeddingsTest {
  private static final int EMBEDDING = 24;

  @Test
  void framesAudioClipsAndTextsAreEmbeddedInOneSpace(@TempDir Path folder) throws IOException {
    Weights weights = weights(true);
    BpeTokenizer tokenizer = tokenizer(folder);
    try (ImageBindEmbeddings embeddings =
            ImageBindEmbeddings.open(weights, tokenizer, Device.cpu());
        ImageBindText text = ImageBindText.open(weights, Device.cpu())) {
      FloatTensor frames = embeddings.frames(noise(3, 3, 224, 224), new Cancellation());
      FloatTensor audio = embeddings.audio(noise(1, 1, 128, 204), new Cancellation());
      FloatTensor words = embeddings.text("lions_roaring", new Cancellation());
      assertThat(frames.shape()).isEqualTo(Shape.of(3, EMBEDDING));
      assertThat(audio.shape()).isEqualTo(Shape.of(1, EMBEDDING));
      assertThat(words.values())
          .isEqualTo(
              text.embed(tokenizer.imageBind(List.of("lions_roaring")), new Cancellation())
                  .values())
          .isNotEqualTo(embeddings.text("lions roaring", new Cancellation()).values());
      for (FloatTensor other : List.of(audio, words)) {
        assertThat(FrameSimilarity.of(frames, other).cosines())
            .hasSize(3)
            .allSatisfy(cosine -> assertThat(cosine).isBetween(-1.0, 1.0));
      }
      assertThat(FrameSimilarity.of(words, words).first()).isEqualTo(1, within(1e-12));
    }
  }

  @Test
  void aCheckpointWithoutTextIsRefused(@TempDir Path folder) throws IOException {
    BpeTokenizer tokenizer = tokenizer(folder);
    assertThatThrownBy(
            () -> ImageBindEmbeddings.open(weights(false), tokenizer, Device.cpu()).close())
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("text");
  }

  @Test
  void useAfterClosingIsRefused(@TempDir Path folder) throws IOException {
    ImageBindEmbeddings embeddings =
        ImageBindEmbeddings.open(weights(true), tokenizer(folder), Device.cpu());
    embeddings.close();
    embeddings.close();
    assertThatThrownBy(() -> embeddings.text("a", new Cancellation()))
        .isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> embeddings.audio(noise(1, 1, 128, 204), new Cancellation()))
        .isInstanceOf(ClosedException.class);
  }

  private static Weights weights(boolean withText) {
    Map<String, Shape> all = new LinkedHashMap<>();
    all.putAll(
        ImageBindAudioGraph.weights(
            new ImageBindConfig(64, 1, 1, EMBEDDING), ImageBindNames.official(Modality.AUDIO)));
    all.putAll(
        ImageBindVisionGraph.weights(
            new ImageBindConfig(80, 1, 1, EMBEDDING), ImageBindNames.official(Modality.VISION)));
    if (withText) {
      all.putAll(
          ImageBindTextGraph.weights(
              new ImageBindConfig(64, 1, 1, EMBEDDING), ImageBindNames.official(Modality.TEXT)));
    }
    return RecipeWeights.of(new WeightRecipe("embeddings", 1), List.of(), all);
  }

  /** A vocabulary of bytes, alone and at a word's end, and no merges. */
  private static BpeTokenizer tokenizer(Path folder) throws IOException {
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
    return BpeTokenizer.read(folder);
  }

  private static FloatTensor noise(int... dims) {
    Random random = new Random(3);
    FloatTensor tensor = FloatTensor.zeros(dims);
    for (int i = 0; i < tensor.values().length; i++) {
      tensor.values()[i] = random.nextFloat() - 0.5f;
    }
    return tensor;
  }
}
