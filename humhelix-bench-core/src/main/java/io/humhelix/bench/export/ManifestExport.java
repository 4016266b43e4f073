package io.humhelix.bench.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.accuracy.Normalizers;
import io.humhelix.bench.accuracy.TextLanguage;
import io.humhelix.bench.estimate.CallErrors;
import io.humhelix.bench.internal.text.TextHash;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.report.NumberText;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.store.StoredForm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The texts of a run config as a manifest of the Open ASR Leaderboard ({@code write_manifest} in
 * its {@code normalizer/eval_utils.py}), which {@code humhelix-bench score} reads too: JSON lines
 * with {@code audio_filepath}, {@code duration}, {@code time}, {@code text} and {@code pred_text},
 * here with {@code lang}, {@code fork} and {@code trial}.
 *
 * <p>There is a line for each clip of each valid measured trial, so that the error rate is that of
 * all decodes and RTFx the sum of audio over the sum of busy time. A clip that was never answered
 * has an empty text and no time.
 */
public final class ManifestExport {

  private static final double NANOS = 1e9;

  private final RunResult run;
  private final RunConfigResult result;
  private final RunConfig config;
  private final String fileName;
  private final Map<String, AudioClip> clips = new HashMap<>();
  private final Optional<String> normalizer;
  private int written;
  private int withoutReference;
  private int withoutLanguage;
  private int weighted;

  private ManifestExport(RunResult run, RunConfigResult result, String suffix) {
    this.run = run;
    this.result = result;
    config = result.runConfig();
    fileName = fileName(config, suffix);
    normalizer = run.definition().accuracy().normalizer();
    config.workload().clips().forEach(clip -> clips.put(clip.id(), clip));
  }

  /**
   * Returns the manifests that some runs fill, one for each run config with a valid trial and a
   * reference.
   *
   * @param runs one or more
   * @return with different file names
   * @throws ExportException if there is none
   */
  public static List<ManifestExport> of(List<RunResult> runs) throws ExportException {
    List<ManifestExport> all = new ArrayList<>();
    for (RunResult run : runs) {
      for (RunConfigResult result : run.runConfigs()) {
        ManifestExport one = new ManifestExport(run, result, "");
        if (one.isFilled()) {
          all.add(one);
        }
      }
    }
    if (all.isEmpty()) {
      throw new ExportException(
          "found no valid trial of a clip with a reference; allowed: at least one, as a manifest"
              + " holds references. See the report of the run; a baseline has none unless it was set"
              + " with --texts.");
    }
    Map<String, Integer> uses = new HashMap<>();
    all.forEach(one -> uses.merge(one.fileName, 1, Integer::sum));
    // Systems or runs that would share a name get one that tells them apart.
    all.replaceAll(
        one ->
            uses.get(one.fileName) == 1
                ? one
                : new ManifestExport(
                    one.run, one.result, "_" + one.run.runId() + "_" + one.config.id()));
    return all;
  }

  /**
   * Returns the name by which the leaderboard's scorer finds model and data set.
   *
   * @return {@code MODEL_backend-system_DATASET_workload.jsonl}, in letters, digits and {@code ._-}
   */
  public String fileName() {
    return fileName;
  }

  /**
   * Returns the run config.
   *
   * @return its label
   */
  public String label() {
    return StoredForm.label(config);
  }

  private boolean isFilled() {
    return result.validTrials().stream()
        .flatMap(trial -> scores(trial).stream())
        .anyMatch(score -> reference(score.clipId()).isPresent());
  }

  private static List<CallErrors.Weighted> scores(TrialResult trial) {
    return CallErrors.of(trial.calls(), trial.clips(), trial.failedCalls()).scores();
  }

  private static String fileName(RunConfig config, String suffix) {
    return "MODEL_"
        + safe(config.sut().backend())
        + "-"
        + safe(config.sut().name())
        + "_DATASET_"
        + safe(config.workload().name())
        + suffix
        + ".jsonl";
  }

  private static String safe(String text) {
    return StoredForm.withoutSecrets(text).replaceAll("[^A-Za-z0-9._-]+", "_");
  }

  /**
   * Writes the manifest. Not to be called twice.
   *
   * @param out where to
   * @return what a reader should know of what is not there, one sentence each
   * @throws IOException if it cannot be written
   */
  public List<String> write(Appendable out) throws IOException {
    for (TrialResult trial : result.validTrials()) {
      write(trial, out);
    }
    return notes();
  }

  private void write(TrialResult trial, Appendable out) throws IOException {
    for (ClipResult clip : trial.clips()) {
      Optional<String> reference = reference(clip.clipId());
      if (reference.isPresent()) {
        ObjectNode line = line(clip.clipId(), clip.audioSeconds());
        line.put("time", clip.totalNanos() / NANOS);
        line.put("text", ExportText.wellFormed(reference.get()));
        line.put("pred_text", ExportText.wellFormed(clip.text()));
        append(line, trial, language(clip.clipId(), clip.transcript().language()), out);
      } else {
        withoutReference++;
      }
    }
    for (CallErrors.Weighted one : scores(trial)) {
      Optional<String> reference = reference(one.clipId());
      if (one.failed() && one.weight() != 1) {
        weighted++;
      } else if (one.failed() && reference.isPresent()) {
        ObjectNode line = line(one.clipId(), seconds(trial, one.clipId()));
        line.putNull("time");
        line.put("text", ExportText.wellFormed(reference.get()));
        line.put("pred_text", "");
        append(line, trial, language(one.clipId(), Optional.empty()), out);
      }
    }
  }

  private Optional<String> reference(String clipId) {
    return Optional.ofNullable(clips.get(clipId))
        .flatMap(AudioClip::reference)
        .filter(text -> !TextHash.isHash(text));
  }

  private static double seconds(TrialResult trial, String clipId) {
    int clip = trial.failedCalls().calls().clips().indexOf(clipId);
    for (int row = 0; row < trial.failedCalls().size(); row++) {
      if (trial.failedCalls().calls().clip(row) == clip) {
        return trial.failedCalls().calls().audioSeconds(row);
      }
    }
    return 0;
  }

  private static ObjectNode line(String clipId, double seconds) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("audio_filepath", ExportText.wellFormed(clipId));
    line.put("duration", seconds);
    return line;
  }

  /** By which the run chose the normaliser of the text. */
  private Optional<String> language(String clipId, Optional<String> decoded) {
    TranscriptionTask task = config.workload().task();
    AudioClip clip = clips.get(clipId);
    return TextLanguage.of(clip == null ? task : task.of(clip), decoded)
        .flatMap(TextLanguage::code);
  }

  private void append(ObjectNode line, TrialResult trial, Optional<String> language, Appendable out)
      throws IOException {
    language.ifPresent(code -> line.put("lang", code));
    line.put("fork", trial.fork());
    line.put("trial", trial.trial());
    out.append(ExportJson.line(line)).append('\n');
    written++;
    withoutLanguage += language.isEmpty() ? 1 : 0;
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    String label = "'" + label() + "': ";
    if (normalizer.isPresent()) {
      notes.add(
          label
              + "the run names its normalizer: score with --normalizer "
              + normalizer.get()
              + ".");
    } else if (withoutLanguage > 0) {
      notes.add(
          label
              + withoutLanguage
              + " of "
              + NumberText.count(written, "line")
              + " name no language, as none is known: the run scored them with --normalizer "
              + Normalizers.idFor(Optional.empty())
              + ".");
    }
    if (withoutReference > 0) {
      notes.add(
          label
              + withoutReference
              + " of "
              + NumberText.count(withoutReference + written, "text")
              + " have no reference and are left out.");
    }
    if (weighted > 0) {
      notes.add(
          label
              + "calls failed of clips that were also answered. The error rate of the run counts"
              + " them in part, which a manifest cannot: its rate is another.");
    }
    return notes;
  }
}
