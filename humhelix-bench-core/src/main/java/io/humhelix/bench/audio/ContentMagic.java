package io.humhelix.bench.audio;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Names what a file is by its first bytes, for the message that refuses it. */
final class ContentMagic {

  private ContentMagic() {}

  /**
   * Returns a phrase that fits after "is".
   *
   * @param head the first bytes of the file
   * @return such as {@code a FLAC file}
   */
  static String describe(byte[] head) {
    String s = new String(head, StandardCharsets.ISO_8859_1);
    if (s.startsWith("fLaC")) {
      return "a FLAC file";
    }
    if (s.startsWith("OggS")) {
      return "an Ogg file (Vorbis, Opus or FLAC)";
    }
    if (s.startsWith("ID3")) {
      return "an MP3 file, or another format behind an ID3 tag";
    }
    if (s.startsWith("ftyp", 4)) {
      return "an MP4 or M4A file (usually AAC or ALAC)";
    }
    if (s.startsWith("\u001a\u0045\u00df\u00a3")) {
      return "a WebM or Matroska file";
    }
    if (s.startsWith("FORM")) {
      return s.startsWith("AIFC", 8) ? "an AIFF-C file" : "an AIFF file";
    }
    if (s.startsWith("RIFX")) {
      return "a big-endian WAV file (RIFX)";
    }
    if (s.startsWith("riff\u002e\u0091\u00cf\u0011")) {
      return "a Sony Wave64 file (W64)";
    }
    if (s.startsWith(".snd")) {
      return "a Sun AU file";
    }
    if (s.startsWith("caff")) {
      return "an Apple Core Audio file (CAF)";
    }
    if (s.startsWith("#!AMR")) {
      return "an AMR file";
    }
    if (s.startsWith("NIST_1A")) {
      return "a NIST SPHERE file";
    }
    if (s.startsWith("\u0030\u0026\u00b2\u0075\u008e\u0066\u00cf\u0011")) {
      return "a Windows Media file (ASF, WMA)";
    }
    if (s.startsWith("RIFF") || s.startsWith("RF64") || s.startsWith("BW64")) {
      if (s.length() < 12) {
        return "a RIFF file cut off after " + s.length() + " bytes";
      }
      return "a RIFF file of type '" + printable(s.substring(8, 12)) + "', not 'WAVE'";
    }
    if (s.startsWith("version https://git-lfs")) {
      return "a Git LFS pointer, not the audio itself (git lfs pull fetches it)";
    }
    String text = s.replace("\u00ef\u00bb\u00bf", "").strip().toLowerCase(Locale.ROOT);
    if (text.startsWith("<!doctype html") || text.startsWith("<html") || text.startsWith("<?xml")) {
      return "an HTML or XML page, perhaps from a failed download";
    }
    if (isFrameSync(head)) {
      return "an MP3 or AAC (ADTS) stream";
    }
    return "an unknown format (it starts with '"
        + printable(s.substring(0, Math.min(8, s.length())))
        + "')";
  }

  /** MPEG audio and ADTS frames begin with eleven one bits; the version bits 01 are reserved. */
  private static boolean isFrameSync(byte[] head) {
    return head.length >= 2
        && (head[0] & 0xff) == 0xff
        && (head[1] & 0xe0) == 0xe0
        && (head[1] & 0x18) != 0x08;
  }

  /**
   * Replaces what is not printable ASCII.
   *
   * @param text bytes as ISO-8859-1 text
   * @return the text with {@code \xNN} for other bytes
   */
  static String printable(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : text.toCharArray()) {
      if (c >= 0x20 && c < 0x7f) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
      }
    }
    return out.toString();
  }
}
