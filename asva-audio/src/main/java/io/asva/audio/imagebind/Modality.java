package io.asva.audio.imagebind;

import java.util.Locale;

/** A modality that ImageBind has an encoder for. */
public enum Modality {
  /** Mel spectrograms. */
  AUDIO(64),
  /** Images. */
  VISION(80),
  /** Token ids. */
  TEXT(64);

  private final int channelsPerHead;

  Modality(int channelsPerHead) {
    this.channelsPerHead = channelsPerHead;
  }

  /** Channels of an attention head in the published model, "huge". */
  int channelsPerHead() {
    return channelsPerHead;
  }

  /** The name in the official checkpoint's keys. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
