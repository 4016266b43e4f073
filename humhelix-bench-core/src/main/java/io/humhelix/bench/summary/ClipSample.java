package io.humhelix.bench.summary;

import io.humhelix.bench.result.ErrorCounts;
import io.humhelix.bench.stats.BlockJackknife;
import io.humhelix.bench.stats.ErrorBlock;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.store.ClipRow;
import io.humhelix.bench.summary.Standing.Told;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Errors of a system by clip, from one valid trial of each of its runs: texts hardly differ from
 * trial to trial, and it is the clips that vary. Mutable; for one thread.
 */
final class ClipSample {

  /** A clip over the trials that were taken. */
  private static final class Counts {
    private long decodes;
    private double wordErrors;
    private long words;
    private double characterErrors;
    private long characters;
    private boolean same = true;

    void add(ErrorCounts ofWords, ErrorCounts ofCharacters) {
      same &=
          decodes == 0
              || words == ofWords.referenceLength() && characters == ofCharacters.referenceLength();
      decodes++;
      wordErrors += errors(ofWords);
      words = ofWords.referenceLength();
      characterErrors += errors(ofCharacters);
      characters = ofCharacters.referenceLength();
    }

    /** A file may claim any number, beyond the range of a long too. */
    private static double errors(ErrorCounts counts) {
      return (double) counts.substitutions() + counts.deletions() + counts.insertions();
    }

    long units(boolean byCharacter) {
      return byCharacter ? characters : words;
    }

    ErrorBlock block(boolean byCharacter) {
      double errors = byCharacter ? characterErrors : wordErrors;
      return new ErrorBlock(errors / decodes, units(byCharacter), 1);
    }

    void add(Counts other) {
      same &=
          decodes == 0
              || other.decodes == 0
              || words == other.words && characters == other.characters;
      same &= other.same;
      decodes += other.decodes;
      wordErrors += other.wordErrors;
      characterErrors += other.characterErrors;
      words = other.words;
      characters = other.characters;
    }
  }

  private final SortedMap<String, Counts> clips = new TreeMap<>();

  void add(List<ClipRow> rows) {
    for (ClipRow row : rows) {
      if (row.words().isPresent() && row.characters().isPresent()) {
        clips
            .computeIfAbsent(row.clip(), any -> new Counts())
            .add(row.words().get(), row.characters().get());
      }
    }
  }

  void add(ClipSample other) {
    other.clips.forEach(
        (clip, counts) -> clips.computeIfAbsent(clip, any -> new Counts()).add(counts));
  }

  /**
   * Compares with the most accurate on the same clips, by speaker or recording as compare does.
   *
   * @param speakers speaker by clip; a clip that is missing stands for itself
   * @param byCharacter whether characters are counted, not words
   * @param level of the interval
   */
  Standing behind(
      ClipSample best, Map<String, String> speakers, boolean byCharacter, double level) {
    if (!sameClips(best, byCharacter)) {
      return Standing.NOT_COMPARABLE;
    }
    Estimate difference =
        BlockJackknife.difference(
            best.blocks(speakers, byCharacter), blocks(speakers, byCharacter), level);
    Told told =
        difference.interval().isEmpty()
            ? Told.TOO_FEW
            : difference.interval().get().low() > 0 ? Told.WORSE : Told.NOT_TOLD;
    return Standing.of(told, difference);
  }

  private boolean sameClips(ClipSample other, boolean byCharacter) {
    return clips.keySet().equals(other.clips.keySet())
        && clips.entrySet().stream()
            .allMatch(
                clip ->
                    clip.getValue().same
                        && other.clips.get(clip.getKey()).same
                        && clip.getValue().units(byCharacter)
                            == other.clips.get(clip.getKey()).units(byCharacter))
        && clips.values().stream().anyMatch(clip -> clip.units(byCharacter) > 0);
  }

  private List<ErrorBlock> blocks(Map<String, String> speakers, boolean byCharacter) {
    SortedMap<String, ErrorBlock> blocks = new TreeMap<>();
    clips.forEach(
        (clip, counts) ->
            blocks.merge(
                speakers.getOrDefault(clip, clip), counts.block(byCharacter), ErrorBlock::plus));
    return List.copyOf(blocks.values());
  }
}
