/**
 * The page that shows what an evaluation found: {@link io.asva.metrics.report.EvaluationReport}. It
 * is one HTML file that asks for nothing from anywhere.
 */
@NullMarked
package io.asva.metrics.report;

import org.jspecify.annotations.NullMarked;
