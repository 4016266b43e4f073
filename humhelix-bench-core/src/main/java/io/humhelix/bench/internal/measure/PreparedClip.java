package io.humhelix.bench.internal.measure;

import io.humhelix.bench.audio.ClipAudio;
import io.humhelix.bench.model.AudioClip;

/**
 * A clip whose audio lies in memory, so that a timed call reads no file.
 *
 * @param clip what the definition says of it
 * @param audio its samples
 * @param fileBytes size of the file
 */
public record PreparedClip(AudioClip clip, ClipAudio audio, long fileBytes) {}
