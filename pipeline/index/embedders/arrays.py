"""Vectors as they are passed on: float32, by rows."""

import numpy as np

Array = np.ndarray[tuple[int, ...], np.dtype[np.float32]]
Vectors = np.ndarray[tuple[int, int], np.dtype[np.float32]]
Vector = np.ndarray[tuple[int], np.dtype[np.float32]]
