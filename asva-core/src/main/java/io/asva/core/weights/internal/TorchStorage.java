package io.asva.core.weights.internal;

import io.asva.core.tensor.ElementType;

/**
 * A block of elements that tensors are views of.
 *
 * @param key its name in the file
 * @param type of its elements
 * @param elements how many it has
 * @param offset of its first element in the block named {@code key}
 */
record TorchStorage(String key, ElementType type, long elements, long offset) {
  /** The kind of storage that a persistent id names. */
  record Type(ElementType elements) {}
}
