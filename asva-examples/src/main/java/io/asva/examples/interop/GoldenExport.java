package io.asva.examples.interop;

import io.asva.audio.imagebind.ImageBindAudioGraph;
import io.asva.audio.imagebind.ImageBindConfig;
import io.asva.audio.imagebind.ImageBindNames;
import io.asva.audio.imagebind.Modality;
import io.asva.core.config.ModelConfig;
import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.onnx.OnnxExport;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.Weights;
import io.asva.diffusion.text.ClipTextConfig;
import io.asva.diffusion.text.ClipTextGraph;
import io.asva.unet.UnetConfig;
import io.asva.unet.UnetGeometry;
import io.asva.unet.UnetGraph;
import io.asva.vae.VaeConfig;
import io.asva.vae.VaeGraph;
import io.asva.verify.CaseWeights;
import io.asva.verify.GoldenCase;
import io.asva.verify.Verifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Exports the networks of golden cases, for {@code check_onnx.py} to run under Python's
 * onnxruntime. Arguments: the folder to export to, then folders of cases.
 */
public final class GoldenExport {
  private final GoldenCase golden;
  private final ModelConfig config;
  private final Path folder;

  private GoldenExport(GoldenCase golden, Path folder) {
    this.golden = golden;
    this.config = ModelConfig.of(golden.json().path("config"), golden.name());
    this.folder = folder;
  }

  /** Exports every case of a kind that is one network. */
  public static void main(String[] args) {
    Path target = Path.of(args[0]);
    List<Path> folders = Stream.of(args).skip(1).map(Path::of).toList();
    for (Path place : Verifier.find(folders)) {
      GoldenCase golden = GoldenCase.read(place);
      switch (golden.kind()) {
        case "unet" -> new GoldenExport(golden, target).unet();
        case "vae" -> new GoldenExport(golden, target).vae();
        case "clip.text" -> new GoldenExport(golden, target).text();
        case "imagebind.audio" -> new GoldenExport(golden, target).audio();
        default -> {
          // not one network
        }
      }
    }
  }

  private void unet() {
    UnetConfig unet = UnetConfig.of(config);
    Shape sample = golden.input("sample").shape();
    Shape mask = golden.input("audio_mask").shape();
    UnetGeometry geometry =
        new UnetGeometry(
            sample.dim(0),
            sample.dim(2),
            sample.dim(3),
            sample.dim(4),
            golden.input("text").shape().dim(1),
            mask.dim(2),
            IntStream.range(0, mask.dim(1)).mapToObj(frame -> attended(frame, mask)).toList());
    Weights weights = CaseWeights.of(golden, UnetGraph.weights(unet));
    export("unet", UnetGraph.graph(unet, geometry, WeightCatalogue.of(weights)), weights);
  }

  private List<Integer> attended(int frame, Shape mask) {
    List<Integer> tokens = new ArrayList<>();
    for (int t = 0; t < mask.dim(2); t++) {
      if (golden.input("audio_mask").valueAt(frame * mask.dim(2) + t) != 0) {
        tokens.add(t);
      }
    }
    return tokens;
  }

  private void vae() {
    VaeConfig vae = VaeConfig.of(config);
    Weights weights = CaseWeights.of(golden, VaeGraph.weights(vae));
    WeightCatalogue catalogue = WeightCatalogue.of(weights);
    Shape image = golden.input("image").shape();
    Shape latent = golden.input("latent").shape();
    export(
        "vae-encoder",
        VaeGraph.encoder(vae, catalogue, image.dim(0), image.dim(2), image.dim(3)),
        weights);
    export(
        "vae-decoder",
        VaeGraph.decoder(vae, catalogue, latent.dim(0), latent.dim(2), latent.dim(3)),
        weights);
  }

  private void text() {
    ClipTextConfig text = ClipTextConfig.of(config);
    Weights weights = CaseWeights.of(golden, ClipTextGraph.weights(text));
    Shape ids = golden.input("ids").shape();
    export(
        "text",
        ClipTextGraph.graph(text, WeightCatalogue.of(weights), ids.dim(0), ids.dim(1)),
        weights);
  }

  private void audio() {
    ImageBindConfig tower = ImageBindConfig.of(config, Modality.AUDIO);
    Map<String, Shape> manifest =
        new TreeMap<>(ImageBindAudioGraph.weights(tower, ImageBindNames.trained()));
    manifest.putAll(ImageBindAudioGraph.optionalWeights(tower));
    Weights weights = CaseWeights.of(golden, manifest);
    int batch = golden.input("mel").shape().dim(0);
    export(
        "audio",
        ImageBindAudioGraph.graph(
            tower, ImageBindNames.trained(), WeightCatalogue.of(weights), batch),
        weights);
  }

  private void export(String network, Graph graph, Weights weights) {
    Path place = folder.resolve(golden.folder().getFileName()).resolve(network);
    System.out.println(OnnxExport.copying(graph, weights, place).model());
  }
}
