package io.humhelix.bench.backend.onnx;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a definition would ask of the backend, with the model and speech of the examples. */
final class Requests {

  static final Path MODELS = Speech.data("models");
  static final Path MODEL = MODELS.resolve("whisper-tiny.en");

  private static final String CLIP = "librivox/sense_and_sensibility_01_austen_64kb-%s.wav";

  private Requests() {}

  /** Texts of the shipped model, as a plain Python loop over the same files gives them. */
  static Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(
        CLIP.formatted("0870"),
        "And Mr. John Dashwood had then leisure to consider how much there might be prudently in"
            + " his power to do for them.");
    texts.put(CLIP.formatted("0880"), "He was not an old-sposed young man.");
    texts.put(
        CLIP.formatted("0890"),
        "Unless to be rather cold-hearted and rather selfish is to be ill-disposed.");
    texts.put(
        CLIP.formatted("0920"),
        "Had he married a more amiable woman, he might have been made still more respectable than"
            + " he was.");
    texts.put(CLIP.formatted("0930"), "He might even have been made amiable himself.");
    texts.put(
        "5s.wav", "Unless to be rather cold-hearted and rather selfish is to be ill-disposed.");
    texts.put(
        "30s.wav",
        "And Mr. John Dashwood had then leisure to consider how much there might be prudently in"
            + " his power to do for them. He was not an ill-disposed young man. Unless to be rather"
            + " cold-hearted and rather selfish is to be ill-disposed. Had he married a more"
            + " amiable woman he might have been made still more respectable than he was. He might"
            + " even have been made amiable himself.");
    return texts;
  }

  /** One thread: ONNX Runtime's threads spin while they wait, which crawls on a busy machine. */
  static SutSpec tinyEn() {
    return SutSpec.of("tiny.en", OnnxRuntimeProvider.ID, "tiny.en")
        .withComputeType("quantized")
        .withOption("threads", 1);
  }

  static OpenRequest request(SutSpec spec) {
    return request(spec, TranscriptionTask.transcribe("en"));
  }

  static OpenRequest request(SutSpec spec, TranscriptionTask task) {
    return new OpenRequest(spec, Options.of(spec.options().asMap()), Optional.of(MODELS), task);
  }

  static TranscriptionRequest call(float[] samples) {
    return new TranscriptionRequest("clip", samples, TranscriptionTask.transcribe("en"));
  }

  /** Notes what a call tells. */
  static class Recorder implements TranscriptionProgress {

    final List<String> events = new ArrayList<>();
    final List<Segment> segments = new ArrayList<>();

    @Override
    public void segmentsReadable() {
      events.add("readable");
    }

    @Override
    public void segment(Segment segment) {
      events.add("segment");
      segments.add(segment);
    }
  }
}
