package io.asva.core.weights.internal;

/**
 * The content of a file of torch.
 *
 * @param root the object that was saved: a tensor, or containers of tensors and plain values
 * @param storages finds the bytes of the storages that tensors refer to
 */
record TorchContent(Object root, Storages storages) {
  /** Where storages lie. */
  interface Storages {
    /**
     * The position in the file of the first byte of a storage's block, checked to be there whole.
     */
    long offset(TorchStorage storage);
  }
}
