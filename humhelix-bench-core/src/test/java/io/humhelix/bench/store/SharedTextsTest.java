package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.compare.MetricComparison;
import io.humhelix.bench.compare.Reason;
import io.humhelix.bench.compare.RunComparison;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.result.Word;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts that are alike in every trial are written once. */
class SharedTextsTest {

  private static final int CLIPS = 60;

  @TempDir Path folder;

  static TrialResult trial(int number, int clips, String text) {
    ClipResult[] list = new ClipResult[clips];
    for (int i = 0; i < clips; i++) {
      list[i] = clip(i, text + i);
    }
    return Samples.trial(TrialKind.MEASURED, number, TrialStatus.OK, list);
  }

  /** With times of words, as a record of usual length has them. */
  private static ClipResult clip(int number, String text) {
    ClipResult clip = Samples.clip("c" + number + ".wav", number, text);
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      words.add(new Word(i / 4.0, i / 4.0 + 0.125, " word" + i));
    }
    return new ClipResult(
        clip.call(),
        Transcript.of(text, List.of(new Segment(0, 5.5, text, words))).withPhases(clip.phases()),
        clip.score());
  }

  private Path write(TrialResult... trials) throws Exception {
    try (RunWriter writer = RunWriter.create(folder, Samples.header())) {
      for (TrialResult trial : trials) {
        writer.append(Samples.context(), trial);
      }
      return writer.file();
    }
  }

  private static List<StoredRecord> trials(Path file) throws Exception {
    return RecordReader.read(file).records().stream()
        .filter(record -> record.kind() == RecordKind.TRIAL)
        .toList();
  }

  private static List<TrialResult> read(Path file) throws Exception {
    RunResult run = RunReader.read(file);
    return run.runConfigs().get(0).trials();
  }

  private static int length(StoredRecord record) {
    return RecordJson.bytes(record.tree()).length;
  }

  @Test
  void aTrialWithTheSameTextsNamesTheRecordThatHasThem() throws Exception {
    TrialResult first = trial(1, CLIPS, "the same text in every trial ");
    TrialResult second = trial(2, CLIPS, "the same text in every trial ");
    Path file = write(first, second);
    List<StoredRecord> records = trials(file);

    assertFalse(records.get(0).tree().has(SharedTexts.KEY));
    assertEquals(records.get(0).id(), records.get(1).text(SharedTexts.KEY).orElseThrow());
    assertFalse(records.get(1).tree().path("clips").get(0).has("text"));
    assertTrue(3 * length(records.get(1)) <= length(records.get(0)));
    assertEquals(second.transcription(), records.get(1).values().orElseThrow().transcription());
    assertEquals(first.clips(), read(file).get(0).clips());
    assertEquals(second.clips(), read(file).get(1).clips());
  }

  @Test
  void textsAreThereOnceInMemoryToo() throws Exception {
    Path file = write(trial(1, 2, "alike "), trial(2, 2, "alike "), trial(3, 2, "other "));
    List<TrialResult> trials = read(file);
    for (int clip = 0; clip < 2; clip++) {
      assertTrue(
          trials.get(0).clips().get(clip).transcript()
              == trials.get(1).clips().get(clip).transcript());
      assertTrue(
          trials.get(0).clips().get(clip).score() == trials.get(1).clips().get(clip).score());
    }
    assertEquals("other 1", trials.get(2).clips().get(1).text());
  }

  @Test
  void shortRecordsAreLeftAsTheyAre() throws Exception {
    for (StoredRecord record : trials(write(trial(1, 2, "alike "), trial(2, 2, "alike ")))) {
      assertFalse(record.tree().has(SharedTexts.KEY));
    }
  }

  @Test
  void anotherTextIsWrittenInFull() throws Exception {
    Path file =
        write(
            trial(1, CLIPS, "a text of some length, with words "),
            trial(2, CLIPS, "another text of some length, with words "),
            trial(3, CLIPS, "another text of some length, with words "));
    List<StoredRecord> records = trials(file);
    assertFalse(records.get(1).tree().has(SharedTexts.KEY));
    assertEquals(records.get(1).id(), records.get(2).text(SharedTexts.KEY).orElseThrow());
    assertEquals(
        "another text of some length, with words 7", read(file).get(2).clips().get(7).text());
  }

  @Test
  void aLostRecordCostsTheTextsAlone() throws Exception {
    Path file = write(trial(1, CLIPS, "the same text "), trial(2, CLIPS, "the same text "));
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.remove(1);
    Files.write(file, lines);

    TrialResult left = read(file).get(0);
    assertEquals(trial(2, CLIPS, "the same text ").calls(), left.calls());
    assertEquals(List.of(), left.clips());
    assertEquals(List.of("texts-lost"), left.issues().stream().map(Issue::code).toList());
    assertEquals(CLIPS * 5.5, left.audioSeconds());
    RunResult run = RunReader.read(file);
    MetricComparison errors =
        RunComparison.between(MadeUpRun.asAnotherRun(run), run, ComparisonPolicy.DEFAULT)
            .pairs()
            .get(0)
            .metrics()
            .stream()
            .filter(metric -> metric.metric().equals(Metrics.WER_PERCENT))
            .findFirst()
            .orElseThrow();
    assertEquals(Reason.TEXTS_LOST, errors.decision().reason());
    assertEquals(Verdict.INCONCLUSIVE, errors.decision().verdict());
  }

  @Test
  void whatCountsDoesNotRestOnAWarmUp() throws Exception {
    ClipResult[] clips = trial(1, CLIPS, "the same text ").clips().toArray(ClipResult[]::new);
    Path file =
        write(
            Samples.trial(TrialKind.WARM_UP, 1, TrialStatus.OK, clips),
            Samples.trial(TrialKind.WARM_UP, 2, TrialStatus.OK, clips),
            trial(1, CLIPS, "the same text "),
            trial(2, CLIPS, "the same text "));
    List<StoredRecord> records = RecordReader.read(file).records();
    assertEquals(records.get(1).id(), records.get(2).text(SharedTexts.KEY).orElseThrow());
    assertFalse(records.get(3).tree().has(SharedTexts.KEY));
    assertEquals(records.get(3).id(), records.get(4).text(SharedTexts.KEY).orElseThrow());
  }

  @Test
  void aRunThatGoesOnWritesThemAgain() throws Exception {
    Path file = write(trial(1, CLIPS, "the same text "));
    try (RunWriter writer = RunWriter.resume(RunReader.readToResume(file))) {
      writer.append(Samples.context(), trial(2, CLIPS, "the same text "));
      writer.append(Samples.context(), trial(3, CLIPS, "the same text "));
    }
    List<StoredRecord> records = trials(file);
    assertFalse(records.get(1).tree().has(SharedTexts.KEY));
    assertEquals(records.get(1).id(), records.get(2).text(SharedTexts.KEY).orElseThrow());
    assertEquals(trial(3, CLIPS, "the same text ").clips(), read(file).get(2).clips());
  }
}
