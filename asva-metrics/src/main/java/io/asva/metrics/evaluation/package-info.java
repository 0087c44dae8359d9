/**
 * The evaluation of generated clips against the data set that they were made from. {@link
 * io.asva.metrics.evaluation.DatasetEvaluation} is the entry point; {@link
 * io.asva.metrics.report.EvaluationReport} turns what it finds into a page.
 */
@NullMarked
package io.asva.metrics.evaluation;

import org.jspecify.annotations.NullMarked;
