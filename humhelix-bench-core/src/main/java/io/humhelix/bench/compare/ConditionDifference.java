package io.humhelix.bench.compare;

import io.humhelix.bench.store.StoredForm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A condition in which two sides are not alike.
 *
 * @param condition which one
 * @param baseline what it was there; empty where it was not recorded
 * @param candidate what it is there; empty likewise
 */
public record ConditionDifference(
    Condition condition, Optional<Object> baseline, Optional<Object> candidate) {

  private static final String NOT_STATED = "(not stated)";

  /** Files are known by their hashes: that of another name is another. */
  private static final String NO_HASH = "no hash (another file)";

  private static final Pattern HASH = Pattern.compile("\"?[0-9a-f]{64}\"?");
  private static final int SHOWN_OF_HASH = 12;

  public ConditionDifference {
    Objects.requireNonNull(condition, "condition");
    Objects.requireNonNull(baseline, "baseline");
    Objects.requireNonNull(candidate, "candidate");
  }

  /**
   * Returns differences for people. Clips, of which there may be many, are told of together.
   *
   * @param differences what differs
   * @return {@code name: baseline / candidate}, in the order of names
   */
  static List<String> texts(List<ConditionDifference> differences) {
    List<String> texts = new ArrayList<>();
    clips(Condition.Group.AUDIO, differences).ifPresent(texts::add);
    clips(Condition.Group.REFERENCE, differences).ifPresent(texts::add);
    clips(Condition.Group.NORMALIZER, differences).ifPresent(texts::add);
    differences.stream()
        .filter(one -> !one.isOfClip())
        .map(ConditionDifference::toString)
        .forEach(texts::add);
    texts.sort(Comparator.naturalOrder());
    return texts;
  }

  private boolean isOfClip() {
    return switch (condition.group()) {
      case AUDIO, REFERENCE, NORMALIZER -> !condition.keys().isEmpty();
      default -> false;
    };
  }

  private static Optional<String> clips(
      Condition.Group group, List<ConditionDifference> differences) {
    List<String> ids =
        differences.stream()
            .filter(one -> one.condition.group() == group && one.isOfClip())
            .map(one -> "'" + one.condition.keys().get(0) + "'")
            .toList();
    return switch (ids.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(group.word() + " of clip " + ids.get(0));
      default ->
          Optional.of(group.word() + " of " + ids.size() + " clips, " + ids.get(0) + " among them");
    };
  }

  @Override
  public String toString() {
    return condition.name() + ": " + text(baseline) + " / " + text(candidate);
  }

  /** A hash is told from another by far fewer digits than it has. */
  private String text(Optional<Object> value) {
    if (value.isEmpty()) {
      return condition.group() == Condition.Group.MODEL ? NO_HASH : NOT_STATED;
    }
    String text = StoredForm.text(value.get());
    return HASH.matcher(text).matches() ? text.replace("\"", "").substring(0, SHOWN_OF_HASH) : text;
  }
}
