package io.humhelix.bench.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuggestionTest {

  private static final List<String> KNOWN = List.of("beam_size", "threads", "temperature");

  @Test
  void findsAMisspeltWord() {
    assertEquals(Optional.of("beam_size"), Suggestion.nearest("beam_sise", KNOWN));
    assertEquals(Optional.of("threads"), Suggestion.nearest("Thraeds", KNOWN));
  }

  @Test
  void countsASwapOfNeighboursOnce() {
    assertEquals(Optional.of("cpu"), Suggestion.nearest("cup", List.of("gpu0", "cpu")));
  }

  @Test
  void suggestsNothingForAnotherWord() {
    assertEquals(Optional.empty(), Suggestion.nearest("language", KNOWN));
    assertEquals(Optional.empty(), Suggestion.nearest("x", List.of()));
  }
}
