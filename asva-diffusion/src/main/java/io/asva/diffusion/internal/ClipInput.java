package io.asva.diffusion.internal;

import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.FloatTensor;
import io.asva.media.MediaNote;
import java.util.List;

/**
 * The inputs of one clip.
 *
 * @param image the first frame, fitted, (height, width, 3)
 * @param waveform (channels, samples) at 16 kHz, as cut from its source
 * @param notes what was done to them
 */
record ClipInput(ByteTensor image, FloatTensor waveform, List<MediaNote> notes) {}
