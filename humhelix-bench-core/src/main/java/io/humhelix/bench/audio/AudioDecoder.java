package io.humhelix.bench.audio;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/**
 * Reads one family of audio files. A further format is a further implementation, handed to {@link
 * AudioReader#AudioReader(java.time.Duration, java.util.List)}.
 *
 * <p>Implementations are stateless and thread-safe.
 */
public interface AudioDecoder {

  /** How many bytes of the file {@link #recognises} gets, fewer if the file is shorter. */
  int HEAD_BYTES = 64;

  /**
   * Returns the name of the format for messages, such as {@code WAV}.
   *
   * @return the name, not empty
   */
  String format();

  /**
   * Tells by the first bytes whether a file is of this format. A file that is recognised is this
   * decoder's: what is wrong with it further on is a reason to refuse it, not to ask the next
   * decoder.
   *
   * @param head the first bytes of the file, at most {@link #HEAD_BYTES}; not to be changed
   * @return whether {@link #open} should be called
   */
  boolean recognises(byte[] head);

  /**
   * Reads the header and prepares for decoding.
   *
   * @param file the file's name, for messages only
   * @param channel the file's bytes; its position is the decoder's to move, closing it is the
   *     caller's
   * @return the decoded audio, to be read once
   * @throws AudioException if the file is damaged, holds no audio, or uses an encoding that is not
   *     supported
   * @throws IOException if the bytes can't be read
   */
  AudioStream open(Path file, SeekableByteChannel channel) throws IOException;
}
