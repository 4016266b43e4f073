package io.humhelix.bench.definition;

import io.humhelix.bench.internal.plan.ModelPaths;
import io.humhelix.bench.internal.plan.SutNames;
import io.humhelix.bench.internal.text.Suggestion;
import io.humhelix.bench.model.ComputeType;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code suts}, with the overrides of backend, device and compute type. */
final class SutForm {

  /**
   * What was read.
   *
   * @param built those without problems, each with a name
   * @param names the names of all that have or can be given one
   * @param complete whether none is left out of the names
   */
  record Suts(List<SutSpec> built, List<String> names, boolean complete) {}

  private static final String DEVICES = "cpu, cuda, cuda:1 and the like";

  private final Folder base;
  private final Overrides overrides;
  private final List<String> workloads;
  private final Problems problems;

  SutForm(Folder base, Overrides overrides, List<String> workloads, Problems problems) {
    this.base = base;
    this.overrides = overrides;
    this.workloads = workloads;
    this.problems = problems;
  }

  Suts read(Section top) {
    if (!top.has("suts")) {
      top.missing("suts", "a list of maps with backend and model", "add one");
    }
    Map<String, Node> names = new LinkedHashMap<>();
    List<SutSpec> read = new ArrayList<>();
    List<SutSpec> unnamed = new ArrayList<>();
    List<Node> items = top.items("suts", "a list of systems under test");
    boolean complete = true;
    for (int i = 0; i < items.size(); i++) {
      int place = i;
      Optional<Section> section =
          Section.open(items.get(i), "suts[" + i + "]", Level.SUT, problems);
      Optional<String> name = section.flatMap(own -> name(own, names));
      List<SutSpec> suts = section.map(own -> suts(own, name)).orElse(List.of());
      complete &= !suts.isEmpty() || name.isPresent();
      read.addAll(suts);
      if (name.isEmpty()) {
        unnamed.addAll(suts);
      } else if (suts.size() > 1) {
        names.remove(name.get());
        suts.forEach(sut -> names.put(sut.name(), items.get(place)));
      }
    }
    List<SutSpec> derived = SutNames.distinct(unnamed, names.keySet());
    Map<SutSpec, SutSpec> renamed = new IdentityHashMap<>();
    for (int i = 0; i < derived.size(); i++) {
      renamed.put(unnamed.get(i), derived.get(i));
    }
    List<String> all = new ArrayList<>(names.keySet());
    derived.forEach(sut -> all.add(sut.name()));
    return new Suts(
        read.stream().map(sut -> renamed.getOrDefault(sut, sut)).toList(), all, complete);
  }

  private static Optional<String> name(Section section, Map<String, Node> names) {
    Optional<String> name = section.text("name", "a name, unique among the systems");
    if (name.isPresent() && name.get().equals(OptionSetting.ALL)) {
      section.report("name", "found '*'", "another name", "'*' stands for all systems");
    }
    name.ifPresent(own -> WorkloadForm.requireNew(section, own, names));
    return name;
  }

  /** Returns a system, or one for each device where several are listed; none with a problem. */
  private List<SutSpec> suts(Section section, Optional<String> name) {
    int before = problems.size();
    Optional<String> backend = backend(section);
    Optional<String> model =
        section.required("model", "a model's name or path").map(text -> model(base, text));
    ComputeType type = computeType(section, overrides);
    List<Device> devices = devices(section);
    Options options = options(section);
    List<String> restriction = restriction(section);
    if (problems.size() != before || backend.isEmpty() || model.isEmpty()) {
      return List.of();
    }
    List<SutSpec> suts = new ArrayList<>();
    for (Device device : devices) {
      SutSpec sut =
          new SutSpec(
              name.orElse("unnamed"),
              backend.get(),
              model.get(),
              type,
              device,
              options,
              restriction);
      String own = name.orElseGet(() -> SutNames.derived(sut));
      suts.add(sut.withName(devices.size() > 1 ? own + " " + device : own));
    }
    return suts;
  }

  private List<Device> devices(Section section) {
    if (!(section.node("device").orElse(null) instanceof Node.Items)) {
      return List.of(device(section, overrides));
    }
    List<Device> devices = new ArrayList<>();
    for (Node.Scalar text : section.texts("device", DEVICES)) {
      try {
        Device device = Device.parse(text.text());
        if (devices.contains(device)) {
          problems.at(
              text,
              section.path("device"),
              Quote.of(text.text()) + " is already listed",
              "each device once",
              "remove it");
        }
        devices.add(device);
      } catch (IllegalArgumentException e) {
        problems.at(text, section.path("device"), "found " + Quote.of(text.text()), DEVICES, "");
      }
    }
    try {
      return overrides.device().map(Device::parse).map(List::of).orElse(devices);
    } catch (IllegalArgumentException e) {
      return devices;
    }
  }

  private Optional<String> backend(Section section) {
    String allowed = "the id of a backend, such as whisper-jni";
    Optional<String> own =
        overrides.backend().isPresent()
            ? section.text("backend", allowed)
            : section.required("backend", allowed);
    return overrides.backend().filter(id -> !id.isBlank()).or(() -> own);
  }

  static ComputeType computeType(Section section, Overrides overrides) {
    Optional<String> own =
        section.text("compute_type", "float32, float16, int8, q5_1 and the like, or default");
    return overrides
        .computeType()
        .filter(word -> !word.isBlank())
        .or(() -> own)
        .map(ComputeType::new)
        .orElse(ComputeType.DEFAULT);
  }

  static Device device(Section section, Overrides overrides) {
    Optional<String> own = section.text("device", DEVICES);
    Device device = Device.CPU;
    try {
      device = own.map(Device::parse).orElse(device);
    } catch (IllegalArgumentException e) {
      section.report("device", "found " + Quote.of(own.orElse("")), DEVICES, "");
    }
    try {
      return overrides.device().map(Device::parse).orElse(device);
    } catch (IllegalArgumentException e) {
      return device;
    }
  }

  /** Reports overrides that cannot be applied to any system. */
  static void checkOverrides(Overrides overrides, Problems problems) {
    try {
      overrides.device().ifPresent(Device::parse);
    } catch (IllegalArgumentException e) {
      String found = Quote.of(overrides.device().orElse(""));
      problems.general("override of device", "found " + found, DEVICES, "");
    }
    if (overrides.computeType().filter(String::isBlank).isPresent()) {
      problems.general("override of compute_type", "found a blank text", "a compute type", "");
    }
    if (overrides.backend().filter(String::isBlank).isPresent()) {
      problems.general("override of backend", "found a blank text", "the id of a backend", "");
    }
  }

  /** Makes a path absolute that is relative for certain, or that leads to something. */
  static String model(Folder base, String text) {
    try {
      Path path = base.resolve(text);
      boolean leads = text.matches(".*[/\\\\.].*") && Files.exists(path);
      return ModelPaths.isDotted(text) || leads ? path.toString() : text;
    } catch (InvalidPathException e) {
      return text;
    }
  }

  private Options options(Section section) {
    Optional<Node> node = section.node("options");
    if (node.isEmpty()) {
      return Options.empty();
    }
    if (!(node.get() instanceof Node.Entries map)) {
      if (!(node.get() instanceof Node.Unusable)) {
        section.report(
            "options",
            "found " + Quote.describe(node.get()),
            "a map from option to value",
            "write for example {beam_size: 5}");
      }
      return Options.empty();
    }
    Map<String, Object> values = new LinkedHashMap<>();
    map.entries()
        .forEach(
            (name, entry) ->
                ScalarValues.option(
                        entry.value(), section.path("options") + "." + Quote.plain(name), problems)
                    .ifPresent(value -> values.put(name, value)));
    return Options.of(values);
  }

  private List<String> restriction(Section section) {
    List<String> names = new ArrayList<>();
    for (Node.Scalar name : section.texts("workloads", "names of workloads")) {
      if (!workloads.contains(name.text())) {
        problems.at(
            name,
            section.path("workloads"),
            "no workload is called " + Quote.of(name.text()),
            Quote.names(workloads),
            Suggestion.question(name.text(), workloads));
      } else if (names.contains(name.text())) {
        problems.at(
            name,
            section.path("workloads"),
            Quote.of(name.text()) + " is already listed",
            "each workload once",
            "remove it");
      } else {
        names.add(name.text());
      }
    }
    return names;
  }
}
