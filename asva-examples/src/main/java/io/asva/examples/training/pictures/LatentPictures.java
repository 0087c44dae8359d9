package io.asva.examples.training.pictures;

import static java.util.Objects.requireNonNull;

import io.asva.core.random.CounterRandom;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.text.BpeTokenizer;
import io.asva.examples.drawn.DrawnCategory;
import io.asva.examples.training.data.PictureBatch;
import io.asva.examples.training.data.StoredPictures;
import io.asva.examples.training.text.DemoTexts;
import io.asva.media.dataset.DatasetVideo;
import io.asva.training.Examples;
import io.asva.vae.Vae;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pictures of videos, encoded: of each video a frame by chance. Some have no text, so that the
 * encoder learns what its absence means.
 *
 * <p>Safe for use by many threads. The autoencoder is its owner's to close.
 */
final class LatentPictures implements Examples<LatentPicture> {
  private static final double WITHOUT_TEXT = 0.1;

  private final StoredPictures pictures;
  private final Vae vae;
  private final Map<String, long[]> ids = new HashMap<>();
  private final long[] nothing;

  LatentPictures(
      StoredPictures pictures, Vae vae, BpeTokenizer tokenizer, List<DrawnCategory> categories) {
    this.pictures = pictures;
    this.vae = vae;
    this.nothing = DemoTexts.ids(tokenizer, "");
    for (DrawnCategory category : categories) {
      ids.put(category.folder(), DemoTexts.ids(tokenizer, category.text()));
    }
  }

  @Override
  public int size() {
    return pictures.size();
  }

  @Override
  public String name(int index) {
    return pictures.name(index);
  }

  @Override
  public LatentPicture load(int index, CounterRandom random) {
    DatasetVideo video = pictures.store().videos().get(index);
    boolean silent = random.nextBoolean(WITHOUT_TEXT);
    FloatTensor picture = PictureBatch.of(List.of(pictures.load(index, random)));
    int factor = vae.config().factor();
    int height = picture.shape().dim(1) / factor;
    int width = picture.shape().dim(2) / factor;
    int channels = vae.config().latentChannels();
    FloatTensor latent = vae.encode(picture, random.normal(1, height, width, channels));
    return new LatentPicture(
        latent.reshape(1, 1, height, width, channels),
        silent ? nothing : requireNonNull(ids.get(video.category()), video::category));
  }
}
