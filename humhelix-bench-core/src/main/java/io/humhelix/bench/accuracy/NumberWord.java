package io.humhelix.bench.accuracy;

import java.util.HashMap;
import java.util.Map;

/**
 * A word that numbers are made of.
 *
 * @param kind its role
 * @param value the number that it names; the power of ten for a multiplier; how often for a repeat
 * @param symbol what is written for it or after it: a suffix, sign or currency; empty if nothing
 */
record NumberWord(Kind kind, int value, String symbol) {

  /** The roles. */
  enum Kind {
    ZERO,
    /** One to nineteen. */
    ONES,
    /** Plurals and ordinals of ones. */
    ONES_SUFFIXED,
    TENS,
    TENS_SUFFIXED,
    MULTIPLIER,
    MULTIPLIER_SUFFIXED,
    /** Plus or minus, before a number. */
    SIGN,
    /** After a number. */
    CURRENCY,
    PERCENT,
    /** Percent if "cent" follows. */
    PER,
    AND,
    /** Double or triple. */
    REPEAT,
    POINT
  }

  private static final String[] ONES = {
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen"
  };
  private static final String[] TENS = {
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
  };
  private static final String[] POWERS_OF_THOUSAND = {
    "thousand",
    "million",
    "billion",
    "trillion",
    "quadrillion",
    "quintillion",
    "sextillion",
    "septillion",
    "octillion",
    "nonillion",
    "decillion"
  };
  private static final Map<String, NumberWord> WORDS = vocabulary();

  /** Returns null if numbers are not made of the word. */
  static NumberWord of(String word) {
    return WORDS.get(word);
  }

  /** Whether "and a half" after the word belongs to a number. */
  static boolean canPrecedeHalf(String word) {
    NumberWord found = of(word);
    return found != null && (found.isDecimal() || found.kind == Kind.MULTIPLIER);
  }

  /** Whether it can follow a decimal point. */
  boolean isDecimal() {
    return kind == Kind.ZERO || kind == Kind.ONES || kind == Kind.TENS;
  }

  private static Map<String, NumberWord> vocabulary() {
    Map<String, NumberWord> words = new HashMap<>();
    for (String zero : new String[] {"o", "oh", "zero"}) {
      words.put(zero, new NumberWord(Kind.ZERO, 0, ""));
    }
    for (int i = 0; i < ONES.length; i++) {
      words.put(ONES[i], new NumberWord(Kind.ONES, i + 1, ""));
      String plural = ONES[i].equals("six") ? "sixes" : ONES[i] + "s";
      words.put(plural, new NumberWord(Kind.ONES_SUFFIXED, i + 1, "s"));
    }
    addOrdinals(words);
    for (int i = 0; i < TENS.length; i++) {
      String stem = TENS[i].substring(0, TENS[i].length() - 1);
      int value = 10 * (i + 2);
      words.put(TENS[i], new NumberWord(Kind.TENS, value, ""));
      words.put(stem + "ies", new NumberWord(Kind.TENS_SUFFIXED, value, "s"));
      words.put(stem + "ieth", new NumberWord(Kind.TENS_SUFFIXED, value, "th"));
    }
    addMultiplier(words, "hundred", 2);
    for (int i = 0; i < POWERS_OF_THOUSAND.length; i++) {
      addMultiplier(words, POWERS_OF_THOUSAND[i], 3 * (i + 1));
    }
    addSymbols(words);
    return Map.copyOf(words);
  }

  private static void addOrdinals(Map<String, NumberWord> words) {
    words.put("zeroth", new NumberWord(Kind.ONES_SUFFIXED, 0, "th"));
    words.put("first", new NumberWord(Kind.ONES_SUFFIXED, 1, "st"));
    words.put("second", new NumberWord(Kind.ONES_SUFFIXED, 2, "nd"));
    words.put("third", new NumberWord(Kind.ONES_SUFFIXED, 3, "rd"));
    words.put("fifth", new NumberWord(Kind.ONES_SUFFIXED, 5, "th"));
    words.put("twelfth", new NumberWord(Kind.ONES_SUFFIXED, 12, "th"));
    for (int value = 4; value <= ONES.length; value++) {
      if (value != 5 && value != 12) {
        // Whisper knows "nineth", not "ninth"; so do we, to count as it does.
        String name = ONES[value - 1];
        words.put(
            name + (name.endsWith("t") ? "h" : "th"),
            new NumberWord(Kind.ONES_SUFFIXED, value, "th"));
      }
    }
  }

  private static void addMultiplier(Map<String, NumberWord> words, String name, int power) {
    words.put(name, new NumberWord(Kind.MULTIPLIER, power, ""));
    words.put(name + "s", new NumberWord(Kind.MULTIPLIER_SUFFIXED, power, "s"));
    words.put(name + "th", new NumberWord(Kind.MULTIPLIER_SUFFIXED, power, "th"));
  }

  private static void addSymbols(Map<String, NumberWord> words) {
    words.put("minus", new NumberWord(Kind.SIGN, 0, "-"));
    words.put("negative", new NumberWord(Kind.SIGN, 0, "-"));
    words.put("plus", new NumberWord(Kind.SIGN, 0, "+"));
    words.put("positive", new NumberWord(Kind.SIGN, 0, "+"));
    Map.of("pound", "\u00A3", "euro", "\u20AC", "dollar", "$", "cent", "\u00A2")
        .forEach(
            (name, symbol) -> {
              words.put(name, new NumberWord(Kind.CURRENCY, 0, symbol));
              words.put(name + "s", new NumberWord(Kind.CURRENCY, 0, symbol));
            });
    words.put("percent", new NumberWord(Kind.PERCENT, 0, "%"));
    words.put("per", new NumberWord(Kind.PER, 0, "%"));
    words.put("and", new NumberWord(Kind.AND, 0, ""));
    words.put("double", new NumberWord(Kind.REPEAT, 2, ""));
    words.put("triple", new NumberWord(Kind.REPEAT, 3, ""));
    words.put("point", new NumberWord(Kind.POINT, 0, ""));
  }
}
