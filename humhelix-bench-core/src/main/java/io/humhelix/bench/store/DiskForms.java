package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.internal.codec.CodecException;
import io.humhelix.bench.internal.codec.Parts;
import io.humhelix.bench.internal.codec.RecordCodec;
import io.humhelix.bench.internal.codec.Seconds;
import io.humhelix.bench.internal.codec.TreeForm;
import io.humhelix.bench.internal.form.DefinitionForms;
import io.humhelix.bench.internal.form.Secrets;
import io.humhelix.bench.result.Alignment;
import io.humhelix.bench.result.Artifact;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.FailedClip;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FileFingerprint;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.LatencyPercentile;
import io.humhelix.bench.result.LimitCheck;
import io.humhelix.bench.result.Phase;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.result.SearchStep;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names and forms that records have in results files, where those are not the names of the
 * code. They are a contract with files that exist: keys are only added.
 */
final class DiskForms {

  static final RecordCodec CODEC =
      DefinitionForms.addTo(RecordCodec.lenient(), Secrets.REDACTED)
          .form(
              Instant.class,
              TreeForm.text(i -> i.truncatedTo(ChronoUnit.MILLIS).toString(), Instant::parse))
          .form(CallSeries.class, asItIs(CallSeries.class))
          .parts(Parts.of(Phase.class).named("name", "phase").named("nanos", "ns"))
          .parts(Parts.of(Segment.class).ifNotEmpty("words"))
          .parts(ClipResultForm.PARTS)
          .parts(Parts.of(Transcript.class).ifNotEmpty("phases").ifNotEmpty("issues"))
          .parts(
              Parts.of(ClipScore.class)
                  .form("alignment", asItIs(Alignment.class))
                  .rearranged(AlignmentForm::write, AlignmentForm::read)
                  .first("reference", "hypothesis", "ops", "steps"))
          .parts(
              Parts.of(Issue.class)
                  .form("message", Secrets.REDACTED.texts())
                  .form("remedy", Secrets.REDACTED.texts()))
          .parts(
              Parts.of(Failure.class)
                  .form("message", Secrets.REDACTED.texts())
                  .form("remedy", Secrets.REDACTED.texts())
                  .form("detail", Secrets.REDACTED.texts()))
          .parts(Parts.of(FailedClip.class).named("clipId", "clip"))
          .parts(Parts.of(FileFingerprint.class).named("name", "file"))
          .parts(
              Parts.of(Artifact.class)
                  .rearranged(DiskForms::writeArtifact, DiskForms::readArtifact))
          .parts(
              Parts.of(ForkResult.class)
                  .form(
                      "isolated",
                      "isolation",
                      TreeForm.text(yes -> yes ? "process" : "in-process", "process"::equals))
                  .form("startNanos", "start_s", Seconds.FORM)
                  .form("loadNanos", "load_s", Seconds.FORM)
                  .form("endNanos", "end_s", Seconds.FORM)
                  .rearranged((fork, tree) -> tree.put("block", tree.get("fork")), tree -> {}))
          .parts(TrialForm.PARTS)
          .parts(CallsForm.PARTS)
          .parts(
              Parts.of(LatencyPercentile.class)
                  .named("seconds", "s")
                  .named("low", "low_s")
                  .named("high", "high_s")
                  .named("earlyStopping", "early_stopping_s"))
          .parts(Parts.of(LimitCheck.class).inline("limit").named("shown", "proved"))
          .parts(Parts.of(SearchStep.class).named("percentileSeconds", "percentile_s"))
          .parts(Parts.of(Provenance.class).first("harness_version", "seed"))
          .parts(Parts.of(Provenance.ModelFingerprint.class).inline("file"))
          .parts(
              Parts.of(Provenance.AudioFingerprint.class)
                  .named("clipId", "clip")
                  .inline("file")
                  .named("seconds", "audio_s"))
          .build();

  private DiskForms() {}

  /** Returns the JSON of a record. */
  static ObjectNode json(Record value) {
    return Json.putAll(Json.object(), CODEC.encode(value));
  }

  /** Returns the JSON of a list of records. */
  static ArrayNode json(List<? extends Record> values) {
    ArrayNode list = Json.array();
    values.forEach(value -> list.add(json(value)));
    return list;
  }

  /** A value that the record around it writes and reads in a form of its own. */
  static <T> TreeForm<T> asItIs(Class<T> type) {
    return TreeForm.of(
        value -> value,
        tree -> {
          if (type.isInstance(tree)) {
            return type.cast(tree);
          }
          throw new CodecException("is no " + type.getSimpleName());
        });
  }

  private static void writeArtifact(Artifact artifact, Map<String, Object> tree) {
    Map<?, ?> fingerprint = (Map<?, ?>) tree.remove("fingerprint");
    fingerprint.forEach((key, value) -> tree.putIfAbsent((String) key, value));
  }

  /** The name of the file is that of its path. */
  private static void readArtifact(Map<String, Object> tree) {
    Map<String, Object> fingerprint = new LinkedHashMap<>(tree);
    Path file = Path.of(String.valueOf(tree.get("file")));
    fingerprint.put("file", String.valueOf(file.getFileName()));
    tree.put("fingerprint", fingerprint);
  }
}
