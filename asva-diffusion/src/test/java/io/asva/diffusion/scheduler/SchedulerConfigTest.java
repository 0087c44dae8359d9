package io.asva.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    assertThat(config.numTrainTimesteps()).isEqualTo(500);
    assertThat(config.predictionType()).isEqualTo(PredictionType.VELOCITY);
    assertThat(config.timestepSpacing()).isEqualTo(TimestepSpacing.TRAILING);
    assertThat(Schedulers.dpmSolver(config).start(10).timestep(0)).isEqualTo(499);
  }

  @Test
  void whatIsNotGivenHasTheDefaultOfTheScheduler() {
    SchedulerConfig config = SchedulerConfig.parse("{}");
    assertThat(config.timestepSpacing()).isNull();
    assertThat(Schedulers.ddim(config).start(10).timestep(0)).isEqualTo(900);
    assertThat(Schedulers.uniPc(config).start(10).timestep(0)).isEqualTo(999);
  }

  @Test
  void fewStepSchedulersHaveTheirOwnDefaults() {
    SchedulerConfig usual = SchedulerConfig.parse("{}");
    assertThat(usual.betaSchedule()).isEqualTo(BetaSchedule.LINEAR);
    assertThat(usual.clipSample(true)).isTrue();
    for (String name : List.of("LCMScheduler", "TCDScheduler")) {
      SchedulerConfig config = SchedulerConfig.parse("{\"_class_name\": \"" + name + "\"}");
      assertThat(config.betaSchedule()).isEqualTo(BetaSchedule.SCALED_LINEAR);
      assertThat(config.betaStart()).isEqualTo(0.00085);
      assertThat(config.betaEnd()).isEqualTo(0.012);
      assertThat(config.clipSample(false)).isFalse();
      assertThat(config.originalInferenceSteps()).isEqualTo(50);
      assertThat(config.timestepScaling()).isEqualTo(10);
      assertThat(config.eta()).isEqualTo(0.3);
      String given = "{\"_class_name\": \"" + name + "\", \"beta_schedule\": \"linear\"}";
      assertThat(SchedulerConfig.parse(given).betaSchedule()).isEqualTo(BetaSchedule.LINEAR);
    }
  }

  @Test
  void everyOptionIsReadUnderItsName() {
    SchedulerConfig config =
        SchedulerConfig.parse(
            """
            {"num_train_timesteps": 3, "beta_start": 0.01, "beta_end": 0.02,
             "beta_schedule": "squaredcos_cap_v2", "trained_betas": [0.1, 0.2, 0.3],
             "rescale_betas_zero_snr": true, "prediction_type": "sample",
             "timestep_spacing": "linspace", "steps_offset": 4, "skip_prk_steps": true,
             "set_alpha_to_one": true, "clip_sample": false, "clip_sample_range": 1.5,
             "solver_order": 5, "solver_type": "bh2", "algorithm_type": "deis",
             "lower_order_final": false, "euler_at_final": true, "use_karras_sigmas": true,
             "use_lu_lambdas": true, "final_sigmas_type": "sigma_min", "lambda_min_clipped": -5.1,
             "predict_x0": false, "disable_corrector": [0, 2], "variance_type": "learned",
             "original_inference_steps": 2, "timestep_scaling": 9.5, "eta": 0.75,
             "_class_name": "TCDScheduler", "thresholding": false, "solver_p": null}
            """);
    assertThat(config)
        .isEqualTo(
            new SchedulerConfig(
                3,
                0.01,
                0.02,
                BetaSchedule.SQUARED_COSINE,
                List.of(0.1, 0.2, 0.3),
                true,
                PredictionType.SAMPLE,
                TimestepSpacing.LINSPACE,
                4,
                true,
                true,
                false,
                1.5,
                5,
                SolverType.BH2,
                SolverAlgorithm.DEIS,
                false,
                true,
                true,
                true,
                FinalSigma.SIGMA_MIN,
                -5.1,
                false,
                List.of(0, 2),
                "learned",
                2,
                9.5,
                0.75,
                "TCDScheduler"));
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
        "{\"beta_schedule\": \"\"} | beta_schedule` is ``; supported are linear",
        "{\"num_train_timesteps\": true} | `num_train_timesteps` must be a number, not true",
        "{\"num_train_timesteps\": 1e30} | `num_train_timesteps` must be a number, not 1.0E30",
        "{\"trained_betas\": 0.1} | `trained_betas` must be a list of numbers, not 0.1",
        "{\"trained_betas\": [0.1, null]} | `trained_betas` must be a list of numbers",
        "{\"trained_betas\": [0.1, \"x\"]} | `trained_betas` must be",
        "{\"variance_type\": 1} | `variance_type` must be a text, not 1",
        "{\"solver_order\": 0} | `solver_order` must be in 1..8",
        "{\"original_inference_steps\": 0} | `original_inference_steps` must be in 1..1000",
        "{\"original_inference_steps\": 1001} | in 1..1000, its `num_train_timesteps`, not 1001",
        "{\"timestep_scaling\": 0} | `timestep_scaling` must be a number above 0, not 0.0",
        "{\"timestep_scaling\": Infinity} | `timestep_scaling` must be a number above 0",
        "{\"eta\": -0.1} | `eta` must be in 0..1, not -0.1",
        "{\"eta\": NaN} | `eta` must be in 0..1, not NaN",
        "{\"_class_name\": 1} | `_class_name` must be a text, not 1",
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
