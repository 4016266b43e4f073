package io.humhelix.bench.store;

import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts a run config together of its records. */
final class RunConfigAssembly {

  private final Map<String, Metric> metrics;
  private final Optional<WithoutTexts> slim;
  private final ReadDepth.Texts kept;
  private final SharedTexts texts = new SharedTexts();
  private final SharedTexts otherTexts = new SharedTexts();
  private final SpentTime spent = new SpentTime();
  private final List<TrialResult> trials = new ArrayList<>();
  private final Map<Integer, ForkResult> forks = new LinkedHashMap<>();
  private StoredRecord description;
  private Optional<EffectiveSut> effective = Optional.empty();
  private boolean effectiveOfGoodTrial;
  private boolean finished;
  private End end = new End(TrialStatus.CANCELLED, List.of(), Optional.empty(), 0);
  private int passed;
  private boolean anyTexts;

  /** What its last record says; of one that has none, that it was cancelled. */
  private record End(
      TrialStatus status, List<Issue> issues, Optional<Failure> failure, int validOnceWritten) {}

  /**
   * What there is of a run config.
   *
   * @param metrics are defined by name
   * @param slim leaves the texts out; empty to keep them
   * @param kept of which trials it does not
   */
  RunConfigAssembly(
      Map<String, Metric> metrics, Optional<WithoutTexts> slim, ReadDepth.Texts kept) {
    this.metrics = metrics;
    this.kept = kept;
    this.slim = slim;
  }

  /** Takes the trial that was found in a line, if it adds nothing but itself. */
  boolean add(CountedTrials line) {
    Optional<TrialResult> trial = isNews(line) ? Optional.empty() : read(line);
    if (trial.isEmpty()) {
      return false;
    }
    trials.add(trial.get());
    return true;
  }

  /** Reads a trial, whose texts others may need. */
  private Optional<TrialResult> read(CountedTrials line) {
    SharedTexts shared = line.counts() ? texts : otherTexts;
    // No lambdas that capture here: to make one costs as much as a trial does until all is compiled
    // well, which a short command does not live to see.
    Optional<String> textsOf = line.textsOf();
    Optional<List<ClipResult>> source =
        textsOf.isPresent() ? shared.of(textsOf.get()) : Optional.empty();
    if (textsOf.isPresent() && source.isEmpty()) {
      return Optional.empty();
    }
    Optional<TrialResult> trial = line.read(source);
    if (trial.isPresent() && source.isEmpty() && !trial.get().clips().isEmpty()) {
      shared.keep(line.recordId(), trial.get().clips());
    }
    return trial;
  }

  /** Whether a line has to be read the long way, since it tells of its run config too. */
  private boolean isNews(CountedTrials line) {
    return description == null
        || !effectiveOfGoodTrial && line.hasEffective()
        || kept == ReadDepth.Texts.OF_FIRST && !anyTexts && line.counts();
  }

  /** Passes over a plain trial, which was there and is not kept; false if it has to be kept. */
  boolean pass(CountedTrials line) {
    if (isNews(line) || !line.counts() || line.textsOf().isEmpty() && read(line).isEmpty()) {
      return false;
    }
    passed++;
    return true;
  }

  void add(StoredRecord record) throws StoreException {
    if (record.tree().has("sut")) {
      description = record;
    }
    spent.add(record);
    boolean counts =
        record.kind() == RecordKind.TRIAL
            && record.status().filter(TrialStatus.OK::equals).isPresent();
    SharedTexts shared = counts ? texts : otherTexts;
    Optional<TrialResult> trial = shared.read(record);
    if (trial.isPresent()) {
      TrialResult read = defined(trial.get());
      if (slim.isPresent()) {
        TrialResult whole = read;
        read = slim.get().of(whole);
        if (!read.clips().isEmpty()) {
          // They lend what is left of them.
          shared.keep(record.text(SharedTexts.KEY).orElse(record.id()), read.clips());
        }
        if (kept == ReadDepth.Texts.OF_FIRST && !anyTexts && whole.counts()) {
          anyTexts = true;
          read = whole;
        }
      }
      trials.add(read);
      effective(record, trial.get().status());
    } else if (record.kind() == RecordKind.FORK) {
      ForkResult fork = RecordDecoder.fork(record);
      forks.put(fork.fork(), fork);
    } else if (record.kind() == RecordKind.RUN_CONFIG) {
      end =
          new End(
              record.status().orElse(TrialStatus.CANCELLED),
              RecordDecoder.issues(record),
              RecordDecoder.failure(record),
              record.tree().path("trials").path("valid").asInt());
      finished |= end.status() != TrialStatus.CANCELLED;
      effective = RecordDecoder.effective(record).or(() -> effective);
    }
  }

  /** What its first good trial has counts; what its last trial has if none was good. */
  private void effective(StoredRecord record, TrialStatus of) throws StoreException {
    boolean good = record.kind() == RecordKind.TRIAL && of == TrialStatus.OK;
    if (effectiveOfGoodTrial || effective.isPresent() && !good && !record.tree().has("effective")) {
      return;
    }
    Optional<EffectiveSut> said = RecordDecoder.effective(record);
    if (said.isPresent()) {
      effective = said;
      effectiveOfGoodTrial = good;
    }
  }

  /** Metrics that were sampled are known by what the file says of them. */
  private TrialResult defined(TrialResult trial) {
    List<Measurement> measured = new ArrayList<>();
    boolean same = true;
    for (Measurement one : trial.metrics()) {
      Metric metric = metrics.getOrDefault(one.metric().name(), one.metric());
      same &= metric == one.metric();
      measured.add(metric == one.metric() ? one : new Measurement(metric, one.value()));
    }
    return same ? trial : trial.withMetrics(measured);
  }

  /** Whether a record says what it is. */
  boolean described() {
    return description != null;
  }

  SutSpec sut() throws StoreException {
    return RecordDecoder.sut(description);
  }

  String workload() {
    return description.tree().path("workload").path("name").asText();
  }

  TranscriptionTask task() throws StoreException {
    return RecordDecoder.task(description);
  }

  Map<Integer, Duration> spent() {
    return spent.byFork();
  }

  boolean finished() {
    return finished;
  }

  /** Its last record says how many valid trials there were. */
  private List<Issue> withLosses() {
    long valid = passed + trials.stream().filter(TrialResult::counts).count();
    int validOnceWritten = end.validOnceWritten();
    if (valid >= validOnceWritten) {
      return end.issues();
    }
    List<Issue> all = new ArrayList<>(end.issues());
    all.add(
        Issue.warning(
            RunReader.RECORDS_LOST,
            (validOnceWritten - valid)
                + " of its "
                + validOnceWritten
                + " valid trials are not in the results file; numbers are of those that are left.",
            "Use the file as it was written."));
    return all;
  }

  RunConfigResult build(RunConfig config) {
    return new RunConfigResult(
        config,
        end.status(),
        effective,
        description == null ? "" : description.text("normalizer").orElse(""),
        trials,
        withLosses(),
        end.failure(),
        List.copyOf(forks.values()));
  }
}
