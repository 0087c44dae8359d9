package io.asva.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.op.LayerNorm;
import io.asva.core.tensor.ElementType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Passes with either build of ONNX Runtime, and with a CUDA device or without. */
class DeviceTest {
  private static final boolean CUDA_BUILD =
      OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);

  @Test
  void aNegativeNumberIsNoDevice() {
    assertThatThrownBy(() -> Device.cuda(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a CUDA device's number must not be negative: -1");
  }

  @Test
  void theProcessorIsWhatWasAskedFor() {
    assertThat(Device.cpu().resolve())
        .isEqualTo(new ResolvedDevice(Device.cpu(), "it was asked for", Optional.empty()))
        .hasToString("CPU: it was asked for");
  }

  @Test
  void aPrecisionStaysWithItsPlace() {
    assertThat(Device.cpu().halfPrecision().resolve().device())
        .isEqualTo(Device.cpu().precision(Precision.FP16));
    assertThat(Device.auto().halfPrecision().resolve().precision()).isEqualTo(Precision.FP16);
    assertThat(Device.cpu().halfPrecision().resolve().words()).isEqualTo("CPU in fp16");
    assertThat(Device.cuda(1).halfPrecision().precision(Precision.TF32))
        .isEqualTo(Device.cuda(1).precision(Precision.TF32))
        .hasToString("CUDA device 1 in tf32");
    assertThat(Device.cuda(1).halfPrecision().precision(Precision.FP32)).isEqualTo(Device.cuda(1));
    assertThat(Device.cuda(1).halfPrecision().place()).isEqualTo(Device.cuda(1));
  }

  @Test
  void aProcessorThatLacksAPrecisionSaysSo() {
    ResolvedDevice resolved = Device.cpu().precision(Precision.TF32).resolve();
    assertThat(resolved.device()).isEqualTo(Device.cpu());
    assertThat(resolved.fallback()).contains("A processor has no tf32, so it computes in fp32.");
    assertThat(Device.cpu().halfPrecision().resolve().fallback()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aDeviceHasOnePrecision(Precision precision) {
    assertThat(Device.auto().precision(precision).precision()).isEqualTo(precision);
    assertThat(Precision.of(precision.word())).contains(precision);
    if (precision == Precision.FP32) {
      assertThatThrownBy(() -> new Device.InPrecision(Device.cpu(), precision))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new Device.InPrecision(Device.cpu().halfPrecision(), Precision.FP16))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Precision.of("fp8")).isEmpty();
  }

  @Test
  void whatIsComputedFollowsThePrecision() {
    GraphBuilder g = new GraphBuilder("norm", WeightCatalogue.of(SmallNetworks.none()));
    Value x = g.input("x", Rate.STEP, ElementType.F32, 1, SmallNetworks.WIDTH);
    g.output("y", g.add(new LayerNorm(1e-12f), x));
    Graph norm = g.build();
    float more = 1 + 0x1p-12f; // half precision has no such number
    for (Precision precision : List.of(Precision.FP32, Precision.TF32, Precision.FP16)) {
      Device device = Device.cpu().precision(precision);
      try (Network network = Network.open(norm, SmallNetworks.none(), device)) {
        float[] y = SmallNetworks.values(network.run(SmallNetworks.x(1, more, 1, more)), "y");
        assertThat(y[1]).isCloseTo(precision == Precision.FP16 ? 0 : 1, within(1e-3f));
      }
    }
  }

  @Test
  void cudaSaysWhatIsMissingOrWorks() {
    long start = System.nanoTime();
    try {
      ResolvedDevice resolved = Device.cuda(0).resolve();
      assertThat(CUDA_BUILD).isTrue();
      assertThat(resolved.device()).isEqualTo(Device.cuda(0));
    } catch (DeviceException e) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
      if (CUDA_BUILD) {
        assertThat(e)
            .hasMessageMatching(
                "(?s)CUDA device 0 can't be used: .*(lib\\w+\\.so\\.\\d+|nvidia-smi).*");
      } else {
        assertThat(e)
            .hasMessage(
                "CUDA device 0 can't be used: the class path holds ONNX Runtime's build for"
                    + " processors, com.microsoft.onnxruntime:onnxruntime:1.28.0, which has no"
                    + " libonnxruntime_providers_cuda.so. Put"
                    + " com.microsoft.onnxruntime:onnxruntime_gpu:1.28.0 in its place (to build"
                    + " this project with it: mvn -Pcuda; there is none for arm64), or use"
                    + " Device.cpu() or Device.auto().");
      }
    }
  }

  @Test
  void automaticFallsBackToTheProcessorAndSaysWhyOrWorks() {
    ResolvedDevice resolved = Device.auto().resolve();
    if (resolved.device().equals(Device.cpu())) {
      assertThatThrownBy(() -> Device.cuda(0).resolve()).hasMessage(resolved.reason());
    } else {
      assertThat(resolved.device()).isEqualTo(Device.cuda(0));
    }
  }

  @Test
  void networksRunOnTheDeviceThatIsResolved() {
    try (Network network =
        Network.open(SmallNetworks.doublingGraph(), SmallNetworks.none(), Device.auto())) {
      assertThat(network.device()).isEqualTo(Device.auto().resolve());
      assertThat(SmallNetworks.values(network.run(SmallNetworks.x(1, 2, 3, 4)), "y"))
          .containsExactly(2, 4, 6, 8);
    }
  }

  @Test
  void aNetworkIsNotOpenedElsewhereThanAskedFor() {
    assertThatThrownBy(
            () ->
                Network.open(SmallNetworks.doublingGraph(), SmallNetworks.none(), Device.cuda(99)))
        .isInstanceOf(DeviceException.class)
        .hasMessageStartingWith("CUDA device 99 can't be used: ");
  }

  @Test
  void anUndecidedChoiceIsNoResult() {
    assertThatThrownBy(() -> new ResolvedDevice(Device.auto(), "why not", Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
