package io.humhelix.bench.internal.plan;

import io.humhelix.bench.internal.text.Redaction;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.Workload;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The identifier of a run config: the first 12 hexadecimal digits of a SHA-256 over everything
 * requested but secrets, of which a hash would be a means to guess them: whoever changes a key
 * measures the same.
 *
 * <p>Counted are backend, model, compute type (without aliases), device, options by name, and of
 * the workload each clip's id, part of its file and reference in order, language, task, word times
 * and voice activity detection, and of a scenario other than single-stream its name, load and
 * chunks and the limit that it has to hold; where the peak is searched, not the load at which the
 * search begins. Not counted are names that are only shown (of systems, workloads and the
 * benchmark), trial counts and lengths, the accuracy gate, and folders: of a model or a text option
 * that is an absolute path its last part counts, of a clip only its id. So the id is the same in
 * every run and on every machine.
 *
 * <p>Two run configs of a plan that ask for the very same thing are told apart by their place among
 * those: the second has the number 2, and so on.
 */
final class RunConfigId {

  private static final int DIGITS = 12;

  /** Changes if the rendering ever does, so that an old id is never mistaken for a new one. */
  private static final String FORM = "run-config-1";

  private RunConfigId() {}

  static String sut(SutSpec sut) {
    return sut(sut, Redaction.text(sut.model()), Redaction.value("", sut.options().asMap()));
  }

  /** Returns the same with secrets: to be compared at once, and in nothing that stays. */
  static String withSecrets(SutSpec sut) {
    return sut(sut, sut.model(), sut.options().asMap());
  }

  private static String sut(SutSpec sut, String model, Object options) {
    StringBuilder text = new StringBuilder();
    part(text, "backend", sut.backend());
    part(text, "model", portable(model));
    part(text, "compute_type", sut.computeType().canonical());
    part(text, "device", sut.device().toString());
    part(text, "options", value(options));
    return text.toString();
  }

  static String workload(Workload workload) {
    StringBuilder text = new StringBuilder();
    TranscriptionTask task = workload.task();
    part(text, "task", task.kind().name());
    List<TranscriptionTask> tasks = workload.tasks();
    boolean mixed = tasks.size() > 1;
    part(text, "language", value(mixed ? List.of() : list(tasks.get(0).language())));
    part(text, "word_timestamps", value(task.wordTimestamps()));
    part(text, "vad_filter", value(task.vadFilter()));
    for (AudioClip clip : workload.clips()) {
      part(text, "clip", clip.id());
      part(text, "reference", value(list(clip.reference())));
      if (mixed) {
        part(text, "clip_language", value(list(task.of(clip).language())));
      }
      if (clip.offsetSeconds().isPresent()) {
        part(text, "offset", value(clip.offsetSeconds().getAsDouble()));
        part(text, "length", value(clip.declaredSeconds().stream().boxed().toList()));
      }
    }
    return sha256(text.toString());
  }

  private static List<String> list(Optional<String> text) {
    return text.map(List::of).orElse(List.of());
  }

  /** Returns the rendering of a scenario; empty for single-stream, which older ids do not name. */
  static String scenario(Scenario scenario) {
    StringBuilder text = new StringBuilder();
    if (scenario instanceof Scenario.SingleStream) {
      return "";
    }
    part(text, "scenario", scenario.name());
    if (scenario instanceof Scenario.MultiStream group) {
      part(text, "samples_per_query", value(group.samplesPerQuery()));
    } else if (scenario instanceof Scenario.Offline offline && offline.batch().isPresent()) {
      part(text, "batch", value(offline.batch().getAsInt()));
    } else if (scenario instanceof Scenario.Server server && server.search().isEmpty()) {
      part(text, "rate", value(server.rate()));
    } else if (scenario instanceof Scenario.Streams streams && streams.search().isEmpty()) {
      part(text, "streams", value(streams.streams()));
    }
    if (scenario instanceof Scenario.Streams streams && streams.chunk().isPresent()) {
      part(text, "chunk_ns", value(streams.chunk().get().toNanos()));
    }
    if (scenario.search().isPresent()) {
      part(text, "load", "peak");
    }
    scenario
        .limit()
        .ifPresent(
            limit -> {
              part(text, "percentile", value(limit.percentile()));
              part(text, "limit_ns", value(limit.limit().toNanos()));
            });
    return text.toString();
  }

  /**
   * Returns the id.
   *
   * @param sut rendering of the system
   * @param workload rendering of the workload
   * @param scenario rendering of the scenario
   * @param place 1 for the first run config of these two, 2 for the second
   */
  static String of(String sut, String workload, String scenario, int place) {
    StringBuilder text = new StringBuilder();
    part(text, "form", FORM);
    text.append(sut);
    part(text, "workload", workload);
    text.append(scenario);
    if (place > 1) {
      part(text, "place", Integer.toString(place));
    }
    return sha256(text.toString()).substring(0, DIGITS);
  }

  /**
   * Returns the id of a system of a baseline that is measured again; no other run config has it.
   *
   * @param original its id in the baseline
   */
  static String ofRemeasured(String sut, String workload, String scenario, String original) {
    StringBuilder text = new StringBuilder();
    part(text, "form", FORM);
    text.append(sut);
    part(text, "workload", workload);
    text.append(scenario);
    part(text, "remeasured", original);
    return sha256(text.toString()).substring(0, DIGITS);
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void part(StringBuilder text, String name, String value) {
    text.append(name).append('=').append(sized(value)).append('\n');
  }

  /** Begins a text with its length, so that no content can look like structure. */
  private static String sized(String text) {
    return text.length() + ":" + text;
  }

  private static String value(Object value) {
    if (value instanceof Map<?, ?> map) {
      StringBuilder text = new StringBuilder("{");
      Map<String, Object> sorted = new TreeMap<>();
      map.forEach((name, content) -> sorted.put((String) name, content));
      sorted.forEach((name, content) -> text.append(sized(name)).append(value(content)));
      return text.append('}').toString();
    }
    if (value instanceof List<?> list) {
      StringBuilder text = new StringBuilder("[");
      list.forEach(element -> text.append(value(element)));
      return text.append(']').toString();
    }
    if (value instanceof Number number) {
      return "n" + sized(plain(number));
    }
    return value instanceof Boolean ? "b" + value : "t" + sized(portable(value.toString()));
  }

  /** One text for 5, 5.0 and 5e0: they ask for the same. */
  private static String plain(Number number) {
    BigDecimal exact = new BigDecimal(number.toString());
    return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toString();
  }

  private static String portable(String text) {
    return ModelPaths.isAbsolute(text) ? SutNames.leaf(text) : text;
  }
}
