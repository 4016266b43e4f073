package io.humhelix.bench.audio;

import io.humhelix.bench.audio.AudioException.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Reads an audio file to 16 kHz mono float samples.
 *
 * <p><b>Channels</b> are mixed by their arithmetic mean. <b>Samples</b> that are not a number,
 * infinite or beyond 2<sup>31</sup> are refused; the result is cut to full scale where floats or
 * the filter's overshoot exceed it, with an issue.
 *
 * <p><b>Resampling.</b> A file of 16 kHz keeps its samples bit by bit. Any other rate goes through
 * a linear-phase, delay-free, polyphase windowed sinc (id {@value ClipAudio#RESAMPLER}). In terms
 * of the lower of the two rates and its Nyquist frequency (8 kHz when the file has more than 16
 * kHz): pass band to 0.9125 of it (7.3 kHz), stop band from 1.0, half amplitude at 0.956; Kaiser
 * window of 164 samples of the lower rate (492 taps at 48 kHz) designed for 110 dB of stop-band
 * attenuation, so a pass-band ripple below 0.0001 dB. The result has round(frames x 16 000 / rate)
 * samples, sample 0 at the time of the file's frame 0.
 *
 * <p><b>Memory</b> is the samples plus less than 64 MiB; nothing is allocated by what a header
 * claims. Files are read in blocks and never mapped, twice: once for the hash, once for the
 * samples.
 *
 * <p>Immutable and thread-safe; a read may be repeated and gives the same result.
 */
public final class AudioReader {

  /** The highest sampling rate accepted, in Hz; the lowest is 1. */
  public static final int MAX_SAMPLE_RATE = 768_000;

  /** The most channels accepted. */
  public static final int MAX_CHANNELS = 64;

  /** The limit on a clip's length unless another one is given: 24 hours. */
  public static final Duration DEFAULT_MAX_DURATION = Duration.ofHours(24);

  /** The highest limit on a clip's length: 37 hours, as many samples as an array holds. */
  public static final Duration HIGHEST_MAX_DURATION = Duration.ofHours(37);

  /** What to do with a file that can't be decoded. */
  static final String CONVERT =
      "convert it to WAV, for example with: ffmpeg -i in -ar 16000 -ac 1 out.wav";

  /**
   * A file may grow to 4 samples a byte (8-bit mono at 4 kHz) without bound, and to 4 million
   * samples however small it is. A rate of a few Hz in a damaged header would else turn a small
   * file into gigabytes.
   */
  private static final long FREE_SAMPLES = 1L << 22;

  private static final int MAX_SAMPLES_PER_BYTE = 4;

  private static final int BLOCK_SAMPLES = 1 << 15;

  private final Duration maxDuration;
  private final List<AudioDecoder> decoders;

  /** Creates a reader for WAV files of up to 24 hours. */
  public AudioReader() {
    this(DEFAULT_MAX_DURATION, List.of(new WavDecoder()));
  }

  /**
   * Creates a reader.
   *
   * @param maxDuration the longest clip accepted, more than 0 and up to {@link
   *     #HIGHEST_MAX_DURATION}
   * @param decoders the decoders, asked in this order; the first that recognises a file gets it
   * @throws IllegalArgumentException if {@code maxDuration} is out of range
   */
  public AudioReader(Duration maxDuration, List<AudioDecoder> decoders) {
    if (maxDuration.isNegative()
        || maxDuration.isZero()
        || maxDuration.compareTo(HIGHEST_MAX_DURATION) > 0) {
      throw new IllegalArgumentException(
          "maxDuration is " + maxDuration + "; allowed: up to " + HIGHEST_MAX_DURATION);
    }
    this.maxDuration = maxDuration;
    this.decoders = List.copyOf(decoders);
  }

  /**
   * Reads a file.
   *
   * @param file the audio file; recognised by its content, not its name
   * @return its samples and what the results keep of it
   * @throws AudioException if the file is missing, unreadable, damaged, empty, too long, or of a
   *     format or encoding that is not supported
   */
  public ClipAudio read(Path file) throws AudioException {
    Objects.requireNonNull(file, "file");
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new AudioException(
          Code.NOT_A_FILE,
          file,
          Files.isDirectory(file) ? "a folder" : "a pipe or device",
          "an audio clip must be a regular file",
          "name the file itself");
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.READ)) {
      AudioDecoder decoder = decoderOf(file, channel);
      String hash = hash(channel);
      return decode(file, decoder.open(file, channel), channel.size(), hash);
    } catch (AudioException e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw new AudioException(
          Code.NO_SUCH_FILE,
          file,
          "no such file",
          "the clip must exist when it is read",
          "correct the path; relative paths start at " + Path.of("").toAbsolutePath(),
          e);
    } catch (IOException e) {
      throw new AudioException(
          Code.UNREADABLE,
          file,
          "cannot be read: " + e,
          "the clip must be readable and must not change",
          "check permissions, the disk, and that nothing else writes to it",
          e);
    }
  }

  private AudioDecoder decoderOf(Path file, SeekableByteChannel channel) throws IOException {
    ByteBuffer head = ByteBuffer.allocate((int) Math.min(AudioDecoder.HEAD_BYTES, channel.size()));
    while (head.hasRemaining() && channel.read(head) >= 0) {
      // A read may return less than asked for.
    }
    if (head.capacity() == 0) {
      throw new AudioException(
          Code.EMPTY_AUDIO,
          file,
          "empty audio: the file has 0 bytes",
          "a clip has at least one frame",
          "copy or download it again");
    }
    for (AudioDecoder decoder : decoders) {
      if (decoder.recognises(head.array())) {
        return decoder;
      }
    }
    throw new AudioException(
        Code.UNSUPPORTED_FORMAT,
        file,
        "this is " + ContentMagic.describe(head.array()),
        "supported: " + String.join(", ", decoders.stream().map(AudioDecoder::format).toList()),
        CONVERT);
  }

  private ClipAudio decode(Path file, AudioStream stream, long fileSize, String fileHash)
      throws IOException {
    int rate = stream.sampleRate();
    long total = checkedLength(file, stream, fileSize);
    SampleCollector collector = collector(file, total);
    boolean same = rate == ClipAudio.SAMPLE_RATE;
    Resampler resampler = same ? null : new Resampler(rate, collector);
    MonoMix mix = new MonoMix(file, stream.channels());
    float[] block = new float[BLOCK_SAMPLES];
    int count = stream.read(block);
    while (count > 0) {
      float[] mono = mix.mix(block, count);
      if (same) {
        collector.add(mono, count);
      } else {
        resampler.write(mono, count);
      }
      count = stream.read(block);
    }
    if (!same) {
      resampler.finish(total);
    }
    float[] samples = collector.samples();
    return new ClipAudio(
        samples,
        rate,
        stream.channels(),
        stream.encoding(),
        stream.frames(),
        fileHash,
        SampleCollector.sha256(samples),
        same ? ClipAudio.NOT_RESAMPLED : ClipAudio.RESAMPLER,
        SampleCollector.peak(samples),
        mix.issues(stream.issues(), collector.clamped()));
  }

  /** Returns round(frames x 16 000 / rate) if that many samples are acceptable. */
  private long checkedLength(Path file, AudioStream stream, long fileSize) throws AudioException {
    int rate = stream.sampleRate();
    double seconds = (double) stream.frames() / rate;
    if (seconds > maxDuration.toNanos() / 1e9) {
      throw new AudioException(
          Code.TOO_LONG,
          file,
          String.format(
              Locale.ROOT, "%.1f s of audio (%d frames at %d Hz)", seconds, stream.frames(), rate),
          "allowed: up to " + maxDuration.toSeconds() + " s",
          "split the file or raise the limit");
    }
    long total = (stream.frames() * ClipAudio.SAMPLE_RATE + rate / 2) / rate;
    if (total == 0) {
      throw new AudioException(
          Code.EMPTY_AUDIO,
          file,
          "empty audio: " + stream.frames() + " frames at " + rate + " Hz",
          "a clip has at least one sample at 16 kHz",
          "record or export it again, or remove it from the workload");
    }
    if (total > FREE_SAMPLES && total / MAX_SAMPLES_PER_BYTE > fileSize) {
      throw new AudioException(
          Code.TOO_LONG,
          file,
          "a rate of " + rate + " Hz, which makes " + total + " samples of " + fileSize + " bytes",
          "allowed: " + MAX_SAMPLES_PER_BYTE + " samples per byte, or " + FREE_SAMPLES + " in all",
          "the rate in the header must be wrong: export the file again");
    }
    return total;
  }

  /** Allocates the room for the samples; lacking it is a property of the clip, not of the JVM. */
  static SampleCollector collector(Path file, long total) throws AudioException {
    try {
      return new SampleCollector(Math.toIntExact(total));
    } catch (OutOfMemoryError e) {
      throw new AudioException(
          Code.TOO_LONG,
          file,
          "its samples need " + (total * Float.BYTES >> 20) + " MiB of heap",
          "the JVM may use " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB",
          "split the file or raise -Xmx",
          e);
    }
  }

  private static String hash(SeekableByteChannel channel) throws IOException {
    MessageDigest digest = sha256();
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    channel.position(0);
    while (channel.read(buffer) >= 0) {
      digest.update(buffer.flip());
      buffer.clear();
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
