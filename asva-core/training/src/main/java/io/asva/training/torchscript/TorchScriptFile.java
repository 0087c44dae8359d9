package io.asva.training.torchscript;

import io.asva.core.ClosedException;
import io.asva.core.concurrent.Unclosed;
import io.asva.core.tensor.Tensor;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.GraphOptimizerEnabledGuard;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.StringIValueMap;
import org.bytedeco.pytorch.global.torch;

/**
 * A network that someone saved as TorchScript, code and weights together, run by libtorch on the
 * processor. Its code runs as it is: open files of people you trust.
 *
 * <p>Safe for use by many threads. Closing waits for running calls and frees the weights at once.
 */
public final class TorchScriptFile implements AutoCloseable {
  private final Path file;
  private final JitModule module;
  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);
  private final Unclosed unclosed;
  private boolean closed;

  private TorchScriptFile(Path file, JitModule module) {
    this.file = file;
    this.module = module;
    this.unclosed = Unclosed.watch(this, "The TorchScript of " + file, module::close);
  }

  /**
   * Opens a file that {@code torch.jit.save} wrote, and puts its network in evaluation mode.
   *
   * @throws TorchScriptException if PyTorch isn't on the class path, or the file can't be read or
   *     holds no TorchScript
   */
  public static TorchScriptFile open(Path file) {
    Objects.requireNonNull(file, "file");
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new TorchScriptException(
          "There is no TorchScript file " + file + " that can be read; check the path.");
    }
    LibTorch.require();
    try (PointerScope scope = new PointerScope()) {
      String path = file.toRealPath().toString();
      JitModule module = torch.load(path, new DeviceOptional(new Device("cpu")), true);
      module.eval();
      module.retainReference(); // it outlives the scope
      return new TorchScriptFile(file, module);
    } catch (IOException e) {
      throw new TorchScriptException("Can't read " + file + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw new TorchScriptException(
          file
              + " is no TorchScript that libtorch "
              + LibTorch.VERSION
              + " can open ("
              + TorchModule.reason(e)
              + "). It must be what torch.jit.save wrote, complete; a file of weights alone won't"
              + " do.",
          e);
    }
  }

  /**
   * Runs the network's {@code forward}.
   *
   * @param inputs its first arguments
   * @param switches further arguments by name
   * @return its result, which must be one tensor of single precision or integer numbers
   * @throws TorchScriptException if libtorch fails, or the result is something else
   * @throws ClosedException if this is closed
   */
  public Tensor run(List<Tensor> inputs, Map<String, Boolean> switches) {
    Objects.requireNonNull(inputs, "inputs");
    Objects.requireNonNull(switches, "switches");
    lock.readLock().lock();
    try {
      if (closed) {
        throw new ClosedException("the TorchScript of " + file);
      }
      return forward(inputs, switches);
    } finally {
      lock.readLock().unlock();
      Reference.reachabilityFence(this);
    }
  }

  private Tensor forward(List<Tensor> inputs, Map<String, Boolean> switches) {
    // See TorchModule for why the optimising executor is off.
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard();
        GraphOptimizerEnabledGuard executor = new GraphOptimizerEnabledGuard(false)) {
      IValue[] arguments =
          inputs.stream().map(TorchTensors::copy).map(IValue::new).toArray(IValue[]::new);
      StringIValueMap named = new StringIValueMap();
      switches.forEach((name, value) -> named.put(new BytePointer(name), new IValue(value)));
      IValue result = module.forward(new IValueVector(arguments), named);
      if (!result.isTensor()) {
        throw new TorchScriptException(
            file + " returned a " + result.tagKind().getString() + "; expected one tensor.");
      }
      return TorchTensors.copy(result.toTensor());
    } catch (TorchScriptException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new TorchScriptException(
          file + " failed in libtorch: " + TorchModule.reason(e) + ".", e);
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        unclosed.closed();
        module.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
