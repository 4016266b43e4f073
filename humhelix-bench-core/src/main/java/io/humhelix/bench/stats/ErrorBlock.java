package io.humhelix.bench.stats;

/**
 * Errors in the clips of one speaker or one recording. Such clips are not independent.
 *
 * @param errors edit operations, 0 or more; a mean over repeated decodes need not be whole
 * @param units words or characters of the references, 0 or more
 * @param clips how many clips, 1 or more
 */
public record ErrorBlock(double errors, long units, int clips) {

  public ErrorBlock {
    if (!(errors >= 0 && Double.isFinite(errors))) {
      throw new IllegalArgumentException("a block has " + errors + " errors");
    }
    if (units < 0 || clips < 1) {
      throw new IllegalArgumentException("a block has " + units + " units, " + clips + " clips");
    }
  }
}
