"""Line breaking and styling of Chinese text: pure functions."""
