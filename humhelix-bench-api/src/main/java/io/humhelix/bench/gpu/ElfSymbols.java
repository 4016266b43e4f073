package io.humhelix.bench.gpu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The dynamic symbol table of a library, asked by its hash table as the linker does: the one of the
 * System V ABI, or GNU's ({@code DT_GNU_HASH}), which knows the defined symbols alone.
 */
final class ElfSymbols {

  private static final long HASH = 4;
  private static final long STRINGS = 5;
  private static final long SYMBOLS = 6;
  private static final long GNU_HASH = 0x6ffffef5L;
  private static final int SYMBOL_BYTES = 24;
  private static final int LONGEST_CHAIN = 1 << 20;

  private final ElfFile file;
  private final Map<Long, Long> tables = new HashMap<>();

  ElfSymbols(ElfFile file) throws IOException {
    this.file = file;
    for (ElfFile.Entry entry : file.dynamic()) {
      if (entry.tag() == HASH
          || entry.tag() == STRINGS
          || entry.tag() == SYMBOLS
          || entry.tag() == GNU_HASH) {
        tables.put(entry.tag(), file.inFile(entry.value()));
      }
    }
  }

  boolean defines(String symbol) throws IOException {
    if (!tables.containsKey(SYMBOLS) || !tables.containsKey(STRINGS)) {
      return false;
    }
    if (tables.containsKey(GNU_HASH)) {
      return byGnuHash(symbol);
    }
    return tables.containsKey(HASH) && bySystemVHash(symbol);
  }

  private boolean byGnuHash(String symbol) throws IOException {
    long table = tables.get(GNU_HASH);
    ByteBuffer header = file.at(table, 16);
    int buckets = header.getInt(0);
    int firstSymbol = header.getInt(4);
    int bloomWords = header.getInt(8);
    if (buckets <= 0) {
      return false;
    }
    int hash = 5381;
    for (byte one : symbol.getBytes(StandardCharsets.UTF_8)) {
      hash = hash * 33 + Byte.toUnsignedInt(one);
    }
    long bucketsAt = table + 16 + 8L * bloomWords;
    long chainAt = bucketsAt + 4L * buckets;
    int index = word(bucketsAt + 4L * Integer.remainderUnsigned(hash, buckets));
    for (int step = 0;
        index >= firstSymbol && index != 0 && step < LONGEST_CHAIN;
        step++, index++) {
      int chained = word(chainAt + 4L * (index - firstSymbol));
      if ((chained | 1) == (hash | 1) && isDefined(index, symbol)) {
        return true;
      }
      if ((chained & 1) == 1) {
        return false;
      }
    }
    return false;
  }

  private boolean bySystemVHash(String symbol) throws IOException {
    long table = tables.get(HASH);
    int buckets = word(table);
    if (buckets <= 0) {
      return false;
    }
    int hash = 0;
    for (byte one : symbol.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash << 4) + Byte.toUnsignedInt(one);
      int high = hash & 0xf0000000;
      hash = (hash ^ (high >>> 24)) & ~high;
    }
    long chainAt = table + 8 + 4L * buckets;
    int index = word(table + 8 + 4L * Integer.remainderUnsigned(hash, buckets));
    for (int step = 0; index != 0 && step < LONGEST_CHAIN; step++) {
      if (isDefined(index, symbol)) {
        return true;
      }
      index = word(chainAt + 4L * index);
    }
    return false;
  }

  private boolean isDefined(int index, String symbol) throws IOException {
    ByteBuffer entry = file.at(tables.get(SYMBOLS) + (long) SYMBOL_BYTES * index, SYMBOL_BYTES);
    boolean hasSection = entry.getShort(6) != 0;
    long name = tables.get(STRINGS) + Integer.toUnsignedLong(entry.getInt(0));
    return hasSection && file.text(name).equals(symbol);
  }

  private int word(long offset) throws IOException {
    return file.at(offset, 4).getInt();
  }
}
