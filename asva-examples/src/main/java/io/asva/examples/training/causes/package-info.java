/**
 * Experiments that find what keeps animated clips from being like the drawn ones, by trying one
 * part of the chain at a time on scenes that were not in training: {@link
 * io.asva.examples.training.causes.Experiments} runs them.
 */
@NullMarked
package io.asva.examples.training.causes;

import org.jspecify.annotations.NullMarked;
