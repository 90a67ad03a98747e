"""Hours, and made-up series of available output, for synthetic.py."""
import numpy as np

HOUR = np.timedelta64(3600, "s")
OFFSET_S = 9 * 3600


def profile_of(technology, hour, day, noise):
    season = np.cos((day - 15) / 365 * 2 * np.pi)
    if technology == "solar":
        sun = np.clip(np.sin((hour - 6.5 + 0.6 * season) / (12 - 1.5 * season) * np.pi), 0, None)
        return sun * (0.75 - 0.12 * season) * np.clip(1 - 0.5 * np.abs(noise), 0.1, 1)
    if technology in ("onshore", "offshore"):
        return np.clip((0.3 if technology == "onshore" else 0.42) + 0.1 * season + 0.22 * noise, 0,
                       0.95)
    return np.full(len(hour), {"nuclear": 0.87, "coal": 0.8, "gas": 0.9, "hydro": 0.3}[technology])


def times_of(years, days):
    starts = [np.datetime64(f"{year}-01-01", "s") - np.timedelta64(OFFSET_S, "s") for year in years]
    ends = [
        np.datetime64(f"{year + 1}-01-01", "s") - np.timedelta64(OFFSET_S, "s") for year in years
    ]
    spans = [
        np.arange(a,
                  min(b, a + days * 24 * HOUR) if days else b, HOUR) for a, b in zip(starts, ends)
    ]
    return np.concatenate(spans)


def smooth_noise(random, count, width):
    raw = np.convolve(random.standard_normal(count + width),
                      np.ones(width) / np.sqrt(width), mode="same")[:count]
    return raw / max(raw.std(), 1e-9)
