"""Comparing two large stored runs: processor time and peak memory of `compare`, start included.

`show` reads the same files in turn with it: on a busy machine both take longer, and their ratio says more than either.

python3 comparing.py BIN TEMPLATE MADE_UP [--trials 50000] [--heap 1g] [--rounds 3]

BIN: the program humhelix-bench of the bundle. TEMPLATE: a results file with a valid trial, whose
records are multiplied. MADE_UP: MadeUpResults.java. Needs nothing but Python and Java.
"""

import argparse
import glob
import os
import resource
import subprocess
import sys
import tempfile
import time


def measure(program, heap, command, files):
    """Runs a command; returns processor time and wall time in seconds."""
    begin = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [program] + command + files,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=dict(os.environ, JAVA_OPTS="-Xmx" + heap),
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 4, 5) or not done.stdout:
        sys.exit(f"{command[0]} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, time.perf_counter() - begin


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("template")
    parser.add_argument("made_up")
    parser.add_argument("--trials", type=int, default=50_000)
    parser.add_argument("--heap", default="1g")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    java = os.path.join(os.environ["JAVA_HOME"], "bin/java") if "JAVA_HOME" in os.environ else "java"
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([java, given.made_up, given.template, folder, "2", str(given.trials)], check=True)
        files = sorted(glob.glob(os.path.join(folder, "benchmark-*.db.yaml")))
        size = sum(os.path.getsize(name) for name in files)
        commands = [["compare", "--factor", "host.name"], ["show"]]
        for command in commands:  # the files are in memory then, and the archives of classes are made
            measure(given.program, given.heap, command, files)
        print(f"2 x {given.trials} trials, {size / 1e6:.0f} MB, heap {given.heap}")
        for _ in range(given.rounds):
            for command in commands:
                cpu, wall = measure(given.program, given.heap, command, files)
                print(f"{command[0]:8} {cpu:.2f} s of CPU, {wall:.2f} s")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"largest resident set {peak / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
