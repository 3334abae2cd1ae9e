"""Tabs of imaged brains: slices of voxels, the glass brain, cells."""
