package io.asva.models.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.core.files.IoReason;
import io.asva.core.files.PlainFile;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import io.asva.models.content.Content.ArchiveForm;
import io.asva.models.content.Content.Form;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Finds out what a file holds. It reads headers and lists alone, but for small documents.
 *
 * <p>Stateless and safe for use by many threads.
 */
public final class ContentReader {
  private static final int HEAD = 512;
  private static final int TAR_MAGIC = 257;
  private static final long DOCUMENT = 16 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private ContentReader() {}

  /** The content of a regular file; one that is not readable is told as {@link Content.Unknown}. */
  public static Content read(Path file) {
    try {
      byte[] head = head(file);
      String text = new String(head, StandardCharsets.ISO_8859_1);
      if (head.length == 0) {
        return new Content.Unknown("empty");
      }
      if (text.startsWith("PK\3\4")) {
        return zip(file);
      }
      if (text.startsWith("\u001f\u008b")) {
        return new Content.Archive(ArchiveForm.GZIP);
      }
      if (text.startsWith("ustar", TAR_MAGIC)) {
        return new Content.Archive(ArchiveForm.TAR);
      }
      return isSafetensors(head) ? safetensors(file, head) : other(file, text);
    } catch (IOException e) {
      return new Content.Unknown("a file that can't be read: " + IoReason.of(e));
    }
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = PlainFile.stream(file)) {
      return in.readNBytes(HEAD);
    }
  }

  private static Content other(Path file, String head) throws IOException {
    String text = head.stripLeading();
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
      return new Content.Page();
    }
    if (text.startsWith("version https://git-lfs")) {
      return new Content.Pointer();
    }
    if (text.startsWith("#version")) {
      return new Content.Merges();
    }
    if (text.startsWith("{")) {
      return json(file);
    }
    return tensors(file, Form.TORCH);
  }

  private static Content json(Path file) throws IOException {
    if (Files.size(file) > DOCUMENT) {
      return new Content.Unknown("a text too long for a document");
    }
    try {
      return new Content.Json(JSON.readTree(PlainFile.bytes(file, DOCUMENT)));
    } catch (JsonProcessingException e) {
      // Whether its end is missing or its middle is damaged, it is to be fetched again.
      return new Content.CutShort();
    }
  }

  private static Content zip(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      boolean pickle = false;
      boolean code = false;
      for (ZipEntry entry : Collections.list(zip.entries())) {
        pickle |= entry.getName().endsWith("/data.pkl");
        code |= entry.getName().contains("/code/");
      }
      if (!pickle) {
        return new Content.Archive(ArchiveForm.ZIP);
      }
      return code ? new Content.TorchScript() : tensors(file, Form.TORCH);
    } catch (IOException e) {
      return new Content.CutShort(); // a zip file's list of contents is its end
    }
  }

  private static boolean isSafetensors(byte[] head) {
    return head.length > Long.BYTES && head[Long.BYTES] == '{' && headerBytes(head) > 0;
  }

  private static long headerBytes(byte[] head) {
    return ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  private static Content safetensors(Path file, byte[] head) throws IOException {
    if (headerBytes(head) > Files.size(file) - Long.BYTES) {
      return new Content.CutShort();
    }
    Content found = tensors(file, Form.SAFETENSORS);
    // Its header is whole, so what is wrong is where its elements end.
    return found instanceof Content.Unknown ? new Content.CutShort() : found;
  }

  private static Content tensors(Path file, Form form) {
    try {
      return new Content.Tensors(Weights.open(file), form);
    } catch (WeightsException e) {
      return new Content.Unknown("nothing that is known here: " + e.getMessage());
    }
  }
}
