package io.humhelix.bench.history;

import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;

/** A run of 3 forks a night, all with the same system unless a night says otherwise. */
public final class MadeUpNights {

  public static final Instant FIRST = Instant.parse("2026-10-01T02:00:00Z");

  private MadeUpNights() {}

  /** Writes results of so many nights; {@code night} makes each, by its number from 0. */
  public static void store(Path folder, int nights, BiConsumer<Integer, MadeUpRun> night)
      throws StoreException {
    for (int i = 0; i < nights; i++) {
      MadeUpRun run =
          new MadeUpRun(i + 1)
              .startedAt(FIRST.plus(Duration.ofDays(i)))
              .forks(3)
              .trials(1)
              .clips(1);
      night.accept(i, run);
      run.store(folder);
    }
  }

  /** The history of a folder, all of it. */
  public static History of(Path folder, String... metrics) throws StoreException {
    return History.read(new History.Request(List.of(folder), List.of(metrics), List.of(), 0));
  }
}
