package io.asva.examples.cli;

import io.asva.models.FileState;
import io.asva.models.ListedFile;
import io.asva.models.Listing;
import io.asva.models.ModelsFolder;
import io.asva.models.Need;
import io.asva.models.Published;
import java.io.File;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** The words of a listing of models. */
final class ModelsListingText {
  private final ModelsFolder folder;
  private final String purposes;
  private final Listing listing;

  ModelsListingText(ModelsFolder folder, String purposes, Listing listing) {
    this.folder = folder;
    this.purposes = purposes;
    this.listing = listing;
  }

  void print(PrintWriter out) {
    out.println(
        "Models for "
            + purposes.replace(",", ", ")
            + " ("
            + folder.dataset()
            + ") in "
            + folder.root().toAbsolutePath().normalize());
    for (ListedFile file : listing.files()) {
      print(out, file);
    }
    out.println();
    printRest(out);
  }

  /** Says what is lacking, and what to do about it. */
  void printRest(PrintWriter out) {
    long here = listing.files().stream().filter(ListedFile::isHere).count();
    out.println(here + " of " + listing.files().size() + " files are here." + lacking());
    List<ListedFile> fetchable =
        listing.lacking().stream().filter(f -> f.published().isFetchable()).toList();
    if (!fetchable.isEmpty()) {
      out.println(
          "asva models get "
              + options()
              + " --for "
              + purposes
              + " fetches "
              + fetchable.size()
              + " of them.");
    }
    Map<URI, List<ListedFile>> byHand = new LinkedHashMap<>();
    for (ListedFile file : listing.byHand()) {
      byHand.computeIfAbsent(file.published().page(), page -> new ArrayList<>()).add(file);
    }
    byHand.forEach((page, files) -> printByHand(out, page, files));
    if (!byHand.isEmpty()) {
      out.println("Then, whatever the browser has called it: asva models put FILE " + options());
    }
  }

  private void printByHand(PrintWriter out, URI page, List<ListedFile> files) {
    out.println("By hand, with a browser: " + page);
    for (ListedFile file : files) {
      out.println(
          "  " + file.published().part().title() + ", for " + place(folder.root(), file.place()));
    }
  }

  private String options() {
    String root = folder.root().toString();
    return "--models "
        + (root.contains(" ") ? "\"" + root + "\"" : root)
        + " --dataset "
        + folder.dataset();
  }

  private void print(PrintWriter out, ListedFile file) {
    out.printf(
        "  %-12s %-38s %9s  %s%n",
        file.state().word(),
        file.published().part().title(),
        size(file),
        place(folder.root(), file.place()));
    if (file.state() instanceof FileState.OfAnotherKind other) {
      out.println("               it is " + other.found());
    }
    if (file.state() instanceof FileState.Missing missing && missing.fetched() > 0) {
      out.println("               " + bytes(missing.fetched()) + " of it are fetched");
    }
    if (!file.isHere()) {
      out.println("               " + origin(file.published()) + remark(file.need()));
    }
  }

  private static String size(ListedFile file) {
    if (file.state() instanceof FileState.Here here) {
      return bytes(here.bytes());
    }
    OptionalLong size = file.published().size();
    return size.isPresent() ? bytes(size.getAsLong()) : "size ?";
  }

  private static String remark(Need need) {
    return switch (need) {
      case NEEDED -> "";
      case OPTIONAL -> " (optional)";
      case SPARED -> " (not needed: texts come another way)";
    };
  }

  private static String origin(Published file) {
    String licence = file.licence().map(name -> ", licence " + name).orElse("");
    return (file.isFetchable() ? "published at " : "by hand from ") + file.page() + licence;
  }

  private String lacking() {
    List<ListedFile> lacking = listing.lacking();
    return lacking.isEmpty() ? " Nothing is lacking." : " Lacking: " + lacking.size() + ".";
  }

  /** A place below the folder as people write it. */
  static String place(Path root, Path file) {
    Path absolute = root.toAbsolutePath().normalize();
    Path place = file.toAbsolutePath().normalize();
    return (place.startsWith(absolute) ? absolute.relativize(place) : place)
        .toString()
        .replace(File.separatorChar, '/');
  }

  /** A number of bytes as people write it. */
  static String bytes(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    while (value >= 999.5) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.3g %sB", value, "kMGT".charAt(unit));
  }
}
