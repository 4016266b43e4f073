"""Comparing two large stored runs: processor time and peak memory of `compare`, start included.

python3 comparing.py BIN TEMPLATE MADE_UP [--trials 50000] [--heap 1g]

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


def compare(program, heap, files):
    """Compares; returns processor time and wall time in seconds."""
    begin = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [program, "compare", "--factor", "host.name"] + files,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=dict(os.environ, JAVA_OPTS="-Xmx" + heap),
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 4, 5) or "Notes" not in done.stdout:
        sys.exit(f"compare ended with {done.returncode}: {done.stdout}{done.stderr}")
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, time.perf_counter() - begin


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("template")
    parser.add_argument("made_up")
    parser.add_argument("--trials", type=int, default=50_000)
    parser.add_argument("--heap", default="1g")
    given = parser.parse_args()
    java = os.path.join(os.environ["JAVA_HOME"], "bin/java") if "JAVA_HOME" in os.environ else "java"
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([java, given.made_up, given.template, folder, "2", str(given.trials)], check=True)
        files = sorted(glob.glob(os.path.join(folder, "benchmark-*.db.yaml")))
        size = sum(os.path.getsize(name) for name in files)
        compare(given.program, given.heap, files)  # the files are in memory, and the archive of classes is made
        for _ in range(3):
            cpu, wall = compare(given.program, given.heap, files)
            print(f"2 x {given.trials} trials, {size / 1e6:.0f} MB, heap {given.heap}: compare {cpu:.2f} s of CPU, {wall:.2f} s")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"largest resident set {peak / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
