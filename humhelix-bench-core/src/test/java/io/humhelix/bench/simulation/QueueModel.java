package io.humhelix.bench.simulation;

import io.humhelix.bench.internal.scenario.Arrivals;
import io.humhelix.bench.internal.scenario.ClipOrder;
import io.humhelix.bench.internal.scenario.ScenarioCalls;
import io.humhelix.bench.internal.scenario.ScenarioSummary;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.result.Transcript;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A server with one queue, first come, first served, whose service takes 10 ms: always (M/D/1 under
 * Poisson arrivals), or on the average of an exponential distribution (M/M/1). It may stop for 0.3
 * s every 20 s.
 *
 * @param exponential whether service times vary
 * @param hiccups whether it stops now and then
 */
record QueueModel(boolean exponential, boolean hiccups) {

  static final double SERVICE_S = 0.010;
  static final double HICCUP_S = 0.3;
  static final double BETWEEN_HICCUPS_S = 20;

  private static final double NANOS = 1e9;

  /** What a trial showed, with its calls. */
  record Done(ScenarioResult result, CallSeries calls) {}

  /** Runs a trial of the harness' own arrivals. */
  Done trial(Scenario.Server scenario, Random random) {
    ClipOrder order = ClipOrder.shuffled(1, 1);
    Arrivals arrivals =
        Arrivals.poisson(scenario.rate(), order, 1, scenario.extent(), random.nextLong());
    int n = arrivals.size();
    CallSeries.Builder calls = CallSeries.builder(List.of("c"), new double[] {1}, n);
    Server server = new Server(random);
    for (int i = 0; i < n; i++) {
      long due = arrivals.due(i);
      long begins = Math.max(due, Math.round(server.free * NANOS));
      server.serve(due / NANOS);
      long took = Math.max(0, Math.round(server.free * NANOS) - begins);
      calls.add(0, i, i, due, 0, begins, took, 0, -1);
    }
    CallSeries made = calls.build();
    List<Transcript> texts = Collections.nCopies(n, Transcript.ofText(""));
    return new Done(ScenarioSummary.of(scenario, ScenarioCalls.of(made, texts)), made);
  }

  /** Returns which share of very many queries takes longer than that. */
  double slowShare(double rate, double seconds, int queries, long seed) {
    Random random = new Random(seed);
    Server server = new Server(random);
    double time = 0;
    int slow = 0;
    for (int i = 0; i < queries; i++) {
      time += -Math.log(1 - random.nextDouble()) / rate;
      slow += server.serve(time) - time > seconds ? 1 : 0;
    }
    return (double) slow / queries;
  }

  /** A run of the server; its hiccups come at times of their own. */
  private final class Server {
    private final Random random;
    private double free;
    private double hiccup;

    private Server(Random random) {
      this.random = random;
      hiccup = hiccups ? random.nextDouble() * BETWEEN_HICCUPS_S - HICCUP_S : Double.MAX_VALUE;
    }

    /** Returns when a query that comes at this time is done. */
    private double serve(double arrival) {
      double rest = exponential ? -Math.log(1 - random.nextDouble()) * SERVICE_S : SERVICE_S;
      double now = Math.max(arrival, free);
      while (now + rest > hiccup) {
        rest -= Math.max(0, hiccup - now);
        now = Math.max(now, hiccup + HICCUP_S);
        hiccup += BETWEEN_HICCUPS_S;
      }
      free = now + rest;
      return free;
    }
  }
}
