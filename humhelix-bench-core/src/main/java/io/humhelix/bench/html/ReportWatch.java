package io.humhelix.bench.html;

import io.humhelix.bench.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A report that is written again whenever its results have changed, as while a run goes on. Its
 * page loads itself again from time to time, until the last one is written. The caller decides how
 * often to look, which costs little: sizes and times of files. Not thread-safe.
 */
public final class ReportWatch {

  private final ReportRequest request;
  private final Path file;
  private final int seconds;
  private Optional<ResultsState> shown = Optional.empty();
  private Optional<MadeReport> last = Optional.empty();

  private ReportWatch(ReportRequest request, Path file, int seconds) {
    this.request = Objects.requireNonNull(request, "request");
    this.file = Objects.requireNonNull(file, "file");
    this.seconds = seconds;
  }

  /**
   * Begins to watch; nothing is read or written yet.
   *
   * @param request what the report is to show
   * @param file where to; its folder must be there
   * @param every how often the page loads itself again, in whole seconds
   * @return a watch
   */
  public static ReportWatch of(ReportRequest request, Path file, Duration every) {
    if (every.toSeconds() < 1) {
      throw new IllegalArgumentException("found " + every + "; allowed: 1 s or more");
    }
    return new ReportWatch(request, file, Math.toIntExact(every.toSeconds()));
  }

  /**
   * Writes the page if its results have changed since it was written last.
   *
   * @return what came of it; empty if nothing has changed
   * @throws StoreException if results are missing, or cannot be read at all
   * @throws IOException if the page cannot be written; the one before is unchanged
   * @throws MissingLibraryException if a WebJar is not on the class path
   */
  public Optional<ReportOutcome> renew() throws StoreException, IOException {
    // Taken before they are read: what comes meanwhile makes the next page.
    ResultsState now = ResultsState.of(request.results());
    if (shown.filter(now::equals).isPresent()) {
      return Optional.empty();
    }
    MadeReport made =
        MadeReport.of(request.withPage(file), PageMode.RELOADED, seconds, (done, files) -> {});
    HtmlReport.save(made.html(), file);
    shown = Optional.of(now);
    last = Optional.of(made);
    return Optional.of(made.outcome());
  }

  /**
   * Writes the page that was written last once more, as one that does not load itself again.
   * Results are not read again. Without a page before, nothing is written.
   *
   * @throws IOException if the page cannot be written; the one before is unchanged
   */
  public void finish() throws IOException {
    if (last.isPresent()) {
      HtmlReport.save(last.get().finalHtml(), file);
    }
  }
}
