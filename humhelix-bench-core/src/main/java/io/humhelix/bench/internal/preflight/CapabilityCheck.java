package io.humhelix.bench.internal.preflight;

import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.Capabilities;
import io.humhelix.bench.spi.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Holds what a run config asks for against what its backend has at all. */
final class CapabilityCheck {

  private CapabilityCheck() {}

  static List<Issue> of(
      SutSpec sut, TranscriptionTask task, Scenario scenario, Capabilities capabilities) {
    List<Issue> issues = new ArrayList<>();
    String backend = "backend '" + sut.backend() + "'";
    if (!knows(capabilities.deviceKinds(), sut.device().kind())) {
      issues.add(
          Issue.error(
              "device-unsupported",
              backend
                  + " has no device '"
                  + sut.device()
                  + "'; it has "
                  + list(capabilities.deviceKinds())
                  + ".",
              "Choose one of these, or another backend."));
    }
    if (sut.device().index().isPresent() && !capabilities.has(Capability.DEVICE_INDEX)) {
      issues.add(
          Issue.error(
              "device-index-unsupported",
              backend + " cannot choose between devices, so it cannot use '" + sut.device() + "'.",
              "Write '" + sut.device().kind() + "' and make only that device visible."));
    }
    if (!sut.computeType().isDefault()
        && !knows(capabilities.computeTypes(), sut.computeType().canonical())) {
      issues.add(
          Issue.error(
              "compute-type-unsupported",
              backend
                  + " has no compute type '"
                  + sut.computeType()
                  + "'; it has "
                  + list(capabilities.computeTypes())
                  + ".",
              "Choose one of these, or another backend."));
    }
    if (task.wordTimestamps() && !capabilities.has(Capability.WORD_TIMESTAMPS)) {
      issues.add(
          Issue.error(
              "word-timestamps-unsupported",
              backend + " has no word timestamps, but the workload needs them.",
              "Leave out word_timestamps, or choose another backend."));
    }
    if (task.vadFilter() && !capabilities.has(Capability.VAD)) {
      issues.add(
          Issue.error(
              "vad-unsupported",
              backend + " has no voice activity detection, but the workload needs it.",
              "Leave out vad_filter, or choose another backend."));
    }
    if (task.kind() == TranscriptionTask.Kind.TRANSLATE
        && !capabilities.has(Capability.TRANSLATE)) {
      issues.add(
          Issue.error(
              "translate-unsupported",
              backend + " cannot translate, but the workload needs it.",
              "Set the task to transcribe, or choose another backend."));
    }
    if (task.language().isPresent() && !knows(capabilities.languages(), task.language().get())) {
      issues.add(
          Issue.error(
              "language-unknown-to-backend",
              backend
                  + " does not know the language '"
                  + task.language().get()
                  + "'; it knows "
                  + list(capabilities.languages())
                  + ".",
              "Choose audio in one of these, or another backend."));
    }
    if (task.language().isPresent()
        && capabilities.languages().isEmpty()
        && !capabilities.has(Capability.LANGUAGE)) {
      issues.add(
          Issue.error(
              "language-unsupported",
              backend + " cannot be set to the language '" + task.language().get() + "'.",
              "Leave out language, or choose another backend; one that knows its languages declares"
                  + " them."));
    }
    if (scenario instanceof Scenario.Streams streams
        && streams.chunk().isPresent()
        && !capabilities.has(Capability.STREAMING_INPUT)) {
      issues.add(
          Issue.error(
              "chunks-unsupported",
              backend + " takes only whole clips, but the scenario sends chunks (chunk_s).",
              "Leave out chunk_s, or choose a backend with the capability streaming_input."));
    }
    return issues;
  }

  /** An empty set says that the backend leaves the question to its own preflight. */
  private static boolean knows(Set<String> known, String asked) {
    return known.isEmpty() || known.contains(asked);
  }

  private static String list(Set<String> names) {
    return String.join(", ", new TreeSet<>(names));
  }
}
