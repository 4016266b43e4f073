package io.humhelix.bench.cli;

import io.humhelix.bench.html.ReportAudio;
import io.humhelix.bench.html.ReportRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a report compares with, and whether it plays its clips. */
final class ReportComparison {

  private static final Map<String, ReportAudio> AUDIO =
      Map.of("none", ReportAudio.NONE, "link", ReportAudio.LINK, "embed", ReportAudio.EMBED);

  @Option(
      names = "--baseline",
      paramLabel = "BASELINE",
      description =
          "Stored results that the newest run is compared with: the name of a baseline, a results"
              + " file, or a folder. Verdicts come first then.")
  private String baseline;

  @Option(
      names = "--against",
      paramLabel = "SYSTEM",
      description =
          "Name of a system of the baseline, or of the newest run itself: every other system is"
              + " compared with it, on the same workload.")
  private String against;

  @Option(
      names = "--audio",
      paramLabel = "HOW",
      defaultValue = "none",
      description =
          "Whether clips can be played: none, link (by paths relative to the page) or embed (up to"
              + " 20 MiB, in the page). Only files that are still the ones that were measured"
              + " (default: ${DEFAULT-VALUE}).")
  private String audio;

  @Mixin private BaselineFolder folder;

  @Mixin private ComparisonArguments policy;

  /** Adds what was chosen. */
  ReportRequest of(ReportRequest request, boolean served) throws BadInputException {
    policy.check();
    ReportAudio choice = AUDIO.get(audio.toLowerCase(Locale.ROOT));
    if (choice == null) {
      throw new BadInputException(
          List.of(
              "--audio: found '"
                  + audio
                  + "'; allowed: none, link, embed; choose link for files that stay where they are"));
    }
    if (choice == ReportAudio.LINK && served) {
      throw new BadInputException(
          List.of(
              "--audio: found link with --serve, whose page may not open files; allowed with it:"
                  + " none, embed. Choose embed, or write a file"));
    }
    ReportRequest chosen = request.withPolicy(policy::of).withAudio(choice);
    if (baseline != null) {
      chosen = chosen.withBaseline(Optional.of(folder.read("--baseline", baseline)));
    }
    return chosen.withAgainst(Optional.ofNullable(against));
  }
}
