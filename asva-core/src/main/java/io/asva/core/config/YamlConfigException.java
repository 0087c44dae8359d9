package io.asva.core.config;

import io.asva.core.AsvaException;

/** A YAML file of settings that can't be read, or asks for something that isn't there. */
public final class YamlConfigException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that names the file, the line and the setting. */
  public YamlConfigException(String message) {
    super(message);
  }

  /** An error with a message that names the file, and the failure underneath. */
  public YamlConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
