package io.humhelix.bench.definition;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.humhelix.bench.model.BenchmarkDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder with a definition in it, as tests need it. */
final class Written {

  static final String FILE = "bench.yaml";

  /** A definition that has nothing wrong with it, given a.wav. */
  static final String GOOD =
      """
      name: good
      workloads:
        - name: w
          files: [a.wav]
      suts:
        - name: s
          backend: whisper-jni
          model: tiny.en
      """;

  private final Path folder;

  Written(Path folder, String... files) {
    this.folder = folder;
    for (String file : files) {
      put(file, "not decoded here");
    }
  }

  Written put(String file, String content) {
    try {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path(String file) {
    return folder.resolve(file);
  }

  BenchmarkDefinition read(String yaml, Overrides overrides) throws DefinitionException {
    put(FILE, yaml);
    return DefinitionReader.read(path(FILE), overrides);
  }

  BenchmarkDefinition read(String yaml) throws DefinitionException {
    return read(yaml, Overrides.NONE);
  }

  /** Returns the lines of the message, without this folder. */
  List<String> problems(String yaml, Overrides overrides) {
    DefinitionException thrown =
        assertThrows(DefinitionException.class, () -> read(yaml, overrides));
    return thrown
        .getMessage()
        .lines()
        .map(line -> line.replace(folder + "/", "").replace(folder.toString(), "."))
        .toList();
  }

  List<String> problems(String yaml) {
    return problems(yaml, Overrides.NONE);
  }
}
