package io.humhelix.bench.report;

import io.humhelix.bench.compare.Condition;
import io.humhelix.bench.compare.ConditionDifference;
import io.humhelix.bench.store.StoredForm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Conditions that changed from one session to the next, as a colleague would name them. */
final class ConditionChanges {

  private static final String UNKNOWN = "unknown";
  private static final int HASH = 64;
  private static final int SHOWN_OF_HASH = 8;

  /** Names that people use, by those of the conditions; the likely causes come first. */
  private static final Map<String, String> NAMES = names();

  private ConditionChanges() {}

  private static Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("effective.engine_version", "engine");
    names.put("effective.engine", "engine");
    names.put("host.gpu_driver", "GPU driver");
    names.put("effective.device", "device");
    names.put("effective.execution_provider", "execution provider");
    names.put("effective.compute_type", "compute type");
    names.put("harness_version", "humhelix-bench");
    names.put("jvm.version", "JVM");
    names.put("host.os", "operating system");
    names.put("host.cpu", "CPU");
    return names;
  }

  /** Returns each change as {@code engine 1.7.1 -> 1.7.2}, the likely causes first. */
  static List<String> texts(List<ConditionDifference> differences, Symbols symbols) {
    List<String> texts = new ArrayList<>();
    Map<Condition.Group, List<String>> clips = new LinkedHashMap<>();
    differences.stream()
        .sorted(Comparator.comparingInt(ConditionChanges::rank))
        .forEach(
            one -> {
              Condition condition = one.condition();
              if (isOfClip(condition)) {
                clips
                    .computeIfAbsent(condition.group(), any -> new ArrayList<>())
                    .add(condition.keys().get(0));
              } else {
                texts.add(
                    name(condition)
                        + " "
                        + value(one.baseline())
                        + arrow(symbols)
                        + value(one.candidate()));
              }
            });
    clips.forEach(
        (group, ids) ->
            texts.add(
                what(group)
                    + " of "
                    + (ids.size() == 1
                        ? "clip " + ids.get(0)
                        : ids.size() + " clips, " + ids.get(0) + " among them")));
    return texts.stream().map(DisplayText::oneLine).toList();
  }

  static String arrow(Symbols symbols) {
    return symbols.isUnicode() ? " → " : " -> ";
  }

  private static int rank(ConditionDifference one) {
    if (one.condition().group() == Condition.Group.MODEL) {
      return 1;
    }
    int known = List.copyOf(NAMES.keySet()).indexOf(one.condition().name());
    return known < 0 ? NAMES.size() + 2 : known * 2;
  }

  private static boolean isOfClip(Condition condition) {
    return switch (condition.group()) {
      case AUDIO, REFERENCE, NORMALIZER -> !condition.keys().isEmpty();
      default -> false;
    };
  }

  private static String what(Condition.Group group) {
    return switch (group) {
      case AUDIO -> "audio";
      case REFERENCE -> "references";
      default -> "normalizer";
    };
  }

  private static String name(Condition condition) {
    return condition.group() == Condition.Group.MODEL
        ? "model file " + String.join(".", condition.keys())
        : NAMES.getOrDefault(condition.name(), condition.name());
  }

  private static String value(Optional<Object> value) {
    if (value.isEmpty()) {
      return UNKNOWN;
    }
    String text = value.get() instanceof String plain ? plain : StoredForm.text(value.get());
    return text.length() == HASH && text.matches("[0-9a-f]+")
        ? text.substring(0, SHOWN_OF_HASH)
        : text;
  }
}
