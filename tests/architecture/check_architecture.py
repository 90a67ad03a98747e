#!/usr/bin/python3
"""check_architecture.py SOURCE_DIR: exit status 1 where the tree breaks a rule of the house, each named with file and line."""
import pathlib
import sys

import architecture


def main(root):
    faults, files, includes = architecture.faults_of_tree(pathlib.Path(root))
    for fault in faults:
        print(fault)
    print(f"{files} files, {includes} includes, {len(faults)} faults")
    return 1 if faults or not includes else 0  # a tree without includes was not read


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
