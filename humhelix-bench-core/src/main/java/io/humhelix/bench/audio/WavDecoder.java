package io.humhelix.bench.audio;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/**
 * Decodes WAV: RIFF/WAVE, RF64 and BW64 (EBU Tech 3306, ITU-R BS.2088), uncompressed PCM of 8
 * (unsigned), 16, 24 and 32 bits, IEEE float of 32 and 64 bits, A-law and mu-law, also as {@code
 * WAVE_FORMAT_EXTENSIBLE}; 1 to 64 channels, 1 to 768 000 Hz.
 *
 * <p>Headers are checked against the bytes that are there, which decide:
 *
 * <ul>
 *   <li>A data size of 0 or 0xFFFFFFFF (a streamed file), one beyond the end of the file, and one
 *       behind which neither a chunk, a tag nor zeros follow: all bytes to the end of the file are
 *       audio. A difference of more than one frame is a warning.
 *   <li>A frame that is cut off at the end is dropped with a warning.
 *   <li>A missing pad byte behind a chunk of odd size is tolerated.
 *   <li>A block align other than channels x bytes a sample is corrected with a warning if it is 0
 *       or if the byte rate agrees with channels and bits. Otherwise the file is refused, since
 *       nothing tells how its frames lie.
 *   <li>Fewer valid bits than the container has are taken as the upper ones, as the format
 *       prescribes; full scale is that of the container.
 * </ul>
 *
 * The RIFF size, the {@code fact} chunk and the channel mask are not used. Stateless and
 * thread-safe.
 *
 * @see <a href="https://www.mmsp.ece.mcgill.ca/Documents/AudioFormats/WAVE/WAVE.html">Audio File
 *     Format Specifications: WAVE</a>
 */
public final class WavDecoder implements AudioDecoder {

  /** Creates a decoder. */
  public WavDecoder() {}

  @Override
  public String format() {
    return "WAV";
  }

  @Override
  public boolean recognises(byte[] head) {
    return head.length >= 12
        && WavChunks.isContainer(WavChunks.id(head, 0))
        && WavChunks.id(head, 8).equals("WAVE");
  }

  @Override
  public AudioStream open(Path file, SeekableByteChannel channel) throws IOException {
    WavChunks chunks = WavChunks.scan(file, channel);
    return new WavStream(file, channel, chunks);
  }
}
