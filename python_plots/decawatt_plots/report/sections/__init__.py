"""Sections of the report in the order of the page. A new one is a module with a function of a
`Report`, and a line here."""
from . import (accounts, adequacy, bills, board, capacity, emissions, energy, finance, further,
               inputs, matching, money, proof, weeks, year)

SECTIONS = (board.section, capacity.section, energy.section, money.section, finance.section,
            matching.section, emissions.section, accounts.section, bills.section, weeks.section,
            year.section, adequacy.section, further.section, inputs.section, proof.warnings,
            proof.section)
