#!/usr/bin/python3
"""The report of result files, from the folder of this file: `decawatt report` starts it, wherever
the package is installed."""
import sys

from decawatt_plots.report.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
