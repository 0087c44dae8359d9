/**
 * The record of a data set's evaluation. {@link io.asva.metrics.result.EvaluationResult} is the
 * entry point; it is written as the reference's {@code eval_result.json}.
 */
@NullMarked
package io.asva.metrics.result;

import org.jspecify.annotations.NullMarked;
