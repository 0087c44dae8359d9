/**
 * LoRAs: small files that change some layers of a network. {@link
 * io.asva.core.weights.lora.LoraMerge} adds them to weights.
 */
@NullMarked
package io.asva.core.weights.lora;

import org.jspecify.annotations.NullMarked;
