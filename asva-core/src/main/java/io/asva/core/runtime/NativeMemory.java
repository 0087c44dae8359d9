package io.asva.core.runtime;

/** Settings of the native libraries that must be made before their first class loads. */
public final class NativeMemory {
  private static final String LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

  private NativeMemory() {}

  /**
   * Lifts JavaCPP's limit on the size of the whole process, four times the Java heap, which a
   * memory-mapped model of 5 GB passes at once. A limit that the user set stays. Call it before
   * anything of FFmpeg, ND4J or PyTorch is touched.
   */
  public static void prepare() {
    if (System.getProperty(LIMIT) == null) {
      System.setProperty(LIMIT, "0");
    }
  }
}
