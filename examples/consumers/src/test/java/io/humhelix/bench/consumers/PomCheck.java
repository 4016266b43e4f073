package io.humhelix.bench.consumers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Developer;
import org.apache.maven.model.License;
import org.apache.maven.model.Model;
import org.apache.maven.model.Scm;

/** What Maven Central asks a POM to say, and what its dependencies must not be. */
final class PomCheck {

  private PomCheck() {}

  /** What is wrong with an effective POM. */
  static List<String> problems(Model pom) {
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, String> entry : facts(pom).entrySet()) {
      String fact = pom.getArtifactId() + ": " + entry.getKey();
      String value = entry.getValue();
      if (value == null || value.isBlank()) {
        problems.add(fact + " is missing");
      } else if (value.contains("${")) {
        problems.add(fact + " is unresolved: " + value);
      }
    }
    for (Dependency dependency : pom.getDependencies()) {
      problems.addAll(problems(pom, dependency));
    }
    if (!pom.getRepositories().stream().allMatch(each -> each.getId().equals("central"))) {
      problems.add(pom.getArtifactId() + ": names a repository of its own");
    }
    return problems;
  }

  private static List<String> problems(Model pom, Dependency dependency) {
    String name =
        pom.getArtifactId()
            + ": dependency "
            + dependency.getGroupId()
            + ":"
            + dependency.getArtifactId()
            + ":"
            + dependency.getVersion();
    List<String> problems = new ArrayList<>();
    if (dependency.getVersion() == null || name.contains("${")) {
      problems.add(name + " is unresolved");
    } else if (dependency.getVersion().endsWith("-SNAPSHOT")) {
      problems.add(name + " is no release");
    }
    if ("system".equals(dependency.getScope())) {
      problems.add(name + " is a file of one machine");
    }
    return problems;
  }

  private static Map<String, String> facts(Model pom) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("group", pom.getGroupId());
    facts.put("version", pom.getVersion());
    facts.put("name", pom.getName());
    facts.put("description", pom.getDescription());
    facts.put("url", pom.getUrl());
    License license = pom.getLicenses().stream().findFirst().orElseGet(License::new);
    facts.put("licence's name", license.getName());
    facts.put("licence's url", license.getUrl());
    Developer developer = pom.getDevelopers().stream().findFirst().orElseGet(Developer::new);
    facts.put("developer's name", developer.getName());
    Scm scm = pom.getScm() == null ? new Scm() : pom.getScm();
    facts.put("scm connection", scm.getConnection());
    facts.put("scm developerConnection", scm.getDeveloperConnection());
    facts.put("scm url", scm.getUrl());
    return facts;
  }
}
