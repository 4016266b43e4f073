package io.humhelix.bench.report;

import io.humhelix.bench.model.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The columns of a run's main table in their order, each with what it means. Which of them a table
 * has depends on the scenario alone.
 */
enum TableColumn {
  RUN_CONFIG("run config", "system / workload."),
  STATUS(
      "status",
      "OK; INVALID: measured, but its texts or trials don't count; REFUSED: not started, its"
          + " settings cannot work here; FAILED; TIMEOUT; CANCELLED. Only OK is to be trusted."),
  PEAK(
      "peak clips/s, peak streams",
      "highest load that was held within the limit of latency, and held again in a second step."
          + " More is better."),
  PEAK_INTERVAL("95 % interval", "of peak."),
  AT_PEAK(
      "p99 at peak s", "the percentile that is limited, over the clips of the step at the peak."),
  OFFERED(
      "offered clips/s, offered streams, clips per query",
      "load that was sent, whether or not it was answered in time."),
  RTFX(
      "RTFx",
      "audio time / processing time: how many seconds of audio are done in one second. More is"
          + " better."),
  RTFX_INTERVAL("RTFx 95 % interval", "of RTFx."),
  RTFX_WALL("RTFx wall", "audio time / elapsed time, waiting included. More is better."),
  RTFX_WALL_INTERVAL("95 % interval", "of RTFx wall."),
  LATENCY_P50(
      "latency p50 s",
      "time per clip, median. Under load from the time a clip was due; of a query, until its slowest"
          + " clip is done. Less is better."),
  LATENCY_P50_INTERVAL("95 % interval", "of latency p50."),
  LATENCY_P90("latency p90 s", "90 of 100 clips took at most so long."),
  LATENCY_P95("latency p95 s", "95 of 100 clips took at most so long."),
  LATENCY_P99(
      "latency p99 s",
      "99 of 100 clips took at most so long. p90 to p99 are there only with enough clips to bound"
          + " them, and not in single-stream."),
  LATENCY_MAX("latency max s", "slowest clip of all valid trials."),
  SUSTAINED(
      "sustained trials", "valid trials that kept the limit of latency without a growing backlog."),
  GOODPUT(
      "goodput per s",
      "clips answered, within the limit if there is one, / elapsed time. More is better."),
  ERRORS("errors %", "failed calls / calls. A failed call counts in the WER as a text of no word."),
  WER(
      "WER %",
      "word error rate: substituted, deleted and inserted words / words of the references. 0 is"
          + " perfect; above 100 is possible. Under load, where a clip got several texts, the mean"
          + " of their errors. None where the writing does not separate words: there CER decides."),
  WER_INTERVAL("WER % 95 % interval", "of WER."),
  CER("CER %", "character error rate, likewise."),
  CER_INTERVAL("CER % 95 % interval", "of CER, where it decides."),
  VALID_TRIALS("valid trials", "trials that count / trials that were planned."),
  RTF(
      "RTF",
      "real-time factor: processing time / audio time, 1 / RTFx. Below 1 is faster than speech."),
  RTF_INTERVAL("RTF 95 % interval", "of RTF."),
  CLIPS_PER_S("clips per s", "clips answered / elapsed time. More is better."),
  COMPLETED("completed per s", "clips that were done / elapsed time."),
  QUEUED("queued p50 s", "time a clip waited for the system, median."),
  OUTSTANDING("most outstanding", "most clips at one time that were due and not done."),
  S_D_I(
      "S/D/I",
      "substituted, deleted and inserted words (characters where they decide), summed over the valid"
          + " trials."),
  WORDS("words", "words (characters where they decide) of the references, likewise."),
  LOAD("load s", "loading the model. Less is better."),
  FIRST_CALL("first call s", "first clip after the model load; in no other number."),
  NORMALIZER(
      "normalizer",
      "what makes texts alike before errors are counted: case, punctuation, numbers. Rates of"
          + " different ones don't compare.");

  private static final List<TableColumn> BOTH = List.of(RUN_CONFIG, STATUS);

  private static final List<TableColumn> SINGLE =
      List.of(
          RTFX,
          RTFX_INTERVAL,
          LATENCY_P50,
          LATENCY_MAX,
          WER,
          WER_INTERVAL,
          CER,
          CER_INTERVAL,
          VALID_TRIALS,
          RTF,
          RTF_INTERVAL,
          S_D_I,
          WORDS,
          LOAD,
          FIRST_CALL,
          NORMALIZER);

  private final String title;
  private final String meaning;

  TableColumn(String title, String meaning) {
    this.title = title;
    this.meaning = meaning;
  }

  /** How it is asked for. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How tables are headed with it. */
  String title() {
    return title;
  }

  /** One sentence or several. */
  String meaning() {
    return meaning;
  }

  /** Those that the table of a run has. */
  static List<TableColumn> of(Scenario scenario) {
    List<TableColumn> columns = new ArrayList<>(BOTH);
    if (scenario.equals(Scenario.SINGLE_STREAM)) {
      columns.addAll(SINGLE);
      return columns;
    }
    boolean open = scenario instanceof Scenario.Server || scenario instanceof Scenario.Streams;
    boolean multi = scenario instanceof Scenario.MultiStream;
    boolean offline = scenario instanceof Scenario.Offline;
    if (open && scenario.search().isPresent()) {
      columns.addAll(List.of(PEAK, PEAK_INTERVAL, AT_PEAK));
    } else if (open || multi) {
      columns.add(OFFERED);
    }
    if (offline) {
      columns.addAll(List.of(RTFX_WALL, RTFX_WALL_INTERVAL));
    } else {
      columns.add(LATENCY_P50);
      if (scenario.search().isEmpty()) {
        columns.add(LATENCY_P50_INTERVAL);
      }
      columns.addAll(List.of(LATENCY_P90, LATENCY_P95, LATENCY_P99, LATENCY_MAX));
    }
    if (open && scenario.limit().isPresent()) {
      columns.add(SUSTAINED);
    }
    columns.addAll(List.of(GOODPUT, ERRORS, WER, WER_INTERVAL, CER, CER_INTERVAL, VALID_TRIALS));
    if (!offline) {
      columns.add(RTFX_WALL);
    }
    columns.addAll(List.of(RTF, CLIPS_PER_S));
    if (open) {
      columns.addAll(List.of(COMPLETED, QUEUED, OUTSTANDING));
    }
    columns.addAll(List.of(LOAD, FIRST_CALL, NORMALIZER));
    return columns;
  }
}
