package io.humhelix.bench.simulation;

import io.humhelix.bench.stats.ErrorBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Speakers of a kind whose error rate is known. */
enum MadeUpSpeakers {
  /** 200 words each; the rate is 10 % with 4 points between speakers. */
  EQUAL("equal lengths", 0.1000) {
    @Override
    ErrorBlock one(Random random) {
      return speaker(200, Math.max(0, 0.10 + 0.04 * random.nextGaussian()), random);
    }
  },
  /** Log-normal lengths with a deviation of 1, and a rate that grows with their root. */
  LONG_ERR_MORE("long speakers err more", 0.0933) {
    @Override
    ErrorBlock one(Random random) {
      double size = random.nextGaussian();
      int words = (int) Math.max(10, Math.round(100 * Math.exp(size)));
      return speaker(words, Math.min(0.9, 0.05 * Math.exp(0.5 * size)), random);
    }
  },
  /** The others have a mean of 10 %. */
  MOST_WITHOUT("70 % of speakers without errors", 0.03) {
    @Override
    ErrorBlock one(Random random) {
      double rate = 0;
      if (random.nextDouble() < 0.3) {
        for (int i = 0; i < 4; i++) {
          rate -= 0.025 * Math.log(1 - random.nextDouble());
        }
      }
      return speaker(200, Math.min(1, rate), random);
    }
  },
  /** That one errs in 20 % of the words. */
  ONE_OF_TWENTY("all errors in one speaker of 20", 0.01) {
    @Override
    ErrorBlock one(Random random) {
      return speaker(200, random.nextDouble() < 0.05 ? 0.2 : 0, random);
    }
  },
  /** One word of 2 000, wherever it falls. */
  HARDLY_ANY("hardly any errors", 0.0005) {
    @Override
    ErrorBlock one(Random random) {
      return speaker(40, 0.0005, random);
    }
  };

  private final String label;
  private final double rate;

  MadeUpSpeakers(String label, double rate) {
    this.label = label;
    this.rate = rate;
  }

  /** Errors of all words of all speakers of this kind. */
  double rate() {
    return rate;
  }

  abstract ErrorBlock one(Random random);

  List<ErrorBlock> corpus(int speakers, Random random) {
    List<ErrorBlock> blocks = new ArrayList<>();
    for (int i = 0; i < speakers; i++) {
      blocks.add(one(random));
    }
    return blocks;
  }

  static int binomial(int n, double p, Random random) {
    int hits = 0;
    for (int i = 0; i < n; i++) {
      hits += random.nextDouble() < p ? 1 : 0;
    }
    return hits;
  }

  private static ErrorBlock speaker(int words, double rate, Random random) {
    return new ErrorBlock(binomial(words, rate, random), words, 1);
  }

  @Override
  public String toString() {
    return label;
  }
}
