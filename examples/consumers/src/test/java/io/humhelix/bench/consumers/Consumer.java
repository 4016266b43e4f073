package io.humhelix.bench.consumers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A project of somebody else, copied to a folder outside this repository.
 *
 * @param folder the copy
 * @param repository local repository of Maven, in which nothing of ours is but what it fetches
 *     itself
 */
record Consumer(Path folder, Path repository) {

  static final String STAGING = System.getProperty("humhelix.staging");
  static final Path LIBRARIES =
      Path.of(System.getProperty("humhelix.test.local-repository", "missing"));
  private static Path privateRepository;

  /**
   * Copies a project.
   *
   * @param modules whether it keeps its module descriptor
   */
  static Consumer copyOf(String project, boolean modules, Path folder) throws IOException {
    Path source = Path.of(project).toAbsolutePath();
    Path copy = folder.resolve(project);
    String version = StagedArtifact.allOf(Path.of(STAGING)).get(0).version();
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(source.relativize(file).toString());
        if (target.getFileName().toString().equals("module-info.java") && !modules) {
          continue;
        }
        Files.createDirectories(target.getParent());
        String text = Files.readString(file);
        if (file.getFileName().toString().matches("pom.xml|build.gradle")) {
          text =
              text.replace(
                  "<humhelix-bench.version>0.1.0<", "<humhelix-bench.version>" + version + "<");
          text = text.replaceAll("(io.humhelix:humhelix-bench-[a-z]+):0.1.0", "$1:" + version);
        }
        Files.writeString(target, text);
      }
    }
    return new Consumer(copy, privateRepository());
  }

  /**
   * Shares what others have published with the local repository of this build, so that little is
   * fetched. One for all tests of a run.
   */
  private static synchronized Path privateRepository() throws IOException {
    if (privateRepository == null) {
      Path repository = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "repository");
      Path io = Files.createDirectory(repository.resolve("io"));
      share(LIBRARIES, repository, "io");
      share(LIBRARIES.resolve("io"), io, "humhelix");
      privateRepository = repository;
    }
    return privateRepository;
  }

  private static void share(Path from, Path to, String but) throws IOException {
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.toList()) {
        if (!entry.getFileName().toString().equals(but)) {
          Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
        }
      }
    }
  }

  /** Runs Maven on it, which sees the staged release as a repository. */
  List<String> maven(Path jdk, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("humhelix.test.maven"), "bin", "mvn").toString());
    command.addAll(
        List.of(
            "-B",
            "-ntp",
            "-Dmaven.repo.local=" + repository,
            "-Dhumhelix.staging=" + Path.of(STAGING).toUri()));
    command.addAll(List.of(arguments));
    return Tool.run(folder, Map.of("JAVA_HOME", jdk.toString()), command);
  }

  /** The class path that the build gives at run time, without the project itself. */
  List<Path> runtimePath(Path jdk) throws Exception {
    maven(
        jdk,
        "-q",
        "dependency:build-classpath",
        "-DincludeScope=runtime",
        "-Dmdep.outputFile=path.txt");
    return Stream.of(Files.readString(folder.resolve("path.txt")).strip().split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }

  /** Runs the host: as a module, or from the class path. */
  List<String> host(Path jdk, boolean modules, Path classes, List<Path> libraries)
      throws Exception {
    List<String> path = new ArrayList<>(List.of(classes.toString()));
    libraries.forEach(library -> path.add(library.toString()));
    String joined = String.join(File.pathSeparator, path);
    String clip = Path.of("../data/speech/5s.wav").toAbsolutePath().normalize().toString();
    List<String> command = new ArrayList<>(List.of(jdk.resolve("bin/java").toString()));
    command.addAll(
        modules
            ? List.of("-p", joined, "-m", "com.example.host/com.example.host.Host")
            : List.of("-cp", joined, "com.example.host.Host"));
    command.add(clip);
    return Tool.run(folder, Map.of(), command);
  }
}
