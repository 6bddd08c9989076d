"""The design system: the frame of every page, components, styles, vendored browser files, the gallery."""
