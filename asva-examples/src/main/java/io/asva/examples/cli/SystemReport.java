package io.asva.examples.cli;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.asva.core.files.AsvaCache;
import io.asva.core.prepared.PreparedModels;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.NativeLibraries;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;

/** Versions of what the library runs on, and the devices that networks can run on. */
final class SystemReport {
  private static final int COLUMN = 16;
  private static final long MEBIBYTE = 1 << 20;
  private static final long MEGABYTE = 1_000_000;

  private SystemReport() {}

  static void print(PrintWriter out) {
    Runtime runtime = Runtime.getRuntime();
    line(out, "asva", Version.number());
    line(
        out,
        "Java",
        Runtime.version()
            + " ("
            + System.getProperty("java.vendor")
            + "), heap up to "
            + runtime.maxMemory() / MEBIBYTE
            + " MB");
    line(
        out,
        "machine",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
            + ", "
            + runtime.availableProcessors()
            + " processors");
    library(out, "ONNX Runtime", SystemReport::onnxRuntime);
    library(out, "FFmpeg", SystemReport::ffmpeg);
    library(out, "JavaCPP", SystemReport::javaCpp);
    library(out, "cache", () -> AsvaCache.folder().toString());
    library(out, "prepared", SystemReport::prepared);
    library(out, "device", () -> Device.auto().resolve().toString());
  }

  private interface Probe {
    String ask();
  }

  /** A native library that can't be loaded is something to report, not to fail on. */
  private static void library(PrintWriter out, String name, Probe probe) {
    String value;
    try {
      value = probe.ask();
    } catch (RuntimeException | LinkageError e) {
      value = "not usable: " + e;
    }
    line(out, name, value);
  }

  private static void line(PrintWriter out, String name, String value) {
    out.println(name + " ".repeat(COLUMN - name.length()) + value);
  }

  private static String onnxRuntime() {
    Device.cpu().resolve(); // loads it
    String version = OrtEnvironment.getEnvironment().getVersion();
    String providers =
        OrtEnvironment.getAvailableProviders().stream()
            .map(OrtProvider::getName)
            .sorted()
            .collect(Collectors.joining(", "));
    return version + " with " + providers;
  }

  private static String ffmpeg() {
    NativeLibraries.load(List.of(avutil.class), "ffmpeg");
    return avutil.av_version_info().getString() + ", " + avutil.avutil_license().getString();
  }

  private static String prepared() {
    return PreparedModels.folder()
        .map(
            kept ->
                kept.bytes() / MEGABYTE
                    + " MB of opened models, at most "
                    + kept.limits().most() / MEGABYTE)
        .orElse("nothing is kept of opened models");
  }

  private static String javaCpp() {
    try {
      return Loader.getVersion() + ", libraries in " + NativeLibraries.folder();
    } catch (IOException e) {
      return "of unknown version: " + e.getMessage();
    }
  }
}
