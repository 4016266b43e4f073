package io.humhelix.bench.audio;

/**
 * Expands the companded 8-bit samples of telephony to 16 bits.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-G.711">ITU-T Recommendation G.711</a>
 */
final class G711 {

  private G711() {}

  /**
   * Expands a mu-law byte. G.711 gives 14-bit values; they are left-justified in 16 bits.
   *
   * @param code the byte
   * @return -32124 to 32124
   */
  static short muLaw(byte code) {
    int u = ~code & 0xff;
    int exponent = (u >> 4) & 7;
    int mantissa = u & 15;
    int magnitude = (((mantissa << 3) + 132) << exponent) - 132;
    return (short) (u < 128 ? magnitude : -magnitude);
  }

  /**
   * Expands an A-law byte. G.711 gives 13-bit values; they are left-justified in 16 bits.
   *
   * @param code the byte
   * @return -32256 to 32256
   */
  static short aLaw(byte code) {
    int a = (code & 0xff) ^ 0x55;
    int exponent = (a >> 4) & 7;
    int mantissa = a & 15;
    int magnitude = exponent == 0 ? (mantissa << 4) + 8 : ((mantissa << 4) + 264) << (exponent - 1);
    return (short) (a < 128 ? -magnitude : magnitude);
  }
}
