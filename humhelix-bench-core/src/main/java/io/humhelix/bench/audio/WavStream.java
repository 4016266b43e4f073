package io.humhelix.bench.audio;

import io.humhelix.bench.audio.AudioException.Code;
import io.humhelix.bench.result.Issue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The samples of a WAV file, read block by block. */
final class WavStream implements AudioStream {

  private static final int BUFFER_BYTES = 1 << 16;

  private final SeekableByteChannel channel;
  private final WavFormat format;
  private final long frames;
  private final List<Issue> issues;
  private final ByteBuffer buffer;
  private long framesLeft;

  WavStream(Path file, SeekableByteChannel channel, WavChunks chunks) throws IOException {
    this.channel = channel;
    this.format = WavFormat.parse(file, chunks.format());
    int frameBytes = format.frameBytes();
    this.frames = chunks.dataBytes() / frameBytes;
    if (frames == 0) {
      throw new AudioException(
          Code.EMPTY_AUDIO,
          file,
          "empty audio: " + chunks.dataBytes() + " bytes of samples, " + frameBytes + " a frame",
          "a clip has at least one frame",
          "record or export it again, or remove it from the workload");
    }
    this.issues = issues(file, chunks, format);
    this.buffer =
        ByteBuffer.allocate(BUFFER_BYTES / frameBytes * frameBytes).order(ByteOrder.LITTLE_ENDIAN);
    this.framesLeft = frames;
    channel.position(chunks.dataStart());
  }

  private static List<Issue> issues(Path file, WavChunks chunks, WavFormat format) {
    List<Issue> issues = new ArrayList<>(chunks.issues());
    issues.addAll(format.issues());
    int frameBytes = format.frameBytes();
    if (Math.abs(chunks.dataDeclared() - chunks.dataBytes()) > frameBytes) {
      issues.add(
          Issue.warning(
              "wav-data-size",
              String.format(
                  Locale.ROOT,
                  "%s: the header says %d bytes of samples, %d are there and used (%d frames)",
                  file,
                  chunks.dataDeclared(),
                  chunks.dataBytes(),
                  chunks.dataBytes() / frameBytes),
              "check that the file is complete; writing it again corrects the header"));
    }
    long partial = chunks.dataBytes() % frameBytes;
    if (partial != 0) {
      issues.add(
          Issue.warning(
              "wav-partial-frame",
              file + ": the last " + partial + " bytes are not a whole frame and are dropped",
              "check that the file is complete"));
    }
    return List.copyOf(issues);
  }

  @Override
  public int sampleRate() {
    return format.sampleRate();
  }

  @Override
  public int channels() {
    return format.channels();
  }

  @Override
  public String encoding() {
    return format.encoding().id();
  }

  @Override
  public long frames() {
    return frames;
  }

  @Override
  public List<Issue> issues() {
    return issues;
  }

  @Override
  public int read(float[] interleaved) throws IOException {
    if (framesLeft == 0) {
      return -1;
    }
    int room = Math.min(interleaved.length / channels(), buffer.capacity() / format.frameBytes());
    int count = (int) Math.min(room, framesLeft);
    buffer.clear().limit(count * format.frameBytes());
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new IOException("the file became shorter while it was read");
      }
    }
    buffer.flip();
    format.encoding().decode(buffer, interleaved, count * channels());
    framesLeft -= count;
    return count;
  }
}
