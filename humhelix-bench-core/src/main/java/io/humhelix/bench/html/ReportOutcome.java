package io.humhelix.bench.html;

import java.util.List;

/**
 * What came of a report, apart from the page.
 *
 * @param damages what could not be read of the results, a sentence each; the page says the same
 * @param headline what the report comes to, a sentence: the first verdict if it compares, otherwise
 *     the first of its summary; empty if there is nothing to say
 * @param running whether one of the shown runs was still being written on this machine
 */
public record ReportOutcome(List<String> damages, String headline, boolean running) {

  public ReportOutcome {
    damages = List.copyOf(damages);
  }
}
