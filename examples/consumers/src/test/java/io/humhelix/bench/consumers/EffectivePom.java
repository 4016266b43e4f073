package io.humhelix.bench.consumers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.model.Parent;
import org.apache.maven.model.Repository;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.building.FileModelSource;
import org.apache.maven.model.building.ModelBuildingException;
import org.apache.maven.model.building.ModelBuildingRequest;
import org.apache.maven.model.resolution.ModelResolver;
import org.apache.maven.model.resolution.UnresolvableModelException;

/** A POM as others get it: with its parents and imports, and no property of this build. */
final class EffectivePom {

  private EffectivePom() {}

  /**
   * Reads a POM.
   *
   * @param repositories where parents and imported lists of versions are, the first first
   */
  static Model of(Path pom, List<Path> repositories) throws ModelBuildingException {
    Properties jdk = new Properties();
    jdk.setProperty("java.version", System.getProperty("java.version"));
    DefaultModelBuildingRequest request = new DefaultModelBuildingRequest();
    request.setModelSource(new FileModelSource(pom.toFile()));
    request.setValidationLevel(ModelBuildingRequest.VALIDATION_LEVEL_MINIMAL);
    request.setSystemProperties(jdk);
    request.setModelResolver(new Folders(repositories));
    return new DefaultModelBuilderFactory().newInstance().build(request).getEffectiveModel();
  }

  /** The place of a file in a repository. */
  static Path place(Path repository, String group, String artifact, String version, String end) {
    return repository
        .resolve(group.replace('.', '/'))
        .resolve(artifact)
        .resolve(version)
        .resolve(artifact + "-" + version + end);
  }

  private record Folders(List<Path> repositories) implements ModelResolver {
    @Override
    public FileModelSource resolveModel(String group, String artifact, String version)
        throws UnresolvableModelException {
      return repositories.stream()
          .map(repository -> place(repository, group, artifact, version, ".pom"))
          .filter(Files::exists)
          .findFirst()
          .map(pom -> new FileModelSource(pom.toFile()))
          .orElseThrow(
              () ->
                  new UnresolvableModelException(
                      "not in " + repositories, group, artifact, version));
    }

    @Override
    public FileModelSource resolveModel(Parent parent) throws UnresolvableModelException {
      return resolveModel(parent.getGroupId(), parent.getArtifactId(), parent.getVersion());
    }

    @Override
    public FileModelSource resolveModel(Dependency dependency) throws UnresolvableModelException {
      return resolveModel(
          dependency.getGroupId(), dependency.getArtifactId(), dependency.getVersion());
    }

    @Override
    public void addRepository(Repository repository) {}

    @Override
    public void addRepository(Repository repository, boolean replace) {}

    @Override
    public ModelResolver newCopy() {
      return this;
    }
  }
}
