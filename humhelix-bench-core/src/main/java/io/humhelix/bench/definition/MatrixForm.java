package io.humhelix.bench.definition;

import io.humhelix.bench.internal.plan.PlanProblem;
import io.humhelix.bench.model.Matrix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code matrix}, and finds the places of problems that the plan has with it. Which keys
 * there are is checked by the plan, since matrices built in code need that too.
 */
final class MatrixForm {

  private static final String ENTRY = "a map such as {device: cuda, compute_type: int8}";

  private final Node root;
  private final Problems problems;
  private final Set<List<Object>> unusable = new HashSet<>();

  MatrixForm(Section top) {
    this.root = top.map();
    this.problems = top.problems();
  }

  Matrix read(Section top) {
    Optional<Section> section = top.section("matrix", Level.MATRIX);
    if (section.isEmpty()) {
      return Matrix.NONE;
    }
    Map<String, List<Object>> axes = new LinkedHashMap<>();
    for (String key : section.get().map().entries().keySet()) {
      if (!key.equals("include") && !key.equals("exclude")) {
        List<Object> values = axis(section.get(), key);
        if (!values.isEmpty()) {
          axes.put(key, values);
        }
      }
    }
    return new Matrix(axes, entries(section.get(), "include"), entries(section.get(), "exclude"));
  }

  private List<Object> axis(Section section, String key) {
    List<Node> items = section.items(key, "a list of values, as in [1, 5]");
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      value(key, items.get(i), section.path(key) + "[" + i + "]").ifPresent(values::add);
    }
    return values;
  }

  private List<Map<String, Object>> entries(Section section, String part) {
    List<Map<String, Object>> entries = new ArrayList<>();
    List<Node> items = section.items(part, "a list of maps, each " + ENTRY);
    for (int i = 0; i < items.size(); i++) {
      String path = section.path(part) + "[" + i + "]";
      Map<String, Object> entry = new LinkedHashMap<>();
      if (items.get(i) instanceof Node.Entries map) {
        map.entries()
            .forEach(
                (key, node) ->
                    value(key, node.value(), path + "." + Quote.plain(key))
                        .ifPresent(value -> entry.put(key, value)));
      } else {
        if (!(items.get(i) instanceof Node.Unusable)) {
          problems.at(items.get(i), path, "found " + Quote.describe(items.get(i)), ENTRY, "");
        }
      }
      if (entry.isEmpty() && !isEmptyMap(items.get(i))) {
        unusable.add(List.of("matrix", part, i));
      }
      entries.add(entry);
    }
    return entries;
  }

  private static boolean isEmptyMap(Node node) {
    return node instanceof Node.Entries map && map.entries().isEmpty();
  }

  /** Returns text for all keys but those of options, as everywhere else in the file. */
  private Optional<Object> value(String key, Node node, String path) {
    Optional<Object> value;
    if (key.startsWith("options")) {
      value = ScalarValues.option(node, path, problems);
    } else if (node instanceof Node.Scalar scalar && !scalar.isNothing()) {
      value = Optional.of(scalar.text());
    } else {
      value = Optional.empty();
      if (!(node instanceof Node.Unusable)) {
        problems.at(node, path, "found " + Quote.describe(node), "a text", "");
      }
    }
    return value;
  }

  /** Reports a problem of the plan at its place in the file, unless that was reported already. */
  void report(PlanProblem problem) {
    if (unusable.contains(problem.path())) {
      return;
    }
    Node place = root;
    for (Object step : problem.path()) {
      if (place instanceof Node.Entries map && map.entries().containsKey(step)) {
        Node.Entry entry = map.entries().get(step);
        boolean last = step.equals(problem.path().get(problem.path().size() - 1));
        place = last && problem.atKey() ? entry.key() : entry.value();
      } else if (place instanceof Node.Items list
          && step instanceof Integer index
          && index < list.items().size()) {
        place = list.items().get(index);
      } else {
        break;
      }
    }
    problems.at(
        place,
        Quote.plain(problem.key()),
        Quote.sentence(problem.found()),
        Quote.sentence(problem.allowed()),
        Quote.sentence(problem.remedy()));
  }
}
