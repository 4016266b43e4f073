"""How long `humhelix-bench VERB --help` takes: with the archive of classes that the launcher keeps in the
user's cache, without it, and the very first start, beside which the archive is made.

Prints a row for each verb: medians of N starts in seconds, the archive and none in turn; elapsed time, and
processor time, which other work on the machine hardly changes.
"""

import argparse
import os
import pathlib
import re
import resource
import statistics
import subprocess
import tempfile
import time

LAUNCHER = pathlib.Path(__file__).parents[4] / "cli/target/humhelix-bench/bin/humhelix-bench"


def start(launcher, arguments, **environment):
    """Seconds from the start of the launcher to its end, and of processor time, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    done = subprocess.run(
        [launcher, *arguments], env=os.environ | environment, capture_output=True, text=True
    )
    spent = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if done.returncode != 0 or done.stderr:
        raise SystemExit(f"{arguments}: exit code {done.returncode}, {done.stderr}")
    return spent, processor


def made(cache, patience=900):
    """Waits for the archive; returns the seconds it took, and its size."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < patience:
        archives = [p for p in pathlib.Path(cache).rglob("*.jsa") if p.stat().st_size > 0]
        if archives and not list(pathlib.Path(cache).rglob("making")):
            return time.perf_counter() - begun, archives[0].stat().st_size
        time.sleep(0.05)
    raise SystemExit("no archive was made")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--launcher", type=pathlib.Path, default=LAUNCHER)
    parser.add_argument("-n", type=int, default=15, help="starts of each kind for each verb")
    given = parser.parse_args()
    launcher = str(given.launcher.resolve())
    with tempfile.TemporaryDirectory() as cache:
        off = {"HUMHELIX_CLASS_ARCHIVE": "off"}
        on = {"XDG_CACHE_HOME": cache}
        pages = sorted(p.name for p in given.launcher.resolve().parents[1].glob("man/man1/*.1"))
        verbs = [m[1] for m in (re.fullmatch(r"humhelix-bench-([a-z]+)\.1", page) for page in pages) if m]
        first, _ = start(launcher, ["--help"], **on)
        seconds, size = made(cache)
        print(f"first start {first:.2f} s; the archive was there {seconds:.1f} s later, {size / 1e6:.0f} MB")
        print("| command | with archive | without | gain | processor time with | without |")
        print("| --- | ---: | ---: | ---: | ---: | ---: |")
        worst = 0
        for words in [["--version"], ["--help"], *([verb, "--help"] for verb in verbs)]:
            times = {"on": [], "off": []}
            for turn in range(given.n):
                pair = [("on", on), ("off", off)]
                for name, environment in pair if turn % 2 else reversed(pair):
                    times[name].append(start(launcher, words, **environment))
            archive, none = (tuple(map(statistics.median, zip(*times[name]))) for name in ("on", "off"))
            worst = max(worst, archive[0])
            gain = 100 * (1 - archive[0] / none[0])
            row = f"| `{' '.join(words)}` | {archive[0]:.3f} | {none[0]:.3f} | {gain:.0f} % |"
            print(row, f"{archive[1]:.3f} | {none[1]:.3f} |", flush=True)
        print(f"slowest median with the archive: {worst:.3f} s; load average {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
