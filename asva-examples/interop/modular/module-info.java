/** A program that is a module, as a user writes it. */
module example {
  requires io.asva.diffusion;
  requires java.desktop; // images may be given as BufferedImage
}
