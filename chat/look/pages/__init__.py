"""One page of traces: which channels, in which montage, filtered how, at which scale."""
