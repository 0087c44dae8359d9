package io.asva.examples.interop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.audio.SegmentMask;
import io.asva.audio.imagebind.ImageBindAudioGraph;
import io.asva.audio.imagebind.ImageBindConfig;
import io.asva.audio.imagebind.ImageBindNames;
import io.asva.audio.imagebind.Modality;
import io.asva.core.AsvaException;
import io.asva.core.config.ModelConfig;
import io.asva.core.graph.Batch;
import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.onnx.OnnxWriter;
import io.asva.core.onnx.Target;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.diffusion.text.ClipTextConfig;
import io.asva.diffusion.text.ClipTextGraph;
import io.asva.unet.UnetConfig;
import io.asva.unet.UnetGeometry;
import io.asva.unet.UnetGraph;
import io.asva.vae.VaeConfig;
import io.asva.vae.VaeGraph;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes an animator's networks at their published sizes as they are given to ONNX Runtime's CUDA
 * provider, in single and half precision, for {@code cuda_without_device.py} to see what the
 * provider makes of them. Their weights are zeros in a file that takes no room. Argument: a new
 * folder.
 */
public final class CudaExport {
  private static final int FRAMES = 12;
  private static final int LATENT = 32;
  private static final int PIXELS = 256;
  private static final int TOKENS = 77;
  private static final String ZEROS = "zeros.bin";
  private static final String UNET = "{\"cross_attention_dim\": 768}";
  private static final String VAE =
      """
      {"block_out_channels": [128, 256, 512, 512], "layers_per_block": 2,
       "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D",
                            "DownEncoderBlock2D"],
       "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D",
                          "UpDecoderBlock2D"]}
      """;
  private static final String TEXT =
      """
      {"vocab_size": 49408, "hidden_size": 768, "intermediate_size": 3072,
       "num_hidden_layers": 12, "num_attention_heads": 12, "max_position_embeddings": 77,
       "hidden_act": "quick_gelu", "layer_norm_eps": 1e-5}
      """;

  private final Path folder;

  private CudaExport(Path folder) {
    this.folder = folder;
  }

  /** Writes NETWORK-PRECISION.onnx for each. */
  public static void main(String[] args) throws IOException {
    CudaExport export = new CudaExport(Files.createDirectory(Path.of(args[0])).toRealPath());
    UnetConfig unet = UnetConfig.of(config(UNET));
    for (int batch = 1; batch <= 2; batch++) {
      UnetGeometry geometry = geometry(batch);
      export.write("unet-batch" + batch, weights -> UnetGraph.graph(unet, geometry, weights));
    }
    export.write(
        "unet-batches",
        weights -> Batch.describe(batch -> UnetGraph.graph(unet, geometry(batch), weights)),
        Batch.ANY);
    VaeConfig vae = VaeConfig.of(config(VAE));
    export.write("vae-encoder", weights -> VaeGraph.encoder(vae, weights, 1, PIXELS, PIXELS));
    export.write("vae-decoder", weights -> VaeGraph.decoder(vae, weights, 1, LATENT, LATENT));
    ImageBindConfig audio = ImageBindConfig.huge(Modality.AUDIO);
    export.write(
        "audio", weights -> ImageBindAudioGraph.graph(audio, ImageBindNames.trained(), weights, 1));
    ClipTextConfig text = ClipTextConfig.of(config(TEXT));
    export.write("text", weights -> ClipTextGraph.graph(text, weights, 1, TOKENS));
  }

  private static ModelConfig config(String json) {
    try {
      return ModelConfig.of(new ObjectMapper().readTree(json), "the published configuration");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static UnetGeometry geometry(int batch) {
    SegmentMask mask = SegmentMask.of(FRAMES);
    List<List<Integer>> positions =
        Arrays.stream(mask.tokenIndices()).map(r -> Arrays.stream(r).boxed().toList()).toList();
    int tokens = mask.tokens().shape().dim(1);
    return new UnetGeometry(batch, FRAMES, LATENT, LATENT, TOKENS, tokens, positions);
  }

  private void write(String name, Function<WeightCatalogue, Graph> network) throws IOException {
    write(name, network, Batch.FIXED);
  }

  private void write(String name, Function<WeightCatalogue, Graph> network, Batch batch)
      throws IOException {
    WeightCatalogue catalogue = WeightCatalogue.recording();
    Graph unused = network.apply(catalogue); // it notes the weights
    Weights weights = zeros(catalogue.expected());
    Graph graph = network.apply(WeightCatalogue.of(weights));
    write(name + "-fp32", graph, weights, batch);
    write(name + "-fp16", OnnxWriter.inHalfPrecision(graph, Target.CUDA), weights, batch);
  }

  private void write(String name, Graph graph, Weights weights, Batch batch) throws IOException {
    Path file = folder.resolve(name + ".onnx");
    Files.write(file, OnnxWriter.write(graph, weights, Target.CUDA, batch).proto());
    System.out.println(file);
  }

  private Weights zeros(Map<String, Shape> shapes) {
    Path file = folder.resolve(ZEROS);
    List<WeightTensor> tensors = new ArrayList<>();
    long end = 0;
    for (Map.Entry<String, Shape> entry : shapes.entrySet()) {
      WeightTensor.Data data = new WeightTensor.InFile(file, end);
      tensors.add(new WeightTensor(entry.getKey(), ElementType.F32, entry.getValue(), data));
      end += entry.getValue().elements() * Float.BYTES;
    }
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(Math.max(end, sparse.length()));
    } catch (IOException e) {
      throw new AsvaException("Can't write " + file + ": " + e, e);
    }
    return Weights.of(file.toString(), tensors);
  }
}
