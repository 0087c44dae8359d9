/**
 * The classifier's evaluation on the videos of a list. {@link
 * io.asva.sync.evaluation.SyncEvaluation} is the entry point.
 */
@NullMarked
package io.asva.sync.evaluation;

import org.jspecify.annotations.NullMarked;
