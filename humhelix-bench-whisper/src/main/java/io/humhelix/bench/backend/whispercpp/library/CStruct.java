package io.humhelix.bench.backend.whispercpp.library;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A struct of C in native memory, read and written by the names of its fields, and passed by value.
 * Not thread-safe.
 */
final class CStruct {

  /**
   * The bytes of a struct, for JNA: a struct of more than 16 bytes is passed as a whole, whatever
   * its fields are. One class for each size, since JNA remembers sizes by class.
   */
  abstract static class Value extends Structure implements Structure.ByValue {

    Value() {
      setAutoSynch(false);
    }
  }

  /** 48 bytes. */
  @Structure.FieldOrder("words")
  public static final class Words6 extends Value {
    /** The bytes. */
    public long[] words = new long[6];
  }

  /** 56 bytes. */
  @Structure.FieldOrder("words")
  public static final class Words7 extends Value {
    /** The bytes. */
    public long[] words = new long[7];
  }

  /** 296 bytes. */
  @Structure.FieldOrder("words")
  public static final class Words37 extends Value {
    /** The bytes. */
    public long[] words = new long[37];
  }

  /** 304 bytes. */
  @Structure.FieldOrder("words")
  public static final class Words38 extends Value {
    /** The bytes. */
    public long[] words = new long[38];
  }

  private final StructLayout layout;
  private final Value value;
  private final Pointer memory;
  private final Map<String, Memory> texts = new HashMap<>();

  private CStruct(StructLayout layout, Value value) {
    this.layout = layout;
    this.value = value;
    this.memory = value.getPointer();
  }

  /**
   * Copies a struct.
   *
   * @param layout its fields
   * @param from where it lies
   */
  static CStruct copyOf(StructLayout layout, Pointer from) {
    CStruct copy = new CStruct(layout, value(layout.words()));
    copy.memory.write(0, from.getByteArray(0, layout.bytes()), 0, layout.bytes());
    return copy;
  }

  /** Takes a struct that the library returned. */
  static CStruct returned(StructLayout layout, Value value) {
    return new CStruct(layout, value);
  }

  private static Value value(int words) {
    return switch (words) {
      case 6 -> new Words6();
      case 7 -> new Words7();
      case 37 -> new Words37();
      case 38 -> new Words38();
      default -> throw new IllegalArgumentException("no struct of " + words + " words");
    };
  }

  /** What goes to the library. */
  Value value() {
    return value;
  }

  boolean has(String field) {
    return layout.has(field);
  }

  /**
   * Writes a field.
   *
   * @param field its name
   * @param number as the field's type is; a text stays in memory as long as this struct; null is no
   *     text
   */
  void set(String field, Object number) {
    StructLayout.Field at = layout.field(field);
    switch (at.type()) {
      case BOOL -> memory.setByte(at.offset(), (byte) ((Boolean) number ? 1 : 0));
      case INT32 -> memory.setInt(at.offset(), Math.toIntExact(((Number) number).longValue()));
      case FLOAT -> memory.setFloat(at.offset(), ((Number) number).floatValue());
      case INT64, SIZE -> memory.setLong(at.offset(), ((Number) number).longValue());
      case POINTER ->
          memory.setPointer(
              at.offset(), number instanceof Pointer p ? p : text(field, (String) number));
    }
  }

  private Pointer text(String field, String text) {
    if (text == null) {
      texts.remove(field);
      return Pointer.NULL;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Memory copy = new Memory(bytes.length + 1L);
    copy.write(0, bytes, 0, bytes.length);
    copy.setByte(bytes.length, (byte) 0);
    texts.put(field, copy);
    return copy;
  }

  /**
   * Reads a field.
   *
   * @param field its name
   * @return a Boolean, Long or Double, or the text of a pointer; null for no text
   */
  Object get(String field) {
    StructLayout.Field at = layout.field(field);
    return switch (at.type()) {
      case BOOL -> memory.getByte(at.offset()) != 0;
      case INT32 -> (long) memory.getInt(at.offset());
      // The shortest decimal that is this float, not the float's own digits.
      case FLOAT -> Double.valueOf(Float.toString(memory.getFloat(at.offset())));
      case INT64, SIZE -> memory.getLong(at.offset());
      case POINTER -> {
        Pointer text = memory.getPointer(at.offset());
        yield text == null ? null : text.getString(0, StandardCharsets.UTF_8.name());
      }
    };
  }

  /** The pointer in a field; null if it is 0. */
  Pointer pointer(String field) {
    return memory.getPointer(layout.field(field).offset());
  }

  long integer(String field) {
    return (Long) get(field);
  }
}
