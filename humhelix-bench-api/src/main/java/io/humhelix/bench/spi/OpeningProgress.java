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

  /**
   * Tells that the model is loaded, if other work follows, such as a first step that shows that the
   * device works: the load time ends now, and that work is in no metric. A backend without such
   * work does not call it; its load time ends when it is open. A method that returns nothing where
   * the load is not timed.
   */
  default void loadEnds() {}
}
