// The study reader.
