package io.humhelix.bench.consumers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;

/** Whether a list of parts (CycloneDX) names the parts that the POM leads to. */
final class SbomCheck {

  private SbomCheck() {}

  /** What is wrong with a list of parts. */
  static List<String> problems(Path sbom, Model pom) throws IOException {
    JsonNode root = new ObjectMapper().readTree(sbom.toFile());
    List<String> problems = new ArrayList<>();
    String name = sbom.getFileName() + ": ";
    if (!root.path("bomFormat").asText().equals("CycloneDX")) {
      problems.add(name + "is no CycloneDX");
    }
    JsonNode subject = root.path("metadata").path("component");
    String coordinates = pom.getGroupId() + ":" + pom.getArtifactId() + ":" + pom.getVersion();
    if (!coordinates(subject).equals(coordinates)) {
      problems.add(name + "is of " + coordinates(subject) + ", not of " + coordinates);
    }
    Set<String> declared =
        pom.getDependencies().stream()
            .filter(dependency -> !"test".equals(dependency.getScope()))
            .map(SbomCheck::coordinates)
            .collect(Collectors.toCollection(TreeSet::new));
    Map<String, String> parts = new HashMap<>();
    for (JsonNode part : root.path("components")) {
      parts.put(part.path("bom-ref").asText(), coordinates(part));
      if (part.path("licenses").isEmpty()) {
        problems.add(name + coordinates(part) + " has no licence");
      }
    }
    Set<String> listed = new TreeSet<>();
    dependsOn(root)
        .getOrDefault(subject.path("bom-ref").asText(), List.of())
        .forEach(ref -> listed.add(parts.getOrDefault(ref, ref)));
    if (!listed.equals(declared)) {
      problems.add(name + "depends on " + listed + ", the POM on " + declared);
    }
    return problems;
  }

  /**
   * SHA-256 of the jars that one gets without asking for anything optional, by
   * "artifact-version.jar".
   */
  static Map<String, String> parts(Path sbom) throws IOException {
    JsonNode root = new ObjectMapper().readTree(sbom.toFile());
    Map<String, JsonNode> components = new HashMap<>();
    root.path("components").forEach(part -> components.put(part.path("bom-ref").asText(), part));
    Map<String, List<String>> dependsOn = dependsOn(root);
    Map<String, String> parts = new TreeMap<>();
    Deque<String> open = new ArrayDeque<>();
    open.add(root.path("metadata").path("component").path("bom-ref").asText());
    while (!open.isEmpty()) {
      for (String ref : dependsOn.getOrDefault(open.remove(), List.of())) {
        JsonNode part = components.get(ref);
        if (part.path("scope").asText().equals("optional")) {
          continue;
        }
        String jar = part.path("name").asText() + "-" + part.path("version").asText() + ".jar";
        for (JsonNode hash : part.path("hashes")) {
          if (hash.path("alg").asText().equals("SHA-256")
              && parts.put(jar, hash.path("content").asText()) == null) {
            open.add(ref);
          }
        }
      }
    }
    return parts;
  }

  private static Map<String, List<String>> dependsOn(JsonNode root) {
    Map<String, List<String>> all = new HashMap<>();
    for (JsonNode entry : root.path("dependencies")) {
      List<String> refs = new ArrayList<>();
      entry.path("dependsOn").forEach(ref -> refs.add(ref.asText()));
      all.put(entry.path("ref").asText(), refs);
    }
    return all;
  }

  private static String coordinates(JsonNode part) {
    return part.path("group").asText()
        + ":"
        + part.path("name").asText()
        + ":"
        + part.path("version").asText();
  }

  private static String coordinates(Dependency dependency) {
    return dependency.getGroupId()
        + ":"
        + dependency.getArtifactId()
        + ":"
        + dependency.getVersion();
  }
}
