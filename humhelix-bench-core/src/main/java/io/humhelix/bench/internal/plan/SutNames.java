package io.humhelix.bench.internal.plan;

import io.humhelix.bench.internal.text.Redaction;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Names for systems under test that have none, or that share one. */
public final class SutNames {

  private SutNames() {}

  /**
   * Returns the name of a system that was given none.
   *
   * @param sut the system, whatever its name
   * @return the model, without its folder, and the compute type unless that is the default: {@code
   *     tiny.en q5_1}
   */
  public static String derived(SutSpec sut) {
    String model = leaf(sut.model());
    return sut.computeType().isDefault() ? model : model + " " + sut.computeType().word();
  }

  /**
   * Makes names distinct by appending what distinguishes those that share one: compute type,
   * device, backend, model, options, and where nothing does, a number.
   *
   * @param suts systems, some of which have the same name
   * @param taken names that none of them may have
   * @return the systems in the same order; those whose name was their own alone keep it
   */
  public static List<SutSpec> distinct(List<SutSpec> suts, Set<String> taken) {
    Map<String, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < suts.size(); i++) {
      groups.computeIfAbsent(suts.get(i).name(), name -> new ArrayList<>()).add(i);
    }
    List<SutSpec> named = new ArrayList<>(suts);
    groups.forEach((name, members) -> distinguish(suts, members, named));
    return numbered(named, taken);
  }

  private static void distinguish(List<SutSpec> suts, List<Integer> members, List<SutSpec> named) {
    List<SutSpec> group = members.stream().map(suts::get).toList();
    for (Function<SutSpec, String> attribute : attributes(group)) {
      if (group.stream().map(attribute).distinct().count() > 1) {
        for (int member : members) {
          String text = attribute.apply(suts.get(member));
          SutSpec sut = named.get(member);
          if (!text.isEmpty() && !sut.name().endsWith(" " + text)) {
            named.set(member, sut.withName(sut.name() + " " + text));
          }
        }
      }
    }
  }

  private static List<Function<SutSpec, String>> attributes(List<SutSpec> group) {
    List<Function<SutSpec, String>> attributes = new ArrayList<>();
    attributes.add(sut -> sut.computeType().word());
    attributes.add(sut -> sut.device().toString());
    attributes.add(SutSpec::backend);
    // The last part of a path is enough where it tells models apart.
    long models = group.stream().map(SutSpec::model).distinct().count();
    long leaves = group.stream().map(sut -> leaf(sut.model())).distinct().count();
    attributes.add(leaves == models ? sut -> leaf(sut.model()) : SutSpec::model);
    Set<String> options = new TreeSet<>();
    group.forEach(sut -> options.addAll(sut.options().asMap().keySet()));
    options.forEach(option -> attributes.add(sut -> option(sut.options(), option)));
    return attributes;
  }

  private static String option(Options options, String name) {
    return options.get(name).map(value -> name + "=" + Redaction.value(name, value)).orElse("");
  }

  /** Gives the second and later systems of one name a number. */
  static List<SutSpec> numbered(List<SutSpec> suts, Set<String> taken) {
    Set<String> used = new HashSet<>(taken);
    suts.forEach(sut -> used.add(sut.name()));
    Set<String> kept = new HashSet<>(taken);
    Map<String, Integer> last = new HashMap<>();
    List<SutSpec> named = new ArrayList<>(suts.size());
    for (SutSpec sut : suts) {
      String name = sut.name();
      boolean isNew = kept.add(name);
      while (!isNew) {
        name = sut.name() + " #" + last.merge(sut.name(), 2, (old, two) -> old + 1);
        isNew = used.add(name);
      }
      named.add(sut.withName(name));
    }
    return named;
  }

  /** Returns the last part of a path, or the whole of a name such as {@code Systran/tiny}. */
  public static String leaf(String model) {
    if (!ModelPaths.isPath(model)) {
      return model;
    }
    String path = model.replace('\\', '/');
    while (path.length() > 1 && path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    return path.length() == 1 ? path : path.substring(path.lastIndexOf('/') + 1);
  }
}
