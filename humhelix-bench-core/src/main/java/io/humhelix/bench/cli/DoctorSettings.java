package io.humhelix.bench.cli;

import io.humhelix.bench.definition.OptionSetting;
import io.humhelix.bench.harness.BackendStatus;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.spi.OptionSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Options of backends as {@code doctor --gpu --set} gives them. */
final class DoctorSettings {

  private final List<BackendStatus> backends;
  private final Map<String, Options> options = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private DoctorSettings(List<BackendStatus> backends) {
    this.backends = backends;
  }

  /**
   * Reads settings.
   *
   * @param texts {@code OPTION=VALUE} for every backend that has it, {@code BACKEND.OPTION=VALUE}
   *     for one
   * @param backends those that are there
   * @return options by the ids of backends
   * @throws BadInputException with all problems
   */
  static Map<String, Options> read(List<String> texts, List<BackendStatus> backends)
      throws BadInputException {
    DoctorSettings settings = new DoctorSettings(backends);
    for (String text : texts) {
      try {
        OptionSetting setting = OptionSetting.parse(text);
        settings.add(setting, setting.typed());
      } catch (IllegalArgumentException e) {
        settings.problems.add("--set: " + e.getMessage());
      }
    }
    if (!settings.problems.isEmpty()) {
      throw new BadInputException(settings.problems);
    }
    return settings.options;
  }

  private void add(OptionSetting setting, Object value) {
    boolean all = setting.sut().equals(OptionSetting.ALL);
    List<BackendStatus> named =
        backends.stream().filter(one -> all || one.id().equals(setting.sut())).toList();
    List<BackendStatus> having = named.stream().filter(one -> has(one, setting.option())).toList();
    if (having.isEmpty()) {
      problems.add(
          "--set: "
              + (named.isEmpty()
                  ? "found no backend '" + setting.sut() + "'; there are " + ids()
                  : (all ? "no backend has" : "backend '" + setting.sut() + "' does not have")
                      + " an option '"
                      + setting.option()
                      + "'; humhelix-bench backends --options lists them"));
    }
    for (BackendStatus one : having) {
      options.merge(
          one.id(),
          Options.empty().with(setting.option(), value),
          (before, more) -> before.with(setting.option(), value));
    }
  }

  private static boolean has(BackendStatus backend, String option) {
    return backend.options().stream().map(OptionSpec::name).anyMatch(option::equals);
  }

  private String ids() {
    return String.join(", ", backends.stream().map(BackendStatus::id).toList());
  }
}
