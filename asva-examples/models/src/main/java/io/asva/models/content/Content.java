package io.asva.models.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.asva.core.weights.Weights;

/** The content that a file was found to have. Immutable. */
public sealed interface Content {
  /** The finding as it follows "is" or "holds" in a message. */
  String words();

  /**
   * Named tensors.
   *
   * @param weights the tensors, unread
   * @param form how they are stored
   */
  record Tensors(Weights weights, Form form) implements Content {
    @Override
    public String words() {
      return weights.tensors().stream()
          .findFirst()
          .map(t -> "weights of another network (" + t.name() + ", ...)")
          .orElse("weights without a tensor");
    }
  }

  /** How tensors are stored, with the ending that such files have. */
  enum Form {
    /** A header in JSON, then the elements. */
    SAFETENSORS(".safetensors"),
    /** A pickle, in a zip file or alone. */
    TORCH(".bin");

    private final String ending;

    Form(String ending) {
      this.ending = ending;
    }

    /** The ending of a network's file in a folder. */
    public String ending() {
      return ending;
    }
  }

  /**
   * A JSON document.
   *
   * @param root of the document
   */
  record Json(JsonNode root) implements Content {
    @Override
    public String words() {
      String type = root.path("_class_name").asText(root.path("architectures").path(0).asText(""));
      return type.isEmpty() ? "another JSON document" : "the configuration of " + type;
    }
  }

  /** A network with its code, which only libtorch runs. */
  record TorchScript() implements Content {
    @Override
    public String words() {
      return "a TorchScript module";
    }
  }

  /** The merges of a byte pair encoding. */
  record Merges() implements Content {
    @Override
    public String words() {
      return "a tokenizer's merges";
    }
  }

  /**
   * Several files in one.
   *
   * @param form of the archive
   */
  record Archive(ArchiveForm form) implements Content {
    @Override
    public String words() {
      return "an archive (" + form.word() + ")";
    }
  }

  /** How files are packed into one. */
  enum ArchiveForm {
    /** A zip file. */
    ZIP("zip"),
    /** A tar file. */
    TAR("tar"),
    /** A tar file, or another one, compressed. */
    GZIP("gzip");

    private final String word;

    ArchiveForm(String word) {
      this.word = word;
    }

    /** Its name. */
    public String word() {
      return word;
    }
  }

  /** A page, as a server sends one that asks for a confirmation or for signing in. */
  record Page() implements Content {
    @Override
    public String words() {
      return "a web page, such as one that asks to sign in or to confirm";
    }
  }

  /** The few lines that git has in place of a large file that it did not fetch. */
  record Pointer() implements Content {
    @Override
    public String words() {
      return "git's pointer to a large file, in place of the file";
    }
  }

  /** The begin of a file whose end is missing. */
  record CutShort() implements Content {
    @Override
    public String words() {
      return "cut short";
    }
  }

  /**
   * Nothing that is known.
   *
   * @param words what was found
   */
  record Unknown(String words) implements Content {}
}
