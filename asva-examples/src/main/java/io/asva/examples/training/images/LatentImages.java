package io.asva.examples.training.images;

import static java.util.Objects.requireNonNull;

import io.asva.core.random.CounterRandom;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.text.BpeTokenizer;
import io.asva.examples.drawn.DrawnCategory;
import io.asva.examples.training.data.ImageBatch;
import io.asva.examples.training.data.StoredImages;
import io.asva.examples.training.text.DemoTexts;
import io.asva.media.dataset.DatasetVideo;
import io.asva.training.Examples;
import io.asva.vae.Vae;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Images of videos, encoded: of each video a frame by chance. Some have no text, so that the
 * encoder learns what its absence means.
 *
 * <p>Safe for use by many threads. The autoencoder is its owner's to close.
 */
final class LatentImages implements Examples<LatentImage> {
  private static final double WITHOUT_TEXT = 0.1;

  private final StoredImages images;
  private final Vae vae;
  private final Map<String, long[]> ids = new HashMap<>();
  private final long[] nothing;

  LatentImages(
      StoredImages images, Vae vae, BpeTokenizer tokenizer, List<DrawnCategory> categories) {
    this.images = images;
    this.vae = vae;
    this.nothing = DemoTexts.ids(tokenizer, "");
    for (DrawnCategory category : categories) {
      ids.put(category.folder(), DemoTexts.ids(tokenizer, category.text()));
    }
  }

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public String name(int index) {
    return images.name(index);
  }

  @Override
  public LatentImage load(int index, CounterRandom random) {
    DatasetVideo video = images.store().videos().get(index);
    boolean silent = random.nextBoolean(WITHOUT_TEXT);
    FloatTensor image = ImageBatch.of(List.of(images.load(index, random)));
    int factor = vae.config().factor();
    int height = image.shape().dim(1) / factor;
    int width = image.shape().dim(2) / factor;
    int channels = vae.config().latentChannels();
    FloatTensor latent = vae.encode(image, random.normal(1, height, width, channels));
    return new LatentImage(
        latent.reshape(1, 1, height, width, channels),
        silent ? nothing : requireNonNull(ids.get(video.category()), video::category));
  }
}
