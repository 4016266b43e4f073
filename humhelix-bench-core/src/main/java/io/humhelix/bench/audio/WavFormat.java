package io.humhelix.bench.audio;

import io.humhelix.bench.audio.AudioException.Code;
import io.humhelix.bench.result.Issue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A format chunk that passed every check.
 *
 * @param encoding how samples are coded
 * @param channels 1 to {@link AudioReader#MAX_CHANNELS}
 * @param sampleRate 1 to {@link AudioReader#MAX_SAMPLE_RATE}
 * @param issues what had to be corrected
 */
record WavFormat(WavEncoding encoding, int channels, int sampleRate, List<Issue> issues) {

  private static final int EXTENSIBLE = 0xfffe;

  /** Bytes 2 to 7 of the sub-format GUIDs that are made from a format tag. */
  private static final long GUID_MIDDLE = 0x0010_0000_0000L;

  /** Bytes 8 to 15 of them. */
  private static final long GUID_END = 0x719b_3800_aa00_0080L;

  /** RFC 2361 and the mmreg.h of the Windows SDK. */
  private static final Map<Integer, String> CODECS =
      Map.ofEntries(
          Map.entry(0x0002, "Microsoft ADPCM"),
          Map.entry(0x0011, "IMA ADPCM"),
          Map.entry(0x0014, "G.723 ADPCM"),
          Map.entry(0x0022, "TrueSpeech"),
          Map.entry(0x0031, "GSM 6.10"),
          Map.entry(0x0040, "G.721 ADPCM"),
          Map.entry(0x0042, "G.723.1"),
          Map.entry(0x0045, "G.726 ADPCM"),
          Map.entry(0x0050, "MPEG audio"),
          Map.entry(0x0055, "MP3"),
          Map.entry(0x0064, "G.726 ADPCM"),
          Map.entry(0x0083, "G.729"),
          Map.entry(0x0092, "Dolby AC-3 over S/PDIF"),
          Map.entry(0x00ff, "AAC"),
          Map.entry(0x0161, "Windows Media Audio"),
          Map.entry(0x0162, "Windows Media Audio Professional"),
          Map.entry(0x1610, "HE-AAC"),
          Map.entry(0x2000, "Dolby AC-3"),
          Map.entry(0x2001, "DTS"),
          Map.entry(0x674f, "Ogg Vorbis"),
          Map.entry(0x704f, "Opus"),
          Map.entry(0xf1ac, "FLAC"));

  private static final String ALLOWED =
      "supported: PCM of 8, 16, 24 or 32 bits, float of 32 or 64 bits, A-law and mu-law of 8 bits, 1 to "
          + AudioReader.MAX_CHANNELS
          + " channels, 1 to "
          + AudioReader.MAX_SAMPLE_RATE
          + " Hz";

  int frameBytes() {
    return channels * encoding.bytes();
  }

  /**
   * Reads a format chunk.
   *
   * @throws AudioException naming everything that is wrong with it
   */
  static WavFormat parse(Path file, byte[] chunk) throws AudioException {
    if (chunk.length < 16) {
      throw new AudioException(
          Code.MALFORMED,
          file,
          "a 'fmt ' chunk of " + chunk.length + " bytes",
          "it needs at least 16",
          "export or download the file again");
    }
    ByteBuffer in = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
    int tag = in.getShort(0) & 0xffff;
    int channels = in.getShort(2) & 0xffff;
    long rate = in.getInt(4) & 0xffff_ffffL;
    long byteRate = in.getInt(8) & 0xffff_ffffL;
    int blockAlign = in.getShort(12) & 0xffff;
    int bits = in.getShort(14) & 0xffff;

    List<String> broken = new ArrayList<>();
    List<String> unsupported = new ArrayList<>();
    List<Issue> issues = new ArrayList<>();
    if (channels == 0) {
      broken.add("0 channels");
    } else if (channels > AudioReader.MAX_CHANNELS) {
      unsupported.add(channels + " channels");
    }
    if (rate == 0) {
      broken.add("a sample rate of 0 Hz");
    } else if (rate > AudioReader.MAX_SAMPLE_RATE) {
      unsupported.add("a sample rate of " + rate + " Hz");
    }
    Optional<WavEncoding> encoding = encoding(in, tag, bits, broken, unsupported);
    if (encoding.isPresent() && broken.isEmpty() && unsupported.isEmpty()) {
      int expected = channels * encoding.get().bytes();
      if (blockAlign != expected) {
        String found =
            "a block align of " + blockAlign + ", but channels and bits make " + expected;
        if (blockAlign == 0 || byteRate == rate * expected) {
          issues.add(
              Issue.warning(
                  "wav-block-align",
                  file + ": " + found + "; decoded with " + expected,
                  "listen to the clip, or export it again"));
        } else {
          broken.add(found);
        }
      }
    }
    List<String> problems = new ArrayList<>(broken);
    problems.addAll(unsupported);
    if (!problems.isEmpty()) {
      throw new AudioException(
          broken.isEmpty() ? Code.UNSUPPORTED_ENCODING : Code.MALFORMED,
          file,
          "the WAV header says " + String.join(", ", problems),
          ALLOWED,
          AudioReader.CONVERT);
    }
    return new WavFormat(encoding.orElseThrow(), channels, (int) rate, List.copyOf(issues));
  }

  private static Optional<WavEncoding> encoding(
      ByteBuffer in, int headerTag, int bits, List<String> broken, List<String> unsupported) {
    int tag = headerTag;
    if (tag == EXTENSIBLE) {
      if (in.limit() < 40) {
        broken.add("WAVE_FORMAT_EXTENSIBLE in a 'fmt ' chunk of " + in.limit() + " bytes, not 40");
        return Optional.empty();
      }
      int validBits = in.getShort(18) & 0xffff;
      if (validBits > bits) {
        broken.add(validBits + " valid bits in samples of " + bits);
      }
      tag = in.getShort(24) & 0xffff;
      if (in.getLong(24) >>> 16 != GUID_MIDDLE || in.getLong(32) != GUID_END) {
        unsupported.add(String.format(Locale.ROOT, "sub-format %s", guid(in)));
        return Optional.empty();
      }
    }
    Optional<WavEncoding> encoding = WavEncoding.of(tag, bits);
    if (encoding.isEmpty()) {
      unsupported.add(name(tag) + " of " + bits + " bits per sample");
    }
    return encoding;
  }

  private static String name(int tag) {
    return switch (tag) {
      case WavEncoding.PCM -> "PCM";
      case WavEncoding.FLOAT -> "float";
      case WavEncoding.ALAW -> "A-law";
      case WavEncoding.MULAW -> "mu-law";
      default ->
          String.format(
              Locale.ROOT,
              "%s (format tag 0x%04x)",
              CODECS.getOrDefault(tag, "an unknown codec"),
              tag);
    };
  }

  private static String guid(ByteBuffer in) {
    return String.format(
        Locale.ROOT,
        "%08x-%04x-%04x-%016x",
        in.getInt(24),
        in.getShort(28),
        in.getShort(30),
        Long.reverseBytes(in.getLong(32)));
  }
}
