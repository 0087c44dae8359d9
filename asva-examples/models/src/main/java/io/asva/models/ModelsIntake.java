package io.asva.models;

import io.asva.core.ProgressMonitor;
import io.asva.core.files.IfExists;
import io.asva.core.files.IoReason;
import io.asva.models.content.Content;
import io.asva.models.content.Content.ArchiveForm;
import io.asva.models.content.ContentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Puts downloaded files into their places in a folder of models. It knows them by their content: a
 * file may have any name, and may come in a zip file or a folder with others, of which those that
 * aren't the models' are left out. Files are copied.
 *
 * <p>Immutable, so safe for use by many threads.
 */
public final class ModelsIntake {
  private final ModelsFolder folder;
  private final IfExists ifExists;

  /** Takes files for a folder. */
  public ModelsIntake(ModelsFolder folder, IfExists ifExists) {
    this.folder = Objects.requireNonNull(folder, "folder");
    this.ifExists = Objects.requireNonNull(ifExists, "ifExists");
  }

  /**
   * Puts a file into its place, or those in a zip file or folder.
   *
   * @throws ModelsException if it is none of the models' files, or another data set's
   * @throws io.asva.core.files.OutputException if a file is in its place already, or can't be
   *     written
   */
  public List<PlacedFile> put(Path download, ProgressMonitor monitor) {
    Objects.requireNonNull(monitor, "monitor");
    try {
      Files.createDirectories(folder.root());
      Taking taking = new Taking(folder, ifExists, monitor);
      if (Files.isDirectory(download)) {
        for (Path file : filesIn(download)) {
          taking.ifKnown(file, download.relativize(file).toString());
        }
        return taking.some(download);
      }
      Content content = ContentReader.read(download);
      if (!(content instanceof Content.Archive archive)) {
        return List.of(taking.take(download, content));
      }
      if (archive.form() != ArchiveForm.ZIP) {
        throw new ModelsException(
            download
                + " is "
                + content.words()
                + ", which isn't opened here: unpack it (tar xf FILE), and give the folder.");
      }
      ZipMembers.each(download, folder.root(), monitor, taking::ifKnown);
      return taking.some(download);
    } catch (IOException e) {
      monitor.check("taking " + download);
      throw new ModelsException("Can't take " + download + ": " + IoReason.of(e) + ".", e);
    }
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return new ArrayList<>(files.filter(Files::isRegularFile).sorted().toList());
    }
  }
}
