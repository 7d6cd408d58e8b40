"""Files of exact values: reading, writing one case per line, and checking every number of one."""

import json
import math
import sys
from multiprocessing import Pool

from digits import Undecided
from losses import OUTPUTS, PRECISIONS, exact_case, flat

PROCESSES = 2
MOST_SHOWN = 20


def computed(cases):
    """The cases with exact values, in their order."""
    with Pool(PROCESSES) as pool:
        return pool.map(exact_case, cases, chunksize=1)


def _decided(case):
    try:
        return exact_case(case)
    except Undecided as error:
        return str(error)


def decided(cases):
    """The cases with exact values, but for those that no precision decides: these are named on stderr."""
    with Pool(PROCESSES) as pool:
        results = pool.map(_decided, cases, chunksize=1)
    for result in results:
        if isinstance(result, str):
            print(f"left out: {result}", file=sys.stderr)
    return [result for result in results if not isinstance(result, str)]


def as_text(about, cases):
    dense = lambda value: json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    lines = ",\n".join(dense(case) for case in cases)
    return f'{{"about":{dense(about)},"cases":[\n{lines}\n]}}\n'


def same_but_last_bit(written, found):
    """Whether two allowances differ by the rounding of one float64: R may lie midway between two of them."""
    return written is not None and found is not None and abs(written - found) <= math.ulp(found)


class Tally:
    """What of a file is reproduced."""

    def __init__(self):
        self.values = self.allowances = self.right_values = self.right_allowances = self.last_bits = 0
        self.faults = []

    def value(self, place, written, found):
        self.values += 1
        self.right_values += written == found
        if written != found:
            self.faults.append(f"{place}: written {written}, found {found}")

    def allowance(self, place, written, found):
        self.allowances += 1
        right = written == found or same_but_last_bit(written, found)
        self.right_allowances += right
        self.last_bits += right and written != found
        if not right:
            self.faults.append(f"{place}: written {written}, found {found}")

    def case(self, k, written, found):
        for output in OUTPUTS:
            place = f"cases[{k}] {json.dumps(written['loss'])} {output}"
            columns = lambda case: [case["expected"][output], *(case["allowed"][p][output] for p in PRECISIONS)]
            names = ["", *(f" allowed for {p}" for p in PRECISIONS)]
            for name, ours, theirs in zip(names, map(flat, columns(found)), map(flat, columns(written))):
                if len(ours) != len(theirs):
                    self.faults.append(f"{place}{name}: {len(theirs)} numbers instead of {len(ours)}")
                compare = self.allowance if name else self.value
                for n, pair in enumerate(zip(theirs, ours)):
                    compare(f"{place}[{n}]{name}", *pair)


def check(path):
    """Recomputes a file; whether all of it comes out the same."""
    with open(path) as file:
        cases = json.load(file)["cases"]
    tally = Tally()
    for k, pair in enumerate(zip(cases, computed(cases))):
        tally.case(k, *pair)
    for fault in tally.faults[:MOST_SHOWN]:
        print(fault)
    if tally.last_bits:
        print(f"{tally.last_bits} allowances differ in their last bit")
    values = f"{tally.right_values} of {tally.values} values reproduced"
    allowances = tally.right_allowances if not tally.faults else f"{tally.right_allowances} of {tally.allowances}"
    print(f"{values}, {allowances} allowances")
    return not tally.faults
