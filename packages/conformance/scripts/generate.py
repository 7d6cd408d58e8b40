"""
Exact values for the conformance kit.

    python3 generate.py                       writes ../values/*.json
    python3 generate.py --check FILE          recomputes every value and allowance of a file
    python3 generate.py --random SEED COUNT   prints a file of COUNT random cases
"""

import sys

sys.dont_write_bytecode = True

from pathlib import Path

import files

VALUES = Path(__file__).resolve().parent.parent / "values"


def write():
    from grids import GRIDS

    for name, (about, cases) in GRIDS.items():
        content = files.as_text(about, files.computed(cases()))
        (VALUES / f"{name}.json").write_text(content)
        print(f"{name}.json: {len(content.encode())} bytes")


def print_random(seed, count):
    from random_cases import random_cases

    about = f"Random cases by scripts/generate.py --random {seed} {count}; format as in golden/matching.json."
    sys.stdout.write(files.as_text(about, files.decided(random_cases(int(seed), int(count)))))


def main(arguments):
    if arguments == []:
        write()
    elif len(arguments) == 2 and arguments[0] == "--check":
        return 0 if files.check(arguments[1]) else 1
    elif len(arguments) == 3 and arguments[0] == "--random":
        print_random(*arguments[1:])
    else:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
