package io.asva.diffusion.internal;

import io.asva.core.Cancellation;
import io.asva.core.concurrent.Closing;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.unet.Unet;
import io.asva.unet.UnetGeometry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/** A UNet whose evaluations are made one by one: what is fastest on a processor. */
record PlainUnet(Unet unet) implements OpenUnet {
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
    return 1;
  }

  @Override
  public Clip begin(List<Condition> conditions, Cancellation cancellation) {
    List<Unet.Condition> digested = new ArrayList<>();
    try {
      for (Condition condition : conditions) {
        digested.add(unet.condition(condition.text(), condition.audio(), cancellation));
      }
    } catch (RuntimeException | Error e) {
      Closing.after(e, digested);
      throw e;
    }
    return new PlainClip(unet, digested);
  }

  private record PlainClip(Unet unet, List<Unet.Condition> conditions) implements Clip {
    @Override
    public List<FloatTensor> denoise(
        FloatTensor sample,
        int timestep,
        List<EvaluationPlan.Evaluation> evaluations,
        Cancellation cancellation) {
      FloatTensor time = FloatTensor.of(new float[] {timestep}, 1);
      List<FloatTensor> estimates = new ArrayList<>();
      for (EvaluationPlan.Evaluation evaluation : evaluations) {
        Unet.Condition condition = conditions.get(evaluation.branch());
        Map<String, Tensor> result =
            unet.denoise(sample, time, condition, evaluation.pass(), cancellation);
        estimates.add((FloatTensor) Objects.requireNonNull(result.get("eps")));
      }
      return estimates;
    }

    @Override
    public void close() {
      Closing.all(conditions);
    }
  }

  @Override
  public void close() {
    unet.close();
  }
}
