package io.humhelix.bench.accuracy;

import io.humhelix.bench.accuracy.NumberWord.Kind;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads number words and writes digits: "two thousand and one dollars" becomes {@code $2001}, "one
 * oh one" {@code 101}, "twenty first" {@code 21st}. The decisions are those of Whisper's
 * normaliser, word by word with a view on both neighbours, unlikely readings included.
 */
final class NumberReader {

  private static final Pattern NUMERAL = Pattern.compile("\\p{Nd}++(?:\\.\\p{Nd}++)?");
  private static final String PREFIXES = "-+$\u00A2\u20AC\u00A3";

  private final List<String> words;
  private final StringBuilder out = new StringBuilder();
  private final PendingNumber pending = new PendingNumber();
  private String prefix = "";

  private NumberWord previous;
  private NumberWord next;
  private boolean nextIsNumeral;

  NumberReader(List<String> words) {
    this.words = words;
  }

  String read() {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String following = i + 1 < words.size() ? words.get(i + 1) : null;
      previous = i > 0 ? NumberWord.of(words.get(i - 1)) : null;
      next = following == null ? null : NumberWord.of(following);
      nextIsNumeral = following != null && isNumeral(following);
      boolean usedNext = readWord(word, following);
      if (usedNext) {
        i++;
      }
    }
    flush();
    return out.toString();
  }

  private boolean readWord(String word, String following) {
    boolean prefixed = PREFIXES.indexOf(word.charAt(0)) >= 0;
    String numeral = prefixed ? word.substring(1) : word;
    if (isNumeral(numeral)) {
      readNumeral(word, numeral, prefixed);
      return false;
    }
    NumberWord number = NumberWord.of(word);
    if (number == null) {
      flushAndWrite(word);
      return false;
    }
    switch (number.kind()) {
      case ZERO -> pending.append("0", true);
      case ONES -> addOnes(number.value());
      case ONES_SUFFIXED -> {
        addOnes(number.value());
        write(pending + number.symbol());
      }
      case TENS -> addTens(number.value());
      case TENS_SUFFIXED -> {
        addTens(number.value());
        write(pending + number.symbol());
      }
      case MULTIPLIER -> multiply(number.value());
      case MULTIPLIER_SUFFIXED -> {
        multiply(number.value());
        write(pending + number.symbol());
      }
      case SIGN -> readSign(word, number);
      case CURRENCY -> {
        if (pending.isPresent()) {
          prefix = number.symbol();
          flush();
        } else {
          write(word);
        }
      }
      case PERCENT, PER -> {
        return readPercent(word, number, "cent".equals(following));
      }
      case AND, REPEAT, POINT -> {
        return readSpecial(word, number);
      }
    }
    return false;
  }

  private void readNumeral(String word, String numeral, boolean prefixed) {
    if (pending.isPresent()) {
      if (!pending.isInteger() && pending.endsWithPoint()) {
        pending.append(word);
        return;
      }
      flush();
    }
    if (prefixed) {
      prefix = word.substring(0, 1);
    }
    pending.start(numeral);
  }

  private void addOnes(int ones) {
    if (!pending.isPresent()) {
      pending.start(Integer.toString(ones));
    } else if (!pending.isInteger() || isPrevious(Kind.ONES)) {
      if (isPrevious(Kind.TENS) && ones < 10) {
        pending.replaceLastDigit(ones);
      } else {
        pending.append(Integer.toString(ones));
      }
    } else {
      pending.addOrAppend(ones, ones < 10 ? 1 : 2);
    }
  }

  private void addTens(int tens) {
    if (!pending.isPresent()) {
      pending.start(Integer.toString(tens));
    } else if (!pending.isInteger()) {
      pending.append(Integer.toString(tens));
    } else {
      pending.addOrAppend(tens, 2);
    }
  }

  private void multiply(int power) {
    if (pending.isPresent()) {
      if (pending.isInteger()) {
        pending.multiplyLastThreeDigits(power);
        return;
      }
      if (pending.shiftPoint(power)) {
        return;
      }
      flush();
    }
    pending.startPowerOfTen(power);
  }

  private void readSign(String word, NumberWord number) {
    flush();
    if (next != null || nextIsNumeral) {
      prefix = number.symbol();
    } else {
      write(word);
    }
  }

  private boolean readPercent(String word, NumberWord number, boolean beforeCent) {
    if (pending.isPresent() && (number.kind() == Kind.PERCENT || beforeCent)) {
      write(pending + number.symbol());
      return number.kind() == Kind.PER;
    }
    flushAndWrite(word);
    return false;
  }

  private boolean readSpecial(String word, NumberWord number) {
    if (next == null && !nextIsNumeral) {
      flushAndWrite(word);
    } else if (number.kind() == Kind.AND) {
      if (!isPrevious(Kind.MULTIPLIER)) {
        flushAndWrite(word);
      }
    } else if (number.kind() == Kind.REPEAT) {
      if (next != null && (next.kind() == Kind.ONES || next.kind() == Kind.ZERO)) {
        pending.append(Integer.toString(next.value()).repeat(number.value()), true);
        return true;
      }
      flushAndWrite(word);
    } else if (nextIsNumeral || next.isDecimal()) {
      pending.append(".", true);
    }
    return false;
  }

  private boolean isPrevious(Kind kind) {
    return previous != null && previous.kind() == kind;
  }

  private void flushAndWrite(String word) {
    flush();
    write(word);
  }

  private void flush() {
    if (pending.isPresent()) {
      write(pending.toString());
    }
  }

  /** Writes a word, and starts anew; a sign that no number followed goes to the next word. */
  private void write(String word) {
    if (!out.isEmpty()) {
      out.append(' ');
    }
    out.append(prefix).append(word);
    prefix = "";
    pending.clear();
  }

  private static boolean isNumeral(String word) {
    return NUMERAL.matcher(word).matches();
  }
}
