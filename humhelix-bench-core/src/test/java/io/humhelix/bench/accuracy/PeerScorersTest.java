package io.humhelix.bench.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.result.ErrorCounts;
import io.humhelix.bench.stats.BlockBootstrap;
import io.humhelix.bench.stats.ErrorBlock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What other scorers make of the same normalised pairs: NIST's sclite 2.4.10 and kaldialign 0.12.0,
 * which has the counts of Kaldi's compute-wer and the intervals of its compute-wer-bootci. Both
 * gave the same number of errors as this project for each of the 598 pairs with a reference, and
 * for each of the 45 utterances of sclite's own test data without alternatives. (How these fall
 * into substitutions, deletions and insertions is not unique: sclite weighs them 4, 3, 3.)
 */
class PeerScorersTest {

  /** A tenth of a percentage point. */
  private static final double CLOSE = 0.001;

  private static final double NORMAL = 1.96;

  /** The texts are normalised already. */
  private static final Scorer SCORER =
      new Scorer(
          new Normalizer() {
            @Override
            public String id() {
              return "none";
            }

            @Override
            public String version() {
              return "1";
            }

            @Override
            public String normalize(String text) {
              return text;
            }
          });

  private static List<ErrorCounts> counts(boolean shortened) throws IOException {
    List<ErrorCounts> all = new ArrayList<>();
    for (JsonNode vector : ReferenceVectors.read("normalizer-cases.jsonl")) {
      String reference = vector.get("english").get(0).asText();
      String hypothesis = vector.get("english").get(1).asText();
      if (!reference.isBlank()) {
        String text =
            shortened && all.size() % 3 == 0
                ? hypothesis.substring(0, Math.max(0, hypothesis.lastIndexOf(' ')))
                : hypothesis;
        all.add(SCORER.score(reference, text).words());
      }
    }
    return all;
  }

  private static List<ErrorBlock> blocks(List<ErrorCounts> counts) {
    return counts.stream().map(c -> new ErrorBlock(c.errors(), c.referenceLength(), 1)).toList();
  }

  @Test
  void countsTheErrorsOfScliteAndKaldi() throws IOException {
    List<ErrorCounts> counts = counts(false);
    assertEquals(598, counts.size());
    // sclite: 442 + 370 + 507; kaldialign: 448 + 367 + 504.
    assertEquals(1319, counts.stream().mapToLong(ErrorCounts::errors).sum());
  }

  @Test
  void itsIntervalIsThatOfKaldi() throws IOException {
    assertInterval(0.2065300, 0.2360890, counts(false));
    assertInterval(0.2284596, 0.2584884, counts(true));
    BlockBootstrap difference =
        BlockBootstrap.difference(blocks(counts(false)), blocks(counts(true)), 0.95, 10_000, 1);
    assertEquals(0, difference.probabilityOfImprovement());
    assertEquals(0.2434745 - 0.2213095, difference.mean(), CLOSE);
  }

  private static void assertInterval(double low, double high, List<ErrorCounts> counts) {
    BlockBootstrap bootstrap = BlockBootstrap.rate(blocks(counts), 0.95, 10_000, 1);
    assertEquals(low, bootstrap.mean() - NORMAL * bootstrap.standardDeviation(), CLOSE);
    assertEquals(high, bootstrap.mean() + NORMAL * bootstrap.standardDeviation(), CLOSE);
  }
}
