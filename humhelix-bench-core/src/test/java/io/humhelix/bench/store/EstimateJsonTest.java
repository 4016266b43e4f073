package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.estimate.ForkLevel;
import io.humhelix.bench.estimate.MetricEstimate;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.stats.BlockBootstrap;
import io.humhelix.bench.stats.ErrorBlock;
import io.humhelix.bench.stats.ErrorRate;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.WarmUp;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EstimateJsonTest {

  @Test
  void hasWhatIsNeededToJudgeANumber() {
    double[] fork = {0.5, 0.5};
    assertEquals(
        "{\"rtf\":{\"point\":0.5,\"low\":0.5,\"high\":0.5,\"level\":0.95,\"method\":\"slow-tail-log-t\","
            + "\"replicate\":\"fork\",\"replicates\":3,\"observations\":6,\"warm_up_dropped\":2}}",
        EstimateJson.node(
                List.of(
                    new MetricEstimate(
                        Metrics.RTF,
                        ForkLevel.of(Metrics.RTF, ForkedSample.of(fork, fork, fork)),
                        Optional.empty(),
                        new WarmUp(2, true, 0.01))))
            .toString());
  }

  @Test
  void saysWhyThereIsNoInterval() {
    assertEquals(
        "{\"load_s\":{\"point\":1.0,\"no_interval\":\"1 fork; an interval needs at least 3\","
            + "\"method\":\"slow-tail-log-t\",\"replicate\":\"fork\",\"replicates\":1,\"observations\":1,"
            + "\"warm_up_dropped\":0}}",
        EstimateJson.node(
                List.of(
                    new MetricEstimate(
                        Metrics.LOAD_S,
                        ForkLevel.of(Metrics.LOAD_S, ForkedSample.of(new double[] {1})),
                        Optional.empty(),
                        WarmUp.NONE)))
            .toString());
  }

  @Test
  void saysWhereWarmUpCannotBeJudged() {
    ForkedSample one = ForkedSample.of(new double[] {1, 2});
    JsonNode node =
        EstimateJson.node(
            List.of(
                new MetricEstimate(
                    Metrics.RTF,
                    ForkLevel.of(Metrics.RTF, one),
                    Optional.empty(),
                    ForkLevel.warmUp(Metrics.RTF, one))));
    assertEquals(0, node.path("rtf").path("warm_up_dropped").intValue());
    assertFalse(node.path("rtf").path("warm_up_judged").booleanValue());
    assertTrue(node.path("rtf").has("warm_up_judged"));
  }

  @Test
  void hasTheBootstrapOfAnErrorRateInPercent() {
    List<ErrorBlock> blocks = Collections.nCopies(20, new ErrorBlock(1, 50, 1));
    MetricEstimate rate =
        new MetricEstimate(
            Metrics.WER_PERCENT,
            ErrorRate.of(blocks, 0.95),
            Optional.of(BlockBootstrap.rate(blocks, 0.95, 100, 7)),
            WarmUp.NONE);
    assertEquals(
        "{\"low\":2.0,\"high\":2.0,\"replications\":100,\"seed\":7}",
        EstimateJson.node(List.of(rate)).path("wer_percent").path("bootstrap").toString());
  }
}
