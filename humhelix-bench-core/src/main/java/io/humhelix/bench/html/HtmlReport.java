package io.humhelix.bench.html;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.internal.text.DiskReason;
import io.humhelix.bench.internal.text.WholeFile;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.store.TrialRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A report of stored results as one HTML file, which opens from disk and needs no network. It needs
 * the WebJars of ECharts and Tabulator on the class path. Thread-safe.
 */
public final class HtmlReport {

  /** In the order of the page. */
  private static final List<ReportPart> PARTS =
      List.of(
          new AboutPart(),
          new EntriesPart(),
          new ComparisonPart(),
          new LimitsPart(),
          new SummaryPart(),
          new MeansPart(),
          new SpeedAccuracyPart(),
          new LatencySpreadPart(),
          new LatencyLengthPart(),
          new StartCostsPart(),
          new ResidentMemoryPart(),
          new LoadCurvePart(),
          new RunHistoryPart(),
          new TrialSequencePart(),
          new TextsPart(),
          new ProvenancePart());

  private HtmlReport() {}

  /**
   * Makes the page.
   *
   * @param request what it is to show
   * @return HTML
   * @throws StoreException if results are missing, or cannot be read at all
   * @throws MissingLibraryException if a WebJar is not on the class path
   * @throws RefusedReportException if the runs cannot be compared as is asked for, or the audio is
   *     too much to be embedded
   */
  public static String html(ReportRequest request) throws StoreException {
    return MadeReport.of(request, PageMode.FINAL, 0, (done, files) -> {}).html();
  }

  /**
   * Writes the page; a file that is there is replaced once the new one is complete.
   *
   * @param request what it is to show
   * @param file where to; its folder must be there
   * @return what could not be read
   * @throws StoreException if results are missing, or cannot be read at all
   * @throws IOException if the page cannot be written; what was there before is unchanged
   * @throws MissingLibraryException if a WebJar is not on the class path
   * @throws RefusedReportException if the runs cannot be compared as is asked for, or the audio is
   *     too much to be embedded
   */
  public static ReportOutcome write(ReportRequest request, Path file)
      throws StoreException, IOException {
    return write(request, file, (done, files) -> {});
  }

  /**
   * Writes the page, as {@link #write(ReportRequest, Path)}.
   *
   * @param request what it is to show
   * @param file where to; its folder must be there
   * @param progress is told after each results file
   * @return what could not be read
   * @throws StoreException if results are missing, or cannot be read at all
   * @throws IOException if the page cannot be written; what was there before is unchanged
   * @throws MissingLibraryException if a WebJar is not on the class path
   * @throws RefusedReportException if the runs cannot be compared as is asked for, or the audio is
   *     too much to be embedded
   */
  public static ReportOutcome write(ReportRequest request, Path file, TrialRows.Progress progress)
      throws StoreException, IOException {
    MadeReport made = MadeReport.of(request.withPage(file), PageMode.FINAL, 0, progress);
    save(made.html(), file);
    return made.outcome();
  }

  /**
   * Tells why a report could not be written, before anything is measured or read for it.
   *
   * @param file where it is to go
   * @return where, what was found, what to do; empty if nothing stands in the way
   */
  public static Optional<String> obstacle(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      return Optional.of(
          "'" + file + "' is a folder; allowed: a file to write the report to; name one in it");
    }
    if (!Files.isDirectory(folder)) {
      return Optional.of(
          "'"
              + file
              + "' cannot be written: there is no folder '"
              + folder
              + "'; make it, or name another file");
    }
    if (!Files.isWritable(folder)) {
      return Optional.of(
          "'"
              + file
              + "' cannot be written: you may not write in the folder '"
              + folder
              + "'; name a file in another one");
    }
    try {
      WebLibrary.ECHARTS.version();
      WebLibrary.TABULATOR.version();
    } catch (MissingLibraryException e) {
      return Optional.of(e.getMessage());
    }
    return Optional.empty();
  }

  static void save(String html, Path file) throws IOException {
    try {
      WholeFile.write(file, out -> out.append(html));
    } catch (IOException e) {
      throw new IOException(
          "the report '"
              + file
              + "' cannot be written: "
              + DiskReason.of(e)
              + "; what was there before is unchanged. Make room or name another file, and try again.",
          e);
    }
  }

  static ObjectNode data(ReportSources sources, String title) throws StoreException {
    ObjectNode data = JsonText.object();
    data.put("schema", 1);
    data.put("title", title);
    for (ReportPart part : PARTS) {
      part.data(sources).ifPresent(its -> data.set(part.key(), its));
    }
    data.set("licences", Licences.all());
    return data;
  }
}
