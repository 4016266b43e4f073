/**
 * Audio files to what a speech model is fed: 16 kHz mono float samples, with the facts a result has
 * to keep (original length, hashes, warnings).
 *
 * <p>{@link io.humhelix.bench.audio.AudioReader} is the entry point. It picks an {@link
 * io.humhelix.bench.audio.AudioDecoder} by the first bytes of the file, never by its name; WAV is
 * the one built in. Everything here runs before the timed part of a trial.
 */
package io.humhelix.bench.audio;
