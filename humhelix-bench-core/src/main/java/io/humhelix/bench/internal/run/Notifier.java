package io.humhelix.bench.internal.run;

import io.humhelix.bench.event.RunListener;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notifies listeners; what they throw is logged and does not reach the run. */
public final class Notifier {

  private static final Logger log = LoggerFactory.getLogger(Notifier.class);

  private final List<RunListener> listeners;

  public Notifier(List<RunListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  /**
   * Notifies every listener.
   *
   * @param event the event's name, for the log
   * @param call calls the listener
   */
  public void tell(String event, Consumer<RunListener> call) {
    for (RunListener listener : listeners) {
      try {
        call.accept(listener);
      } catch (RuntimeException | LinkageError | AssertionError e) {
        log.warn("listener {} threw at {}", listener.getClass().getName(), event, e);
      }
    }
  }
}
