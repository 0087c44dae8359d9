/**
 * The drawn videos, as trainings take them: {@link io.asva.examples.training.data.DataStage} draws
 * them and decodes some frames.
 */
@NullMarked
package io.asva.examples.training.data;

import org.jspecify.annotations.NullMarked;
