package io.humhelix.bench.html;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.store.TrialRows;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A page, and what it is about.
 *
 * @param title its title
 * @param data what it shows
 * @param html the page
 * @param version tells it from a page made at another time
 * @param outcome what could not be read
 */
record MadeReport(
    String title, ObjectNode data, String html, String version, ReportOutcome outcome) {

  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * Makes one.
   *
   * @param seconds how often a page that renews itself does so, or asks
   * @param progress is told after each results file
   */
  static MadeReport of(
      ReportRequest request, PageMode mode, int seconds, TrialRows.Progress progress)
      throws StoreException {
    ReportSources sources = ReportSources.read(request.withNewestAlone(), progress);
    String title = title(request, sources);
    String version = UUID.randomUUID().toString();
    boolean running = false;
    for (RunResult run : sources.runs()) {
      running |= run.resultsFile().isPresent() && RunReader.isBeingWritten(run.resultsFile().get());
    }
    ObjectNode data = HtmlReport.data(sources, title);
    if (mode != PageMode.FINAL) {
      data.putObject("live")
          .put("poll", mode == PageMode.SERVED)
          .put("seconds", seconds)
          .put("running", running)
          .put("as_of", TO_THE_SECOND.format(Instant.now()))
          .put("version", version);
    }
    return new MadeReport(
        title,
        data,
        Page.of(title, data, mode),
        version,
        new ReportOutcome(AboutPart.damages(sources), headline(data), running));
  }

  /** The same page, as one that stays as it is. */
  String finalHtml() {
    ObjectNode same = data.deepCopy();
    same.remove("live");
    return Page.of(title, same, PageMode.FINAL);
  }

  /** Without a verdict and without a sentence, that of a missing node: the empty text. */
  private static String headline(ObjectNode data) {
    return data.has("verdicts")
        ? data.path("verdicts").path(0).path("summary").asText()
        : data.path("summary").path("sentences").path(0).asText();
  }

  private static String title(ReportRequest request, ReportSources sources) {
    if (!request.title().isEmpty()) {
      return request.title();
    }
    List<String> names =
        sources.runs().stream()
            .map(run -> run.definition().name())
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    return switch (names.size()) {
      case 0 -> "Speech recognition benchmark";
      case 1 -> names.get(0);
      default -> "Speech recognition benchmarks";
    };
  }
}
