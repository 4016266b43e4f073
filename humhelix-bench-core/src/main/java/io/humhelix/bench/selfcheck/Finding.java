package io.humhelix.bench.selfcheck;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What one check of a {@link SelfCheck} found.
 *
 * @param id stable name, lower case with dashes
 * @param section what it is about
 * @param state how it ended
 * @param message what was found, one line
 * @param remedy what to do; empty if all is well
 * @param figures the numbers found, by names with their unit in them; not every finding has some
 */
public record Finding(
    String id,
    Section section,
    State state,
    String message,
    String remedy,
    Map<String, Double> figures) {

  /** What a finding is about. */
  public enum Section {
    /** The harness: a failure here means that its numbers cannot be trusted. */
    HARNESS,
    /** The machine: what it is, and what may disturb a measurement. */
    MACHINE,
    /** The libraries that engines use on a GPU. */
    LIBRARIES,
    /** The backends found. */
    BACKENDS,
    /** What it comes to. */
    VERDICT
  }

  /** How a check ended. */
  public enum State {
    /** As it should be. */
    OK,
    /** Numbers are right, but may be disturbed. */
    WARN,
    /** The harness does not do here what it promises. */
    FAIL,
    /** Could not be checked, for the reason in the message. */
    NOT_CHECKED
  }

  public Finding {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(section, "section");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(remedy, "remedy");
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  static Finding ok(String id, Section section, String message) {
    return new Finding(id, section, State.OK, message, "", Map.of());
  }

  static Finding warn(String id, Section section, String message, String remedy) {
    return new Finding(id, section, State.WARN, message, remedy, Map.of());
  }

  static Finding fail(String id, Section section, String message, String remedy) {
    return new Finding(id, section, State.FAIL, message, remedy, Map.of());
  }

  static Finding notChecked(String id, Section section, String reason) {
    return notChecked(id, section, reason, "");
  }

  static Finding notChecked(String id, Section section, String reason, String remedy) {
    return new Finding(id, section, State.NOT_CHECKED, reason, remedy, Map.of());
  }

  Finding with(String name, double value) {
    Map<String, Double> more = new LinkedHashMap<>(figures);
    more.put(name, value);
    return new Finding(id, section, state, message, remedy, more);
  }
}
