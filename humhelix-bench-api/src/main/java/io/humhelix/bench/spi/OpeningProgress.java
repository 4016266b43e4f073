package io.humhelix.bench.spi;

/** Receives events of opening from a {@link SutProvider}; the harness takes the time. */
@FunctionalInterface
public interface OpeningProgress {

  /**
   * Tells that the work before the model is done, such as starting an interpreter or a connection:
   * the load time counts from now. A backend without such work does not call it; its load time is
   * that of the whole opening.
   */
  void loadBegins();
}
