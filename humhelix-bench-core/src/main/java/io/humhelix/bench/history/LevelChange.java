package io.humhelix.bench.history;

import io.humhelix.bench.compare.ConditionDifference;
import java.util.List;
import java.util.Objects;

/**
 * A lasting change of level.
 *
 * @param at place of the first session on the new level, in the series' sessions
 * @param before level before it, back to the change before this one, in the metric's unit
 * @param after level from there on, up to the next change
 * @param size as a share of {@code before} (0.078 for 7.8 % more); of error rates in points
 * @param low lower end of the size's 95 % interval
 * @param high upper end
 * @param p probability of such a change by chance
 * @param effect whether it is for the worse
 * @param differences conditions that differ between this session and the one before it; none if
 *     none was recorded
 * @param nearby where {@code differences} is empty, those between the sessions next to these two:
 *     the place of a change may be off by one session
 */
public record LevelChange(
    int at,
    double before,
    double after,
    double size,
    double low,
    double high,
    double p,
    Effect effect,
    List<ConditionDifference> differences,
    List<ConditionDifference> nearby) {

  public LevelChange {
    Objects.requireNonNull(effect, "effect");
    differences = List.copyOf(differences);
    nearby = List.copyOf(nearby);
  }
}
