package io.humhelix.bench.spi;

/**
 * Told by a {@link SutProvider} of moments within opening, so that the harness can take the time.
 */
@FunctionalInterface
public interface OpeningProgress {

  /**
   * What comes before the model is done, such as starting an interpreter or a connection: the load
   * time counts from now. A backend that has nothing of the kind does not call it, and its load
   * time is that of the whole opening.
   */
  void loadBegins();
}
