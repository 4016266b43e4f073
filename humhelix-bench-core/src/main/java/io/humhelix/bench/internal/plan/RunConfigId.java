package io.humhelix.bench.internal.plan;

import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.Workload;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Identifies what a run config asks for, on every machine alike: backend, model, compute type,
 * device, options, workload and task count; names for display and folders of the machine do not.
 */
final class RunConfigId {

  private static final int BYTES = 6;

  private RunConfigId() {}

  static String of(SutSpec sut, Workload workload, int occurrence) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    put(digest, "backend", sut.backend());
    put(digest, "model", fileName(sut.model()));
    put(digest, "compute_type", sut.computeType().canonical());
    put(digest, "device", sut.device().toString());
    for (Map.Entry<String, Object> option : new TreeMap<>(sut.options().asMap()).entrySet()) {
      put(digest, "option", option.getKey());
      put(digest, "value", String.valueOf(option.getValue()));
    }
    put(digest, "workload", workload.name());
    TranscriptionTask task = workload.task();
    put(digest, "language", task.language().orElse(""));
    put(digest, "task", task.kind().name());
    put(digest, "word_timestamps", Boolean.toString(task.wordTimestamps()));
    put(digest, "vad_filter", Boolean.toString(task.vadFilter()));
    for (AudioClip clip : workload.clips()) {
      put(digest, "clip", clip.id());
      put(digest, "reference", clip.reference().orElse(""));
    }
    if (occurrence > 1) {
      put(digest, "occurrence", Integer.toString(occurrence));
    }
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  private static String fileName(String model) {
    return model.substring(Math.max(model.lastIndexOf('/'), model.lastIndexOf('\\')) + 1);
  }

  /** Lengths keep neighbouring values from running into each other. */
  private static void put(MessageDigest digest, String key, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    digest.update((key + ":" + bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }
}
