package io.asva.diffusion.internal;

import io.asva.core.Cancellation;
import io.asva.core.tensor.FloatTensor;
import io.asva.unet.BatchedUnet;
import io.asva.unet.UnetGeometry;
import java.util.List;
import java.util.OptionalInt;

/**
 * A UNet whose evaluations are made as batches: those of one clip's step, and those of clips that
 * are denoised at the same time.
 *
 * <p>Safe for use by many threads.
 */
final class BatchUnet implements OpenUnet {
  private final BatchedUnet unet;
  private final SharedBatches batches;

  /**
   * An open UNet, which is closed with this.
   *
   * @param most how many evaluations may be one
   */
  BatchUnet(BatchedUnet unet, int most) {
    this.unet = unet;
    this.batches = new SharedBatches(most, unet::denoise);
  }

  @Override
  public UnetGeometry geometry() {
    return unet.geometry();
  }

  @Override
  public OptionalInt cutAt() {
    return unet.cutAt();
  }

  @Override
  public double outerShare() {
    return unet.outerShare();
  }

  @Override
  public int batch() {
    return batches.most();
  }

  @Override
  public Clip begin(List<Condition> conditions, Cancellation cancellation) {
    return new BatchClip(
        batches.join(),
        conditions.stream().map(c -> new BatchedUnet.Condition(c.text(), c.audio())).toList());
  }

  private record BatchClip(SharedBatches.Member member, List<BatchedUnet.Condition> conditions)
      implements Clip {
    @Override
    public List<FloatTensor> denoise(
        FloatTensor sample,
        int timestep,
        List<EvaluationPlan.Evaluation> evaluations,
        Cancellation cancellation) {
      return member.denoise(
          evaluations.stream()
              .map(e -> new BatchedUnet.Row(sample, timestep, conditions.get(e.branch()), e.pass()))
              .toList(),
          cancellation);
    }

    @Override
    public void close() {
      member.close();
    }
  }

  @Override
  public void close() {
    unet.close();
  }
}
