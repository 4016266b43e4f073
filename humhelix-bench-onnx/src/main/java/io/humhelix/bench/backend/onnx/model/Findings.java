package io.humhelix.bench.backend.onnx.model;

import io.humhelix.bench.result.Issue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong with a model, so that a user sees everything at once. Not thread-safe. */
final class Findings {

  private static final String CODE = "model-invalid";

  private final List<Issue> issues = new ArrayList<>();

  /** Something that yields a value or a finding. */
  @FunctionalInterface
  interface Attempt<T> {
    T run() throws IOException, ModelFormatException;
  }

  /** Adds a finding about a file. */
  void add(Path file, String finding, String remedy) {
    add(CODE, file + " " + finding, remedy);
  }

  void add(String code, String message, String remedy) {
    issues.add(Issue.error(code, "onnxruntime: " + message + ".", remedy));
  }

  /** Runs something about a file; what goes wrong becomes a finding. */
  <T> Optional<T> attempt(Path file, Attempt<T> attempt) {
    try {
      return Optional.of(attempt.run());
    } catch (ModelFormatException e) {
      add(file, e.getMessage(), e.remedy());
    } catch (IOException e) {
      add(file, "cannot be read: " + e, "Check the file's permissions and its disk.");
    }
    return Optional.empty();
  }

  boolean none() {
    return issues.isEmpty();
  }

  List<Issue> issues() {
    return List.copyOf(issues);
  }
}
