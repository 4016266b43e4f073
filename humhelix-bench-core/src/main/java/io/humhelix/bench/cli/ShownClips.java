package io.humhelix.bench.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.json.ShowJson;
import io.humhelix.bench.report.ClipReport;
import io.humhelix.bench.report.SummaryReport;
import io.humhelix.bench.report.TableView;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.summary.ClipGroup;
import io.humhelix.bench.summary.ClipSummary;
import io.humhelix.bench.summary.TrialSummary;
import java.util.List;
import java.util.Optional;

/** The rows of {@code show --clips}. */
record ShownClips(
    CommandContext context, TrialSummary.Request request, TableView view, boolean json) {

  int print(Optional<String> sort) throws Exception {
    if (sort.isPresent()) {
      throw new BadInputException(
          List.of(
              "--sort: found with --clips, whose rows have the worst texts first; leave --sort out"));
    }
    ClipSummary clips;
    try (FileProgress progress = new FileProgress(context, "read")) {
      clips = ClipSummary.read(request, progress::accept);
    } catch (StoreException e) {
      throw new BadInputException(List.of(e.getMessage()));
    }
    if (json) {
      context.out().println(JsonText.text(tree(clips)));
    } else {
      context.out().print(new ClipReport(clips, context.symbols(), view));
      SummaryReport.damages(clips.damages()).forEach(context.out()::println);
    }
    return clips.damages().isEmpty() ? ExitCode.OK : ExitCode.NOT_ALL_OK;
  }

  private static ObjectNode tree(ClipSummary clips) {
    ObjectNode node = JsonText.document();
    ArrayNode rows = node.putArray("clips");
    for (ClipGroup group : clips.groups()) {
      ObjectNode row = rows.addObject();
      row.put("clip", group.clip());
      ObjectNode key = row.putObject("key");
      for (int i = 0; i < group.key().size(); i++) {
        key.put(clips.factors().get(i).name(), group.key().get(i));
      }
      row.put("calls", group.calls());
      row.put("scored", group.scored());
      row.put("mean_s", group.seconds());
      group.rtf().ifPresent(rtf -> row.put("rtf", rtf));
      group.werPercent().ifPresent(rate -> row.put("wer_percent", rate));
      group.cerPercent().ifPresent(rate -> row.put("cer_percent", rate));
      row.put("substitutions", group.words().substitutions());
      row.put("deletions", group.words().deletions());
      row.put("insertions", group.words().insertions());
      row.put("reference_words", group.words().referenceLength());
    }
    node.put("trials_without_clips", clips.withoutClips() + clips.ofHumHelix());
    node.set("damages", ShowJson.damages(clips.damages()));
    return node;
  }
}
