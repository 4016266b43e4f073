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
          new ComparisonPart(),
          new SpeedAccuracyPart(),
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
   * @throws RefusedReportException if the runs cannot be compared as is asked for, or the audio
   *     is too much to be embedded
   */
  public static String html(ReportRequest request) throws StoreException {
    return html(request, Path.of(""));
  }

  private static String html(ReportRequest request, Path folder) throws StoreException {
    ReportSources sources = ReportSources.read(request, folder);
    ObjectNode data = JsonText.object();
    data.put("schema", 1);
    data.put("title", title(request, sources));
    for (ReportPart part : PARTS) {
      part.data(sources).ifPresent(its -> data.set(part.key(), its));
    }
    return Page.of(title(request, sources), data, media(request, data));
  }

  /**
   * Writes the page; a file that is there is replaced once the new one is complete.
   *
   * @param request what it is to show
   * @param file where to
   * @throws StoreException if results are missing, or cannot be read at all
   * @throws IOException if the page cannot be written
   * @throws MissingLibraryException if a WebJar is not on the class path
   * @throws RefusedReportException if the runs cannot be compared as is asked for, or the audio
   *     is too much to be embedded
   */
  public static void write(ReportRequest request, Path file) throws StoreException, IOException {
    Path target = file.toAbsolutePath();
    String html = html(request, target.getParent());
    Path part = Files.createTempFile(target.getParent(), ".report", ".html");
    try {
      Files.writeString(part, html, StandardCharsets.UTF_8);
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** What the policy allows beyond the usual: audio, if the page has some to play. */
  private static String media(ReportRequest request, ObjectNode data) {
    if (data.path(TextsPart.KEY).path("audio").isEmpty()) {
      return "";
    }
    // To Chromium, all files are of one origin.
    return request.audio() == ReportAudio.EMBED ? "; media-src data:" : "; media-src 'self'";
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
