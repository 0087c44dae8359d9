package io.asva.examples.drawn;

/** What is behind the things of a picture. */
public sealed interface Background permits Backdrop, Surroundings {}
