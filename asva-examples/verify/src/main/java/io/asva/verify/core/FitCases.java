package io.asva.verify.core;

import io.asva.core.image.ImageFit;
import io.asva.core.image.Pixels;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.FloatTensor;
import io.asva.media.Images;
import io.asva.verify.CaseRunner;
import io.asva.verify.GoldenCase;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the cases of kind {@code image.fit}. */
public final class FitCases implements CaseRunner {
  @Override
  public Set<String> kinds() {
    return Set.of("image.fit");
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    ByteTensor pixels =
        golden.json().has("file")
            ? Images.read(golden.file(golden.json().path("file").asText())).tensor()
            : (ByteTensor) golden.input("image");
    int height = golden.json().path("size").path(0).asInt();
    int width = golden.json().path("size").path(1).asInt();
    FloatTensor fitted = ImageFit.fit(Pixels.toPlanes(pixels), height, width);
    return golden.compare(Map.of("image", fitted, "image_u8", Pixels.toBytes(fitted)));
  }
}
