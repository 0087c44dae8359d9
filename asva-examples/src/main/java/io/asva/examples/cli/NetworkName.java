package io.asva.examples.cli;

/** The networks of an animator, as the command line names them. */
enum NetworkName {
  UNET("unet"),
  VAE_ENCODER("vae-encoder"),
  VAE_DECODER("vae-decoder"),
  TEXT("text"),
  AUDIO("audio");

  private final String option;

  NetworkName(String option) {
    this.option = option;
  }

  @Override
  public String toString() {
    return option; // picocli shows it, and takes it for the option's value
  }
}
