package io.asva.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulerConfigTest {
  @Test
  void readsWhatDiffusersWrites(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("scheduler_config.json");
    Files.writeString(
        file,
        """
        {"_class_name": "DPMSolverMultistepScheduler", "_diffusers_version": "0.29.2",
         "num_train_timesteps": 500, "trained_betas": null, "timestep_spacing": "trailing",
         "lambda_min_clipped": -Infinity, "prediction_type": "v_prediction"}
        """);
    SchedulerConfig config = SchedulerConfig.read(file);
    assertThat(config.trainTimesteps()).isEqualTo(500);
    assertThat(config.predictionType()).isEqualTo(PredictionType.VELOCITY);
    assertThat(config.timestepSpacing()).contains(TimestepSpacing.TRAILING);
    assertThat(Schedulers.dpmSolver(config).start(10).timestep(0)).isEqualTo(499);
  }

  @Test
  void whatIsNotGivenHasTheDefaultOfTheScheduler() {
    SchedulerConfig config = SchedulerConfig.builder().build();
    assertThat(config.timestepSpacing()).isEmpty();
    assertThat(Schedulers.ddim(config).start(10).timestep(0)).isEqualTo(900);
    assertThat(Schedulers.uniPc(config).start(10).timestep(0)).isEqualTo(999);
  }

  @Test
  void aBuilderMayGoOnWithoutChangingWhatItBuilt() {
    SchedulerConfigBuilder builder = SchedulerConfig.builder().stepsOffset(1);
    SchedulerConfig first = builder.build();
    builder.stepsOffset(7);
    assertThat(Schedulers.ddim(first).start(10).timestep(9)).isEqualTo(1);
    assertThat(Schedulers.ddim(builder.build()).start(10).timestep(9)).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"beta_schedule\": \"sigmoid\"} | beta_schedule` is `sigmoid`; supported are linear,"
            + " scaled_linear, squaredcos_cap_v2",
        "{\"prediction_type\": \"flow\"} | supported are epsilon, sample, v_prediction",
        "{\"timestep_spacing\": \"odd\"} | supported are leading, linspace, trailing",
        "{\"algorithm_type\": \"sde-dpmsolver++\"} | supported are dpmsolver++, dpmsolver, deis",
        "{\"final_sigmas_type\": 3} | supported are zero, sigma_min",
        "{\"thresholding\": true} | `thresholding` isn't supported",
        "{\"solver_p\": {}} | `solver_p` isn't supported",
        "{\"num_train_timesteps\": \"many\"} | `num_train_timesteps` must be a number",
        "{\"num_train_timesteps\": 1000000000} | must be in 2..100000",
        "{\"beta_end\": NaN} | betas must lie between 0 and 1",
        "{\"clip_sample\": 1} | `clip_sample` must be true or false, not 1",
        "{\"steps_offset\": -1} | `steps_offset` must be 0 or more",
        "{\"solver_order\": 0} | `solver_order` must be in 1..8",
        "[1] | must be a JSON object",
        "{\"beta | must be JSON"
      })
  void refusesValuesThatAreNotSupported(String json, String message) {
    assertThatThrownBy(() -> SchedulerConfig.parse(json))
        .isInstanceOf(SchedulerException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesBetasThatAreNotAsManyAsTimesteps() {
    SchedulerConfig config = SchedulerConfig.parse("{\"trained_betas\": [0.1, 0.2]}");
    assertThatThrownBy(() -> TrainingNoise.of(config))
        .isInstanceOf(SchedulerException.class)
        .hasMessageContaining("are 2, its `num_train_timesteps` 1000");
  }

  @Test
  void namesTheFileThatIsMissingOrBroken(@TempDir Path folder) throws IOException {
    assertThatThrownBy(() -> SchedulerConfig.read(folder.resolve("none.json")))
        .isInstanceOf(SchedulerException.class)
        .hasMessageContaining("none.json");
    Path broken = folder.resolve("broken.json");
    Files.writeString(broken, "{\"beta_schedule\": \"x\"}");
    assertThatThrownBy(() -> SchedulerConfig.read(broken))
        .isInstanceOf(SchedulerException.class)
        .hasMessageContaining("broken.json")
        .hasMessageContaining("supported are linear");
  }
}
