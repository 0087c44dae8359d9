package io.asva.models;

/** The state of a file's place. Immutable. */
public sealed interface FileState {
  /** The state in a word or two. */
  String word();

  /**
   * The file is there, of the right kind.
   *
   * @param bytes that it has, in all shards
   */
  record Here(long bytes) implements FileState {
    @Override
    public String word() {
      return "here";
    }
  }

  /**
   * Nothing is there.
   *
   * @param fetched bytes that an interrupted download has left beside the place
   */
  record Missing(long fetched) implements FileState {
    @Override
    public String word() {
      return "missing";
    }
  }

  /**
   * The begin of a file is there, and no end.
   *
   * @param bytes that it has
   */
  record CutShort(long bytes) implements FileState {
    @Override
    public String word() {
      return "cut short";
    }
  }

  /**
   * Another file is there.
   *
   * @param found what it holds, as it follows "is"
   */
  record OfAnotherKind(String found) implements FileState {
    @Override
    public String word() {
      return "another kind";
    }
  }
}
