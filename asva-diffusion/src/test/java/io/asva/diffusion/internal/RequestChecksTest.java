package io.asva.diffusion.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.runtime.Device;
import io.asva.core.runtime.DeviceCaller;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.runtime.ResolvedDevice;
import io.asva.core.testing.Configs;
import io.asva.diffusion.AnimationException;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.AnimatorConfig;
import io.asva.diffusion.DeviceSharing;
import io.asva.diffusion.model.FrameSize;
import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.diffusion.scheduler.Schedulers;
import io.asva.diffusion.testing.TinyRequests;
import io.asva.media.MediaLimits;
import io.asva.media.Protocol;
import io.asva.unet.UnetConfig;
import io.asva.vae.VaeConfig;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestChecksTest {
  private static final long EIGHT_GB = 8_000_000_000L;

  private static AnimatorConfig published() {
    return published(Device.cpu().resolve());
  }

  private static AnimatorConfig published(ResolvedDevice device) {
    return new AnimatorConfig(
        Optional.empty(),
        UnetConfig.of(Configs.of("{}")),
        List.of(),
        VaeConfig.of(
            Configs.of(
                """
                {"block_out_channels": [128, 256, 512, 512], "layers_per_block": 2,
                 "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D",
                                      "DownEncoderBlock2D", "DownEncoderBlock2D"],
                 "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D",
                                    "UpDecoderBlock2D", "UpDecoderBlock2D"]}
                """)),
        Schedulers.animationPndm(SchedulerConfig.stableDiffusion()),
        SchedulerConfig.stableDiffusion(),
        new FrameSize(256, 256),
        12,
        device,
        NetworkOptions.defaults(),
        new DeviceSharing(1, DeviceCaller.UNBOUNDED),
        Protocol.CORRECTED,
        MediaLimits.DEFAULT);
  }

  private static ClipForm form(int frames, int height, int width) {
    return new ClipForm(frames, new FrameSize(height, width));
  }

  @Test
  void thePublishedSizesAreMultiplesOf64() {
    assertThat(published().sizeFactor()).isEqualTo(64);
    AnimationRequest request = TinyRequests.request().build();
    assertThatThrownBy(() -> RequestChecks.check(request, form(12, 256, 200), published()))
        .isInstanceOf(AnimationException.class)
        .hasMessageContaining("both must be multiples of 64. The nearest that fits is 256x192.");
  }

  @Test
  void moreThanTheMachinesMemoryIsRefusedAndTheUsualSizesAreNot() {
    assertThatThrownBy(
            () -> RequestChecks.requireMemory(form(48, 2048, 2048), published(), EIGHT_GB))
        .isInstanceOf(AnimationException.class)
        .hasMessage(
            "48 frames of 2048x2048 need more than 48 GB of memory in the UNet; this machine has 8"
                + " GB. Choose a smaller size or fewer frames.");
    AnimatorConfig onGpu =
        published(
            new ResolvedDevice(Device.cuda(0).halfPrecision(), "for a test", Optional.empty()));
    assertThatThrownBy(() -> RequestChecks.requireMemory(form(48, 2048, 2048), onGpu, EIGHT_GB))
        .hasMessageStartingWith("48 frames of 2048x2048 need more than 24 GB of memory")
        .hasMessageContaining("CUDA device 0 has 8 GB");
    assertThatCode(() -> RequestChecks.requireMemory(form(48, 512, 512), published(), EIGHT_GB))
        .doesNotThrowAnyException();
  }
}
