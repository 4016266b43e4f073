package io.humhelix.bench.backend.whispercpp.library;

import com.sun.jna.Native;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where the fields of a C struct lie: in their order, each at the next multiple of its own size, as
 * the System V, AArch64 and Windows ABIs of C have it. Structs within a struct are listed field by
 * field, which is the same where none of their fields is larger than those around it. Immutable.
 */
final class StructLayout {

  /** The types of C that whisper.h uses. */
  enum CType {
    BOOL(1),
    INT32(4),
    FLOAT(4),
    INT64(8),
    SIZE(Native.SIZE_T_SIZE),
    POINTER(Native.POINTER_SIZE);

    private final int bytes;

    CType(int bytes) {
      this.bytes = bytes;
    }
  }

  /**
   * A field.
   *
   * @param type its type
   * @param offset bytes from the begin of the struct
   */
  record Field(CType type, int offset) {}

  private static final int WORD = 8;

  private final String name;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private int end;

  private StructLayout(String name) {
    this.name = name;
  }

  /**
   * Lays fields out.
   *
   * @param name of the struct
   * @param fields {@code type name} each, separated by commas
   */
  static StructLayout of(String name, String fields) {
    StructLayout layout = new StructLayout(name);
    for (String field : fields.strip().split(",\\s*")) {
      String[] parts = field.strip().split("\\s+");
      layout.add(type(parts[0]), parts[1]);
    }
    return layout;
  }

  private static CType type(String word) {
    return switch (word) {
      case "bool" -> CType.BOOL;
      case "int" -> CType.INT32;
      case "float" -> CType.FLOAT;
      case "int64" -> CType.INT64;
      case "size" -> CType.SIZE;
      case "ptr" -> CType.POINTER;
      default -> throw new IllegalArgumentException("no type of C: " + word);
    };
  }

  private void add(CType type, String field) {
    int offset = aligned(end, type.bytes);
    if (fields.put(field, new Field(type, offset)) != null) {
      throw new IllegalArgumentException(name + " has two fields " + field);
    }
    end = offset + type.bytes;
  }

  private static int aligned(int offset, int to) {
    return (offset + to - 1) / to * to;
  }

  /** Names of the fields, in their order. */
  Set<String> fieldNames() {
    return fields.keySet();
  }

  boolean has(String field) {
    return fields.containsKey(field);
  }

  Field field(String field) {
    Field found = fields.get(field);
    if (found == null) {
      throw new IllegalArgumentException("struct " + name + " has no field " + field);
    }
    return found;
  }

  /** Bytes of the struct, a multiple of 8: each of whisper.h's has a field of 8 bytes. */
  int bytes() {
    return aligned(end, WORD);
  }

  int words() {
    return bytes() / WORD;
  }

  @Override
  public String toString() {
    return name + " of " + bytes() + " bytes";
  }
}
