package io.humhelix.bench.backend.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.building.ModelBuildingException;
import org.junit.jupiter.api.Test;

/**
 * The POM as users get it: it is published as it is in the repository, so what counts is what it
 * means without the properties of this build.
 */
class PublishedPomTest {

  @Test
  void givesItsUsersOnnxRuntimeWithCuda() throws ModelBuildingException {
    assertEquals(List.of("onnxruntime_gpu:1.29.0:compile"), onnxRuntime(new Properties()));
  }

  @Test
  void letsItsUsersChooseTheOneForProcessors() throws ModelBuildingException {
    Properties user = new Properties();
    user.setProperty("onnxruntime.artifact", "onnxruntime");
    assertEquals(List.of("onnxruntime:1.29.0:compile"), onnxRuntime(user));
  }

  /** Dependencies on ONNX Runtime after inheritance and interpolation, as Maven does them. */
  private static List<String> onnxRuntime(Properties user) throws ModelBuildingException {
    Path pom = Path.of(System.getProperty("humhelix.test.pom"));
    DefaultModelBuildingRequest request = new DefaultModelBuildingRequest();
    request.setPomFile(pom.toFile());
    request.setUserProperties(user);
    request.setSystemProperties(jdk());
    // The first phase alone: the second one only imports version lists of other projects.
    request.setTwoPhaseBuilding(true);
    Model model = new DefaultModelBuilderFactory().newInstance().build(request).getEffectiveModel();
    List<Dependency> managed = model.getDependencyManagement().getDependencies();
    return model.getDependencies().stream()
        .filter(dependency -> dependency.getGroupId().equals("com.microsoft.onnxruntime"))
        .map(
            dependency ->
                dependency.getArtifactId()
                    + ":"
                    + managed.stream()
                        .filter(
                            other -> other.getManagementKey().equals(dependency.getManagementKey()))
                        .map(Dependency::getVersion)
                        .findFirst()
                        .orElse("unmanaged")
                    + ":"
                    + (dependency.getScope() == null ? "compile" : dependency.getScope()))
        .toList();
  }

  /** Profiles ask for the JDK; nothing else of this build is to be seen. */
  private static Properties jdk() {
    Properties properties = new Properties();
    properties.setProperty("java.version", System.getProperty("java.version"));
    return properties;
  }
}
