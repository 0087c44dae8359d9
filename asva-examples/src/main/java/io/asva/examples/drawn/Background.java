package io.asva.examples.drawn;

/** The background of an image. */
public sealed interface Background permits Backdrop, Surroundings {}
