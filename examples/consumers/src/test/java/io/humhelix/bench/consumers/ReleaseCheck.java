package io.humhelix.bench.consumers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.model.building.ModelBuildingException;

/**
 * Whether a staged repository can go out.
 *
 * @param staging folder laid out as a Maven repository
 * @param libraries local repository with what others have published
 * @param released names of the artifacts that a release has
 * @param rehearsed the dependency that a rehearsal takes in place of one of the POM
 */
record ReleaseCheck(
    Path staging, Path libraries, Set<String> released, UnaryOperator<Dependency> rehearsed) {

  /** All that is wrong, with the names of the files. */
  List<String> problems() throws IOException, ModelBuildingException {
    List<String> problems = new ArrayList<>();
    List<StagedArtifact> artifacts = StagedArtifact.allOf(staging);
    Set<String> names = new TreeSet<>();
    Set<String> versions = new TreeSet<>();
    for (StagedArtifact artifact : artifacts) {
      names.add(artifact.name());
      versions.add(artifact.version());
      problems.addAll(problems(artifact));
    }
    if (!names.equals(released)) {
      problems.add("staged are " + names + ", to be released are " + new TreeSet<>(released));
    }
    if (versions.size() > 1) {
      problems.add("more than one version is staged: " + versions);
    }
    return problems;
  }

  private List<String> problems(StagedArtifact artifact)
      throws IOException, ModelBuildingException {
    Model pom = EffectivePom.of(artifact.file(".pom"), List.of(staging, libraries));
    List<String> problems = new ArrayList<>(FileCheck.problems(artifact, pom.getPackaging()));
    problems.addAll(PomCheck.problems(pom));
    pom.setDependencies(pom.getDependencies().stream().map(rehearsed).toList());
    Path jar = artifact.file(".jar");
    if (Files.exists(jar)) {
      problems.addAll(ModuleCheck.problems(jar, pom, this::jar));
    }
    Path sbom = artifact.file("-cyclonedx.json");
    if (Files.exists(sbom)) {
      problems.addAll(SbomCheck.problems(sbom, pom));
    }
    return problems;
  }

  private Path jar(Dependency dependency) {
    Path staged = jar(staging, dependency);
    return Files.exists(staged) ? staged : jar(libraries, dependency);
  }

  private static Path jar(Path repository, Dependency dependency) {
    return EffectivePom.place(
        repository,
        dependency.getGroupId(),
        dependency.getArtifactId(),
        dependency.getVersion(),
        ".jar");
  }
}
