package com.example.loudness;

import io.humhelix.bench.testkit.SutContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class LoudnessContractTest {

  @TestFactory
  Stream<DynamicTest> keepsTheContract() {
    return SutContract.of(LoudnessProvider::new).tests();
  }
}
