package io.humhelix.bench.definition;

import io.humhelix.bench.internal.plan.SutNames;
import io.humhelix.bench.model.ComputeType;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Matrix;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Systems under test from values as they were typed: one for each backend, and a matrix of whatever
 * else has several values.
 */
final class TypedSystems {

  private static final String DEVICES = "cpu, cuda, cuda:1 and the like";

  private final Folder base;
  private final Problems problems;
  private final Map<String, List<Object>> axes = new LinkedHashMap<>();

  TypedSystems(Folder base, Problems problems) {
    this.base = base;
    this.problems = problems;
  }

  Matrix matrix() {
    return new Matrix(axes, List.of(), List.of());
  }

  /** Returns the systems; none if something was reported. */
  List<SutSpec> read(AdHocDefinition.Values values) {
    List<String> backends = values("--backend", values.backends());
    List<String> models =
        values("--model", values.models()).stream().map(m -> SutForm.model(base, m)).toList();
    List<String> types = values("--compute-type", values.computeTypes());
    List<String> devices = values("--device", values.devices());
    devices.forEach(this::requireDevice);
    Map<OptionSetting, List<Object>> settings = settings(values.settings(), backends);
    if (backends.isEmpty() || models.isEmpty() || !problems.isEmpty()) {
      return List.of();
    }
    axis("model", models);
    axis("compute_type", types);
    axis("device", devices);
    settings.forEach(
        (setting, several) -> {
          if (setting.sut().equals(OptionSetting.ALL) && several.size() > 1) {
            axes.put("options." + setting.option(), several);
          }
        });
    List<SutSpec> suts = new ArrayList<>();
    for (String backend : backends) {
      SutSpec sut =
          new SutSpec(
              "unnamed",
              backend,
              models.get(0),
              types.isEmpty() ? ComputeType.DEFAULT : new ComputeType(types.get(0)),
              devices.isEmpty() ? Device.CPU : Device.parse(devices.get(0)),
              Options.empty(),
              List.of());
      String name = backends.size() > 1 ? backend : SutNames.derived(sut);
      suts.addAll(withOptions(sut.withName(name), settings));
    }
    return suts;
  }

  private void axis(String key, List<String> values) {
    if (values.size() > 1) {
      axes.put(key, List.copyOf(values));
    }
  }

  private List<String> values(String option, List<String> typed) {
    LinkedHashSet<String> values = new LinkedHashSet<>();
    for (String value : typed) {
      if (value.isBlank()) {
        report(option, "found a blank text", "one value, or several: a,b", "");
      } else if (!values.add(value.strip())) {
        report(option, "found " + Quote.of(value) + " twice", "each value once", "remove one");
      }
    }
    return List.copyOf(values);
  }

  private void requireDevice(String text) {
    try {
      Device.parse(text);
    } catch (IllegalArgumentException e) {
      report("--device", "found " + Quote.of(text), DEVICES, "");
    }
  }

  private Map<OptionSetting, List<Object>> settings(
      List<OptionSetting> typed, List<String> backends) {
    Map<String, OptionSetting> keys = new LinkedHashMap<>();
    Map<OptionSetting, List<Object>> settings = new LinkedHashMap<>();
    for (OptionSetting setting : typed) {
      String place = "--set " + Quote.plain(setting.toString());
      if (!setting.sut().equals(OptionSetting.ALL) && !backends.contains(setting.sut())) {
        report(
            place,
            "no backend " + Quote.of(setting.sut()) + " is measured",
            Quote.names(backends) + "; or option=value for all",
            "");
        continue;
      }
      List<Object> values = new ArrayList<>();
      for (String text : TypedValues.split(setting.value())) {
        OptionSettings.value(text, place, problems).ifPresent(values::add);
      }
      OptionSetting key =
          keys.computeIfAbsent(setting.sut() + "." + setting.option(), any -> setting);
      settings.computeIfAbsent(key, any -> new ArrayList<>()).addAll(values);
    }
    settings.forEach(
        (setting, values) -> {
          if (values.stream().distinct().count() < values.size()) {
            report("--set " + setting.option(), "found a value twice", "each value once", "");
          }
        });
    return settings;
  }

  /** Options of one system with several values make several systems of it. */
  private List<SutSpec> withOptions(SutSpec sut, Map<OptionSetting, List<Object>> settings) {
    List<SutSpec> suts = List.of(sut);
    for (Map.Entry<OptionSetting, List<Object>> entry : settings.entrySet()) {
      OptionSetting setting = entry.getKey();
      boolean own = setting.sut().equals(sut.backend());
      if (!own && !(setting.sut().equals(OptionSetting.ALL) && entry.getValue().size() == 1)) {
        continue;
      }
      List<SutSpec> more = new ArrayList<>();
      for (SutSpec one : suts) {
        for (Object value : entry.getValue()) {
          SutSpec with = one.withOption(setting.option(), value);
          boolean several = entry.getValue().size() > 1;
          more.add(
              several ? with.withName(one.name() + " " + setting.option() + "=" + value) : with);
        }
      }
      suts = more;
    }
    return suts;
  }

  private void report(String option, String found, String allowed, String remedy) {
    problems.add(new Problem(option, 0, 0, "", found, allowed, remedy));
  }

  /** Returns a name for the benchmark: what is compared. */
  static String title(List<SutSpec> suts, Matrix matrix, Optional<String> workload) {
    List<Object> models = matrix.axes().getOrDefault("model", List.of(suts.get(0).model()));
    String title =
        String.join(", ", models.stream().map(m -> SutNames.leaf((String) m)).toList())
            + " on "
            + String.join(", ", suts.stream().map(SutSpec::backend).distinct().toList());
    return title + workload.map(name -> " (" + name + ")").orElse("");
  }
}
