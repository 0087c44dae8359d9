/**
 * The words that the demo's models know: {@link io.asva.examples.training.text.DemoTexts} turns
 * them into tokens.
 */
@NullMarked
package io.asva.examples.training.text;

import org.jspecify.annotations.NullMarked;
