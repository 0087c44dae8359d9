package io.asva.examples.bench;

import io.asva.core.Cancellation;
import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.spi.TextSource;

/** Words that are all zeros: what they say takes no time to attend to. Stateless. */
record ZeroWords(int channels) implements TextSource {
  private static final int TOKENS = 77;

  private FloatTensor zeros() {
    return FloatTensor.zeros(1, TOKENS, channels);
  }

  @Override
  public FloatTensor category(String name, Cancellation cancellation) {
    return zeros();
  }

  @Override
  public FloatTensor text(String text, Cancellation cancellation) {
    return zeros();
  }

  @Override
  public FloatTensor nullText(Cancellation cancellation) {
    return zeros();
  }

  @Override
  public void close() {}
}
