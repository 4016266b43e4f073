package io.humhelix.bench.sync;

import java.util.List;
import java.util.Objects;

/**
 * Why the results of a host did not come home, or not all of them.
 *
 * @param kind where the fault is
 * @param message what happened, without the host's name
 * @param help what to do
 * @param said what ssh and rsync said, line by line; without secrets of a form that can be told
 */
public record HostProblem(Kind kind, String message, String help, List<String> said) {

  /** Where the fault is. */
  public enum Kind {
    /** The host, or the way there. */
    HOST,
    /** The disk here. */
    STORAGE
  }

  public HostProblem {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(help, "help");
    said = List.copyOf(said);
  }
}
