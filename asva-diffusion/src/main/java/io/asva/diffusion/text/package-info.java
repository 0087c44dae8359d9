/**
 * CLIP's text encoder as Stable Diffusion uses it. {@link io.asva.diffusion.text.TextEncoder} is
 * the entry point; {@link io.asva.diffusion.text.ClipTextGraph} describes its network.
 */
@NullMarked
package io.asva.diffusion.text;

import org.jspecify.annotations.NullMarked;
