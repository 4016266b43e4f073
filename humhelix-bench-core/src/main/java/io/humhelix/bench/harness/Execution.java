package io.humhelix.bench.harness;

import io.humhelix.bench.accuracy.Normalizers;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.provenance.Fingerprints;
import io.humhelix.bench.internal.provenance.HarnessVersion;
import io.humhelix.bench.internal.provenance.HostFacts;
import io.humhelix.bench.internal.run.Cancellation;
import io.humhelix.bench.internal.run.CheckedRun;
import io.humhelix.bench.internal.run.ClipScorer;
import io.humhelix.bench.internal.run.Notifier;
import io.humhelix.bench.internal.run.PreparedClip;
import io.humhelix.bench.internal.run.PreparedWorkload;
import io.humhelix.bench.internal.run.ResultSink;
import io.humhelix.bench.internal.run.RunExecutor;
import io.humhelix.bench.result.FileFingerprint;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.result.Provenance.AudioFingerprint;
import io.humhelix.bench.result.RunResult;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One run from a checked definition to its result. */
final class Execution {

  private final CheckedRun checked;
  private final Fingerprints models = new Fingerprints();
  private final String runId = UUID.randomUUID().toString().replace("-", "");

  Execution(CheckedRun checked) {
    this.checked = Preparation.hashModels(checked, models);
  }

  RunResult run(Optional<Path> output, Notifier notifier, Cancellation cancellation)
      throws HarnessException {
    Provenance provenance = provenance();
    return null;
  }

  private Provenance provenance() throws HarnessException {
    long seed =
        checked.definition().trials().seed().orElseGet(() -> new SecureRandom().nextLong());
    return new Provenance(
        HarnessVersion.get(), HostFacts.host(), HostFacts.jvm(), seed, models.all(), audio());
  }

  private List<AudioFingerprint> audio() {
    List<AudioFingerprint> audio = new ArrayList<>();
    for (PreparedWorkload workload : checked.workloads().values()) {
      for (PreparedClip clip : workload.clips()) {
        audio.add(
            new AudioFingerprint(
                workload.workload().name(),
                clip.clip().id(),
                new FileFingerprint(
                    clip.clip().audio().getFileName().toString(),
                    clip.audio().fileBytes(),
                    clip.audio().fileSha256()),
                clip.audio().durationSeconds(),
                clip.audio().samplesSha256(),
                clip.audio().resampler()));
      }
    }
    return audio;
  }
}
