package io.humhelix.bench.internal.measure;

import io.humhelix.bench.audio.ClipAudio;
import io.humhelix.bench.model.AudioClip;

/**
 * A clip with its audio in memory: timed calls read no file.
 *
 * @param clip the clip in the definition
 * @param audio its samples
 * @param fileBytes size of the file
 */
public record PreparedClip(AudioClip clip, ClipAudio audio, long fileBytes) {}
