package io.humhelix.bench.definition;

import io.humhelix.bench.internal.text.Suggestion;
import io.humhelix.bench.model.Expectations;
import io.humhelix.bench.model.Limit;
import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Metric;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code baseline}, {@code tolerances} and {@code limits}. */
final class ExpectationsForm {

  private static final BigDecimal MOST = BigDecimal.valueOf(1000);
  private static final String LIMIT = "a text such as \"<= 0.1\" or \">= 20\"";
  private static final String TOLERANCE = "a number from 0 to " + MOST;

  private final Section top;
  private final Folder base;

  ExpectationsForm(Section top, Folder base) {
    this.top = top;
    this.base = base;
  }

  Expectations read() {
    Map<String, Double> tolerances = new LinkedHashMap<>();
    entries("tolerances", KnownMetrics.COMPARED)
        .forEach((key, node) -> tolerance(key, node).ifPresent(v -> tolerances.put(key, v)));
    Map<String, Limit> limits = new LinkedHashMap<>();
    entries("limits", KnownMetrics.LIMITED)
        .forEach((key, node) -> limit(key, node).ifPresent(v -> limits.put(key, v)));
    return new Expectations(baseline(), tolerances, limits);
  }

  /** What looks like a path starts at the file; a name is one of a baseline. */
  private Optional<String> baseline() {
    Optional<String> text =
        top.text("baseline", "the name of a baseline, a results file or a folder");
    if (text.isEmpty() || !isPath(text.get())) {
      return text;
    }
    try {
      return text.map(path -> base.resolve(path).toString());
    } catch (InvalidPathException e) {
      top.report("baseline", "found " + Quote.of(text.get()), "a path", e.getReason());
      return Optional.empty();
    }
  }

  static boolean isPath(String text) {
    return text.contains("/") || text.contains("\\") || text.endsWith(".yaml");
  }

  /** The entries of a map whose keys are metrics; others are reported. */
  private Map<String, Node> entries(String key, List<String> known) {
    Optional<Node> node = top.node(key);
    Map<String, Node> entries = new LinkedHashMap<>();
    if (node.isEmpty()) {
      return entries;
    }
    if (!(node.get() instanceof Node.Entries map)) {
      if (!(node.get() instanceof Node.Unusable)) {
        top.report(
            key, "found " + Quote.describe(node.get()), "a map with names of metrics as keys", "");
      }
      return entries;
    }
    map.entries()
        .forEach(
            (name, entry) -> {
              if (known.contains(name)) {
                entries.put(name, entry.value());
              } else {
                at(
                    entry.key(),
                    key + "." + Quote.plain(name),
                    "no such metric",
                    String.join(", ", known),
                    instead(key, name, known));
              }
            });
    return entries;
  }

  private static String instead(String key, String name, List<String> known) {
    if (key.equals("limits") && name.equals("error_percent")) {
      return "failed calls have a gate: accuracy.max_error_percent";
    }
    return Suggestion.question(name, known);
  }

  private void at(Node node, String key, String found, String allowed, String remedy) {
    if (!(node instanceof Node.Unusable)) {
      top.problems().at(node, key, found, allowed, remedy);
    }
  }

  private Optional<Double> tolerance(String metric, Node node) {
    Optional<BigDecimal> number =
        node instanceof Node.Scalar scalar ? ScalarValues.number(scalar) : Optional.empty();
    if (number.isPresent() && number.get().signum() >= 0 && number.get().compareTo(MOST) <= 0) {
      return number.map(BigDecimal::doubleValue);
    }
    at(
        node,
        "tolerances." + metric,
        "found " + Quote.describe(node),
        TOLERANCE,
        KnownMetrics.isErrorRate(metric)
            ? "write percentage points without a unit"
            : "write percent without a unit");
    return Optional.empty();
  }

  private Optional<Limit> limit(String metric, Node node) {
    Limit limit;
    try {
      limit = node instanceof Node.Scalar scalar ? Limit.parse(scalar.text()) : null;
    } catch (IllegalArgumentException e) {
      limit = null;
    }
    if (limit == null) {
      at(node, "limits." + metric, "found " + Quote.describe(node), LIMIT, "");
      return Optional.empty();
    }
    Limit.Bound useful = useful(metric);
    if (useful != limit.bound()) {
      at(
          node,
          "limits." + metric,
          "found " + Quote.describe(node),
          useful.sign() + " and a number",
          (useful == Limit.Bound.AT_MOST ? "less" : "more") + " is better: turn the sign round");
      return Optional.empty();
    }
    return Optional.of(limit);
  }

  /** All that is sampled is better where there is less of it. */
  private static Limit.Bound useful(String metric) {
    return KnownMetrics.of(metric)
        .map(Metric::direction)
        .filter(direction -> direction == Direction.HIGHER_IS_BETTER)
        .map(more -> Limit.Bound.AT_LEAST)
        .orElse(Limit.Bound.AT_MOST);
  }
}
