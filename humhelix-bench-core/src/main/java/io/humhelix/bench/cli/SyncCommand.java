package io.humhelix.bench.cli;

import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.store.Damage;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.sync.HostGathering;
import io.humhelix.bench.sync.HostProblem;
import io.humhelix.bench.sync.HostResult;
import io.humhelix.bench.sync.ResultsSync;
import io.humhelix.bench.sync.SyncException;
import io.humhelix.bench.sync.SyncSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings results of other hosts home. */
@Command(
    name = "sync",
    description =
        "Brings the results files of other hosts home by rsync over ssh, hosts side by side, each"
            + " into a folder of its own. A run may be going on there.",
    footer = {
      "humhelix-bench sync gpu1:/opt/hum-helix/benchmark-results results",
      "humhelix-bench sync a100=bench@10.0.0.7:/srv/results results gpu2 --gather"
    })
final class SyncCommand implements Callable<Integer> {

  private final CommandContext context;

  @Parameters(
      index = "0",
      paramLabel = "HOST:FOLDER",
      description =
          "Where results are: [NAME=][user@]host:/folder. NAME is what the host's folder here is"
              + " called (default: the host).")
  private String first;

  @Parameters(
      index = "1",
      paramLabel = "DIR",
      description = "Folder here; each host gets a folder in it. What is there is never lost.")
  private Path folder;

  @Parameters(
      index = "2..*",
      arity = "0..*",
      paramLabel = "HOST[:FOLDER]",
      description = "More hosts; without a folder, that of the first.")
  private List<String> more = new ArrayList<>();

  @Option(names = "--artifacts", description = "Also bring the folders *.artifacts.")
  private boolean artifacts;

  @Option(
      names = "--gather",
      description =
          "Then gather the runs of all hosts into DIR itself, as gather does. hum-helix's own files"
              + " do not say which host they are of, and stay in its folder.")
  private boolean gather;

  @Option(
      names = "--watch",
      paramLabel = "SECONDS",
      description = "Sync again so many seconds after each time, until cancelled (Ctrl-C).")
  private Integer watch;

  @Option(
      names = "--ssh-config",
      paramLabel = "FILE",
      description = "Configuration of ssh (its -F): ports, keys, jump hosts, aliases.")
  private Path sshConfig;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long a host may be silent (default: ${DEFAULT-VALUE}).")
  private int timeout;

  @Option(names = "--json", description = "Print JSON; with --watch, an object a line.")
  private boolean json;

  SyncCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    List<SyncSource> sources = check();
    ResultsSync sync =
        ResultsSync.into(folder).withArtifacts(artifacts).withTimeout(Duration.ofSeconds(timeout));
    ResultsSync configured = sshConfig == null ? sync : sync.withSshConfig(sshConfig);
    try (SyncGuard guard = new SyncGuard(ShutdownHooks.OF_PROCESS)) {
      if (watch == null) {
        return round(configured, sources, new SyncNews());
      }
      SyncNews news = new SyncNews();
      do {
        round(configured, sources, news);
      } while (guard.waitFor(Duration.ofSeconds(watch)));
      return ExitCode.CANCELLED;
    } catch (InterruptedException e) {
      context.err().println("cancelled: what has come is kept; sync again for the rest");
      return ExitCode.CANCELLED;
    } catch (SyncException e) {
      throw new BadInputException(List.of(e.getMessage()));
    }
  }

  private List<SyncSource> check() throws BadInputException {
    List<String> problems = new ArrayList<>();
    List<String> texts = new ArrayList<>(List.of(first));
    texts.addAll(more);
    List<SyncSource> sources = List.of();
    try {
      sources = SyncSource.of(texts);
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
    }
    if (timeout < 1) {
      problems.add("--timeout: found " + timeout + "; allowed: 1 or more seconds");
    }
    if (watch != null && watch < 1) {
      problems.add("--watch: found " + watch + "; allowed: 1 or more seconds");
    }
    if (sshConfig != null && !Files.isReadable(sshConfig)) {
      problems.add(
          "--ssh-config: '" + sshConfig + "' cannot be read; name a configuration file of ssh");
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      problems.add("DIR: '" + folder + "' is a file; allowed: a folder; name another one");
    }
    if (!problems.isEmpty()) {
      throw new BadInputException(problems);
    }
    return sources;
  }

  /** Syncs once, and says what came of it; when watching, only what is new. */
  private int round(ResultsSync sync, List<SyncSource> sources, SyncNews news) throws Exception {
    List<HostResult> results;
    try (SyncProgress progress = new SyncProgress(context, news.isFirst())) {
      results = sync.sync(sources, progress);
    }
    Optional<HostGathering.Outcome> gathered = gathered(results);
    if (news.isNews(results)) {
      if (json && watch != null) {
        context.out().println(SyncJson.of(results, gathered));
      } else if (json) {
        context.out().println(JsonText.text(SyncJson.of(results, gathered)));
      } else {
        context.out().print(new SyncText(folder, results, gathered, context.symbols()));
      }
      context.out().flush();
    }
    return code(results, gathered);
  }

  private static int code(List<HostResult> results, Optional<HostGathering.Outcome> gathered) {
    if (results.stream()
        .flatMap(one -> one.problem().stream())
        .anyMatch(problem -> problem.kind() == HostProblem.Kind.STORAGE)) {
      return ExitCode.INTERNAL;
    }
    boolean whole =
        gathered.stream()
            .flatMap(outcome -> outcome.gathered().damages().stream())
            .allMatch(damage -> damage.kind() == Damage.Kind.TORN_TAIL);
    return whole && results.stream().allMatch(HostResult::isComplete)
        ? ExitCode.OK
        : ExitCode.NOT_ALL_OK;
  }

  private Optional<HostGathering.Outcome> gathered(List<HostResult> results) throws StoreException {
    if (!gather) {
      return Optional.empty();
    }
    try (FileProgress progress = new FileProgress(context, "gathered")) {
      return Optional.of(HostGathering.gather(folder, results, progress));
    }
  }
}
