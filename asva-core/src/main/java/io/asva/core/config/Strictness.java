package io.asva.core.config;

/** The treatment of settings that are known but have no effect here. */
public enum Strictness {
  /** They are told in a warning. */
  WARN,
  /** They are an error. */
  FAIL
}
