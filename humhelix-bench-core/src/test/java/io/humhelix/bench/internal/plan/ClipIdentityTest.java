package io.humhelix.bench.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.Workload;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Another language or another part of a clip is another run config. */
class ClipIdentityTest {

  private static final AudioClip A = AudioClip.of(Path.of("a.wav"), "a");
  private static final AudioClip B = AudioClip.of(Path.of("b.wav"), "b");

  private static String id(TranscriptionTask task, AudioClip... clips) {
    return RunConfigId.workload(new Workload("w", List.of(clips), task));
  }

  @Test
  void differentLanguagesAreDifferent() {
    TranscriptionTask en = TranscriptionTask.transcribe("en");
    List<String> ids =
        List.of(
            id(TranscriptionTask.DEFAULT, A, B),
            id(en, A, B),
            id(en, A.withLanguage("de"), B),
            id(en, A, B.withLanguage("de")),
            id(en, A.withLanguage("de"), B.withLanguage("de")),
            id(en, A.withLanguage("de"), B.withLanguage("fr")),
            id(TranscriptionTask.DEFAULT, A.withLanguage("en"), B));
    assertEquals(ids.size(), Set.copyOf(ids).size());
  }

  /** However it is written down. */
  @Test
  void theSameLanguagesAreTheSame() {
    TranscriptionTask en = TranscriptionTask.transcribe("en");
    TranscriptionTask de = TranscriptionTask.transcribe("de");
    assertEquals(id(en, A, B), id(en, A.withLanguage("en"), B));
    assertEquals(id(en, A, B), id(de, A.withLanguage("en"), B.withLanguage("en")));
    assertEquals(
        id(en, A, B.withLanguage("de")), id(de, A.withLanguage("en"), B.withLanguage("de")));
  }

  @Test
  void differentPartsAreDifferentWhateverTheyAreCalled() {
    Set<String> ids = new HashSet<>();
    ids.add(id(TranscriptionTask.DEFAULT, A));
    ids.add(id(TranscriptionTask.DEFAULT, A.part(1, OptionalDouble.empty())));
    ids.add(id(TranscriptionTask.DEFAULT, A.part(1, OptionalDouble.of(2))));
    ids.add(id(TranscriptionTask.DEFAULT, A.part(1, OptionalDouble.of(3))));
    ids.add(id(TranscriptionTask.DEFAULT, A.part(2, OptionalDouble.of(3))));
    assertEquals(5, ids.size());
  }

  /** A duration to check asks for nothing else; ids of earlier versions hold. */
  @Test
  void aDurationAloneIsNotCounted() {
    assertEquals(
        id(TranscriptionTask.DEFAULT, A), id(TranscriptionTask.DEFAULT, A.withDeclaredSeconds(2)));
    assertNotEquals(id(TranscriptionTask.DEFAULT, A), id(TranscriptionTask.DEFAULT, B));
  }
}
