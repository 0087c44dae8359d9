package io.asva.training.torchscript;

import io.asva.core.ClosedException;
import io.asva.core.concurrent.Unclosed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.GraphOptimizerEnabledGuard;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.QualifiedName;

/**
 * Arithmetic over the weights of networks and their gradients, in libtorch: many tensors a call, by
 * {@code optimizer.ts}.
 *
 * <p>Not safe for use by many threads. Closing twice is harmless; calls after it throw {@link
 * ClosedException}.
 */
public final class OptimizerKernel implements AutoCloseable {
  private final JitModule module;
  private final Unclosed unclosed;
  private boolean closed;

  private OptimizerKernel(JitModule module) {
    this.module = module;
    this.unclosed = Unclosed.watch(this, "An optimizer", module::close);
  }

  /**
   * Compiles the kernel.
   *
   * @throws TorchScriptException if PyTorch isn't on the class path
   */
  public static OptimizerKernel open() {
    LibTorch.require();
    try (PointerScope scope = new PointerScope()) {
      JitModule module = new JitModule(new QualifiedName("Optimizer"));
      module.define(source());
      module.retainReference(); // it outlives the scope
      return new OptimizerKernel(module);
    }
  }

  private static String source() {
    try (InputStream in = OptimizerKernel.class.getResourceAsStream("optimizer.ts")) {
      if (in == null) {
        throw new TorchScriptException("optimizer.ts is missing from the jar of asva-core");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those weights that have a gradient: the others took no part in the backward passes. */
  public List<LiveTensor> withGradients(List<LiveTensor> weights) {
    Objects.requireNonNull(weights, "weights");
    List<LiveTensor> result = new ArrayList<>();
    for (LiveTensor weight : weights) {
      try (PointerScope scope = new PointerScope()) {
        if (weight.tensor().grad().defined()) {
          result.add(weight);
        }
      }
    }
    return result;
  }

  /**
   * The Euclidean norm of all gradients together.
   *
   * @param weights all with a gradient, at least one
   */
  public double gradientNorm(List<LiveTensor> weights) {
    Objects.requireNonNull(weights, "weights");
    try (PointerScope scope = new PointerScope()) {
      return norm(gradients(weights)).toTensor().item_double();
    }
  }

  private IValue norm(IValue gradients) {
    return call("norm", gradients);
  }

  /**
   * Scales all gradients so that their norm together is at most {@code limit}, exactly as {@code
   * torch.nn.utils.clip_grad_norm_} does.
   *
   * @param weights all with a gradient, at least one
   * @return the norm before
   */
  public double clip(List<LiveTensor> weights, double limit) {
    Objects.requireNonNull(weights, "weights");
    try (PointerScope scope = new PointerScope()) {
      IValue gradients = gradients(weights);
      IValue norm = norm(gradients);
      call("clip", gradients, norm, new IValue(limit));
      return norm.toTensor().item_double();
    }
  }

  /** Multiplies all gradients. */
  public void scaleGradients(List<LiveTensor> weights, double factor) {
    Objects.requireNonNull(weights, "weights");
    try (PointerScope scope = new PointerScope()) {
      call("scale", gradients(weights), new IValue(factor));
    }
  }

  /** Forgets all gradients. */
  public void clearGradients(List<LiveTensor> weights) {
    Objects.requireNonNull(weights, "weights");
    for (LiveTensor weight : weights) {
      try (PointerScope scope = new PointerScope()) {
        weight.tensor().mutable_grad().reset();
      }
    }
  }

  /**
   * One step of AdamW by the weights' gradients.
   *
   * @param weights all with a gradient
   * @param means the running means of their gradients, in the same order and shapes
   * @param squares the running means of their gradients' squares
   * @param steps how many steps each weight has taken: scalars
   * @param hyper the step's constants
   */
  public void adamW(
      List<LiveTensor> weights,
      List<LiveTensor> means,
      List<LiveTensor> squares,
      List<LiveTensor> steps,
      AdamWStep hyper) {
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(means, "means");
    Objects.requireNonNull(squares, "squares");
    Objects.requireNonNull(steps, "steps");
    Objects.requireNonNull(hyper, "hyper");
    try (PointerScope scope = new PointerScope()) {
      call(
          "adamw",
          list(weights),
          gradients(weights),
          list(means),
          list(squares),
          list(steps),
          new IValue(hyper.learningRate()),
          new IValue(hyper.beta1()),
          new IValue(hyper.beta2()),
          new IValue(hyper.weightDecay()),
          new IValue(hyper.epsilon()));
    }
  }

  /** The constants of one step of AdamW, with the meanings that {@code torch.optim.AdamW} gives. */
  public record AdamWStep(
      double learningRate, double beta1, double beta2, double weightDecay, double epsilon) {}

  /** Moves each average by {@code rate} of its distance from the weight of the same position. */
  public void average(List<LiveTensor> averages, List<LiveTensor> weights, double rate) {
    Objects.requireNonNull(averages, "averages");
    Objects.requireNonNull(weights, "weights");
    try (PointerScope scope = new PointerScope()) {
      call("average", list(averages), list(weights), new IValue(rate));
    }
  }

  private IValue gradients(List<LiveTensor> weights) {
    return call("gradients", list(weights));
  }

  private IValue list(List<LiveTensor> tensors) {
    IValue result = call("list");
    GenericList list = result.toList();
    for (LiveTensor tensor : tensors) {
      list.push_back(new IValue(tensor.tensor()));
    }
    return result;
  }

  private IValue call(String method, IValue... arguments) {
    if (closed) {
      throw new ClosedException("the optimizer");
    }
    try (NoGradGuard noGrad = new NoGradGuard();
        GraphOptimizerEnabledGuard executor = new GraphOptimizerEnabledGuard(false)) {
      return module.get_method(method).apply(new IValueVector(arguments));
    } catch (RuntimeException e) {
      throw new TorchScriptException(
          "the optimizer failed in libtorch: " + TorchModule.reason(e), e);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      module.close();
      unclosed.closed();
    }
  }
}
