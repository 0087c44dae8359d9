package io.asva.examples.drawn;

/** The background of a picture. */
public sealed interface Background permits Backdrop, Surroundings {}
