/**
 * Parts that all stages share: {@link io.asva.examples.training.run.StageRun} holds their
 * arguments, {@link io.asva.examples.training.run.DemoFolder} says where everything lies, and the
 * others read and write it.
 */
@NullMarked
package io.asva.examples.training.run;

import org.jspecify.annotations.NullMarked;
