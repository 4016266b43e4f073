package com.example.backend;

import io.humhelix.bench.testkit.SutContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SilenceContractTest {

  @TestFactory
  Stream<DynamicTest> keepsTheContract() {
    return SutContract.of(SilenceProvider::new).tests();
  }
}
