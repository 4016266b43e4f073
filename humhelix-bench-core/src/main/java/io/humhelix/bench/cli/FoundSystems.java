package io.humhelix.bench.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.humhelix.bench.harness.BackendStatus;
import io.humhelix.bench.harness.HarnessException;
import io.humhelix.bench.harness.Plan;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.Workload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which backends open which models of a folder: each is asked, as before a run, and none is known
 * here.
 *
 * @param backends those that work here, by id
 * @param suts backends with the models that they take
 */
record FoundSystems(List<String> backends, List<SutSpec> suts) {

  private static final int MOST_MODELS = 50;

  static FoundSystems in(Path models, CommandContext context) throws HarnessException, IOException {
    List<String> backends =
        context.harness().get().backends(true).stream()
            .filter(backend -> backend.availability().available())
            .map(BackendStatus::id)
            .toList();
    if (models == null) {
      return new FoundSystems(backends, List.of());
    }
    List<SutSpec> all = new ArrayList<>();
    for (String model : names(models)) {
      for (String backend : backends) {
        all.add(SutSpec.of(model + " " + backend, backend, model));
      }
    }
    return new FoundSystems(backends, all.isEmpty() ? all : taken(all, models, context));
  }

  private static List<SutSpec> taken(List<SutSpec> all, Path models, CommandContext context)
      throws HarnessException, IOException {
    Path silence = Files.createTempFile("silence", ".wav");
    try {
      Files.write(silence, silence());
      BenchmarkDefinition probe =
          BenchmarkDefinition.builder("probe")
              .models(models.toAbsolutePath().normalize())
              .workload(
                  new Workload(
                      "silence", List.of(AudioClip.of(silence, "")), TranscriptionTask.DEFAULT))
              .suts(all)
              .build();
      return context.harness().get().remeasure(false).plan(probe).entries().stream()
          .filter(entry -> !entry.refused())
          .map(Plan.Entry::runConfig)
          .map(config -> config.sut())
          .toList();
    } finally {
      Files.delete(silence);
    }
  }

  /** What the files and folders of models may be called, in the way of all engines together. */
  private static Set<String> names(Path models) throws IOException {
    Set<String> names = new LinkedHashSet<>();
    try (Stream<Path> files = Files.list(models)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .map(
              name ->
                  name.replaceFirst("^(ggml|whisper|faster-whisper)-", "")
                      .replaceFirst("\\.(bin|gguf|onnx)$", "")
                      .replaceFirst("-(q[0-9]_[0-9kKsSmM_]+|f16|f32)$", ""))
          .sorted()
          .distinct()
          .limit(MOST_MODELS)
          .forEach(names::add);
    }
    return names;
  }

  /** A second of 16 kHz, 16 bit, mono. */
  private static byte[] silence() {
    int rate = 16_000;
    ByteBuffer wav = ByteBuffer.allocate(44 + 2 * rate).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(US_ASCII)).putInt(36 + 2 * rate);
    wav.put("WAVEfmt ".getBytes(US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(2 * rate);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(US_ASCII)).putInt(2 * rate);
    return wav.array();
  }
}
