package io.humhelix.bench.html;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.Damage;
import io.humhelix.bench.store.ResultsPaths;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoreException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the report is of, when and where that was measured, and what of it could not be read. */
final class AboutPart implements ReportPart {

  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * The head of the page.
   *
   * @param files how many results files
   * @param benchmarks names of definitions
   * @param hosts names of machines
   * @param newest when the newest run began, in UTC; empty without a run
   * @param madeAt when the report was made, in UTC
   * @param damages what could not be read
   */
  private record About(
      int files,
      List<String> benchmarks,
      List<String> hosts,
      String newest,
      String madeAt,
      List<String> damages) {}

  @Override
  public String key() {
    return "about";
  }

  @Override
  public Optional<JsonNode> data(ReportSources sources) throws StoreException {
    List<RunResult> runs = sources.runs();
    return Optional.of(
        PictureJson.of(
            new About(
                ResultsPaths.files(sources.request().results()).size(),
                names(runs.stream().map(run -> run.definition().name())),
                names(runs.stream().map(run -> run.provenance().host().getOrDefault("name", ""))),
                runs.stream()
                    .map(RunResult::startedAt)
                    .max(Instant::compareTo)
                    .map(TIME::format)
                    .orElse(""),
                TIME.format(Instant.now()),
                damages(sources))));
  }

  /**
   * What could not be read: places of files, and files. The last record of a run that goes on is
   * not damaged, but being written.
   */
  static List<String> damages(ReportSources sources) {
    List<Damage> damages =
        sources.summary().damages().stream()
            .filter(
                one -> one.kind() != Damage.Kind.TORN_TAIL || !RunReader.isBeingWritten(one.file()))
            .toList();
    return Stream.concat(damages.stream().map(Damage::text), sources.unreadable().stream())
        .map(DisplayText::oneLine)
        .toList();
  }

  private static List<String> names(Stream<String> names) {
    return names.filter(name -> !name.isEmpty()).distinct().toList();
  }
}
