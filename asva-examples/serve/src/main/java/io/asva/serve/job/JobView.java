package io.asva.serve.job;

import org.jspecify.annotations.Nullable;

/**
 * A job at some moment, as it is told and kept.
 *
 * <p>Immutable.
 *
 * @param id its name
 * @param state how far it is
 * @param created when it was asked for, ISO 8601
 * @param finished when it was over, ISO 8601; null until then
 * @param stage of the work: reading, waiting, encoding, denoising, decoding or saving; null when it
 *     is over
 * @param step steps of the stage that are done
 * @param total steps of the stage
 * @param ahead how many jobs come before; null once it runs
 * @param secondsLeft an estimate; null where nothing is known yet
 * @param asked what was asked for
 * @param problem why there is no result, in words
 * @param result what came out
 */
public record JobView(
    String id,
    JobState state,
    String created,
    @Nullable String finished,
    @Nullable String stage,
    @Nullable Integer step,
    @Nullable Integer total,
    @Nullable Integer ahead,
    @Nullable Double secondsLeft,
    Asked asked,
    @Nullable String problem,
    @Nullable JobResult result) {
  /** The same, over without a result. */
  JobView ended(JobState how, String when, String why) {
    return new JobView(id, how, created, when, null, null, null, null, null, asked, why, null);
  }
}
