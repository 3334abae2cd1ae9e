"""Tabs of electric and magnetic fields: spectrum, topography, spectrogram, hypnogram, averages around events."""
