package io.asva.models;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which files purposes need, given those that are there: texts can be had in two ways. */
final class Needs {
  private final Set<Purpose> purposes;
  private final boolean onlyEncoded;

  Needs(Set<Purpose> purposes, List<Published> files, Map<ModelPart, FileState> states) {
    this.purposes = Set.copyOf(purposes);
    this.onlyEncoded =
        areHere(files, states, Role.ENCODED_TEXTS) && !areHere(files, states, Role.TEXT_ENCODER);
  }

  private boolean areHere(List<Published> files, Map<ModelPart, FileState> states, Role role) {
    List<Published> some =
        files.stream()
            .filter(file -> purposes.stream().anyMatch(p -> file.uses().get(p) == role))
            .toList();
    return !some.isEmpty()
        && some.stream().allMatch(file -> states.get(file.part()) instanceof FileState.Here);
  }

  /** Whether a file is needed by the purpose that needs it most. */
  Need of(Published file) {
    return purposes.stream()
        .map(file.uses()::get)
        .filter(Objects::nonNull)
        .map(this::of)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** Where texts can be had in no way yet, the encoder is needed, for it can be fetched. */
  private Need of(Role role) {
    return switch (role) {
      case NEEDED -> Need.NEEDED;
      case OPTIONAL -> Need.OPTIONAL;
      case TEXT_ENCODER -> onlyEncoded ? Need.SPARED : Need.NEEDED;
      case ENCODED_TEXTS -> onlyEncoded ? Need.NEEDED : Need.SPARED;
    };
  }
}
