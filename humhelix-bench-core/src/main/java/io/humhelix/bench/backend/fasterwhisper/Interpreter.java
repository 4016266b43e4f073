package io.humhelix.bench.backend.fasterwhisper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.humhelix.bench.internal.process.AllowedEnvironment;
import io.humhelix.bench.internal.program.Hello;
import io.humhelix.bench.internal.program.ProgramClient;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A Python interpreter with faster-whisper, asked once for what it has: importing it takes seconds.
 *
 * @param version of faster-whisper and CTranslate2
 * @param python its version and place
 * @param executable path of the interpreter
 * @param cudaDevices how many it sees
 * @param cudaError what CTranslate2 says if it sees none, possibly empty
 * @param cudaLibraries names of the libraries that CTranslate2 opens for CUDA; empty without a
 *     device
 * @param computeTypes supported ones by kind of device
 * @param repositories of the short model names that this version knows
 */
record Interpreter(
    String version,
    String python,
    String executable,
    int cudaDevices,
    String cudaError,
    List<String> cudaLibraries,
    Map<String, Set<String>> computeTypes,
    Map<String, String> repositories) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String SCRIPT = "worker.py";

  /** What asking an interpreter gave. */
  private record Answer(Optional<Interpreter> interpreter, Optional<SutException> failure) {}

  private static final Map<List<String>, Answer> ANSWERS = new ConcurrentHashMap<>();

  /**
   * Asks an interpreter, or returns what it said before.
   *
   * @throws SutException with reason and remedy if it is not there or cannot import faster-whisper
   */
  static Interpreter ask(FasterWhisperOptions options) throws SutException {
    List<String> key = List.of(options.python(), String.valueOf(options.passEnvironment()));
    Answer answer = ANSWERS.computeIfAbsent(key, k -> askNow(options));
    if (answer.failure().isPresent()) {
      throw answer.failure().get();
    }
    return answer.interpreter().orElseThrow();
  }

  private static Answer askNow(FasterWhisperOptions options) {
    try (ProgramClient client = start(options)) {
      return new Answer(Optional.of(of(client.hello(options.startTimeout()))), Optional.empty());
    } catch (SutException e) {
      return new Answer(Optional.empty(), Optional.of(e));
    }
  }

  private static Interpreter of(Hello hello) {
    Map<String, Set<String>> types = new TreeMap<>();
    hello
        .line()
        .path("supported")
        .properties()
        .forEach(
            device -> {
              Set<String> names = new TreeSet<>();
              device.getValue().forEach(name -> names.add(name.asText()));
              types.put(device.getKey(), names);
            });
    Map<String, String> repositories = new TreeMap<>();
    JsonNode known = hello.line().path("repositories");
    known
        .properties()
        .forEach(entry -> repositories.put(entry.getKey(), entry.getValue().asText()));
    List<String> cudaLibraries = new ArrayList<>();
    hello.line().path("cuda_libraries").forEach(name -> cudaLibraries.add(name.asText()));
    String executable = hello.line().path("executable").asText("?");
    return new Interpreter(
        hello.engine() + " " + hello.engineVersion(),
        "Python " + hello.line().path("python").asText("?") + " at " + executable,
        executable,
        hello.line().path("cuda_devices").asInt(0),
        hello.line().path("cuda_error").asText(""),
        cudaLibraries,
        types,
        repositories);
  }

  /** Starts a worker; its first line has not been read. */
  static ProgramClient start(FasterWhisperOptions options) throws SutException {
    return ProgramClient.start(
        "faster-whisper's worker",
        List.of(options.python(), "-u", script().toString()),
        Path.of("").toAbsolutePath(),
        AllowedEnvironment.of(System.getenv(), options.passEnvironment()));
  }

  /** Values of an option as the worker reads them. */
  static JsonNode json(Object value) {
    return JSON.valueToTree(value);
  }

  /** The worker's script as a file, written once per JVM and deleted at its end. */
  private static Path script() throws SutException {
    try {
      return ScriptFile.PATH.get();
    } catch (IOException e) {
      throw new SutException(
          FailureKind.SUT_ERROR,
          "faster-whisper: the worker script could not be written: " + e.getMessage() + ".",
          "Free space in the temporary folder, or set java.io.tmpdir to another.",
          e);
    }
  }

  private static final class ScriptFile {

    static final ScriptFile PATH = new ScriptFile();

    private Path file;

    synchronized Path get() throws IOException {
      if (file == null || !Files.isRegularFile(file)) {
        Path folder = Files.createTempDirectory("humhelix-bench-faster-whisper-");
        folder.toFile().deleteOnExit();
        Path written = folder.resolve(SCRIPT);
        try (InputStream in = Interpreter.class.getResourceAsStream(SCRIPT)) {
          if (in == null) {
            throw new IOException(SCRIPT + " is not in the jar");
          }
          Files.copy(in, written);
        }
        written.toFile().deleteOnExit();
        file = written;
      }
      return file;
    }
  }
}
