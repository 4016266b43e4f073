package io.humhelix.bench.definition;

import io.humhelix.bench.internal.text.Suggestion;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A map of a definition file, read key by key. Whatever is not as wanted is reported here and then
 * counts as absent, so that reading goes on to the next problem.
 */
final class Section {

  private final Node.Entries map;
  private final String path;
  private final Problems problems;

  private Section(Node.Entries map, String path, Problems problems) {
    this.map = map;
    this.path = path;
    this.problems = problems;
  }

  /** Opens a node as a map of known keys; keys with a dot are left to {@link MatrixForm}. */
  static Optional<Section> open(Node node, String path, Level level, Problems problems) {
    if (!(node instanceof Node.Entries map)) {
      wrongType(node, path, "a map with the keys " + String.join(", ", level.keys()), problems);
      return Optional.empty();
    }
    Section section = new Section(map, path, problems);
    if (level != Level.MATRIX) {
      map.entries().values().forEach(entry -> section.checkKey(entry.key(), level));
    }
    return Optional.of(section);
  }

  private void checkKey(Node.Scalar key, Level level) {
    String name = key.text();
    if (level.isLater(name)) {
      problems.at(
          key,
          path(name),
          "this key comes with a later version",
          String.join(", ", level.keys()),
          "remove it");
    } else if (!level.keys().contains(name)) {
      problems.at(
          key, path(name), "unknown key", String.join(", ", level.keys()), level.instead(name));
    }
  }

  private static void wrongType(Node node, String path, String allowed, Problems problems) {
    if (!(node instanceof Node.Unusable)) {
      problems.at(node, path, "found " + Quote.describe(node), allowed, "");
    }
  }

  Node.Entries map() {
    return map;
  }

  Problems problems() {
    return problems;
  }

  String path() {
    return path;
  }

  String path(String key) {
    return path.isEmpty() ? Quote.plain(key) : path + "." + Quote.plain(key);
  }

  boolean has(String key) {
    return map.entries().containsKey(key);
  }

  /** Returns the value of a key, or the map itself where the key is absent, as a place to name. */
  Node place(String key) {
    Node.Entry entry = map.entries().get(key);
    return entry == null ? map : entry.value();
  }

  Optional<Node> node(String key) {
    return Optional.ofNullable(map.entries().get(key)).map(Node.Entry::value);
  }

  void missing(String key, String allowed, String remedy) {
    problems.at(map, path(key), "the key is missing", allowed, remedy);
  }

  void report(String key, String found, String allowed, String remedy) {
    problems.at(place(key), path(key), found, allowed, remedy);
  }

  private Optional<Node.Scalar> scalar(String key, String allowed) {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (node.get() instanceof Node.Scalar scalar && !scalar.isNothing()) {
      return Optional.of(scalar);
    }
    if (node.get() instanceof Node.Scalar) {
      report(key, "found no value", allowed, "write one, or leave the key out");
    } else {
      wrongType(node.get(), path(key), allowed, problems);
    }
    return Optional.empty();
  }

  /** Returns a text that may be empty only in quotes. */
  Optional<String> anyText(String key, String allowed) {
    return scalar(key, allowed).map(Node.Scalar::text);
  }

  /** Returns a text with something in it. */
  Optional<String> text(String key, String allowed) {
    Optional<String> text = anyText(key, allowed);
    if (text.isPresent() && text.get().isBlank()) {
      report(key, "found a blank text", allowed, "");
      return Optional.empty();
    }
    return text;
  }

  Optional<String> required(String key, String allowed) {
    if (!has(key)) {
      missing(key, allowed, "add it");
    }
    return text(key, allowed);
  }

  boolean flag(String key) {
    Optional<Node.Scalar> scalar = scalar(key, "true or false");
    if (scalar.isEmpty()) {
      return false;
    }
    Optional<Boolean> flag = ScalarValues.flag(scalar.get());
    if (flag.isEmpty()) {
      String found = "found " + Quote.describe(scalar.get());
      report(key, found, "true or false", ScalarValues.flagRemedy(scalar.get()));
    }
    return flag.orElse(false);
  }

  Optional<Long> whole(String key, long least, long most) {
    String allowed = "a whole number from " + least + " to " + most;
    Optional<BigDecimal> number = number(key, allowed);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal value = number.get();
    boolean isWhole = value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
    if (!isWhole
        || value.compareTo(BigDecimal.valueOf(least)) < 0
        || value.compareTo(BigDecimal.valueOf(most)) > 0) {
      report(key, "found " + Quote.describe(place(key)), allowed, "");
      return Optional.empty();
    }
    return Optional.of(value.longValueExact());
  }

  /**
   * Returns a number in a range; the lower bound is left out of it if it is 0 and {@code above}.
   */
  Optional<BigDecimal> decimal(String key, boolean above, int most) {
    String allowed = "a number " + (above ? "above 0 and up to " : "from 0 to ") + most;
    Optional<BigDecimal> number = number(key, allowed);
    if (number.isPresent()
        && (number.get().signum() < (above ? 1 : 0)
            || number.get().compareTo(BigDecimal.valueOf(most)) > 0)) {
      report(key, "found " + Quote.describe(place(key)), allowed, "");
      return Optional.empty();
    }
    return number;
  }

  private Optional<BigDecimal> number(String key, String allowed) {
    Optional<Node.Scalar> scalar = scalar(key, allowed);
    Optional<BigDecimal> number = scalar.flatMap(ScalarValues::number);
    if (scalar.isPresent() && number.isEmpty()) {
      String found = "found " + Quote.describe(scalar.get());
      report(key, found, allowed, ScalarValues.numberRemedy(scalar.get()));
    }
    return number;
  }

  /** Returns what a word stands for; the words come in the order in which messages name them. */
  <T> Optional<T> choice(String key, Map<String, T> words, Set<String> later) {
    List<String> known = List.copyOf(words.keySet());
    Optional<String> word = anyText(key, String.join(", ", known));
    if (word.isEmpty() || words.containsKey(word.get())) {
      return word.map(words::get);
    }
    if (later.contains(word.get())) {
      report(
          key,
          Quote.of(word.get()) + " comes with a later version",
          String.join(", ", known),
          "choose one of these for now");
    } else {
      report(
          key,
          "found " + Quote.of(word.get()),
          String.join(", ", known),
          Suggestion.question(word.get(), known));
    }
    return Optional.empty();
  }

  Optional<Path> folder(String key, Folder base) {
    Optional<String> text = text(key, "a folder");
    try {
      return text.map(base::resolve);
    } catch (InvalidPathException e) {
      report(key, "found " + Quote.of(text.orElse("")), "a path", e.getReason());
      return Optional.empty();
    }
  }

  Optional<Section> section(String key, Level level) {
    return node(key).flatMap(node -> open(node, path(key), level, problems));
  }

  /** Returns the elements of a list; none if it is absent or reported. */
  List<Node> items(String key, String allowed) {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return List.of();
    }
    if (!(node.get() instanceof Node.Items list)) {
      wrongType(node.get(), path(key), allowed, problems);
      return List.of();
    }
    if (list.items().isEmpty()) {
      report(key, "found an empty list", allowed, "add an element, or leave the key out");
    }
    return list.items();
  }

  /** Returns the texts of a list, those that are not texts left out and reported. */
  List<Node.Scalar> texts(String key, String allowed) {
    List<Node.Scalar> texts = new ArrayList<>();
    List<Node> items = items(key, "a list of " + allowed);
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Node.Scalar scalar
          && !scalar.isNothing()
          && !scalar.text().isBlank()) {
        texts.add(scalar);
      } else {
        wrongType(items.get(i), path(key) + "[" + i + "]", allowed, problems);
      }
    }
    return texts;
  }
}
