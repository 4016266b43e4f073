package io.humhelix.bench.store;

import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.result.TrialResult;
import java.util.List;

/** What is read from results files as one thing; all other records in them are parts of these. */
public final class ReadBack {

  public static final List<Class<?>> RECORDS =
      List.of(
          BenchmarkDefinition.class,
          Provenance.class,
          Metric.class,
          EffectiveSut.class,
          TrialResult.class,
          ForkResult.class,
          TrialValues.class,
          RemeasuredBaseline.class);

  private ReadBack() {}

  /** The trial of a record, whatever became of it. */
  public static TrialResult trial(StoredRecord record) throws StoreException {
    return RecordDecoder.trial(record).orElseThrow();
  }
}
