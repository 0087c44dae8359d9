/**
 * The training of the synchrony classifier: {@link
 * io.asva.examples.training.classifier.ClassifierPretextStage} trains what it starts from, {@link
 * io.asva.examples.training.classifier.ClassifierStage} the classifier.
 */
@NullMarked
package io.asva.examples.training.classifier;

import org.jspecify.annotations.NullMarked;
