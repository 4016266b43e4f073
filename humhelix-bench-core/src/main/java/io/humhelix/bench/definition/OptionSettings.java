package io.humhelix.bench.definition;

import io.humhelix.bench.internal.text.Suggestion;
import io.humhelix.bench.model.Matrix;
import io.humhelix.bench.model.SutSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Applies the option settings of overrides to systems under test. */
final class OptionSettings {

  private static final String OPTIONS = "options.";

  private final Problems problems;

  /** Settings with their values read, in order; those that could not be read are left out. */
  private final Map<OptionSetting, Object> values = new LinkedHashMap<>();

  OptionSettings(List<OptionSetting> settings, Problems problems) {
    this.problems = problems;
    for (OptionSetting setting : settings) {
      value(setting)
          .ifPresent(
              value -> {
                values.remove(setting);
                values.put(setting, value);
              });
    }
  }

  private Optional<Object> value(OptionSetting setting) {
    return value(setting.value().strip(), place(setting), problems);
  }

  /** Reads the value of an option as it was typed; what cannot be one is reported. */
  static Optional<Object> value(String text, String place, Problems problems) {
    Problems own = new Problems("value");
    Node node = new Node.Scalar(text, false, 1, 1);
    if (!text.isEmpty() && "{['\"".indexOf(text.charAt(0)) >= 0) {
      node =
          new SourceText(own, "value", "value", 1 << 20)
              .check(text)
              .flatMap(checked -> YamlTree.parse(checked, own))
              .orElse(node);
    }
    Optional<Object> value = ScalarValues.option(node, "", own);
    if (own.isEmpty()) {
      return value;
    }
    problems.general(
        place,
        "found " + (text.isEmpty() ? "no value" : Quote.of(text)),
        "text, a number, true or false, [a, list] or {a: map}",
        text.isEmpty() ? "write a value after the equals sign" : "check brackets and quotes");
    return Optional.empty();
  }

  private static String place(OptionSetting setting) {
    return "override " + Quote.plain(setting.toString());
  }

  /** Returns what holds for all systems, by matrix key. */
  Map<String, Object> fixed() {
    Map<String, Object> fixed = new LinkedHashMap<>();
    values.forEach(
        (setting, value) -> {
          if (setting.sut().equals(OptionSetting.ALL)) {
            fixed.put(OPTIONS + setting.option(), value);
          }
        });
    return fixed;
  }

  /** Reports settings of systems that are not there, or that the matrix would overwrite. */
  void check(List<String> names, Matrix matrix) {
    for (OptionSetting setting : values.keySet()) {
      if (setting.sut().equals(OptionSetting.ALL)) {
        continue;
      }
      if (!names.contains(setting.sut())) {
        problems.general(
            place(setting),
            "no system under test is called " + Quote.of(setting.sut()),
            Quote.names(names) + ", or * for all",
            Suggestion.question(setting.sut(), names));
      } else if (matrix.axes().containsKey(OPTIONS + setting.option())
          && !fixed().containsKey(OPTIONS + setting.option())) {
        problems.general(
            place(setting),
            "the matrix varies " + OPTIONS + setting.option(),
            "options that the matrix does not vary",
            "set it for all systems: *." + setting.option() + "=" + setting.value());
      }
    }
  }

  List<SutSpec> apply(List<SutSpec> suts) {
    List<SutSpec> changed = new ArrayList<>();
    for (SutSpec sut : suts) {
      SutSpec own = sut;
      for (Map.Entry<OptionSetting, Object> entry : values.entrySet()) {
        OptionSetting setting = entry.getKey();
        if (setting.sut().equals(OptionSetting.ALL) || setting.sut().equals(sut.name())) {
          own = own.withOption(setting.option(), entry.getValue());
        }
      }
      changed.add(own);
    }
    return changed;
  }
}
