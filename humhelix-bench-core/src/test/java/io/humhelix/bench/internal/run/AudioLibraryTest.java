package io.humhelix.bench.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Issue;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioLibraryTest {

  @TempDir Path folder;

  /** What is found of a clip of one second. */
  private List<Issue> issues(OptionalDouble declared) throws Exception {
    AudioClip plain =
        AudioClip.of(TestClips.wav(folder.resolve("one.wav"), 1, 0.5), "a text").withId("one");
    AudioClip clip =
        declared.isPresent() ? plain.withDeclaredSeconds(declared.getAsDouble()) : plain;
    return new AudioLibrary().prepare(Workload.of("w", clip), AccuracyPolicy.DEFAULT).issues();
  }

  @ParameterizedTest
  @CsvSource({"0.949, true", "0.951, false", "1, false", "1.049, false", "1.051, true"})
  void aClipOfAnotherLengthThanItsManifestSaysIsTold(double declared, boolean told)
      throws Exception {
    List<String> codes = issues(OptionalDouble.of(declared)).stream().map(Issue::code).toList();
    assertEquals(told ? List.of("audio-duration-differs") : List.of(), codes);
  }

  @Test
  void bothLengthsAreNamed() throws Exception {
    String message = issues(OptionalDouble.of(30)).get(0).message();
    assertEquals("workload 'w', clip 'one' is 1.0 s long, but the manifest says 30.0 s.", message);
  }

  @Test
  void withoutALengthThereIsNothingToCompareWith() throws Exception {
    assertTrue(issues(OptionalDouble.empty()).isEmpty());
  }
}
