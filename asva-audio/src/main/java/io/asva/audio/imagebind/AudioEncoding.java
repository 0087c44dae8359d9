package io.asva.audio.imagebind;

import io.asva.core.tensor.FloatTensor;

/**
 * The audio encoder's output for a batch of audio.
 *
 * @param tokens what the animation model attends to (batch, 229, width)
 * @param head the projection of the class token (batch, embedding)
 * @param embedding that at length 1 times the logit scale, 20 in the published model
 */
public record AudioEncoding(FloatTensor tokens, FloatTensor head, FloatTensor embedding) {}
