"""Sections of the report in the order of the page. A new one is a module with a function of a `Report`, and a line here."""
from . import adequacy, bills, board, capacity, emissions, energy, further, groups, inputs, matching, money, proof, weeks, year

SECTIONS = (board.section, capacity.section, energy.section, money.section, groups.finance, matching.section, emissions.section, groups.accounts, bills.section, weeks.section,
            year.section, adequacy.section, further.section, inputs.section, proof.warnings, proof.section)
