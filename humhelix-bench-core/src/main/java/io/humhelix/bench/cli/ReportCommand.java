package io.humhelix.bench.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.html.HtmlReport;
import io.humhelix.bench.html.MissingLibraryException;
import io.humhelix.bench.html.RefusedReportException;
import io.humhelix.bench.html.ReportOutcome;
import io.humhelix.bench.html.ReportRequest;
import io.humhelix.bench.html.ReportServer;
import io.humhelix.bench.html.ReportWatch;
import io.humhelix.bench.image.NoPicturesException;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.store.StoreException;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the report, once or again and again, or shows it to browsers of this machine. */
@Command(
    name = "report",
    description =
        "Writes a report of stored results: one HTML file with tables and pictures, which opens from"
            + " disk and needs no network.",
    footer = {
      "humhelix-bench report results --open",
      "humhelix-bench report results -o report.html --baseline main",
      "humhelix-bench report results --serve"
    })
final class ReportCommand implements Callable<Integer> {

  private final CommandContext context;
  private final Browser browser;

  @Parameters(
      arity = "1..*",
      paramLabel = "RESULTS",
      description = "Results files, and folders of them; hum-helix's own too.")
  private List<Path> results;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file to write, replaced when complete (default: report.html).")
  private Path output;

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Its title (default: the name of the newest run's definition).")
  private String title;

  @Option(names = "--last", paramLabel = "N", description = "Only the newest N runs.")
  private Integer last;

  @Option(
      names = "--watch",
      arity = "0..1",
      fallbackValue = "10",
      paramLabel = "SECONDS",
      parameterConsumer = OptionalNumber.class,
      description =
          "Write it again when results have changed, looking every so many seconds, until cancelled"
              + " (Ctrl-C); the open page follows (default: ${FALLBACK-VALUE}).")
  private Integer watch;

  @Option(
      names = "--serve",
      arity = "0..1",
      fallbackValue = "8090",
      paramLabel = "PORT",
      parameterConsumer = OptionalNumber.class,
      description =
          "Write no file, but show it to browsers of this machine alone, and newer results as they"
              + " come, until cancelled (Ctrl-C); 0: any free port (default: ${FALLBACK-VALUE}).")
  private Integer serve;

  @Option(
      names = "--png",
      paramLabel = "DIR",
      description =
          "Write the main pictures as PNG files into this folder, for a pull request; without"
              + " --output no HTML file.")
  private Path png;

  @Option(names = "--open", description = "Then open the file in the browser, where there is one.")
  private boolean open;

  @Option(names = "--json", description = "Print what was written as JSON.")
  private boolean json;

  @Mixin private ReportComparison comparison;

  ReportCommand(CommandContext context) {
    this.context = context;
    browser = Browser.of(context.environment());
  }

  @Override
  public Integer call() throws Exception {
    Path file = output == null ? Path.of("report.html") : output;
    check(file);
    ReportRequest request = request();
    try {
      if (serve != null) {
        return serve(request);
      }
      if (png != null) {
        int drawn = new ReportPictures(context, json).write(request, png);
        if (output == null) {
          return drawn;
        }
        return Math.max(drawn, write(request, file));
      }
      return watch == null ? write(request, file) : watch(request, file);
    } catch (StoreException
        | MissingLibraryException
        | NoPicturesException
        | RefusedReportException e) {
      throw new BadInputException(List.of(e.getMessage()));
    } catch (IOException e) {
      context.complain(e.getMessage());
      return ExitCode.INTERNAL;
    }
  }

  private ReportRequest request() throws BadInputException {
    return comparison.of(
        ReportRequest.of(results).withTitle(title).withLast(last == null ? 0 : last),
        serve != null);
  }

  private void check(Path file) throws BadInputException {
    List<String> problems = new ArrayList<>();
    if (last != null && last < 1) {
      problems.add("--last: found " + last + "; allowed: 1 or more");
    }
    if (watch != null && watch < 1) {
      problems.add("--watch: found " + watch + "; allowed: 1 or more seconds");
    }
    if (serve != null && (serve < 0 || serve > 65535)) {
      problems.add("--serve: found " + serve + "; allowed: a port of 0 to 65535");
    }
    if (serve != null && watch != null) {
      problems.add("--watch: found with --serve, which renews the page anyway; leave it out");
    }
    if (serve != null && output != null) {
      problems.add("--output: found with --serve, which writes no file; leave one of both out");
    }
    if (png != null && (serve != null || watch != null)) {
      problems.add(
          "--png: found with "
              + (serve != null ? "--serve" : "--watch")
              + "; allowed: alone or with --output; write the pictures by a command of their own");
    }
    if (open && (serve != null || png != null && output == null)) {
      problems.add(
          "--open: found with "
              + (serve != null
                  ? "--serve, which says the address to open"
                  : "--png, which writes no page")
              + "; leave it out");
    }
    if (json && (serve != null || watch != null || png != null && output != null)) {
      problems.add(
          "--json: found with "
              + (serve != null ? "--serve" : watch != null ? "--watch" : "--png and --output")
              + "; allowed: a page or pictures, written once");
    }
    if (serve == null && (png == null || output != null)) {
      HtmlReport.obstacle(file).ifPresent(it -> problems.add("--output: " + it));
    }
    if (!problems.isEmpty()) {
      throw new BadInputException(problems);
    }
  }

  private int write(ReportRequest request, Path file) throws IOException {
    ReportOutcome outcome;
    try (FileProgress progress = new FileProgress(context, "read")) {
      outcome = HtmlReport.write(request, file, progress::accept);
    }
    if (json) {
      context.out().println(JsonText.text(json(outcome, file)));
    } else {
      damages(outcome);
      context.out().println(DisplayText.oneLine("Report: " + file));
      if (!outcome.headline().isEmpty()) {
        context.wrap(DisplayText.oneLine(outcome.headline()), "  ").forEach(context.out()::println);
      }
    }
    if (open) {
      browser.open(file).ifPresent(context::complain);
    }
    return outcome.damages().isEmpty() ? ExitCode.OK : ExitCode.NOT_ALL_OK;
  }

  private static ObjectNode json(ReportOutcome outcome, Path file) {
    ObjectNode node = JsonText.document();
    node.put("file", file.toString());
    node.put("headline", outcome.headline());
    node.put("running", outcome.running());
    outcome.damages().forEach(node.putArray("damages")::add);
    return node;
  }

  private void damages(ReportOutcome outcome) {
    outcome.damages().forEach(damage -> context.complain("note: " + DisplayText.oneLine(damage)));
  }

  private int watch(ReportRequest request, Path file) throws IOException {
    ReportWatch report = ReportWatch.of(request, file, Duration.ofSeconds(watch));
    WatchNews news = new WatchNews(context, file);
    try (SyncGuard guard = new SyncGuard(ShutdownHooks.OF_PROCESS)) {
      try {
        do {
          renew(report, news);
        } while (guard.waitFor(Duration.ofSeconds(watch)));
      } catch (InterruptedException e) {
        // The end of a watch.
      }
      // An interrupt that is still set would end the last writing.
      Thread.interrupted();
      report.finish();
      context.err().println("cancelled: " + file + " stays as it is now");
      return ExitCode.CANCELLED;
    }
  }

  /** What goes wrong the first time ends the command; later on it may be gone the next time. */
  private void renew(ReportWatch report, WatchNews news) throws IOException, InterruptedException {
    try {
      Optional<ReportOutcome> outcome = report.renew();
      outcome.ifPresent(news::written);
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (news.isFirst()) {
        throw e;
      }
      news.failed(e);
    }
  }

  private int serve(ReportRequest request) throws IOException {
    try (SyncGuard guard = new SyncGuard(ShutdownHooks.OF_PROCESS);
        ReportServer server = started(request)) {
      damages(server.outcome());
      context.out().println("Report: " + server.address() + " (Ctrl-C ends it)");
      context.out().flush();
      try {
        while (guard.waitFor(Duration.ofDays(1))) {
          // Requests are answered by threads of the server.
        }
      } catch (InterruptedException e) {
        // The end.
      }
      context.err().println("cancelled: the report is no longer shown");
      return ExitCode.CANCELLED;
    }
  }

  private ReportServer started(ReportRequest request) throws IOException {
    try {
      return ReportServer.start(request, serve);
    } catch (BindException e) {
      throw new IOException(
          "--serve: port "
              + serve
              + " cannot be used: "
              + e.getMessage()
              + "; allowed: a free port of 1024 to 65535. Name another one, or 0 for any.",
          e);
    }
  }
}
