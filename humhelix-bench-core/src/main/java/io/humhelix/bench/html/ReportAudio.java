package io.humhelix.bench.html;

/** Whether a report plays its clips. */
public enum ReportAudio {
  /** It has no audio. */
  NONE,
  /**
   * It links to the audio files, by paths relative to the page, and plays those that are where they
   * were and have the hash that was stored.
   */
  LINK,
  /** It has those files in itself. */
  EMBED
}
