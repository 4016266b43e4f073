package io.humhelix.bench.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.compare.ConditionDifference;
import io.humhelix.bench.history.History;
import io.humhelix.bench.history.HistorySeries;
import io.humhelix.bench.history.LevelChange;
import io.humhelix.bench.history.NewestSession;
import io.humhelix.bench.history.SessionLevel;
import io.humhelix.bench.store.StoredForm;
import java.util.List;

/** A history as JSON. Keys are only added; {@code schema} grows with a change of meaning. */
public final class HistoryJson {

  private HistoryJson() {}

  /**
   * Returns a history as JSON.
   *
   * @param history what was found
   * @param headline the same in a sentence
   * @return all series with their sessions and changes
   */
  public static ObjectNode of(History history, String headline) {
    ObjectNode node = JsonText.document();
    node.put("headline", headline);
    node.put("sessions", history.sessions());
    node.put("remeasured_left_out", history.remeasured());
    node.put("fewest_sessions_for_a_change", History.FEWEST_TO_CHANGE);
    node.put("fewest_sessions_to_judge_the_newest", History.FEWEST_TO_JUDGE);
    ArrayNode series = node.putArray("series");
    history.series().forEach(one -> series.add(of(one)));
    ArrayNode copies = node.putArray("copies");
    history.copies().forEach(file -> copies.add(file.toString()));
    ArrayNode files = node.putArray("files");
    history.files().forEach(file -> files.add(file.toString()));
    node.set("damages", ShowJson.damages(history.damages()));
    return node;
  }

  private static ObjectNode of(HistorySeries series) {
    ObjectNode node = JsonText.object();
    node.put("host", series.key().host());
    node.put("benchmark", series.key().benchmark());
    node.put("scenario", series.key().scenario());
    node.put("run_config", series.key().runConfig());
    node.put("metric", series.key().metric());
    node.put("unit", series.metric().unit());
    node.put("direction", series.metric().direction().name());
    node.put("worse_of_late", series.worseOfLate());
    node.set("newest", of(series.newest()));
    series.newerRun().ifPresent(time -> node.put("newer_run", time.toString()));
    ArrayNode changes = node.putArray("changes");
    series.changes().forEach(change -> changes.add(of(series, change)));
    ArrayNode sessions = node.putArray("sessions");
    series.sessions().forEach(one -> sessions.add(of(one)));
    return node;
  }

  private static ObjectNode of(NewestSession newest) {
    ObjectNode node = JsonText.object();
    node.put("state", newest.state().name());
    node.put("earlier_sessions", newest.earlier());
    newest
        .expected()
        .ifPresent(
            interval -> {
              node.put("low", interval.low());
              node.put("high", interval.high());
              node.put("level", interval.level());
            });
    return node;
  }

  private static ObjectNode of(HistorySeries series, LevelChange change) {
    ObjectNode node = of(series.sessions().get(change.at()));
    node.put("at", change.at());
    node.put("before", change.before());
    node.put("after", change.after());
    node.put("size", change.size());
    node.put("size_low", change.low());
    node.put("size_high", change.high());
    node.put("p", change.p());
    node.put("effect", change.effect().name());
    node.set("differences", differences(change.differences()));
    node.set("differences_nearby", differences(change.nearby()));
    return node;
  }

  private static ArrayNode differences(List<ConditionDifference> differences) {
    ArrayNode array = JsonText.array();
    for (ConditionDifference one : differences) {
      ObjectNode node = array.addObject();
      node.put("condition", one.condition().name());
      one.baseline().ifPresent(value -> node.put("before", StoredForm.text(value)));
      one.candidate().ifPresent(value -> node.put("after", StoredForm.text(value)));
    }
    return array;
  }

  private static ObjectNode of(SessionLevel session) {
    ObjectNode node = JsonText.object();
    session.startedAt().ifPresent(time -> node.put("started_at", time.toString()));
    node.put("run_id", session.runId());
    node.put("file", session.file().toString());
    session.level().ifPresent(level -> node.put("level", level));
    node.put("forks", session.forks());
    node.put("trials", session.trials());
    node.put("valid", session.valid());
    return node;
  }
}
