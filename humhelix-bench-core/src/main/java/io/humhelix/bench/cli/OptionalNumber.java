package io.humhelix.bench.cli;

import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The value of an option that may stand without one, before a file: only a number is taken for its
 * value.
 */
final class OptionalNumber implements IParameterConsumer {

  @Override
  public void consumeParameters(Stack<String> args, ArgSpec option, CommandSpec command) {
    String text = ((OptionSpec) option).fallbackValue();
    if (!args.isEmpty() && args.peek().matches("-?\\d+")) {
      text = args.pop();
    }
    try {
      option.setValue(Integer.valueOf(text));
    } catch (NumberFormatException e) {
      throw new ParameterException(
          command.commandLine(),
          ((OptionSpec) option).longestName() + ": found " + text + ", which is too large");
    }
  }
}
