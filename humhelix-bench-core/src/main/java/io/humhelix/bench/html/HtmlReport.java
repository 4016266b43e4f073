package io.humhelix.bench.html;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A report of stored results as one HTML file, which opens from disk and needs no network. It needs
 * the WebJars of ECharts and Tabulator on the class path. Thread-safe.
 */
public final class HtmlReport {

  /** In the order of the page. */
  private static final List<ReportPart> PARTS =
      List.of(
          new EntriesPart(),
          new SpeedAccuracyPart(),
          new LoadCurvePart(),
          new RunHistoryPart(),
          new TrialSequencePart());

  private HtmlReport() {}

  /**
   * Makes the page.
   *
   * @param request what it is to show
   * @return HTML
   * @throws StoreException if results are missing, or cannot be read at all
   * @throws MissingLibraryException if a WebJar is not on the class path
   */
  public static String html(ReportRequest request) throws StoreException {
    ReportSources sources = ReportSources.read(request);
    ObjectNode data = JsonText.object();
    data.put("schema", 1);
    data.put("title", title(request, sources));
    for (ReportPart part : PARTS) {
      part.data(sources).ifPresent(its -> data.set(part.key(), its));
    }
    return Page.of(title(request, sources), data);
  }

  /**
   * Writes the page; a file that is there is replaced once the new one is complete.
   *
   * @param request what it is to show
   * @param file where to
   * @throws StoreException if results are missing, or cannot be read at all
   * @throws IOException if the page cannot be written
   * @throws MissingLibraryException if a WebJar is not on the class path
   */
  public static void write(ReportRequest request, Path file) throws StoreException, IOException {
    String html = html(request);
    Path target = file.toAbsolutePath();
    Path part = Files.createTempFile(target.getParent(), ".report", ".html");
    try {
      Files.writeString(part, html, StandardCharsets.UTF_8);
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String title(ReportRequest request, ReportSources sources) {
    if (!request.title().isEmpty()) {
      return request.title();
    }
    return sources.runs().stream()
        .map(run -> run.definition().name())
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("Speech recognition benchmark");
  }
}
