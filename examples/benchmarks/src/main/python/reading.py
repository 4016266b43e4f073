"""Reading stored trials: `show` beside hum-helix's way (PyYAML safe_load and pandas groupby).

python3 reading.py BIN TEMPLATE MADE_UP [--trials 10000] [--large 100000 1000000] [--files 50]

BIN: the program humhelix-bench of the bundle. TEMPLATE: a results file with a valid trial, whose
records are multiplied. MADE_UP: MadeUpResults.java. Needs PyYAML and pandas. Processor time is that
of the whole process, start and imports included.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time

KEYS = ["model", "device", "beam_size", "audio_file"]
MEANS = ["total_transcription_time", "inference_time", "transcription_time", "rtf"]

PLAIN = """
import glob, json, sys, time
import pandas, yaml
begin = time.perf_counter()
rows = []
for name in sorted(glob.glob(sys.argv[1] + "/benchmark-*.db.yaml")):
    with open(name) as file:
        rows += yaml.safe_load(file)
table = pandas.DataFrame(rows).dropna(subset=["rtf"])
means = table.groupby({keys})[{means}].mean()
print(json.dumps([[[str(k) for k in key], list(row)] for key, row in zip(means.index, means.values.tolist())]))
print(time.perf_counter() - begin, file=sys.stderr)
""".format(keys=KEYS, means=MEANS)


def timed(command, **more):
    """Runs a command; returns its output, wall time and processor time in seconds."""
    begin = time.perf_counter()
    before = os.times()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)
    after = os.times()
    if done.returncode != 0:
        sys.exit(f"{command} ended with {done.returncode}: {done.stdout}{done.stderr}")
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return done, time.perf_counter() - begin, cpu


def show(program, folder):
    environment = dict(os.environ, JAVA_OPTS="-Xmx1g")
    return timed([program, "show", folder, "--by", ",".join(KEYS + ["host"]), "--json"], env=environment)


def pooled(groups):
    """Means over all hosts, as hum-helix has them, from those of each host."""
    sums = {}
    for group in groups:
        # Where no engine says how many beams it took, hum-helix's key is 1, and ours is empty.
        key = tuple(group["key"][k] or ("1" if k == "beam_size" else "") for k in KEYS)
        total = sums.setdefault(key, [0, [0.0] * len(MEANS)])
        total[0] += group["valid"]
        for i, name in enumerate(MEANS):
            total[1][i] += group["means"][name] * group["valid"]
    return {key: [value / count for value in values] for key, (count, values) in sums.items()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("template")
    parser.add_argument("made_up")
    parser.add_argument("--trials", type=int, default=10_000)
    parser.add_argument("--large", type=int, nargs="*", default=[100_000, 1_000_000])
    parser.add_argument("--files", type=int, default=50)
    given = parser.parse_args()
    java = os.path.join(os.environ["JAVA_HOME"], "bin/java") if "JAVA_HOME" in os.environ else "java"
    with tempfile.TemporaryDirectory() as folder:
        for trials in [given.trials] + given.large:
            place = os.path.join(folder, str(trials))
            subprocess.run([java, given.made_up, given.template, place, str(given.files), str(trials // given.files)], check=True)
            size = sum(os.path.getsize(os.path.join(place, name)) for name in os.listdir(place))
            show(given.program, place)  # the files are in memory for both
            done, wall, cpu = show(given.program, place)
            groups = json.loads(done.stdout)["groups"]
            found = sum(group["valid"] for group in groups)
            print(f"{found} trials, {given.files} files, {size / 1e6:.0f} MB: show {cpu:.2f} s of CPU, {wall:.2f} s", flush=True)
            if trials != given.trials:
                continue
            done, wall_plain, cpu_plain = timed([sys.executable, "-X", "utf8", "-c", PLAIN, place])
            theirs = {tuple(str(int(float(k))) if i == 2 else k for i, k in enumerate(key)): row for key, row in json.loads(done.stdout)}
            ours = pooled(groups)
            worst = max(abs(a / b - 1) for key in theirs for a, b in zip(ours[key], theirs[key]))
            assert theirs.keys() == ours.keys() and worst < 1e-9, (theirs, ours)
            print(f"  PyYAML safe_load + pandas groupby: {cpu_plain:.1f} s of CPU, {wall_plain:.1f} s")
            print(f"  show is {wall_plain / wall:.0f} times faster by the clock, {cpu_plain / cpu:.0f} times in CPU; largest relative difference of a mean {worst:.1e}")


if __name__ == "__main__":
    main()
