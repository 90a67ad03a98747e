"""Outages, delays and flexible load. No rate of the Korean fleet by unit is published: ../SOURCES.md section 13."""


def outage(out_frac, mttr_h, available_frac=0):
    """One off state with this stationary share: MTTF = MTTR x (1 - share) / share."""
    return (available_frac, round(mttr_h * (1 - out_frac) / out_frac), mttr_h)


# Off states of a class: what is left, mean time to failure, mean time to repair.
OUTAGES = {
    "nuclear": [outage(0.02, 150)],
    "coal": [outage(0.019, 100)],
    "gas": [outage(0.028, 50)],
    "oil": [outage(0.028, 50)],
    "pumped storage": [outage(0.10, 220)],
    "hvdc": [(0.5, 1460, 12), (0, 17520, 48)],
    "jeju cable": [(0, 4380, 60)],
    "ac corridor": [(0.7, 8760, 24)],
    "connection": [(0.5, 8760, 12)],
}

# Pumped storage takes the place of availability_frac, 0.90; sun, wind and what runs by a monthly use have no class.
PLANT_OUTAGE = {"nuclear": "nuclear", "coal": "coal", "gas": "gas", "oil": "oil"}
STORE_OUTAGE = {"pumped_storage": "pumped storage"}


def line_outage(name):
    if "Jeju" in name:
        return "jeju cable"
    return "hvdc" if "HVDC" in name else "ac corridor"


# on time, months of those that are late
DELAYS = {
    "nuclear project": (0.3, 18),
    "thermal project": (0.6, 9),
    "offshore project": (0.5, 12),
    "storage project": (0.5, 12),
    "line project": (0.2, 24),
    "hub project": (0.6, 8),
}
PLANT_DELAY = {"nuclear": "nuclear project", "coal": "thermal project", "gas": "thermal project", "offshore": "offshore project"}

DATA_CENTER_COLUMNS = ["connection_outage", "deferrable_frac", "movable_frac", "deadline_h", "hosting_mw", "nonfirm_mw",
                       "generator_mw", "generator_h_per_year"]
# The hub and the national center train; clouds serve, and keep what they have for themselves.
DATA_CENTERS = {
    "hub": ("connection", 0.15, 0.05, 24, 0, 0, 1000, 100),
    "Samsung-OpenAI Pohang": (None, 0.15, 0, 24, 0, 0, 25, 100),
    "SK-OpenAI Jeolla": (None, 0.15, 0, 24, 0, 0, 25, 100),
    "SK-AWS Ulsan": (None, 0.05, 0.05, 12, 20, 0, 120, 100),
    "AWS Incheon": (None, 0.05, 0.05, 12, 10, 0, 60, 100),
    "AWS Gyeonggi": (None, 0.05, 0.05, 12, 10, 0, 60, 100),
    "National AI Computing Center": (None, 0.20, 0, 24, 0, 0, 45, 100),
}


def outage_rows():
    return [[name, *state] for name, states in OUTAGES.items() for state in states]


def delay_rows():
    return [[name, *values] for name, values in DELAYS.items()]
