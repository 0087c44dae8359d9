/**
 * IA and IT: how much a clip's frames show what sounds, or what a text says, by ImageBind. {@link
 * io.asva.metrics.similarity.ImageBindEmbeddings} embeds all three, {@link
 * io.asva.metrics.similarity.FrameSimilarity} compares them.
 */
@NullMarked
package io.asva.metrics.similarity;

import org.jspecify.annotations.NullMarked;
