"""This harness against MLCommons LoadGen, both with a null system under test, run in turn.

Prints each round and the medians of the rounds' ratios. The two take turns in going first, so that
neither has the quieter half of every round.

usage: compare.py CLASSPATH CLIP [ROUNDS [SECONDS]]
needs: pip install mlcommons-loadgen
"""
import json
import statistics
import subprocess
import sys
from pathlib import Path

RATE = 5000
QUERIES = 1_000_000
TRIALS = 5

class_path, clip = sys.argv[1], sys.argv[2]
rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 7
seconds = int(sys.argv[4]) if len(sys.argv) > 4 else 10
here = Path(__file__).parent


def result(command):
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


def ours(*args):
    main = "io.humhelix.bench.benchmarks.ScenarioFloor"
    return result(["java", "-cp", class_path, main, *map(str, args), clip])


def theirs(*args):
    return result([sys.executable, str(here / "null_loadgen.py"), *map(str, args)])


def pair(first_is_ours, our_args, their_args):
    if first_is_ours:
        mine = ours(*our_args)
        return mine, theirs(*their_args)
    other = theirs(*their_args)
    return ours(*our_args), other


ratios = {"queries/s": [], "lateness p50": [], "lateness p99": []}
for n in range(rounds):
    mine, other = pair(n % 2 == 0, ("single", QUERIES, TRIALS), ("single", seconds))
    ratios["queries/s"].append(mine["queries_per_s"] / other["queries_per_s"])
    print(f"round {n + 1}: closed loop {mine['queries_per_s']:,.0f} against"
          f" {other['queries_per_s']:,.0f} queries/s", flush=True)
    mine, other = pair(n % 2 == 0, ("server", RATE, seconds), ("server", RATE, seconds))
    for percentile in ("p50", "p99"):
        key = percentile + "_ns"
        ratios["lateness " + percentile].append(mine[key] / other[key])
    print(f"round {n + 1}: {RATE} queries/s, late by"
          f" {mine['p50_ns'] / 1e3:,.1f} against {other['p50_ns'] / 1e3:,.1f} us (p50),"
          f" {mine['p99_ns'] / 1e3:,.1f} against {other['p99_ns'] / 1e3:,.1f} us (p99)",
          flush=True)
for name, values in ratios.items():
    print(f"{name}: ours / LoadGen's, median of {len(values)} rounds:"
          f" {statistics.median(values):.3f} (min {min(values):.3f}, max {max(values):.3f})")
