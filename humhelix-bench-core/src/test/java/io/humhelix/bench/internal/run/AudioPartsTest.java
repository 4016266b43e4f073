package io.humhelix.bench.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workloads of parts of files. */
class AudioPartsTest {

  @TempDir Path folder;
  private AudioClip file;

  @BeforeEach
  void sound() throws Exception {
    file = AudioClip.of(TestClips.wav(folder.resolve("a.wav"), 2, 0.5), "a text");
  }

  private PreparedWorkload prepare(AudioClip... clips) {
    return new AudioLibrary()
        .prepare(
            new Workload("w", List.of(clips), TranscriptionTask.DEFAULT), AccuracyPolicy.DEFAULT);
  }

  private AudioClip part(double offset, double length) {
    return file.part(offset, OptionalDouble.of(length)).withId("@" + offset);
  }

  @Test
  void partsAreAsLongAsTheManifestSays() {
    PreparedWorkload prepared = prepare(part(0.5, 0.5), part(1, 0.25), part(1.5, 0.51));
    assertEquals(List.of(), prepared.issues());
    assertEquals(
        List.of(0.5, 0.25, 0.5),
        prepared.clips().stream().map(clip -> clip.audio().durationSeconds()).toList());
  }

  @Test
  void aPartThatIsNotThereIsAnErrorOfItsClip() {
    List<Issue> issues = prepare(part(0.5, 0.5), part(1.5, 0.75)).issues();
    assertEquals(List.of("audio-unreadable"), issues.stream().map(Issue::code).toList());
    assertEquals(
        true,
        issues
            .get(0)
            .message()
            .contains("the part begins at 1.5 s and is 0.75 s long, but the file has 2.0 s"),
        issues.get(0).message());
  }

  /** Segments of a file whose first begins at 0: it is not the whole file. */
  @Test
  void aFirstSegmentThatIsNotCutIsAnError() {
    List<Issue> issues = prepare(file.withDeclaredSeconds(1), part(1, 1)).issues();
    assertEquals(
        List.of(
            Issue.error(
                "audio-duration-differs",
                "workload 'w', clip 'a.wav' is 2.0 s long, but the manifest says 1.0 s. Other clips"
                    + " are parts of this file, but a duration cuts only beside an offset above 0.",
                "For the part from the beginning, write an offset such as 0.00001.")),
        issues);
    assertEquals(List.of(), prepare(part(0.00001, 1), part(1, 1)).issues());
    assertEquals(List.of(), prepare(file.withDeclaredSeconds(2), part(1, 1)).issues());
  }

  /** Whoever wrote it may have rounded, or has another file. */
  @Test
  void withoutPartsItRemainsAWarning() {
    assertEquals(
        List.of(Severity.WARNING),
        prepare(file.withDeclaredSeconds(1)).issues().stream().map(Issue::severity).toList());
  }

  @Test
  void whatIsOddAboutAFileIsSaidOnce() throws Exception {
    byte[] wav = Files.readAllBytes(file.audio());
    Files.write(file.audio(), Arrays.copyOf(wav, wav.length - 8_000));
    List<AudioClip> clips = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      clips.add(part(i / 64.0, 1 / 64.0));
    }
    assertEquals(1, prepare(clips.toArray(AudioClip[]::new)).issues().size());
  }
}
